"""Countries, blocs and chokepoints; where a sheet has no rows, every name used elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.desk import Desk
from orefolio.case.entities import Chokepoint, Country, Period
from orefolio.tables import TABLES


def make_countries(desk: Desk) -> Mapping[str, Country]:
    """The rows of the Countries sheet; without any, all names that other sheets mention."""
    rows = desk.rows("countries")
    if not rows:
        return {name: Country(key=name, name=name) for name in mentioned(desk, "countries")}
    return {
        row.key: Country(
            key=row.key,
            name=row.text("name") or row.key,
            hazard=row.amount("hazard"),
            governance_risk=row.number("governance_risk"),
            world_production=row.number("world_production"),
        )
        for row in rows
    }


def make_blocs(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """Members of each bloc, sorted."""
    members: dict[str, set[str]] = {}
    for row in desk.rows("blocs"):
        if row.given("bloc") and row.given("country"):
            members.setdefault(row.text("bloc"), set()).add(row.text("country"))
    return {bloc: tuple(sorted(members[bloc])) for bloc in sorted(members)}


def make_chokepoints(desk: Desk, periods: tuple[Period, ...]) -> Mapping[str, Chokepoint]:
    """The rows of the Chokepoints sheet; without any, all names that routes and legs mention."""
    unlimited = tuple(float("inf") for _ in periods)
    rows = desk.rows("chokepoints")
    if not rows:
        names = mentioned(desk, "chokepoints")
        return {name: Chokepoint(key=name, capacity=unlimited, hazard=0.0) for name in names}
    found = {}
    for row in rows:
        yearly = row.number("capacity")
        found[row.key] = Chokepoint(
            key=row.key,
            capacity=unlimited if yearly is None else tuple(yearly * p.years for p in periods),
            hazard=row.amount("hazard"),
        )
    return found


def mentioned(desk: Desk, target: str) -> tuple[str, ...]:
    """Names in cells that link to ``target``, sorted."""
    names: set[str] = set()
    for table in TABLES:
        for column in table.columns:
            if target in column.links:
                for row in desk.rows(table.name):
                    names.update(row.names(column.name))
    return tuple(sorted(names))
