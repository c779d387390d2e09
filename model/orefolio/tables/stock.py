"""Stock: days of cover, opening level, ceiling, shelf life, losses, cost of holding."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import Table, choice, link, number, period, rate

STOCK = Table(
    name="stock",
    sheet="Stock",
    text="Materials that can be stocked. A material without a row here is used in the period in which it arrives.",
    key=("material", "grade", "pool"),
    columns=(
        link("material", "materials", "material", required=True),
        Column(
            "grade",
            Kind.LINK,
            "grade, for limits and opening stock of one grade alone",
            links=("grades",),
            default_text="all grades together",
        ),
        Column(
            "pool",
            Kind.LINK,
            "pool, for the stock that is kept there alone",
            links=("pools",),
            default_text="all pools together",
        ),
        number(
            "days_of_cover",
            "days",
            "at every period's end, stock for at least these days of the demand that follows",
            default=0.0,
        ),
        period("cover_from", "first period at whose end the cover must be there"),
        number(
            "days_wanted",
            "days",
            "days of the demand that follows for which stock is wanted, at a price",
            default=0.0,
        ),
        number(
            "cover_price",
            "USD",
            "charge for each day that is missing of the days wanted, over a year",
            default=0.0,
        ),
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
        number(
            "shelf_life",
            "months",
            "how long a lot may be kept after the period in which it came; the oldest goes first",
            default_text="no limit",
        ),
        rate("loss_rate", "share of the stock that is lost in a year of keeping", default=0.0),
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
