"""Terms of trade put together: the market, then what the way to the buyer adds to the price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.desk import Desk
from orefolio.case.entities import Landed, Levy, Material, Offer, Path, Series, TradeTerms
from orefolio.case.horizon import Horizon
from orefolio.case.landed import LandedCosts, make_landed, with_freight_paid
from orefolio.case.levies import check_levies, make_levies
from orefolio.case.market import follow_market, with_market_price
from orefolio.case.paths import Places
from orefolio.case.price_paths import make_price_index


@dataclass(frozen=True)
class Trade:
    """Offers at their prices by period, materials at market prices, paths with the freight paid."""

    offers: Mapping[str, Offer]
    materials: Mapping[str, Material]
    paths: Mapping[str, Path]
    price_index: Mapping[str, Series]
    export_taxes: Mapping[str, Levy]
    tariffs: Mapping[str, Levy]
    landed: Mapping[str, Landed]


def make_trade(
    desk: Desk,
    horizon: Horizon,
    places: Places,
    terms: Mapping[str, TradeTerms],
    stated: tuple[Mapping[str, Offer], Mapping[str, Material], Mapping[str, Path]],
) -> Trade:
    """Offers (in USD), materials and paths as stated → as the buyer meets them in each period."""
    offers, materials, paths = stated
    index = make_price_index(desk, horizon, materials)
    materials = with_market_price(materials, index)
    offers = follow_market(desk, offers, terms, materials)
    paths = with_freight_paid(desk, paths, terms, places)
    taxes = make_levies(desk, horizon, "export_taxes")
    tariffs = make_levies(desk, horizon, "tariffs")
    costs = LandedCosts(offers, materials, terms, taxes, tariffs, places)
    check_levies(desk, "export_taxes", taxes, paths, costs)
    check_levies(desk, "tariffs", tariffs, paths, costs)
    return Trade(offers, materials, paths, index, taxes, tariffs, make_landed(paths, costs))
