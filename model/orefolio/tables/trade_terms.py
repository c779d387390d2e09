"""Trade terms: price paths, export taxes and import tariffs."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import (
    PeriodValues,
    Table,
    key_column,
    link,
    number,
    period,
    yes_no,
)

INCOTERMS = ("EXW", "FCA", "FOB", "CFR", "CIF", "DAP", "DDP")
"""Terms of delivery of Incoterms 2020 that an offer may name."""

PRICE_PATHS = Table(
    name="price_paths",
    sheet="Price paths",
    text="Ways the market may go: multipliers of the stated prices. The setting price path chooses one.",
    key=("path", "group"),
    columns=(
        Column("path", Kind.KEY, "name of the path, such as flat, spike, low", required=True),
        Column(
            "group",
            Kind.TEXT,
            "price group of the Materials sheet, or a material of its own group",
            default_text="every group without a row of its own in this path",
        ),
    ),
    by_period=PeriodValues(
        "multiplier", "", "market price in that span over the stated one", False
    ),
)

EXPORT_TAXES = Table(
    name="export_taxes",
    sheet="Export taxes",
    text="What a country takes when goods leave it; rows that meet the same goods add up.",
    key=("tax",),
    columns=(
        key_column("tax", "short name of the row"),
        link(
            "country",
            "countries",
            "country that the goods leave: of the processing of the offer, or of a plant on the way",
            required=True,
            open_link=True,
        ),
        link(
            "material",
            "materials|products",
            "material or product that is taxed; of a product that holds several, a material bears"
            " its share of the value at reference prices",
            default_text="everything",
        ),
        number(
            "rate",
            "%",
            "share of the price of the offer; at a plant with freight to it and tolls so far",
            default=0.0,
            high=100.0,
        ),
        number(
            "amount",
            "USD/kg",
            "for each kilogram bought; at a plant each that leaves it",
            default=0.0,
        ),
        period("start", "first period in which it is due"),
        period("end", "last period in which it is due"),
        yes_no("active", "no leaves the tax out"),
    ),
)

TARIFFS = Table(
    name="tariffs",
    sheet="Tariffs",
    text="What the buyer's country takes when goods arrive; rows that meet the same goods add up.",
    key=("tariff",),
    columns=(
        key_column("tariff", "short name of the row"),
        link(
            "country",
            "countries",
            "country of origin: that of the last processing",
            open_link=True,
            default_text="every country",
        ),
        link(
            "material",
            "materials|products",
            "material or product that is charged; of a product that holds several, a material bears"
            " its share of the value at reference prices",
            default_text="everything",
        ),
        number(
            "rate",
            "%",
            "share of the value on arrival: price, export tax, toll, freight and insurance",
            default=0.0,
            high=100.0,
        ),
        number("amount", "USD/kg", "for each kilogram that arrives", default=0.0),
        period("start", "first period in which it is due"),
        period("end", "last period in which it is due"),
        yes_no("active", "no leaves the tariff out"),
    ),
)
