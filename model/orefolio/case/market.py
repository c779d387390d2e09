"""The market: offered prices in USD, and where the chosen price path takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from orefolio.case.desk import Desk
from orefolio.case.entities import Material, Offer, Series, TradeTerms
from orefolio.tables.units import rate_setting


def make_terms(desk: Desk, offers: Mapping[str, Offer]) -> Mapping[str, TradeTerms]:
    """Currency, incoterm, insurance and market share of the price of every offer."""
    rows = {key: desk.row("offers", key) for key in offers}
    return {
        key: TradeTerms(
            incoterm=row.text("incoterm"),
            insurance_rate=row.amount("insurance_rate"),
            currency=row.text("currency"),
            follows=row.amount("price_follows"),
        )
        for key, row in rows.items()
        if row is not None
    }


def in_dollars(
    desk: Desk, offers: Mapping[str, Offer], terms: Mapping[str, TradeTerms]
) -> Mapping[str, Offer]:
    """The offers with prices in USD/t; a currency without its rate is reported."""
    found = dict(offers)
    for key, offer in offers.items():
        code = terms[key].currency
        if code == "USD":
            continue
        rate = desk.settings.number(rate_setting(code))
        row = desk.row("offers", key)
        assert row is not None
        if not rate:
            desk.error(
                "currency",
                row,
                "currency",
                f"the price of {key} is in {code}, whose rate the settings do not give",
                f"the setting {rate_setting(code).replace('_', ' ')}",
                "add it to the Settings sheet",
            )
            continue
        found[key] = replace(offer, price=tuple(price / rate for price in offer.price))
    return found


def with_market_price(
    materials: Mapping[str, Material], index: Mapping[str, Series]
) -> Mapping[str, Material]:
    """The materials with their market price by period, USD/t."""
    return {
        key: replace(
            data, market_price=tuple(data.reference_price * factor for factor in index[key])
        )
        for key, data in materials.items()
    }


def follow_market(
    desk: Desk,
    offers: Mapping[str, Offer],
    terms: Mapping[str, TradeTerms],
    materials: Mapping[str, Material],
) -> Mapping[str, Offer]:
    r"""The offers at :math:`p_t (1 + f (m_t - 1))`: ``f`` is how far they follow the market.

    The market of a product of several materials is that of its contents at reference prices: what
    they are worth in the period over what they are worth as stated.
    """
    moved = {
        key: replace(offer, price=_followed(offer.price, terms[key].follows, market))
        for key, offer in offers.items()
        for market in (_market(offer, materials),)
    }
    chosen = desk.settings.text("price_path")
    known = any(row.text("path") == chosen for row in desk.rows("price_paths"))
    if known and offers and not any(terms[key].follows for key in offers):
        desk.info(
            "price_path",
            desk.settings.place("price_path"),
            f"the price path {chosen} moves no offer: none has a price follows above 0",
            "give the offers whose price goes with the market a price follows of 100%",
        )
    return moved


def _followed(price: Series, follows: float, market: Series) -> Series:
    if not follows:
        return price
    return tuple(
        stated * (1.0 + follows * (factor - 1.0))
        for stated, factor in zip(price, market, strict=True)
    )


def _market(offer: Offer, materials: Mapping[str, Material]) -> Series:
    held = [
        (materials[each.material], each.share)
        for each in offer.contents
        if each.material in materials
    ]
    stated = sum(share * data.reference_price for data, share in held)
    if stated <= 0:
        return (1.0,) * len(offer.price)
    return tuple(
        sum(share * data.market_price[index] for data, share in held) / stated
        for index in range(len(offer.price))
    )
