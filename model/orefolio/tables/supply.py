"""Suppliers and what they offer: price, capacity, origin, terms."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.settings import CURRENCIES
from orefolio.tables.table import (
    PeriodValues,
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
from orefolio.tables.trade_terms import INCOTERMS

SPANS = ("period", "year", "horizon")

SUPPLIERS = Table(
    name="suppliers",
    sheet="Suppliers",
    text="Sellers. The country stands for mine and processing wherever an offer does not say.",
    key=("supplier",),
    required=True,
    columns=(
        key_column("supplier", "short name of the seller"),
        Column("name", Kind.TEXT, "full name"),
        link("country", "countries", "country of mine and processing", open_link=True),
        share("hazard", "yearly probability that the seller itself fails", default=0.0),
        yes_no("active", "no leaves the seller and all its offers out"),
    ),
)

OFFERS = Table(
    name="offers",
    sheet="Offers",
    text="What can be bought: one material of one seller in one grade, or a product that holds several.",
    key=("offer",),
    required=True,
    columns=(
        key_column("offer", "short name of the offer"),
        link("supplier", "suppliers", "who sells", required=True),
        link("material", "materials", "what is sold", default_text="a product is sold instead"),
        link(
            "product",
            "products",
            "what is sold, where it holds several materials",
            default_text="a material is sold",
        ),
        link("grade", "grades", "quality in which it is delivered", default_text="no grade"),
        number(
            "price",
            "USD/kg",
            "price per kilogram bought, before freight",
            low=None,
            default_text="from the Prices sheet, which must then have a row",
        ),
        choice(
            "currency",
            ("USD", *CURRENCIES),
            "money of this row's price and of its row on the Prices sheet, where their headers name"
            " USD; its rate stands in the settings",
            default="USD",
        ),
        share(
            "price_follows",
            "how far the price follows the price path of the settings: 0 is a fixed price, 1 the"
            " market",
            default=0.0,
        ),
        Column(
            "incoterm",
            Kind.CHOICE,
            "who pays export tax, freight, insurance and tariff (Incoterms 2020)",
            choices=INCOTERMS,
            default_text="the buyer pays all, as with EXW",
        ),
        share("insurance_rate", "insurance on the way, as a share of the price", default=0.0),
        number("capacity", "t/y", "most that can be bought", default_text="no limit"),
        share(
            "delivery_ratio",
            "share of the capacity that is expected to be delivered",
            default=1.0,
            default_text="from the Delivery records, else 100 %",
        ),
        share(
            "firm_ratio",
            "share of the capacity that is firm",
            default_text="from the Delivery records (see firm percentile), else the delivery ratio",
        ),
        number(
            "slip",
            "months",
            "months by which the start is believed to slip; not counted where the capacity basis is"
            " announced",
            default=0.0,
        ),
        link("ramp", "ramps", "how its capacity is reached", default_text="at once"),
        share("yield", "usable tonnes from a tonne bought", default=1.0),
        link(
            "mined_in",
            "countries",
            "country of the mine",
            open_link=True,
            default_text="country of the supplier; the Origins sheet comes first",
        ),
        link(
            "processed_in",
            "countries",
            "country of the processing",
            open_link=True,
            default_text="country of the supplier; nowhere where plants stand on the way",
        ),
        links(
            "routes",
            "routes",
            "routes it may take, separated by ;",
            default_text="none: the price includes delivery",
        ),
        links(
            "plants",
            "plants",
            "plants through one of which it goes first, as alternatives, separated by ;",
            default_text="none: it goes to the buyer",
        ),
        number(
            "minimum_lot", "t", "if anything is bought in a span, at least this much", default=0.0
        ),
        number(
            "fixed_fee", "USD", "paid once in every span in which anything is bought", default=0.0
        ),
        choice("lot_span", SPANS, "span of minimum lot and fixed fee", default="year"),
        period("start", "first period in which it can be bought"),
        period("end", "last period in which it can be bought"),
        share("hazard", "yearly probability that this offer itself fails", default=0.0),
        yes_no("active", "no leaves the offer out"),
    ),
)

ORIGINS = Table(
    name="origins",
    sheet="Origins",
    text="Where the ore of an offer comes from, when from several countries; shares add up to 1.",
    key=("offer", "country"),
    columns=(
        link("offer", "offers", "offer", required=True),
        link("country", "countries", "country of the mine", required=True, open_link=True),
        share("share", "share of the ore from this country", required=True),
    ),
)

PRICES = Table(
    name="prices",
    sheet="Prices",
    text="Prices by year or period; they replace the price of the offer.",
    key=("offer",),
    columns=(link("offer", "offers", "offer", required=True),),
    by_period=PeriodValues("price", "USD/kg", "price per kilogram bought in that span", False),
)

CAPACITIES = Table(
    name="capacities",
    sheet="Capacities",
    text="Capacity by year or period; it replaces the capacity of the offer (slip, ramp and delivery ratio still apply).",
    key=("offer",),
    columns=(link("offer", "offers", "offer", required=True),),
    by_period=PeriodValues("capacity", "t", "tonnes that can be bought in that span", True),
)
