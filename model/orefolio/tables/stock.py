"""Stock: days of cover, opening level, ceiling, cost of holding."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import Table, choice, link, number, period, rate

STOCK = Table(
    name="stock",
    sheet="Stock",
    text="Materials that can be stocked. A material without a row here is used in the period in which it arrives.",
    key=("material", "grade"),
    columns=(
        link("material", "materials", "material", required=True),
        Column(
            "grade",
            Kind.LINK,
            "grade, for limits and opening stock of one grade alone",
            links=("grades",),
            default_text="all grades together",
        ),
        number(
            "days_of_cover",
            "days",
            "at every period's end, stock for at least these days of the demand that follows",
            default=0.0,
        ),
        period("cover_from", "first period at whose end the cover must be there"),
        number(
            "opening_stock",
            "t",
            "stock on the first day",
            default_text="opening cover x demand, else 0",
        ),
        number(
            "opening_cover",
            "days",
            "stock on the first day in days of the demand that follows",
            default_text="from opening stock, else 0",
        ),
        number("ceiling", "t", "most that may be stocked", default_text="no limit"),
        number(
            "ceiling_cover",
            "days",
            "most that may be stocked, in days of the demand that follows",
            default_text="no limit",
        ),
        rate(
            "holding_rate",
            "yearly cost as a share of the value",
            default_text="from the settings",
        ),
        number(
            "storage_cost",
            "USD/kg/y",
            "yearly cost of a warehouse place",
            default_text="from the settings",
        ),
        choice(
            "end_of_horizon", ("value", "keep", "free"), "as in the settings, for this material"
        ),
    ),
)
