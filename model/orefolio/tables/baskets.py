"""Products that hold several materials, and what surplus of a material brings."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import Table, key_column, link, number, share

PRODUCTS = Table(
    name="products",
    sheet="Products",
    text="Goods that hold several materials in a fixed proportion: ores, concentrates, mixed oxides.",
    key=("product",),
    columns=(
        key_column("product", "short name, other than that of any material"),
        Column("name", Kind.TEXT, "full name"),
    ),
)

CONTENTS = Table(
    name="contents",
    sheet="Contents",
    text="What a product holds; what its shares leave to 100 % is waste.",
    key=("product", "material"),
    columns=(
        link("product", "products", "product", required=True),
        link("material", "materials", "material in it", required=True),
        share("share", "share of the mass of the product", required=True),
        link("grade", "grades", "quality of the material in it", default_text="no grade"),
    ),
)

SURPLUS_STEPS = Table(
    name="surplus_steps",
    sheet="Surplus steps",
    text="What a market takes of a surplus, the best price first; what is left earns or costs the"
    " surplus value of the Materials sheet.",
    key=("material", "step"),
    columns=(
        link("material", "materials", "material", required=True),
        Column("step", Kind.INTEGER, "number of the step, from 1", required=True, low=1),
        number("quantity", "t/y", "most that can be sold at this price", required=True),
        number("price", "USD/kg", "what a kilogram of surplus brings", required=True, low=None),
    ),
)
