"""Paths: every offer by every route that it may take, built once."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.entities import Chokepoint, Country, Offer, Passage, Path, Supplier
from orefolio.case.hazards import make_touches, path_hazard


def make_paths(
    offers: Mapping[str, Offer],
    suppliers: Mapping[str, Supplier],
    routes: Mapping[str, Passage],
    legs: Mapping[str, Passage],
    countries: Mapping[str, Country],
    chokepoints: Mapping[str, Chokepoint],
) -> Mapping[str, Path]:
    """Offer × route; cost, days and hazards of a route are its own plus those of its legs."""
    found = {}
    for offer in offers.values():
        for name in offer.routes or ("",):
            own = [routes[name], *(legs[leg] for leg in routes[name].legs)] if name else []
            passed = sorted({point for passage in own for point in passage.chokepoints})
            touches = make_touches(
                offer, (country for passage in own for country in passage.countries)
            )
            hazards = [
                suppliers[offer.supplier].hazard,
                offer.hazard,
                *(passage.hazard for passage in own),
                *(chokepoints[point].hazard for point in passed if point in chokepoints),
            ]
            key = f"{offer.key}|{name}" if name else offer.key
            found[key] = Path(
                key=key,
                offer=offer.key,
                supplier=offer.supplier,
                material=offer.material,
                grade=offer.grade,
                route=name,
                legs=routes[name].legs if name else (),
                chokepoints=tuple(passed),
                recovery=offer.recovery,
                freight=sum(passage.cost for passage in own),
                days=sum(passage.days for passage in own),
                hazard=path_hazard(touches, countries, hazards),
                touches=touches,
            )
    return {key: found[key] for key in sorted(found)}
