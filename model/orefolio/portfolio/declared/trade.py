"""What is bought and how it comes: awards, flows, carriage, yes-or-no decisions."""

from __future__ import annotations

from orefolio.portfolio.result_table import (
    ResultTable,
    money,
    number,
    share,
    text,
    tonnes,
    yes_no,
)

AWARDS = ResultTable(
    "awards",
    "Awards",
    "Each offer by year: what was announced, what is believed, what the plan buys.",
    (
        text("offer", "offer"),
        text("supplier", "seller"),
        text("material", "material"),
        text("year", "year"),
        tonnes("announced", "capacity that the seller announces; empty: no limit"),
        tonnes(
            "believed", "what is believed of it; empty: no limit; see the sheet Believed capacity"
        ),
        tonnes("awarded", "tonnes bought"),
        tonnes("usable", "usable tonnes of them"),
        share("utilisation", "tonnes bought over believed capacity"),
        money("spend", "price x tonnes bought"),
        number("price", "USD/kg", "average price of what is bought"),
    ),
    key=("offer", "year"),
)

FLOWS = ResultTable(
    "flows",
    "Flows",
    "Each delivery with the build-up of its landed cost per usable kilogram.",
    (
        text("path", "offer, or offer|route, or offer|route|plant|route …"),
        text("offer", "offer"),
        text("supplier", "seller"),
        text("material", "what is bought: a material, or a product that holds several"),
        text("grade", "grade; empty: not graded"),
        text("route", "routes and plants that it passes; empty: delivered by the seller"),
        text("mined_in", "countries of the mine with their shares"),
        text("processed_in", "country of the last processing"),
        text("period", "period"),
        tonnes("bought", "tonnes bought"),
        tonnes("usable", "tonnes bought x yield"),
        number("price", "USD/kg", "price of a kilogram bought"),
        number("freight", "USD/kg", "freight that the buyer pays, of a kilogram bought"),
        number(
            "levies", "USD/kg", "export tax, insurance and tariff that the buyer pays, likewise"
        ),
        number(
            "yield_loss",
            "USD/kg",
            "what the loss in yield adds: (price + freight + toll + levies) x (1/yield - 1)",
        ),
        number(
            "landed_cost",
            "USD/kg",
            "of a usable kilogram: (price + freight + toll + levies) / yield",
        ),
        number("risk_premium", "USD/kg", "of a usable kilogram, a charge that nobody pays"),
        share("hazard", "yearly probability that something of the path fails"),
        number("days", "days", "time on the way"),
        money("spend", "price x tonnes bought"),
        money("freight_cost", "freight x tonnes bought"),
        number("toll", "USD/kg", "tolls of plants, of a kilogram bought"),
        money("toll_cost", "toll x tonnes bought"),
        money("levies_cost", "levies x tonnes bought"),
        text("price_flag", "how the price is known: reported, derived, assumption, calibrated"),
        text("capacity_flag", "how the capacity is known"),
    ),
    key=("path", "period"),
)

CARRIAGE = ResultTable(
    "carriage",
    "Carriage",
    "Load of routes, legs and chokepoints.",
    (
        text("table", "routes, legs or chokepoints"),
        text("key", "which one"),
        text("period", "period"),
        tonnes("tonnes", "tonnes carried, as bought"),
        tonnes("capacity", "most that can be carried; empty: no limit"),
        share("utilisation", "tonnes over capacity"),
    ),
    key=("table", "key", "period"),
)

DECISIONS = ResultTable(
    "decisions",
    "Decisions",
    "Yes-or-no decisions: offers, routes and legs with a minimum or a fixed fee.",
    (
        text("table", "offers, routes or legs"),
        text("key", "which one"),
        text("span", "period, year, or horizon"),
        yes_no("active", "whether it is used, and its fee paid"),
        tonnes("tonnes", "tonnes bought or carried in the span"),
        tonnes("minimum", "least that must be bought or carried if used"),
        money("fee", "paid once in the span if used"),
    ),
    key=("table", "key", "span"),
)
