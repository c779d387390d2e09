"""Capacity that is believed: ramps of new capacity, and records of what was delivered."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import Table, key_column, link, number, share

BASES = ("announced", "expected", "firm")
"""What is believed of an announced capacity."""

RAMPS = Table(
    name="ramps",
    sheet="Ramps",
    text="How new capacity is reached: the share of it that stands so many months after the start;"
    " between two rows on a straight line, after the last row as there.",
    key=("ramp", "month"),
    columns=(
        key_column("ramp", "short name of the ramp"),
        Column("month", Kind.INTEGER, "months after the start", required=True, low=0),
        share("share", "share of the capacity reached by then", required=True),
    ),
)

DELIVERY_RECORDS = Table(
    name="delivery_records",
    sheet="Delivery records",
    text="What sellers announced and what they delivered, by year. Where an offer has no delivery"
    " ratio or no firm ratio of its own, they are taken from here: from the rows of the offer, else"
    " from all rows of its supplier.",
    key=("supplier", "offer", "year"),
    columns=(
        link("supplier", "suppliers", "who announced", required=True),
        link("offer", "offers", "offer, when the record is of one", default_text="all its offers"),
        Column("year", Kind.INTEGER, "year of the record", required=True),
        number("announced", "t", "tonnes announced for that year", required=True),
        number("delivered", "t", "tonnes delivered in it", required=True),
    ),
)
