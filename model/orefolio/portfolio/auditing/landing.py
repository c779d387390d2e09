"""What the buyer pays beside the price, worked out anew from incoterms, taxes and tariffs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.entities import Levy, Period
from orefolio.case.model import Case
from orefolio.portfolio.auditing.streams import Stage, Tonnes, last_country, walk

SELLER_CLEARS = ("FCA", "FOB", "CFR", "CIF", "DAP", "DDP")
SELLER_SHIPS = ("CFR", "CIF", "DAP", "DDP")
SELLER_INSURES = ("CIF", "DAP", "DDP")
SELLER_IMPORTS = ("DDP",)

LEVIES = ("export_tax", "insurance", "tariff")
"""Parts that go to others than seller, carrier and plant."""


@dataclass(frozen=True)
class Parts:
    """USD for a tonne bought."""

    price: float
    export_tax: float
    freight: float
    insurance: float
    toll: float
    tariff: float

    @property
    def whole(self) -> float:
        """All of them."""
        levied = self.export_tax + self.insurance + self.tariff
        return self.price + self.freight + self.toll + levied


class Landing:
    """The landed cost of paths in periods, from the case's offers, ways, taxes and tariffs."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._known: dict[tuple[str, int], Parts] = {}
        self._walks: dict[str, tuple[tuple[Stage, ...], Tonnes]] = {}

    def parts(self, key: str, period: Period) -> Parts:
        """Each part of what a tonne bought costs on arrival."""
        if (key, period.index) not in self._known:
            self._known[key, period.index] = self._parts(key, period)
        return self._known[key, period.index]

    def walked(self, key: str) -> tuple[tuple[Stage, ...], Tonnes]:
        """The moves of a path and its usable tonnes, worked out once."""
        if key not in self._walks:
            self._walks[key] = walk(self.case, key)
        return self._walks[key]

    def _parts(self, key: str, period: Period) -> Parts:
        case, path = self.case, self.case.paths[key]
        offer = case.offers[path.offer]
        record = case.records.table("offers")[offer.key]
        term = str(record.values.get("incoterm") or "")
        price = offer.price[period.index]
        worth = price if price > 0 else 0.0
        taxed = 0.0 if term in SELLER_CLEARS else self._taxed(key, period, worth)
        freight, toll = 0.0, 0.0
        for number, stage in enumerate(self.walked(key)[0]):
            if number:
                taxed += self._taxed_after(key, number, period, worth + freight + toll)
            if number or term not in SELLER_SHIPS:
                freight += stage.mass * sum(part.cost for part in stage.passed)
            if stage.plant is not None:
                toll += stage.mass * stage.plant.toll
        rate = record.values.get("insurance_rate")
        insured = worth * rate if isinstance(rate, float) and term not in SELLER_INSURES else 0.0
        arrives, tariff = max(0.0, worth + taxed + freight + insured + toll), 0.0
        if path.plants or term not in SELLER_IMPORTS:
            tariff = self._charged(key, period, arrives)
        return Parts(price, taxed, freight, insured, toll, tariff)

    def _taxed(self, key: str, period: Period, worth: float) -> float:
        offer, due = self.case.offers[self.case.paths[key].offer], 0.0
        held = {part.material: part.share for part in offer.contents}
        for levy in self.case.export_taxes.values():
            country = offer.mined_in.get(levy.country, 0.0)
            if offer.processed_in:
                country = float(offer.processed_in == levy.country)
            if levy.country in self._taxing(key):
                continue  # a plant stands there: they leave from it
            everything = levy.goods in ("", offer.product)
            value, mass = (1.0, 1.0) if everything else self._share(levy, held)
            tax = levy.rate * value * worth + levy.amount * mass
            due += country * levy.due[period.index] * tax
        return due

    def _taxing(self, key: str) -> list[str]:
        """The countries of the plants of a path, in order."""
        return [self.case.plants[plant].country for plant in self.case.paths[key].plants]

    def _taxed_after(self, key: str, number: int, period: Period, worth: float) -> float:
        """USD on what comes out of the plant before a move, unless a later plant stands there."""
        stage, due = self.walked(key)[0][number], 0.0
        country, *later = self._taxing(key)[number - 1 :]
        for levy in self.case.export_taxes.values():
            if levy.country == country and country not in later:
                value, mass = 1.0, stage.mass
                if levy.goods:
                    value, mass = self._share(levy, stage.holds)
                tax = levy.rate * value * max(0.0, worth) + levy.amount * mass
                due += levy.due[period.index] * tax
        return due

    def _charged(self, key: str, period: Period, arrives: float) -> float:
        path, offer, due = self.case.paths[key], self.case.offers[self.case.paths[key].offer], 0.0
        stages, usable = self.walked(key)
        held = {part.material: part.share for part in offer.contents}
        tonnes, names = 1.0, ("", offer.product)
        if path.plants:
            held = {material: each for material, (_, each) in usable.items()}
            tonnes, names = stages[-1].mass if path.routes[-1] else sum(held.values()), ("", "")
        last = last_country(self.case, key)
        for levy in self.case.tariffs.values():
            country = 1.0
            if levy.country:
                country = float(last == levy.country)
                if not last:
                    country = offer.mined_in.get(levy.country, 0.0)
            value, mass = (1.0, tonnes) if levy.goods in names else self._share(levy, held)
            tariff = levy.rate * value * arrives + levy.amount * mass
            due += country * levy.due[period.index] * tariff
        return due

    def _share(self, levy: Levy, held: Mapping[str, float]) -> tuple[float, float]:
        """Share of the value of what is held that a row names, and its tonnes."""
        worth = {m: self.case.materials[m].reference_price * each for m, each in held.items()}
        tonnes, whole = held.get(levy.goods, 0.0), sum(worth.values())
        if whole > 0:
            return max(0.0, worth.get(levy.goods, 0.0)) / whole, tonnes
        return tonnes / sum(held.values()) if tonnes else 0.0, tonnes
