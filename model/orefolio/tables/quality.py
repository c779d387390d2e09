"""Quality: grades, their measured attributes, and what a segment demands of them."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import Table, choice, key_column, link, number, share

GRADES = Table(
    name="grades",
    sheet="Grades",
    text="Classes of quality in which material is delivered and stocked.",
    key=("grade",),
    columns=(key_column("grade", "short name"), Column("name", Kind.TEXT, "full name")),
)

ATTRIBUTES = Table(
    name="attributes",
    sheet="Attributes",
    text="What is measured of a grade. It must add up by mass, so purity is given in nines and kept as impurity.",
    key=("attribute",),
    columns=(
        key_column("attribute", "short name"),
        Column("name", Kind.TEXT, "full name"),
        Column("measured_in", Kind.TEXT, "ppm, %, HU …, in words"),
        choice(
            "scale",
            ("by mass", "nines"),
            "by mass: values of a blend average by mass; nines: purity as a count of nines"
            " (3.5 means 99.95 %), kept as 10^(6 - nines) ppm of impurity, so that a blend is right",
            default="by mass",
        ),
    ),
)

QUALITY = Table(
    name="quality",
    sheet="Quality",
    text="Value of each attribute for each grade.",
    key=("grade", "attribute"),
    columns=(
        link("grade", "grades", "grade", required=True),
        link("attribute", "attributes", "attribute", required=True),
        number("value", "", "value on the scale of the attribute", low=None, required=True),
    ),
)

SPECIFICATIONS = Table(
    name="specifications",
    sheet="Specifications",
    text="What a segment accepts. A material without segments is its own segment.",
    key=("segment", "attribute"),
    columns=(
        link(
            "segment", "segments|materials", "segment, or material without segments", required=True
        ),
        link("attribute", "attributes", "attribute", required=True),
        number("minimum", "", "least value accepted", low=None),
        number("maximum", "", "greatest value accepted", low=None),
        choice(
            "basis",
            ("every lot", "blend", "total"),
            "every lot: each grade used must be within the limits; blend: the average of what is used in"
            " a period must be; total: value x tonnes used, summed over the period, must be",
            default="every lot",
        ),
        share(
            "off_specification",
            "share of the use that may be outside the limits (every lot only)",
            default=0.0,
        ),
    ),
)
