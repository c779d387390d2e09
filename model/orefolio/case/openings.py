"""Openings: what investments open of offers and ways, and the most that then flows through them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Series
from orefolio.case.entities.investing import Investment, Opening
from orefolio.case.horizon import Horizon
from orefolio.case.opening_checks import check_gates, check_opening
from orefolio.case.supply import KG


class Limited(Protocol):
    """Whatever has a capacity by period: an offer, a route, a leg …"""

    @property
    def capacity(self) -> Series:
        """T by period."""


Thing = TypeVar("Thing", bound=Limited)
Targets = Mapping[str, Mapping[str, Limited]]
"""Table → key → what has a capacity."""


def make_openings(
    desk: Desk, horizon: Horizon, investments: Mapping[str, Investment], targets: Targets
) -> Mapping[str, Opening]:
    """All openings of active investments whose targets are there, with what they open by period."""
    found: dict[str, Opening] = {}
    rows: dict[str, Row] = {}
    for row in desk.rows("openings"):
        table, target = row.text("opens"), row.text("target")
        known = desk.row(table, target) is not None if table in targets else False
        if row.text("investment") not in investments or row.broken("opens", "target"):
            continue
        if table in targets and not known and _elsewhere(desk, targets, target):
            desk.error(
                "opening",
                row,
                "target",
                f"target is {target!r}, which the sheet {table.capitalize()} does not have",
                f"a name from the sheet {table.capitalize()}, or another table in opens",
            )
        thing = targets.get(table, {}).get(target)
        if thing is None:
            if known:
                desk.info(
                    "opening",
                    row.place("target"),
                    f"{target} is left out (active is no, or no way is open), so nothing is opened",
                )
            continue
        if check_opening(desk, row, thing.capacity):
            found[row.key] = _opening(row, horizon, thing.capacity)
            rows[row.key] = row
    check_gates(desk, found, rows)
    return found


def own_capacities(
    openings: Mapping[str, Opening], targets: Targets
) -> Mapping[tuple[str, str], Series]:
    """The capacity of every target without any investment: 0 behind a gate."""
    found = {}
    for (table, target), own in _by_target(openings).items():
        capacity = targets[table][target].capacity
        gated = any(opening.gate for opening in own)
        found[table, target] = tuple(0.0 for _ in capacity) if gated else capacity
    return found


def opened(
    things: Mapping[str, Thing],
    table: str,
    openings: Mapping[str, Opening],
    own: Mapping[tuple[str, str], Series],
    investments: Mapping[str, Investment],
) -> Mapping[str, Thing]:
    """The same with capacities as if every investment were made as soon as it may be.

    No plan can use more; what the plan's own investments open limits it further.
    """
    found = dict(things)
    by_target = _by_target(openings)
    for key, thing in things.items():
        adding = [each for each in by_target.get((table, key), ()) if adds(each)]
        if not adding and (table, key) not in own:
            continue
        parts = [own[table, key], *(_most(each, investments) for each in adding)]
        most = tuple(math.fsum(each) for each in zip(*parts, strict=True))
        if any(each.whole and each.gate for each in adding):
            most = tuple(min(pair) for pair in zip(most, _whole(adding, parts), strict=True))
        field = "ceiling" if table == "levers" else "capacity"
        found[key] = replace(thing, **{field: most})  # type: ignore[type-var]
    return found


def adds(opening: Opening) -> bool:
    """Whether it adds capacity, rather than only a discount on what is there, or taking away."""
    return (opening.gate or not opening.whole) and max(opening.amount, default=0.0) > 0


def _whole(adding: Sequence[Opening], parts: Sequence[Series]) -> Series:
    """Behind gates that open all there is: that, and what others add."""
    own = next(each.amount for each in adding if each.whole)
    others = [part for each, part in zip(adding, parts[1:], strict=True) if not each.whole]
    return tuple(math.fsum(each) for each in zip(own, *others, strict=True))


def _most(opening: Opening, investments: Mapping[str, Investment]) -> Series:
    """The most that one opening gives in each period, whenever its investment begins."""
    starts = investments[opening.investment].starts.values()
    return tuple(
        amount * share if share else 0.0
        for amount, share in (
            (amount, max((start.opened[index] for start in starts), default=0.0))
            for index, amount in enumerate(opening.amount)
        )
    )


def _by_target(openings: Mapping[str, Opening]) -> dict[tuple[str, str], list[Opening]]:
    found: dict[tuple[str, str], list[Opening]] = {}
    for opening in openings.values():
        found.setdefault((opening.table, opening.target), []).append(opening)
    return found


def _elsewhere(desk: Desk, targets: Targets, target: str) -> bool:
    """Whether another table has the name; a name that none has is reported with the links."""
    return any(desk.row(table, target) is not None for table in targets)


def _opening(row: Row, horizon: Horizon, own: Series) -> Opening:
    capacity, share = row.number("capacity"), row.number("share")
    held = row.text("opens") == "pools"  # tonnes that are there, not tonnes a year
    years = [1.0 if held else period.years for period in horizon.periods]
    if capacity is not None and capacity < 0:
        amount = tuple(
            -min(-capacity * each, there) for each, there in zip(years, own, strict=True)
        )
    elif capacity is not None:
        amount = tuple(capacity * each for each in years)
    else:
        amount = tuple(there * (1.0 if share is None else share) if there else 0.0 for there in own)
    return Opening(
        key=row.key,
        investment=row.text("investment"),
        table=row.text("opens"),
        target=row.text("target"),
        amount=amount,
        discount=row.amount("discount") * KG,
        gate=row.yes("gate"),
        whole=capacity is None and share is None,
    )
