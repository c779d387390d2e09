"""Qualification: what it takes until a source may serve a segment."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import Table, link, number, share

QUALIFICATION = Table(
    name="qualification",
    sheet="Qualification",
    text="Sources that a segment must test before it may use them. A source without a row for a"
    " segment may serve it from the first day.",
    key=("seller", "segment"),
    columns=(
        link("seller", "offers|suppliers", "offer, or supplier with all its offers", required=True),
        link(
            "segment", "segments|materials", "segment, or material without segments", required=True
        ),
        number("months", "", "months that the qualification takes", default=0.0),
        number(
            "cost", "USD", "cost of the qualification, paid when it begins, if at all", default=0.0
        ),
        share(
            "first_year_share",
            "most of the segment's demand that it may serve in the first year after",
            default=1.0,
        ),
        Column(
            "start",
            Kind.PERIOD,
            "period in which the qualification begins",
            default_text="the start of the plan",
        ),
    ),
)
