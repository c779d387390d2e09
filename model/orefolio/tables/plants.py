"""Plants through which offers go, and what they recover."""

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

PLANTS = Table(
    name="plants",
    sheet="Plants",
    text="Stages of processing that several offers may share. An offer that names plants goes"
    " through one of them, and on to the next, before it comes to the buyer.",
    key=("plant",),
    columns=(
        key_column("plant", "short name"),
        Column("name", Kind.TEXT, "full name"),
        link(
            "country",
            "countries",
            "where it stands; what leaves it counts as processed there",
            open_link=True,
            default_text="not stated: the origin stays that of the feed",
        ),
        Column("stage", Kind.TEXT, "what it does: separation, metal, alloy …"),
        number("capacity", "t/y", "most that can be fed to it", default_text="no limit"),
        number("toll", "USD/kg", "paid for a kilogram fed", low=None, default=0.0),
        links(
            "routes",
            "routes",
            "routes by which its output goes on, separated by ;",
            default_text="none: the plant delivers",
        ),
        links(
            "next",
            "plants",
            "plants to which its output goes on, as alternatives, separated by ;",
            default_text="none: it goes to the buyer",
        ),
        yes_no(
            "to_buyer",
            "with a next plant: yes lets its output go to the buyer as well",
            default=False,
        ),
        number("minimum_load", "t", "if used in a span, at least this much feed", default=0.0),
        number("fixed_fee", "USD", "paid once in every span in which it is used", default=0.0),
        choice("load_span", SPANS, "span of minimum load and fixed fee", default="year"),
        share("hazard", "yearly probability that it stops", default=0.0),
        period("start", "first period in which it works"),
        period("end", "last period in which it works"),
        yes_no("active", "no closes it"),
    ),
)

RECOVERIES = Table(
    name="recoveries",
    sheet="Recoveries",
    text="What comes out of a plant. A plant without rows passes all that is fed; with rows, what"
    " they do not name is lost.",
    key=("plant", "material"),
    columns=(
        link("plant", "plants", "plant", required=True),
        link("material", "materials", "material that comes out", required=True),
        share("recovery", "share of the material in the feed that comes out", required=True),
        link("grade", "grades", "quality in which it comes out", default_text="as it came in"),
    ),
)
