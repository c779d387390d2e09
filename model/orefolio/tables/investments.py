"""Investments: what may be built, bought into, lent or guaranteed, and what that opens."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import (
    PeriodValues,
    Table,
    choice,
    key_column,
    link,
    links,
    number,
    period,
    rate,
    share,
    yes_no,
)

KINDS = (
    *("stake", "loan", "guarantee", "mine", "plant", "recycling", "port", "corridor"),
    *("exploration", "stock", "other"),
)
"""Kinds of investment; only a loan is reckoned in another way than the rest."""

OPENED = (
    *("offers", "plants", "routes", "legs", "chokepoints", "levers"),
    *("conversions", "pools"),
)
"""The tables whose rows an investment may open."""

CHARGING = ("annuity", "whole")

INVESTMENTS = Table(
    name="investments",
    sheet="Investments",
    text="Investments that the plan may make: stakes, loans, guarantees, plants, ports, corridors."
    " Each begins at most once, on the first day of a year of the plan, or of the period named as"
    " earliest; all of it or nothing (levels of a stake are rows of one exclusive group).",
    key=("investment",),
    columns=(
        key_column("investment", "short name of the investment"),
        Column("name", Kind.TEXT, "full name"),
        choice(
            "kind", KINDS, "what it is; a loan is paid back, the others are words", default="other"
        ),
        number(
            "capex",
            "MUSD",
            "money spent on it in all, or lent; negative: money received, as for closing a depot",
            low=None,
            default=0.0,
        ),
        number("lead_time", "months", "time from its beginning until it is ready", default=0.0),
        period("earliest", "first period in which it may begin"),
        period("latest", "last period in which it may begin"),
        number(
            "life",
            "y",
            "years that it lasts: what it opens closes after these years from being ready, and each"
            " part of the capex is paid off over as many years from its spending",
            default=20.0,
        ),
        rate(
            "finance_rate",
            "yearly rate at which its capex is financed",
            default_text="from the settings",
        ),
        rate(
            "interest_rate", "loans: yearly interest that is paid to us on what stands", default=0.0
        ),
        number(
            "loan_term",
            "y",
            "loans: years over which each part comes back, evenly, from its spending",
            default_text="the life",
        ),
        number(
            "income",
            "MUSD/y",
            "dividends and the like, from being ready until the end of its life; they follow the"
            " ramp",
            low=None,
            default=0.0,
        ),
        number(
            "running_cost",
            "MUSD/y",
            "cost of keeping it (for a guarantee its expected loss), from being ready until the end"
            " of its life",
            default=0.0,
        ),
        number(
            "ramp_time",
            "y",
            "years from being ready until what it opens is reached in full, on a straight line",
            default=0.0,
        ),
        link("ramp", "ramps", "how it is reached, instead of a straight line"),
        Column("category", Kind.TEXT, "budget that pays for it, beside the one named all"),
        Column("exclusive_group", Kind.TEXT, "of the investments of one group at most one is made"),
        links(
            "requires",
            "investments",
            "investments that must be ready before this one begins, separated by ;",
        ),
        yes_no("active", "no leaves it out; what only it would open (gate yes) stays shut"),
    ),
)

CAPEX_PROFILE = Table(
    name="capex_profile",
    sheet="Capex profile",
    text="How the capex of an investment is spread over the years from its beginning; the shares of"
    " an investment add up to 1. Without rows here all of it is spent at the beginning.",
    key=("investment", "year"),
    columns=(
        link("investment", "investments", "investment", required=True),
        Column("year", Kind.INTEGER, "years after its beginning: 0, 1, 2 …", required=True, low=0),
        share("share", "share of the capex spent then", required=True),
    ),
)

OPENINGS = Table(
    name="openings",
    sheet="Openings",
    text="What an investment opens: capacity of an offer, a way, a lever, a conversion or a pool, a"
    " right to a share of it, a discount, or the offer or way as such.",
    key=("investment", "opens", "target"),
    columns=(
        link("investment", "investments", "investment", required=True),
        Column(
            "opens",
            Kind.CHOICE,
            "the table of what is opened",
            choices=OPENED,
            required=True,
        ),
        link(
            "target",
            "|".join(OPENED),
            "the offer, route, leg, pool … that is opened",
            required=True,
        ),
        number(
            "capacity",
            "t/y",
            "tonnes a year that it opens once ramped up (pools: tonnes that they hold); negative:"
            " capacity that it closes",
            low=None,
            default_text="from the share",
        ),
        share(
            "share",
            "instead: share of the target's own capacity that it opens, as a right to 65% of what a"
            " mine delivers",
            default_text="none",
        ),
        number(
            "discount",
            "USD/kg",
            "offers: what is saved on each kilogram bought under this right",
            default=0.0,
        ),
        yes_no(
            "gate",
            "yes: the target is closed but for what its gates open, which is their capacity or"
            " share, or all of its own capacity where neither is given; no: capacity is added",
            default=False,
        ),
    ),
)

BUDGETS = Table(
    name="budgets",
    sheet="Budgets",
    text="Most capex by category of investment; the row named all counts every investment. An empty"
    " year has no limit. Loans count in full when they are paid out.",
    key=("category",),
    columns=(
        Column("category", Kind.TEXT, "category of the Investments sheet, or all", required=True),
        number(
            "total",
            "MUSD",
            "most capex of all that is begun, also where it is spent after the plan",
            default_text="no limit",
        ),
    ),
    by_period=PeriodValues("budget", "MUSD", "most capex spent in that year", True, optional=True),
)
