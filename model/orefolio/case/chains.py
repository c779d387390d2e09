"""Chains: the ways of an offer through plants to the buyer, and what a tonne becomes on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from orefolio.case.entities import Content, Offer, Passage, Plant


@dataclass(frozen=True)
class Chain:
    """Plants in order, and the routes before, between and after them (``""``: none needed)."""

    plants: tuple[str, ...]
    routes: tuple[str, ...]

    @property
    def name(self) -> str:
        """``route|plant|route …``; the places alternate, so no two chains share a name."""
        stages = [self.routes[0]]
        for plant, route in zip(self.plants, self.routes[1:], strict=True):
            stages += [plant, route]
        while stages and not stages[-1]:
            stages.pop()
        return "|".join(stages)


def chains_of(
    offer: Offer, plants: Mapping[str, Plant], routes: Mapping[str, Passage]
) -> Iterator[Chain]:
    """Every way of an offer to the buyer; none passes a plant twice."""
    if not offer.plants:
        yield from (Chain((), (route,)) for route in ways_to("", offer.routes, routes))
        return
    for plant in offer.plants:
        for route in ways_to(plant, offer.routes, routes):
            yield from _onward(Chain((plant,), (route,)), plants, routes)


def _onward(
    chain: Chain, plants: Mapping[str, Plant], routes: Mapping[str, Passage]
) -> Iterator[Chain]:
    here = plants[chain.plants[-1]]
    if here.to_buyer:
        for route in ways_to("", here.routes, routes):
            yield Chain(chain.plants, (*chain.routes, route))
    for plant in here.next:
        if plant not in chain.plants:
            for route in ways_to(plant, here.routes, routes):
                longer = Chain((*chain.plants, plant), (*chain.routes, route))
                yield from _onward(longer, plants, routes)


def ways_to(target: str, named: Sequence[str], routes: Mapping[str, Passage]) -> tuple[str, ...]:
    """The routes that lead to a plant, or to the buyer (``""``); one that says nothing leads on."""
    if not named:
        return ("",)
    return tuple(route for route in named if routes[route].leads_to in ("", target))


@dataclass(frozen=True)
class Stream:
    """What a tonne bought is at one point of a chain: its mass, and the materials in it, t."""

    mass: float
    contents: tuple[Content, ...]

    def after(self, plant: Plant) -> Stream:
        """What comes out of a plant: without recoveries all of it, else what they name."""
        if not plant.recoveries:
            return self
        kept = tuple(
            Content(each.material, found.grade or each.grade, each.share * found.share)
            for each in self.contents
            if (found := plant.recoveries.get(each.material)) is not None and found.share > 0
        )
        return Stream(sum(each.share for each in kept), kept)


def streams_of(offer: Offer, chain: Chain, plants: Mapping[str, Plant]) -> tuple[Stream, ...]:
    """The stream on each route of a chain, one more than plants; the last reaches the buyer."""
    found = [Stream(1.0, offer.contents)]
    for plant in chain.plants:
        found.append(found[-1].after(plants[plant]))
    return tuple(found)
