"""Plants: capacity while open, toll, what comes out of them and where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Lot, Passage, Plant, Recovery
from orefolio.case.horizon import Horizon, open_shares
from orefolio.case.routes import open_capacity

KG = 1000.0
"""USD/kg → USD/t."""


def make_plants(desk: Desk, horizon: Horizon, routes: Mapping[str, Passage]) -> Mapping[str, Plant]:
    """All active plants with the active routes and next plants that they lead to."""
    recoveries: dict[str, dict[str, Recovery]] = {}
    for each in desk.rows("recoveries"):
        recovery = Recovery(each.amount("recovery"), each.text("grade"))
        recoveries.setdefault(each.text("plant"), {})[each.text("material")] = recovery
    _check_loops(desk)
    found = {
        each.key: _plant(desk, each, horizon, recoveries.get(each.key, {}))
        for each in desk.rows("plants")
        if each.yes("active")
    }
    made = {}
    for key, plant in found.items():
        row = desk.row("plants", key)
        assert row is not None
        left = tuple(route for route in plant.routes if route in routes)
        if plant.routes and not left:
            if all(desk.row("routes", route) for route in plant.routes):
                desk.warning(
                    "route",
                    row,
                    "routes",
                    f"{key} is left out: none of its routes is active",
                    "at least one active route",
                )
            continue
        made[key] = replace(plant, routes=left)
    # A plant without any next one that is left leads nowhere, unless it may deliver to the buyer.
    return {
        key: replace(plant, next=tuple(name for name in plant.next if name in made))
        for key, plant in made.items()
    }


def _plant(desk: Desk, row: Row, horizon: Horizon, recoveries: Mapping[str, Recovery]) -> Plant:
    following = row.names("next")
    return Plant(
        key=row.key,
        name=row.text("name") or row.key,
        country=row.text("country"),
        stage=row.text("stage"),
        capacity=open_capacity(row.number("capacity"), open_shares(desk, row, horizon), horizon),
        toll=row.amount("toll") * KG,
        routes=tuple(sorted(row.names("routes"))),
        next=tuple(sorted(following)),
        to_buyer=row.yes("to_buyer") or not following,
        recoveries=dict(sorted(recoveries.items())),
        lot=Lot(row.amount("minimum_load"), row.amount("fixed_fee"), row.text("load_span")),
        hazard=row.amount("hazard"),
    )


def _check_loops(desk: Desk) -> None:
    """Refuse plants that lead back to themselves, each loop once."""
    following = {row.key: row.names("next") for row in desk.rows("plants")}
    told: set[frozenset[str]] = set()
    for start in following:
        loop = _loop(start, following)
        if loop and frozenset(loop) not in told:
            told.add(frozenset(loop))
            row = desk.row("plants", start)
            assert row is not None
            desk.error(
                "plant",
                row,
                "next",
                f"{' → '.join((*loop, start))} is a loop",
                "plants that lead on towards the buyer",
                "remove one of the steps",
            )


def _loop(start: str, following: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A way from a plant back to it, empty when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for plant in following.get(way[-1], ()):
            if plant == start:
                return way
            if plant not in seen:
                seen.add(plant)
                ways.append((*way, plant))
    return ()
