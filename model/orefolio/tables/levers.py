"""Levers on the buyer's own side: use less, substitute, recycle."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import (
    PeriodValues,
    Table,
    choice,
    key_column,
    link,
    number,
    period,
    share,
    yes_no,
)

KINDS = ("thrift", "substitution", "recycling")
"""Thrift and substitution save demand; recycling brings tonnes of the material back."""

LEVERS = Table(
    name="levers",
    sheet="Levers",
    text="What the user can do beside buying: use less (thrift), use something else (substitution),"
    " or recover scrap at home (recycling; scrap recovered abroad is an offer).",
    key=("lever",),
    columns=(
        key_column("lever", "short name of the lever"),
        Column("name", Kind.TEXT, "full name"),
        choice("kind", KINDS, "recycling adds tonnes, the others save demand", default="thrift"),
        link(
            "acts_on",
            "segments|materials",
            "segment (or material without segments) that is saved; material that is recycled",
            required=True,
        ),
        number(
            "cost",
            "USD/kg",
            "cost of a kilogram saved or recycled",
            low=None,
            default_text="from the Lever steps, else 0",
        ),
        share(
            "ceiling_share",
            "most, as a share of the demand of what it acts on",
            default_text="thrift, substitution: no other limit than the demand",
        ),
        number("ceiling", "t/y", "most that it can save or recycle", default_text="no limit"),
        share("collection_share", "recycling: share of the scrap that is collected", default=1.0),
        share("recovery", "recycling: usable tonnes from a tonne collected", default=1.0),
        link("grade", "grades", "recycling: grade of what is recovered", default_text="no grade"),
        period("start", "first period in which it works"),
        period("end", "last period in which it works"),
        number(
            "ramp_years",
            "y",
            "years from the start until it reaches its ceiling, on a straight line from nothing",
            default=0.0,
            high=100.0,
        ),
        link("ramp", "ramps", "how it reaches its ceiling", default_text="by the ramp years"),
        number(
            "fixed_cost",
            "USD",
            "paid once, in the first period in which it can work, if it is used at all",
            default=0.0,
        ),
        yes_no("active", "no leaves the lever out"),
    ),
)

LEVER_STEPS = Table(
    name="lever_steps",
    sheet="Lever steps",
    text="Cost curve of a lever: the cheapest step first. A lever without rows has one step at the"
    " cost of its own row. A step grows with the ramp of its lever.",
    key=("lever", "step"),
    columns=(
        link("lever", "levers", "lever", required=True),
        Column("step", Kind.INTEGER, "number of the step, from 1", required=True, low=1),
        number(
            "quantity", "t/y", "tonnes of this step", default_text="by the share, else no limit"
        ),
        share("share", "the same as a share of the demand of what the lever acts on"),
        number("cost", "USD/kg", "cost of a kilogram of this step", required=True, low=None),
    ),
)

LEVER_EFFECTS = Table(
    name="lever_effects",
    sheet="Lever effects",
    text="What a tonne of a lever does to the demand of segments. Thrift and substitution save a"
    " tonne of what they act on unless a row here says otherwise.",
    key=("lever", "segment"),
    columns=(
        link("lever", "levers", "lever", required=True),
        link(
            "segment",
            "segments|materials",
            "segment, or material without segments, whose demand changes",
            required=True,
        ),
        number(
            "effect",
            "",
            "tonnes saved there for each tonne of the lever; negative: tonnes needed in addition",
            low=-1000.0,
            high=1000.0,
            required=True,
        ),
    ),
)

COLLECTION = Table(
    name="collection",
    sheet="Collection",
    text="Scrap that arises, by year or period: the content of the material in it.",
    key=("lever",),
    columns=(link("lever", "levers", "lever of the kind recycling", required=True),),
    by_period=PeriodValues("arising", "t", "tonnes of content in the scrap of that span", True),
)
