"""Conversions at home: what is bought or stocked is made into other materials or grades."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import Table, key_column, link, number, period, yes_no

CONVERSIONS = Table(
    name="conversions",
    sheet="Conversions",
    text="Works of the buyer's own that turn a material into others: concentrate into oxides, oxide"
    " into metal. What is converted comes from deliveries or from stock.",
    key=("conversion",),
    columns=(
        key_column("conversion", "short name of the conversion"),
        Column("name", Kind.TEXT, "full name"),
        Column("plant", Kind.TEXT, "where it is done"),
        link("from_material", "materials", "material that is converted", required=True),
        link("from_grade", "grades", "grade that is converted", default_text="any grade"),
        number("cost", "USD/kg", "cost of a kilogram converted", default=0.0),
        number("capacity", "t/y", "most that can be converted", default_text="no limit"),
        period("start", "first period in which it works"),
        period("end", "last period in which it works"),
        yes_no("active", "no leaves the conversion out"),
    ),
)

CONVERSION_INPUTS = Table(
    name="conversion_inputs",
    sheet="Conversion inputs",
    text="What a conversion takes in beside its from material: acid, power, hours of a machine that"
    " several conversions share. It is bought, made or stocked like any material.",
    key=("conversion", "material", "grade"),
    columns=(
        link("conversion", "conversions", "conversion", required=True),
        link("material", "materials", "material that it takes in beside", required=True),
        link("grade", "grades", "grade of it", default_text="any grade"),
        number("amount", "", "tonnes of it for each tonne converted", required=True),
    ),
)

CONVERSION_OUTPUTS = Table(
    name="conversion_outputs",
    sheet="Conversion outputs",
    text="What comes out of a conversion; at least one row for each.",
    key=("conversion", "material", "grade"),
    columns=(
        link("conversion", "conversions", "conversion", required=True),
        link("material", "materials", "material that comes out", required=True),
        link("grade", "grades", "grade in which it comes out", default_text="no grade"),
        number("yield", "", "tonnes of it from a tonne converted", required=True),
    ),
)
