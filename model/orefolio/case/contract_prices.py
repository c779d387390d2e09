"""What a contract invoices: its price, an index, or the offer's price, within floor and ceiling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Material, Offer, Series
from orefolio.case.horizon import Horizon
from orefolio.case.supply import KG
from orefolio.case.tiers import first_price
from orefolio.tables import Records


@dataclass(frozen=True)
class Prices:
    """USD/t by offer and period: what is invoiced, and what comes back of it at most."""

    horizon: Horizon
    price: Mapping[str, Series]
    rebate: Mapping[str, Series]

    def by_year(self, firm: Series) -> Mapping[str, float]:
        """USD/t of the cheapest offer by year, over the days of the term: what is not lifted."""
        tonnes: dict[str, float] = {}
        money: dict[str, float] = {}
        for period, owed in zip(self.horizon.periods, firm, strict=True):
            cheapest = min(series[period.index] for series in self.price.values())
            tonnes[period.year] = tonnes.get(period.year, 0.0) + owed
            money[period.year] = money.get(period.year, 0.0) + owed * cheapest
        return {year: money[year] / owed if owed else 0.0 for year, owed in tonnes.items()}


@dataclass(frozen=True)
class ContractPrices:
    """Reads the price columns of one contract."""

    desk: Desk
    row: Row
    horizon: Horizon
    offers: Mapping[str, Offer]
    materials: Mapping[str, Material]

    def read(self) -> Prices | None:
        """Its prices; ``None`` with errors reported where they do not fit together."""
        if not self._fits():
            return None
        price: dict[str, Series] = {}
        for key, offer in self.offers.items():
            stated = self._stated(offer)
            if stated is None:
                return None
            price[key] = tuple(self._within(each) for each in stated)
        if self.row.amount("take_or_pay") > 0 and min(min(s) for s in price.values()) < 0:
            self._error("take_or_pay", "has a price below 0 and take or pay", "prices of 0 or more")
            return None
        above, part = self.row.number("rebate_above"), self.row.amount("rebate_share")
        trigger = float("inf") if above is None else above * KG
        rebate = {
            key: tuple(part * max(each - trigger, 0.0) for each in series)
            for key, series in price.items()
        }
        return Prices(self.horizon, price, rebate)

    def _fits(self) -> bool:
        row = self.row
        floor, ceiling = row.number("floor"), row.number("ceiling")
        wrong = False
        if row.given("price") and row.given("index_slope"):
            self._error("price", "has a price and an index slope", "one of the two")
            wrong = True
        if first_price(self.desk, row.key) is not None:
            for column in ("price", "index_slope", "floor", "ceiling"):
                if row.given(column):
                    words = column.replace("_", " ")
                    found = f"has a {words}, and a step from 0 t with a price of its own"
                    self._error(column, found, "discounts on the Tiers sheet, or no price here")
                    wrong = True
        if row.given("index_base") and not row.given("index_slope"):
            self._error("index_base", "has an index base without a slope", "an index slope")
            wrong = True
        if floor is not None and ceiling is not None and floor > ceiling:
            found = f"has a floor of {floor:g} USD/kg above its ceiling of {ceiling:g}"
            self._error("floor", found, "a floor below the ceiling")
            wrong = True
        if row.amount("rebate_share") > 0 and not row.given("rebate_above"):
            self._error("rebate_share", "rebates a share above no price", "a price to rebate above")
            wrong = True
        return not wrong

    def _stated(self, offer: Offer) -> Series | None:
        """USD/t by period before floor and ceiling."""
        price, slope = self.row.number("price"), self.row.number("index_slope")
        if price is None:
            price = first_price(self.desk, self.row.key)
        if price is not None:
            return (price * KG,) * len(self.horizon.periods)
        if slope is None:
            return offer.price
        name = self.row.text("index_material") or offer.material
        material = self.materials.get(name)
        if material is None:
            self._error(
                "index_material",
                f"has an index, but {offer.key} holds several materials",
                "the material whose market price the index follows",
            )
            return None
        base = self.row.amount("index_base") * KG
        return tuple(base + slope * market for market in market_of(material, self.horizon))

    def _within(self, price: float) -> float:
        floor, ceiling = self.row.number("floor"), self.row.number("ceiling")
        if floor is not None:
            price = max(price, floor * KG)
        return price if ceiling is None else min(price, ceiling * KG)

    def _error(self, column: str, found: str, expected: str) -> None:
        self.desk.error("contract", self.row, column, f"{self.row.key} {found}", expected)


def price_limits(records: Records, contract: str) -> tuple[float | None, float | None]:
    """Floor and ceiling of a contract, USD/t."""
    record = records.table("contracts").get(contract)
    limits = [record.values.get(name) if record else None for name in ("floor", "ceiling")]
    floor, ceiling = (
        float(limit) * KG if isinstance(limit, int | float) else None for limit in limits
    )
    return floor, ceiling


def market_of(material: Material, horizon: Horizon) -> Series:
    """USD/t by period: what the market pays for a material."""
    return material.market_price or (material.reference_price,) * len(horizon.periods)
