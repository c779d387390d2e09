"""Routes to the buyer and the legs that they share."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.supply import SPANS
from orefolio.tables.table import (
    Table,
    choice,
    key_column,
    link,
    links,
    number,
    period,
    share,
    yes_no,
)

_TERMS = (
    number("cost", "USD/t", "freight, transit and handling", low=None, default=0.0),
    number("days", "days", "time on the way", default=0.0),
    number("capacity", "t/y", "most that can be carried", default_text="no limit"),
    links("countries", "countries", "countries crossed, separated by ;", open_link=True),
    links("chokepoints", "chokepoints", "chokepoints passed, separated by ;", open_link=True),
    number("minimum_load", "t", "if used in a span, at least this much", default=0.0),
    number("fixed_fee", "USD", "paid once in every span in which it is used", default=0.0),
    choice("load_span", SPANS, "span of minimum load and fixed fee", default="year"),
    share("hazard", "yearly probability that it is cut", default=0.0),
    period("start", "first period in which it is open"),
    period("end", "last period in which it is open"),
    yes_no("active", "no closes it"),
)

ROUTES = Table(
    name="routes",
    sheet="Routes",
    text="Ways from the seller to the buyer. A route may be made of legs shared with others.",
    key=("route",),
    columns=(
        key_column("route", "short name"),
        Column("name", Kind.TEXT, "full name"),
        links("legs", "legs", "legs in order, separated by ;"),
        link(
            "leads_to",
            "plants",
            "the only plant to which it leads",
            default_text="the buyer, or whichever plant comes next",
        ),
        *_TERMS,
    ),
)

LEGS = Table(
    name="legs",
    sheet="Legs",
    text="Parts of routes; cost, time and hazard add to those of the route, capacity is shared.",
    key=("leg",),
    columns=(
        key_column("leg", "short name"),
        Column("name", Kind.TEXT, "full name"),
        Column("mode", Kind.TEXT, "sea, rail, road, pipeline, depot …"),
        Column("origin", Kind.TEXT, "where it begins"),
        Column("destination", Kind.TEXT, "where it ends"),
        *_TERMS,
    ),
)
