"""What comes of deliveries: arrivals by material, plants, surplus, baskets, countries touched."""

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

ARRIVALS = ResultTable(
    "arrivals",
    "Arrivals",
    "Usable tonnes of each material that come of each delivery; a basket brings several.",
    (
        text("path", "offer, or offer|route, or offer|route|plant|route …"),
        text("offer", "offer"),
        text("product", "what is bought: a material, or a product that holds several"),
        text("period", "period"),
        text("material", "material that arrives"),
        text("grade", "grade; empty: not graded"),
        tonnes("usable", "usable tonnes: content x recoveries of the plants x yield"),
        money("value", "usable tonnes at the reference price"),
        money("spend", "its part of the price paid, by value at reference prices"),
        money("landed", "the same part of price, freight, tolls and levies"),
    ),
    key=("path", "period", "material"),
)

PLANT_LOADS = ResultTable(
    "plant_loads",
    "Plant loads",
    "What is fed to each plant, what comes out, and what it charges.",
    (
        text("plant", "plant"),
        text("country", "country; empty: not stated"),
        text("stage", "stage of processing"),
        text("period", "period"),
        tonnes("fed", "tonnes fed"),
        tonnes("recovered", "tonnes that come out"),
        tonnes("capacity", "most that can be fed; empty: no limit"),
        share("utilisation", "tonnes fed over capacity"),
        money("toll", "toll x tonnes fed"),
    ),
    key=("plant", "period"),
)

SURPLUS = ResultTable(
    "surplus",
    "Surplus sold",
    "Surplus of each material and at which price it goes: the best step first.",
    (
        text("material", "material"),
        text("period", "period"),
        text("step", "step of the Surplus steps sheet; rest: at the surplus value"),
        tonnes("tonnes", "tonnes of surplus"),
        tonnes("limit", "most that the step takes; empty: no limit"),
        number("price", "USD/kg", "what a kilogram brings; negative: disposal"),
        money("income", "tonnes x price"),
    ),
    key=("material", "period", "step"),
)

MATERIAL_VALUES = ResultTable(
    "material_values",
    "Material values",
    "What a further usable kilogram of each material is worth to the plan: the shadow price of its"
    " balance with all yes-or-no decisions fixed.",
    (
        text("material", "material"),
        text("grade", "grade; empty: not graded"),
        text("period", "period"),
        number("value", "USD/kg", "in the money of the period"),
    ),
    key=("material", "grade", "period"),
)

SOURCES = ResultTable(
    "sources",
    "Basket values",
    "What a kilogram of each source is worth for this demand against what it costs on arrival.",
    (
        text("offer", "offer"),
        text("year", "year"),
        text("product", "what is sold"),
        text("path", "the way looked at: the most used one, else that of the best margin"),
        tonnes("bought", "tonnes bought by all ways"),
        text("driver", "the material with a value for which most of this source would be needed"),
        number("value", "USD/kg", "of a kilogram bought: sum of yields x material values"),
        number("landed_cost", "USD/kg", "of a kilogram bought, average of the year by days"),
        number("margin", "USD/kg", "value less landed cost"),
        text("verdict", "under-priced: a further kilogram would lower the cost of the plan"),
    ),
    key=("offer", "year"),
)

BASKETS = ResultTable(
    "baskets",
    "Basket contents",
    "Products of several materials, by material: what each needs, is worth, and leaves over.",
    (
        text("offer", "offer"),
        text("year", "year"),
        text("material", "material"),
        text("path", "the way looked at, as on the sheet Basket values"),
        number("yield", "t/t", "usable tonnes of the material in a tonne bought"),
        tonnes("demand", "demand of the year"),
        tonnes("needed", "tonnes of the source that would meet it alone: demand / yield"),
        yes_no("driver", "whether it decides how much of the source is needed"),
        tonnes("left_over", "what would be left of it if the source met the demand of its driver"),
        number("material_value", "USD/kg", "what a usable kilogram is worth to the plan"),
        number("value", "USD/kg", "its part of the value of a kilogram bought"),
        tonnes("arrived", "usable tonnes that the plan gets of this source"),
    ),
    key=("offer", "year", "material"),
)

EXPOSURE = ResultTable(
    "exposure",
    "Exposure",
    "Tonnes that each country touches at any stage, and those that customs see under another name.",
    (
        text("country", "country"),
        text("role", "mined, processed, transit, or any of these"),
        text("year", "year, or all of them"),
        text("material", "material, or all of them"),
        tonnes("tonnes", "usable tonnes that it touches in this role"),
        share("share", "of all usable tonnes delivered"),
        tonnes("hidden", "those of them whose last processing is in another country"),
        share("hidden_share", "of all usable tonnes delivered"),
    ),
    key=("country", "role", "year", "material"),
)

CHAIN_TABLES = (ARRIVALS, PLANT_LOADS, SURPLUS, MATERIAL_VALUES, SOURCES, BASKETS, EXPOSURE)
"""All of them, in the order of their sheets."""
