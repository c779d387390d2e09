"""What the usable tonnes of a path are worth at reference prices, and how a price divides."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from orefolio.case.entities import Material, Path


def worth_of(
    path: Path, materials: Mapping[str, Material], among: Collection[str] | None = None
) -> float:
    """USD at reference prices of what comes of a tonne bought; ``among``: of these materials."""
    return sum(
        each.tonnes * materials[each.material].reference_price
        for each in path.yields
        if among is None or each.material in among
    )


def value_share(path: Path, materials: Mapping[str, Material], among: Collection[str]) -> float:
    """Share of what is paid for a tonne that belongs to some of its materials, 0 to 1.

    A price is divided in proportion to the value of what comes of it at reference prices; by tonnes
    where it is worth nothing.
    """
    if all(each.material in among for each in path.yields):
        return 1.0
    if not any(each.material in among for each in path.yields):
        return 0.0
    whole = worth_of(path, materials)
    if whole > 0:
        return worth_of(path, materials, among) / whole
    return path.tonnes(among) / sum(each.tonnes for each in path.yields)
