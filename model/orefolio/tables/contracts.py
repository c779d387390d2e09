"""Contracts: longer terms over offers, their price steps, and discounts on pairs."""

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

TIER_KINDS = ("incremental", "all units")
TIER_SPANS = ("year", "horizon")

_VOLUME = (
    number(
        "firm",
        "t/y",
        "firm volume a year, all offers together, by days inside the term",
        default_text="no limit by the contract",
    ),
    share(
        "firm_share",
        "instead: share of what its offers can deliver that is firm, as half of the output",
        default_text="from firm",
    ),
    number("option", "t/y", "most that may be lifted above the firm volume", default=0.0),
    share(
        "option_share",
        "instead: share of what its offers can deliver that may be lifted above the firm volume",
        default_text="from option",
    ),
    share(
        "take_or_pay",
        "share of the firm volume of a year that is paid even if it is not lifted",
        default=0.0,
    ),
    choice(
        "owed_of",
        ("what can be delivered", "firm volume"),
        "what take or pay is reckoned on: the firm volume as far as its offers can deliver it, since"
        " what a seller cannot deliver without a new investment is not owed; or the firm volume in any case",
        default="what can be delivered",
    ),
    Column(
        "make_up_years",
        Kind.INTEGER,
        "years that follow in which tonnes paid but not lifted may be lifted free, on top of the share that is paid anyhow",
        unit="y",
        low=0,
        default=0,
    ),
)

_PRICE = (
    number(
        "price",
        "USD/kg",
        "price per kilogram, the same for all its offers",
        low=None,
        default_text="by the index, else the price of the offer",
    ),
    number("index_base", "USD/kg", "index price: this, plus …", low=None, default=0.0),
    number(
        "index_slope",
        "",
        "… this times the market price of the material",
        low=None,
        default_text="no index",
    ),
    link(
        "index_material",
        "materials",
        "material whose market price the index follows",
        default_text="material of each offer",
    ),
    number("floor", "USD/kg", "price never below", low=None, default_text="none"),
    number("ceiling", "USD/kg", "price never above", low=None, default_text="none"),
    number(
        "rebate_above", "USD/kg", "a share of the price above this is rebated", default_text="none"
    ),
    share("rebate_share", "share of the price above the trigger that comes back", default=0.0),
    number("rebate_cap", "USD/y", "most that is rebated in a year", default_text="no limit"),
    choice(
        "tiers",
        TIER_KINDS,
        "rows on the Tiers sheet: each price for the tonnes inside its step, or for all tonnes once the step is reached",
        default="incremental",
    ),
    choice("tier_span", TIER_SPANS, "span over which tonnes add up to a tier", default="year"),
)

_LOTS = (
    number("minimum", "t", "if anything is lifted in a span, at least this much", default=0.0),
    number(
        "exact_lot",
        "t",
        "in each span exactly this is lifted, or nothing",
        default_text="any amount",
    ),
    number(
        "lot_multiple",
        "t",
        "what is lifted in a span is a whole multiple of this",
        default_text="any amount",
    ),
    number("fixed_fee", "USD", "paid once in every span in which anything is lifted", default=0.0),
    choice("lot_span", SPANS, "span of minimum, lots and fixed fee", default="year"),
    number("onboarding_fee", "USD", "paid once, in the span of the first lifting", default=0.0),
)

CONTRACTS = Table(
    name="contracts",
    sheet="Contracts",
    text="Terms over one or several offers: firm volume, take or pay, price formula, rebates, lots, fees.",
    key=("contract",),
    columns=(
        key_column("contract", "short name of the contract"),
        Column("name", Kind.TEXT, "full name"),
        links("offers", "offers", "offers that it covers, separated by ;", required=True),
        period("start", "first period of its term"),
        period("end", "last period of its term"),
        yes_no(
            "signed",
            "no: the plan decides whether it is signed; what it obliges to is then owed only if it is",
        ),
        *_VOLUME,
        *_PRICE,
        *_LOTS,
        number(
            "exit_fee",
            "USD",
            "paid when it is ended at the start of a year before its term is over",
            default_text="it cannot be ended early",
        ),
        yes_no("open_purchase", "no: its offers can be bought only under contracts", default=True),
        yes_no("active", "no leaves the contract out"),
    ),
)

TIERS = Table(
    name="tiers",
    sheet="Tiers",
    text="Price steps of contracts. Deliveries are invoiced at the first step; the rest is settled at the end of the span.",
    key=("contract", "tier"),
    columns=(
        link("contract", "contracts", "contract", required=True),
        Column("tier", Kind.KEY, "name or number of the step", required=True),
        number("from", "t", "tonnes lifted in the span from which it holds", required=True),
        number("price", "USD/kg", "price in this step", low=None),
        number("discount", "USD/kg", "instead of a price: less than the contract's price by this"),
        share("discount_share", "instead of a price: share off the contract's price"),
    ),
)

BUNDLES = Table(
    name="bundles",
    sheet="Bundles",
    text="Discounts on what is lifted under two contracts together.",
    key=("bundle",),
    columns=(
        key_column("bundle", "short name of the bundle"),
        link("contract_a", "contracts", "first contract", required=True),
        link("contract_b", "contracts", "second contract", required=True),
        number("ratio", "", "tonnes of the second that go with a tonne of the first", default=1.0),
        number(
            "discount",
            "USD/kg",
            "off for each kilogram of the first that has its share of the second",
            required=True,
        ),
        choice("span", SPANS, "span in which tonnes are paired", default="year"),
        yes_no("active", "no leaves the bundle out"),
    ),
)
