"""What a tonne bought becomes on its way: worked out anew from contents, plants and yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.entities import Passage, Plant
from orefolio.case.model import Case

Tonnes = dict[str, tuple[str, float]]
"""Material → grade, t of it for each tonne bought."""


@dataclass(frozen=True)
class Stage:
    """One move of a path: t that move for each tonne bought, of what, what they pass, where to."""

    mass: float
    holds: Mapping[str, float]  # material → t
    passed: tuple[Passage, ...]
    plant: Plant | None

    @property
    def points(self) -> frozenset[str]:
        """The chokepoints of the move."""
        return frozenset(point for part in self.passed for point in part.chokepoints)


def walk(case: Case, key: str) -> tuple[tuple[Stage, ...], Tonnes]:
    """The moves of a path, and what of a tonne bought is usable at its end."""
    path = case.paths[key]
    offer = case.offers[path.offer]
    held: Tonnes = {part.material: (part.grade, part.share) for part in offer.contents}
    mass = 1.0
    stages = []
    for number, name in enumerate(path.routes):
        plant = case.plants[path.plants[number]] if number < len(path.plants) else None
        passed: tuple[Passage, ...] = ()
        if name:
            passed = (case.routes[name], *(case.legs[leg] for leg in case.routes[name].legs))
        holds = {material: tonnes for material, (_, tonnes) in held.items()}
        stages.append(Stage(mass, holds, passed, plant))
        if plant is not None and plant.recoveries:
            held = {
                material: (plant.recoveries[material].grade or grade, tonnes * recovered)
                for material, (grade, tonnes) in held.items()
                if material in plant.recoveries
                for recovered in (plant.recoveries[material].share,)
            }
            mass = sum(tonnes for _, tonnes in held.values())
    apart = {part.material: part.grade for part in path.yields}  # lots of tested sources
    usable = {
        material: (_lot(case, apart.get(material, grade), grade), tonnes * offer.recovery)
        for material, (grade, tonnes) in held.items()
        if tonnes > 0
    }
    return tuple(stages), usable


def _lot(case: Case, lot: str, grade: str) -> str:
    """The lot class in which a grade comes of a source that is tested, if it is of that grade."""
    return lot if case.base_grade.get(lot) == grade else grade


def last_country(case: Case, key: str) -> str:
    """The country that processed it last: of the last plant that names one, else as bought."""
    path = case.paths[key]
    countries = [case.plants[plant].country for plant in path.plants]
    named = [country for country in countries if country]
    return named[-1] if named else case.offers[path.offer].processed_in
