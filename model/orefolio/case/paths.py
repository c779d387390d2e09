"""Paths: every offer by every chain of routes and plants that it may take, built once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.chains import Chain, chains_of, streams_of
from orefolio.case.entities import (
    Chokepoint,
    Country,
    Offer,
    Passage,
    Path,
    Plant,
    Supplier,
    Yield,
)
from orefolio.case.hazards import make_touches, path_hazard


@dataclass(frozen=True)
class Places:
    """All that a path may pass."""

    routes: Mapping[str, Passage]
    legs: Mapping[str, Passage]
    plants: Mapping[str, Plant]
    countries: Mapping[str, Country]
    chokepoints: Mapping[str, Chokepoint]

    def passages(self, route: str) -> tuple[Passage, ...]:
        """A route and its legs; none where there is no route."""
        if not route:
            return ()
        own = self.routes[route]
        return (own, *(self.legs[leg] for leg in own.legs))


def make_paths(
    offers: Mapping[str, Offer], suppliers: Mapping[str, Supplier], places: Places
) -> Mapping[str, Path]:
    """Every offer by every chain; cost, days and hazards are those of all that it passes."""
    found = {}
    for offer in offers.values():
        for chain in chains_of(offer, places.plants, places.routes):
            path = _path(offer, suppliers[offer.supplier], chain, places)
            if path.yields:
                found[path.key] = path
    return {key: found[key] for key in sorted(found)}


def _path(offer: Offer, supplier: Supplier, chain: Chain, places: Places) -> Path:
    streams = streams_of(offer, chain, places.plants)
    stages = [places.passages(route) for route in chain.routes]
    plants = [places.plants[plant] for plant in chain.plants]
    passed = {(each.table, each.key): each for stage in stages for each in stage}
    points = sorted({point for each in passed.values() for point in each.chokepoints})
    touches = make_touches(
        offer,
        [plant.country for plant in plants],
        (country for each in passed.values() for country in each.countries),
    )
    hazards = [
        supplier.hazard,
        offer.hazard,
        *(each.hazard for each in passed.values()),
        *(places.chokepoints[p].hazard for p in points if p in places.chokepoints),
        *(plant.hazard for plant in plants),
    ]
    masses = [stream.mass for stream in streams]
    return Path(
        key=f"{offer.key}|{chain.name}" if chain.name else offer.key,
        offer=offer.key,
        supplier=offer.supplier,
        product=offer.product,
        plants=chain.plants,
        routes=chain.routes,
        legs=tuple(dict.fromkeys(e.key for stage in stages for e in stage if e.table == "legs")),
        chokepoints=tuple(points),
        yields=tuple(
            Yield(each.material, each.grade, each.share * offer.recovery)
            for each in streams[-1].contents
            if each.share * offer.recovery > 0
        ),
        carried=_carried(chain, masses, stages),
        delivered=masses[-1],
        freight=_weighed(masses, [sum(each.cost for each in stage) for stage in stages]),
        toll=_weighed(masses, [plant.toll for plant in plants]),
        days=sum(each.days for stage in stages for each in stage),
        hazard=path_hazard(touches, places.countries, hazards),
        touches=touches,
        customs_origin=next(
            (plant.country for plant in reversed(plants) if plant.country), offer.processed_in
        ),
    )


def _weighed(masses: list[float], costs: list[float]) -> float:
    """Cost of a tonne bought: each stage costs by the mass that is left there."""
    return sum(mass * cost for mass, cost in zip(masses, costs, strict=False))


def _carried(
    chain: Chain, masses: list[float], stages: list[tuple[Passage, ...]]
) -> Mapping[tuple[str, str], float]:
    """Tonnes through each route, leg, chokepoint and plant for a tonne bought.

    Within one stage a chokepoint counts once, however many legs pass it.
    """
    found: dict[tuple[str, str], float] = {}
    for table in ("routes", "legs", "chokepoints"):
        for mass, stage in zip(masses, stages, strict=True):
            keys = [each.key for each in stage if each.table == table]
            if table == "chokepoints":
                keys = sorted({point for each in stage for point in each.chokepoints})
            for key in keys:
                found[table, key] = found.get((table, key), 0.0) + mass
    for mass, plant in zip(masses, chain.plants, strict=False):
        found["plants", plant] = mass
    return found
