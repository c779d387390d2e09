"""Rules: one row of policy each."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.supply import SPANS
from orefolio.tables.table import Table, choice, key_column, links, number, period, yes_no

SCOPES = ("any", "country", "bloc", "supplier", "offer", "route", "leg", "chokepoint")
ROLES = ("mined", "processed", "transit", "any")
MEASURES = ("share of volume", "share of value", "tonnes", "spend", "count", "HHI")
SENSES = ("at most", "at least", "exactly")

RULES = Table(
    name="rules",
    sheet="Rules",
    text="Policy: limits on what comes from whom, by which route, in which shares.",
    key=("rule",),
    columns=(
        key_column("rule", "short name of the rule"),
        yes_no("on", "no switches the rule off"),
        choice("scope", SCOPES, "what is limited; any means every delivery", default="any"),
        Column(
            "members",
            Kind.LINKS,
            "countries, blocs, suppliers … that are limited, separated by ; (* means every one)",
            default="*",
        ),
        choice(
            "per_member",
            ("each", "together"),
            "one limit for each member, or one for their sum",
            default="each",
        ),
        choice(
            "role",
            ROLES,
            "for countries and blocs: mined there, processed there, crossing it, or any of these (a tonne counts once)",
            default="any",
        ),
        links(
            "materials", "materials", "materials it holds for, separated by ;", default_text="all"
        ),
        choice(
            "per_material",
            ("each", "together"),
            "one limit for each material, or one for their sum",
            default="each",
        ),
        period("start", "first period"),
        period("end", "last period"),
        choice(
            "span",
            SPANS,
            "the limit holds over each period, each year, or the horizon",
            default="year",
        ),
        choice(
            "measure",
            MEASURES,
            "what is measured (volumes are usable tonnes delivered, values are at reference prices, spend is at offer prices)",
            default="share of volume",
        ),
        choice(
            "share_of", ("demand", "deliveries"), "what a share is a share of", default="demand"
        ),
        choice("sense", SENSES, "direction of the limit", default="at most"),
        Column(
            "bound",
            Kind.NUMBER,
            "the limit: a share (65%), tonnes, USD, a count, or an HHI from 0 to 1",
            required=True,
            low=0.0,
        ),
        number(
            "counted_from",
            "t",
            "for counts: a member counts once it delivers this much in the span",
            default=0.0,
        ),
        number(
            "penalty",
            "",
            "makes the rule soft: USD for each tonne (volumes), USD (values, spend) or member (counts) beyond the limit",
            default_text="the rule is hard",
        ),
        Column("text", Kind.TEXT, "the rule in the words of the policy"),
    ),
)
