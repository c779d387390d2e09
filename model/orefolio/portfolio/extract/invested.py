"""What a plan's investments open and what of it is used, from its decisions and its flows.

Made for the plan itself, and for the plans in which an investment was forced to be valued.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from orefolio.case.entities import Opening, Period, Series, Start
from orefolio.case.model import Case

Values = Mapping[str, Mapping[tuple[str, ...], float]]
Key = tuple[str, str]
"""Table and target."""


@dataclass(frozen=True)
class Use:
    """One opening in one period: tonnes opened, used, usable of these, discounted; USD saved."""

    opening: Opening
    period: Period
    opened: float
    used: float
    usable: float
    discounted: float
    saved: float


class Invested:
    """A plan as far as its investments go."""

    def __init__(self, case: Case, values: Values) -> None:
        self.case = case
        self.values = values
        self.period = {node.name: node.period for node in case.trunk}

    @cached_property
    def begun(self) -> Mapping[str, Start]:
        """The investments made, with their starts."""
        investments = self.case.investing.investments
        return {
            key: investments[key].starts[label]
            for (key, label), made in self.values.get("build", {}).items()
            if made > 0.5
        }

    @cached_property
    def demanded(self) -> frozenset[str]:
        """Materials in demand."""
        segments = self.case.segments.values()
        return frozenset(s.material for s in segments if sum(s.demand) > 0)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every opening of an investment that is made, in every period."""
        return tuple(self._uses())

    def standing(self, table: str, target: str) -> Series | None:
        """The capacity of a target as the plan has it, t by period; ``None`` where none is opened.

        Its own, with what the plan's investments open or close; behind gates that each open all of
        its own, that once.
        """
        own = self.case.investing.own.get((table, target))
        if own is None:
            return None
        openings = self.case.investing.of(table, target)
        found, added = list(own), [0.0] * len(own)
        for each in openings:
            start = self.begun.get(each.investment)
            if start is None or (each.whole and not each.gate):
                continue
            for index, share in enumerate(start.opened):
                given = each.amount[index] * share if share else 0.0
                found[index] += given
                added[index] += 0.0 if each.gate else given
        once = next((each.amount for each in openings if each.gate and each.whole), None)
        if once is None:
            return tuple(found)
        return tuple(min(a, b + c) for a, b, c in zip(found, once, added, strict=True))

    def materials(self, investment: str) -> frozenset[str]:
        """Materials in demand that come of what an investment opens."""
        found: set[str] = set()
        for opening in self.case.investing.openings.values():
            if opening.investment != investment:
                continue
            if opening.table == "levers":
                found.add(self.case.levers[opening.target].material)
            if opening.table == "conversions":
                found |= {o.material for o in self.case.conversions[opening.target].outputs}
            for path in self.case.paths.values():
                if (opening.table, opening.target) in self._passed(path.key):
                    found.update(path.usable)
        return frozenset(found) & self.demanded

    def secured(self, investment: str) -> float:
        """Usable t under what it opened; a tonne counts once, in the table that has most."""
        sums: defaultdict[str, float] = defaultdict(float)
        for use in self.uses:
            if use.opening.investment == investment:
                sums[use.opening.table] += use.usable
        return max(sums.values(), default=0.0)

    def _uses(self) -> Iterator[Use]:
        investing = self.case.investing
        for table, target in investing.own:
            openings = [
                each for each in investing.of(table, target) if each.investment in self.begun
            ]
            for node, period in self.period.items():
                flow, usable = self._flow[table, target, node]
                parts = self._parts(openings, (table, target), flow, period)
                for opening, (opened, used) in zip(openings, parts, strict=True):
                    cheaper = self.values.get("discounted", {}).get(
                        (opening.investment, target, node), 0.0
                    )
                    under = max(used, cheaper)
                    share = usable / flow if flow > 0 else 0.0
                    saved = opening.discount * cheaper
                    yield Use(opening, period, opened, under, under * share, cheaper, saved)

    def _parts(
        self, openings: Iterable[Opening], key: Key, flow: float, period: Period
    ) -> list[tuple[float, float]]:
        """For each opening what it opens and its part of the flow beyond the target's own."""
        own = self.case.investing.own[key][period.index]
        beyond = max(flow - own, 0.0) if math.isfinite(own) else 0.0
        found = []
        for opening in openings:
            share = self.begun[opening.investment].opened[period.index]
            found.append(opening.amount[period.index] * share if share else 0.0)
        adding = [
            most if most > 0 and (opening.gate or not opening.whole) else 0.0
            for opening, most in zip(openings, found, strict=True)
        ]
        if any(math.isinf(most) for most in adding):
            adding = [1.0 if math.isinf(most) else 0.0 for most in adding]
        whole = sum(adding)
        return [
            (most, beyond * part / whole if whole > 0 else 0.0)
            for most, part in zip(found, adding, strict=True)
        ]

    @cached_property
    def _flow(self) -> Mapping[tuple[str, str, str], tuple[float, float]]:
        """(table, target, node) → t that flow there, and t in demand that come of them."""
        sums: defaultdict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for (key, node), tonnes in self.values.get("delivery", {}).items():
            if node not in self.period:
                continue
            usable = self.case.paths[key].tonnes(self.demanded)
            for (table, target), carried in self._passed(key).items():
                sums[table, target, node][0] += carried * tonnes
                sums[table, target, node][1] += usable * tonnes
        for (lever, _, node), tonnes in self.values.get("activity", {}).items():
            if node in self.period:
                sums["levers", lever, node][0] += tonnes
                sums["levers", lever, node][1] += tonnes
        for (key, _, node), tonnes in self.values.get("converted", {}).items():
            if node in self.period:
                made = self.case.conversions[key].outputs
                useful = sum(o.tonnes for o in made if o.material in self.demanded)
                sums["conversions", key, node][0] += tonnes
                sums["conversions", key, node][1] += useful * tonnes
        for (_, _, pool, node), tonnes in self.values.get("stock", {}).items():
            if pool and node in self.period:  # it is kept there, which secures nothing more
                sums["pools", pool, node][0] += tonnes
        return defaultdict(lambda: (0.0, 0.0), {key: (a, b) for key, (a, b) in sums.items()})

    def _passed(self, path: str) -> Mapping[Key, float]:
        data = self.case.paths[path]
        return {("offers", data.offer): 1.0, **data.carried}
