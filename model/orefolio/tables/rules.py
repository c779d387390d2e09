"""Rules: one row of policy each; bounds over time and weights of materials on sheets of their own."""

from __future__ import annotations

import re

from orefolio.tables.column import Column, Kind
from orefolio.tables.supply import SPANS
from orefolio.tables.table import (
    PeriodValues,
    Table,
    choice,
    key_column,
    link,
    links,
    number,
    period,
    yes_no,
)

SCOPES = (
    "any",
    "country",
    "bloc",
    "supplier",
    "offer",
    "plant",
    "route",
    "leg",
    "chokepoint",
    "material",
    "grade",
)
ROLES = ("mined", "processed", "transit", "any")
MEASURES = (
    "share of volume",
    "share of value",
    "share of spend",
    "tonnes",
    "spend",
    "spend per kg",
    "total of column",
    "average of column",
    "count",
    "HHI",
)
SENSES = ("at most", "at least", "exactly")
LIMIT, CONDITION = USES = ("limit", "condition")
LINEAR, STEP = BETWEEN = ("linear", "step")

_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


def column_named(header: str) -> str:
    """A header as a rule may name it: without its unit, blanks for underscores, small letters."""
    return " ".join(_UNIT.sub("", header).replace("_", " ").split()).casefold()


RULES = Table(
    name="rules",
    sheet="Rules",
    text="Policy: limits on what comes from whom, by which route, in which shares.",
    key=("rule",),
    columns=(
        key_column("rule", "short name of the rule"),
        yes_no("on", "no switches the rule off"),
        choice(
            "use",
            USES,
            "condition: the row limits nothing itself, other rules name it in the column when",
            default=LIMIT,
        ),
        link(
            "when",
            "rules",
            "a rule that is the condition: this one holds in a span only if that one is met there",
            default_text="it always holds",
        ),
        choice(
            "scope",
            SCOPES,
            "what is limited; any means every delivery, grade what segments use of it, all others deliveries",
            default="any",
        ),
        Column(
            "members",
            Kind.LINKS,
            "countries, blocs, suppliers, materials … that are limited, separated by ; (* means every one)",
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
        Column(
            "stage",
            Kind.TEXT,
            "for the role processed and for plants: only plants of this stage of the Plants sheet",
            default_text="every stage",
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
            "what is measured (volumes are usable tonnes delivered, values are at reference prices, spend is at offer prices; totals and averages of a column weigh it with usable tonnes)",
            default="share of volume",
        ),
        Column(
            "column",
            Kind.TEXT,
            "for total or average of a column: a column of numbers on the Offers sheet, one of your own included",
        ),
        choice(
            "share_of",
            ("demand", "deliveries"),
            "what a share is a share of (of spend: always deliveries)",
            default="demand",
        ),
        choice("sense", SENSES, "direction of the limit", default="at most"),
        Column(
            "bound",
            Kind.NUMBER,
            "the limit: a share (65%), tonnes, USD, USD/kg, the unit of the column, a count, or an HHI from 0 to 1",
            default_text="from the Rule paths sheet, which must then have a row",
            low=0.0,
        ),
        choice(
            "between",
            BETWEEN,
            "how a bound of the Rule paths sheet moves between the spans given there",
            default=LINEAR,
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
            "makes the rule soft: USD for each tonne (volumes), USD (values, spend), member (counts), or unit of the column times tonnes beyond the limit",
            default_text="the rule is hard",
        ),
        Column("text", Kind.TEXT, "the rule in the words of the policy"),
    ),
)

RULE_PATHS = Table(
    name="rule_paths",
    sheet="Rule paths",
    text="Bounds of rules over time; they replace the bound of the rule. Spans left empty lie between those given; before the first and after the last the bound stays.",
    key=("rule",),
    columns=(link("rule", "rules", "rule", required=True),),
    by_period=PeriodValues(
        "bound", "", "the limit in that span, in the unit of the rule's bound", False
    ),
)

RULE_WEIGHTS = Table(
    name="rule_weights",
    sheet="Rule weights",
    text="Weights of materials in a rule: the tonnes, value or spend of a material count so many times, in what is measured and in what a share is a share of.",
    key=("rule", "material"),
    columns=(
        link("rule", "rules", "rule", required=True),
        link("material", "materials", "material", required=True),
        number("weight", "", "how many times a tonne of it counts", default=1.0),
    ),
)
