"""What a kilogram costs when it has arrived, by every way, bought or not."""

from __future__ import annotations

from orefolio.portfolio.result_table import ResultTable, number, share, text, tonnes

PARTS = (
    ("price", "price of the offer, in USD and with the price path"),
    ("export_tax", "export taxes that the buyer pays"),
    ("freight", "freight of routes and legs that the buyer pays"),
    ("insurance", "insurance that the buyer pays"),
    ("toll", "tolls of the plants on the way"),
    ("tariff", "tariffs that the buyer pays"),
)
"""What a landed cost is made of, USD for a kilogram bought."""

LANDED_COST = ResultTable(
    "landed_cost",
    "Landed cost",
    "What a kilogram costs on arrival by each way, bought or not: averages of the year by days.",
    (
        text("path", "offer, or offer|route"),
        text("offer", "offer"),
        text("product", "material or product that is sold"),
        text("route", "routes and plants in the order in which they are passed"),
        text("incoterm", "incoterm of the offer; empty: the buyer pays all, as with EXW"),
        text("year", "year"),
        *(number(name, "USD/kg", f"{meaning}, of a kilogram bought") for name, meaning in PARTS),
        number("sum", "USD/kg", "all of them, of a kilogram bought"),
        share("yield", "usable kilograms, all materials, of a kilogram bought"),
        number("landed_cost", "USD/kg", "the sum for a usable kilogram: sum / yield"),
        tonnes("bought", "tonnes that the plan buys this way"),
    ),
    key=("path", "year"),
)
