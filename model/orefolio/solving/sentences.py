"""Sentences: a conflict and its repairs as a planner reads them, with cells, numbers and units."""

from __future__ import annotations

from collections.abc import Sequence

from orefolio.case.model import Case
from orefolio.formulation import Group
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
    """What conflicts, what mends it alone, what mends it together.

    ``complete``: there was time to look for every repair.
    """
    found = [_conflict(case, groups)]
    if not irreducible:
        found.append("The search was cut short, so not all of these rows may be needed for it.")
    alone = [_change(case, repair) for repair in repairs if repair.single]
    joint = [_change(case, repair) for repair in repairs if not repair.single]
    if len(alone) > 1:
        found.append(f"Either {', or '.join(alone)}.")
    elif alone:
        found.append(f"{_capital(alone[0])}.")
    else:
        found.append("No single change was found that mends the case.")
    if joint:
        start = "Together these changes mend it" if not alone else "Or change several a little"
        found.append(f"{start}: {joint[0]}.")
    if not complete:
        found.append("The search for changes that mend it was cut short.")
    return tuple(found)


def _conflict(case: Case, groups: Sequence[Group]) -> str:
    rows = [f"{place(case, group)}: {group.sentence.rstrip('.')}" for group in groups[:SHOWN]]
    if len(groups) == 1:
        return f"This row cannot be kept: {rows[0]}."
    if len(groups) > SHOWN:
        rows.append(f"and {len(groups) - SHOWN} more")
    return f"These rows cannot hold together: {'; '.join(rows)}."


def _change(case: Case, repair: Repair) -> str:
    parts = []
    for group, bound in repair.changes:
        verb, limit = ("raise", "at least") if group.direction > 0 else ("lower", "at most")
        before, after = number(group.bound, group.unit), number(bound, group.unit)
        parts.append(f"{verb} {place(case, group)} from {before} to {limit} {after}")
    cost = "" if repair.cost is None else f" (the plan then costs {money(repair.cost)})"
    return _listed(parts) + cost


def place(case: Case, group: Group) -> str:
    """The cell of a group."""
    return case.place(group.table, group.key, group.column)


def number(value: float, unit: str) -> str:
    """A bound with its unit; shares in per cent."""
    if unit == "share":
        return f"{100.0 * value:,.10g} %"
    return f"{value:,.10g} {unit}".strip()


def money(value: float) -> str:
    """An amount in USD."""
    return f"{value:,.0f} USD" if abs(value) >= 1000 else f"{value:,.2f} USD"


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
