"""The hazard of a path: that something distinct on it fails within a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orefolio.case.entities import Country, Offer

Touches = Mapping[str, Mapping[str, float]]


def make_touches(offer: Offer, plants: Iterable[str], crossed: Iterable[str]) -> Touches:
    """What share of a tonne each country touches, by role.

    Mined: the shares of origin. Processed (where it is bought processed, and in the countries of
    ``plants``) and transit: the whole tonne. Any: the largest of these,
    so that a country that both mines and processes counts once.
    """
    mined = dict(sorted(offer.mined_in.items()))
    processed = {name: 1.0 for name in sorted({offer.processed_in, *plants}) if name}
    transit = dict.fromkeys(sorted(set(crossed)), 1.0)
    every = sorted({*mined, *processed, *transit})
    largest = {
        country: max(role.get(country, 0.0) for role in (mined, processed, transit))
        for country in every
    }
    return {"mined": mined, "processed": processed, "transit": transit, "any": largest}


def path_hazard(
    touches: Touches, countries: Mapping[str, Country], others: Iterable[float]
) -> float:
    """``1 − Π(1 − h)`` over distinct hazards, taken as independent.

    A country counts once, its hazard weighted by its largest share of a tonne (one that mines half
    of the ore stops half of it); ``others`` are the hazards of supplier, offer, routes, legs,
    chokepoints and plants.
    """
    survival = 1.0
    for country, touch in touches["any"].items():
        if country in countries:
            survival *= 1.0 - countries[country].hazard * touch
    for hazard in others:
        survival *= 1.0 - hazard
    return 1.0 - survival
