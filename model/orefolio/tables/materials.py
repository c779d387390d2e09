"""Materials and what needs them: segments with their demand, by year or by period."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import PeriodValues, Table, key_column, link, number, rate, yes_no

_SHORTAGE = number(
    "shortage_cost",
    "USD/kg",
    "what a missing kilogram costs the user",
    default_text="demand must be met in full",
)
_DEMAND = number(
    "demand", "t/y", "demand in the first year", default_text="from the Demand sheet, else none"
)
_GROWTH = rate("demand_growth", "yearly growth of the demand", low=-1.0, default=0.0)

MATERIALS = Table(
    name="materials",
    sheet="Materials",
    text="What is needed. A material without rows on the Segments sheet is its own segment.",
    key=("material",),
    required=True,
    columns=(
        key_column("material", "short name of the material"),
        Column("name", Kind.TEXT, "full name"),
        _DEMAND,
        _GROWTH,
        Column(
            "price_group",
            Kind.TEXT,
            "materials of one group share the rows of the Price paths sheet",
            default_text="the material itself",
        ),
        number(
            "reference_price",
            "USD/kg",
            "price at which shares by value, risk premium and stock are valued",
            default_text="the lowest price offered in the first period",
        ),
        _SHORTAGE,
        number(
            "surplus_value",
            "USD/kg",
            "what a kilogram brings that is neither used nor stocked; negative: cost of disposal",
            low=None,
            default=0.0,
        ),
        yes_no("surplus_allowed", "no: all that arrives must be used or stocked"),
    ),
)

SEGMENTS = Table(
    name="segments",
    sheet="Segments",
    text="Uses of a material, each with its own demand, specification and cost of shortage.",
    key=("segment",),
    columns=(
        key_column("segment", "short name of the use, different from every material"),
        link("material", "materials", "material that is used", required=True),
        Column("name", Kind.TEXT, "full name"),
        _DEMAND,
        _GROWTH,
        _SHORTAGE,
    ),
)

DEMAND = Table(
    name="demand",
    sheet="Demand",
    text="Demand by year or period, one column each; it replaces demand and growth of that row.",
    key=("segment",),
    columns=(
        link(
            "segment", "segments|materials", "segment, or material without segments", required=True
        ),
    ),
    by_period=PeriodValues("demand", "t", "tonnes needed in the span that the header names", True),
)
