"""Where goods leave a country that may tax them: as they are bought, and from plants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from orefolio.case.chains import Chain, streams_of
from orefolio.case.entities import BUYER_PAYS, Content, Offer, Path
from orefolio.case.paths import Places

Goods = Mapping[str, float]
"""Material → tonnes of it in a tonne bought."""


@dataclass(frozen=True)
class Leaving:
    """What leaves at one place: ``origin`` is the part of it that leaves each country.

    ``added`` is what has been paid beside the price, USD/t bought; ``goods`` the materials in it
    and ``tonnes`` its mass, for a tonne bought; ``product`` is empty after a plant.
    """

    origin: Mapping[str, float]
    added: float
    goods: Goods
    tonnes: float
    product: str


def leavings(path: Path, offer: Offer, incoterm: str, places: Places) -> Iterator[Leaving]:
    """The leavings of a path that the buyer may be taxed for, in the order of the way.

    A country taxes goods once, where they leave it last: those that are bought, unless a plant of
    the path stands there, and those that come out of a plant, unless a later one does. What is
    bought leaves the country of its processing (none stated: those of its mine, by their shares) at
    the price of the offer, and the buyer pays if the incoterm says so. What comes out of a plant
    leaves the country of the plant, even from the last one, as the buyer's country is not known; it
    is worth the price, the freight that the buyer has paid up to the plant and the tolls up to its
    own; whatever the incoterm, the buyer pays, who ships from there. It is no longer the product
    but its materials. A plant that names no country taxes nothing.
    """
    pays = BUYER_PAYS[incoterm]
    plants = [places.plants[plant] for plant in path.plants]
    countries = [plant.country for plant in plants]
    streams = streams_of(offer, Chain(path.plants, path.routes), places.plants)
    if "export_tax" in pays:
        whole = {offer.processed_in: 1.0} if offer.processed_in else offer.mined_in
        origin = {country: part for country, part in whole.items() if country not in countries}
        yield Leaving(origin, 0.0, goods_of(offer.contents), 1.0, offer.product)
    added = 0.0
    for number, plant in enumerate(plants):
        if number or "freight" in pays:
            way = places.passages(path.routes[number])
            added += streams[number].mass * sum(passage.cost for passage in way)
        added += streams[number].mass * plant.toll
        if plant.country and plant.country not in countries[number + 1 :]:
            out = streams[number + 1]
            yield Leaving({plant.country: 1.0}, added, goods_of(out.contents), out.mass, "")


def goods_of(contents: Sequence[Content]) -> Goods:
    """Tonnes of each material."""
    found: dict[str, float] = {}
    for each in contents:
        found[each.material] = found.get(each.material, 0.0) + each.share
    return found
