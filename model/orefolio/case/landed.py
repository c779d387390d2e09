"""Export taxes, insurance and tariffs of every path, as its incoterm has the buyer pay them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from orefolio.case.desk import Desk
from orefolio.case.entities import (
    BUYER_PAYS,
    Landed,
    Levy,
    Material,
    Offer,
    Path,
    Series,
    TradeTerms,
)
from orefolio.case.leaving import Goods, goods_of, leavings
from orefolio.case.paths import Places

MOST_NAMED = 10
"""More offers are counted, not named."""

DUST = 1e-12
"""What is left of a difference by the rounding of floating point, as a share."""


def with_freight_paid(
    desk: Desk,
    paths: Mapping[str, Path],
    terms: Mapping[str, TradeTerms],
    places: Places,
) -> Mapping[str, Path]:
    """The paths without the freight that the seller pays: that of the route which leaves the offer.

    From the first plant on it is the buyer who ships.
    """
    found, free = dict(paths), set()
    for key, path in paths.items():
        if not path.routes[0] or "freight" in BUYER_PAYS[terms[path.offer].incoterm]:
            continue
        sellers = sum(passage.cost for passage in places.passages(path.routes[0]))
        if sellers:
            left = path.freight - sellers if path.plants else 0.0
            found[key] = replace(path, freight=left if abs(left) > DUST * abs(sellers) else 0.0)
            free.add(f"{path.offer} ({terms[path.offer].incoterm})")
    if free:
        desk.info(
            "incoterm",
            "Offers",
            "the price includes the freight of its routes, which is not added:"
            f" {', '.join(sorted(free)[:MOST_NAMED])}"
            + (f" and {len(free) - MOST_NAMED} more" if len(free) > MOST_NAMED else ""),
        )
    return found


@dataclass(frozen=True)
class LandedCosts:
    """What the landed cost of paths is made from."""

    offers: Mapping[str, Offer]
    materials: Mapping[str, Material]
    terms: Mapping[str, TradeTerms]
    export_taxes: Mapping[str, Levy]
    tariffs: Mapping[str, Levy]
    places: Places

    def of(self, path: Path) -> Landed:
        r"""Export tax wherever goods leave, insurance on the price, tariff on the value on arrival.

        Of a tonne bought at price p (a negative price counts as 0), each term only if the incoterm
        leaves it to the buyer, with :math:`w` the part of the goods that a row names, by value for
        a rate and in tonnes for an amount; where they leave (:func:`~.leaving.leavings`)
        :math:`added` has been paid beside the price, 0 for the goods as bought:

        .. math::
            x = \sum_l \sum_r (rate_r\, w_{r,l}\, (p + added_l) + amount_r\, w_{r,l}), \quad
            s = insurance\, p, \quad
            d = \sum_r (rate_r\, w_r\, (p + x + toll + freight + s) + amount_r\, w_r)
        """
        offer, terms = self.offers[path.offer], self.terms[path.offer]
        pays = BUYER_PAYS[terms.incoterm]
        price = tuple(max(each, 0.0) for each in offer.price)
        none = (0.0,) * len(price)
        tax = self._export_tax(path, price) if self.export_taxes else none
        rate = terms.insurance_rate if "insurance" in pays else 0.0
        insurance = tuple(rate * each for each in price)
        tariff = none
        if path.plants or "tariff" in pays:  # what leaves a plant is imported by the buyer
            arrives = tuple(
                max(own + taxed + path.toll + path.freight + insured, 0.0)
                for own, taxed, insured in zip(price, tax, insurance, strict=True)
            )
            tariff = self._tariff(path, arrives)
        return Landed(tax, insurance, tariff)

    def _export_tax(self, path: Path, price: Series) -> Series:
        """Due in each country that the goods leave, on what they are worth there."""
        offer, incoterm = self.offers[path.offer], self.terms[path.offer].incoterm
        total = (0.0,) * len(price)
        for each in leavings(path, offer, incoterm, self.places):
            worth = tuple(max(own + each.added, 0.0) for own in price)
            for levy in self.export_taxes.values():
                part = each.origin.get(levy.country, 0.0)
                what = (each.goods, each.tonnes, each.product)
                total = self._add(total, levy, part, worth, what)
        return total

    def _tariff(self, path: Path, arrives: Series) -> Series:
        """On what arrives, by the country that processed it last, else by those of the mine."""
        offer = self.offers[path.offer]
        origin = {path.customs_origin: 1.0} if path.customs_origin else offer.mined_in
        goods, tonnes, product = goods_of(offer.contents), 1.0, offer.product
        if path.plants:
            goods, product = path.usable, ""
            last = ("routes", path.routes[-1])
            tonnes = path.carried.get(last, sum(path.usable.values()))
        total = (0.0,) * len(arrives)
        for levy in self.tariffs.values():
            part = origin.get(levy.country, 0.0) if levy.country else 1.0
            total = self._add(total, levy, part, arrives, (goods, tonnes, product))
        return total

    def _add(
        self, total: Series, levy: Levy, part: float, base: Series, what: tuple[Goods, float, str]
    ) -> Series:
        """The total with a row's tax on ``part`` of the goods: contents, tonnes, product."""
        goods, tonnes, product = what
        of_value, of_mass = 1.0, tonnes
        if levy.goods and levy.goods != product:
            of_value, of_mass = self._shares(levy.goods, goods)
        value, fixed = part * levy.rate * of_value, part * levy.amount * of_mass
        if not value and not fixed:
            return total
        return tuple(
            before + due * (value * worth + fixed)
            for before, due, worth in zip(total, levy.due, base, strict=True)
        )

    def _shares(self, material: str, goods: Goods) -> tuple[float, float]:
        """Share of a material in the value of goods (at reference prices), and its tonnes."""
        tonnes = goods.get(material, 0.0)
        worth = {key: mass * self.materials[key].reference_price for key, mass in goods.items()}
        whole = sum(worth.values())
        if whole > 0:
            return max(worth.get(material, 0.0), 0.0) / whole, tonnes
        mass = sum(goods.values())
        return (tonnes / mass if mass else 0.0), tonnes


def make_landed(paths: Mapping[str, Path], costs: LandedCosts) -> Mapping[str, Landed]:
    """What the buyer pays of every path beside price, freight and toll."""
    return {key: costs.of(path) for key, path in paths.items()}
