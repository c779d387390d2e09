"""Sentences: a conflict and its repairs as a planner reads them, with cells, numbers and units."""

from __future__ import annotations

import math
from collections.abc import Sequence

from orefolio.amounts import money
from orefolio.case.model import Case
from orefolio.formulation import Group
from orefolio.solving.cells_in_words import by_row, change, place_of, row_of
from orefolio.solving.outcome import Repair

SHOWN = 12
"""Rows told in one sentence."""


def sentences(
    case: Case,
    groups: Sequence[Group],
    repairs: Sequence[Repair],
    *,
    irreducible: bool,
    complete: bool = True,
) -> tuple[str, ...]:
    """What conflicts, what mends it alone (cheapest first), what mends it together.

    The joint repair may touch rows of a second conflict: they are introduced before it.
    ``complete``: there was time to look for every repair.
    """
    found = [_conflict(case, groups)]
    if not irreducible:
        found.append("The search was cut short, so not all of these rows may be needed for it.")
    alone = sorted((repair for repair in repairs if repair.single), key=_cost)
    if len(alone) > 1:
        found.append(f"Any one of these {len(alone)} changes mends it, the cheapest first:")
    found += [f"{_capital(_change(case, repair))}." for repair in alone]
    if not alone:
        found.append("No single change was found that mends the case.")
    for repair in [repair for repair in repairs if not repair.single][:1]:
        found += _further(case, groups, [group for group, _ in repair.changes])
        start = "Or change several together" if alone else "Together these changes mend it"
        found.append(f"{start}: {_change(case, repair)}.")
    found += _unmet(case, groups)
    if not complete:
        found.append("The search for changes that mend it was cut short.")
    return tuple(found)


def _cost(repair: Repair) -> float:
    return math.inf if repair.cost is None else repair.cost


def _conflict(case: Case, groups: Sequence[Group]) -> str:
    if len(by_row(case, groups)) == 1:
        return f"This row cannot be kept: {_rows(case, groups)}."
    return f"These rows cannot hold together: {_rows(case, groups)}."


def _rows(case: Case, groups: Sequence[Group]) -> str:
    """Each row with its cell and its sentence."""
    found = by_row(case, groups)
    rows = [f"{place_of(case, row)}: {row[0].sentence.rstrip('.')}" for row in found[:SHOWN]]
    if len(found) > SHOWN:
        rows.append(f"and {len(found) - SHOWN} more")
    return "; ".join(rows)


def _further(case: Case, groups: Sequence[Group], moved: Sequence[Group]) -> list[str]:
    """Cells that the joint repair moves although the conflict has not named them."""
    named = {row_of(group) for group in groups}
    further = [group for group in moved if group not in groups]
    same = [group for group in further if row_of(group) in named]
    other = [group for group in further if row_of(group) not in named]
    found = [f"The same holds for {place_of(case, row)}." for row in by_row(case, same)]
    if other:
        start = "A second conflict, which may share rows with the first"
        found.append(f"{start}: {_rows(case, other)}.")
    return found


def _unmet(case: Case, groups: Sequence[Group]) -> list[str]:
    """The way out of a demand that cannot be met: an offer, or leave to fall short at a price."""
    keys = dict.fromkeys(g.key for g in groups if g.table in ("demand", "materials", "segments"))
    found = []
    for segment in (case.segments[key] for key in keys if key in case.segments):
        offered = any(segment.material in path.usable for path in case.paths.values())
        where = case.place(segment.table, segment.key, "shortage_cost")
        ways = f"give a shortage cost in {where}, which allows {segment.key} to fall short"
        lead = "Or" if offered else f"There is no offer of {segment.material}: add one, or"
        found.append(f"{lead} {ways}.")
        own = (case.offers[p.offer] for p in case.paths.values() if segment.material in p.usable)
        if any(math.isfinite(sum(offer.capacity)) for offer in own):
            found.append(
                f"The capacities of the offers of {segment.material} are taken as they stand;"
                " a higher one may mend it as well."
            )
        found += _locked(case, segment.material)
    return found


def _locked(case: Case, material: str) -> list[str]:
    """Stock that lies in pools whose release is limited, which no change of a number opens."""
    return [
        f"{policy.opening:,.6g} t of {material} lie in {policy.pool} on the first day;"
        f" {case.place('pools', policy.pool, 'release')} says when they may be used."
        for policy in case.stock.values()
        if policy.material == material and policy.pool and policy.opening > 0
        if case.pools[policy.pool].release != "free"
    ]


def _change(case: Case, repair: Repair) -> str:
    bounds = dict(repair.changes)
    rows = by_row(case, bounds)
    cost = "" if repair.cost is None else f" (the plan then costs {money(repair.cost)})"
    return _listed([change(case, [(group, bounds[group]) for group in row]) for row in rows]) + cost


def gap(usd: float, share: float) -> str:
    """How much cheaper a plan may be: ``USD 336,475 (less than 0.1 %)``."""
    part = "less than 0.1 %" if share < 0.0005 else f"{share * 100:.1f} %"
    return f"{money(usd)} ({part})"


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
