"""Amendment: the case with cells changed, as the planner would change them.

A cell can stand in more rows than the one that is relaxed: less demand also tightens a cap on the
share of demand. So a repair is tried on the case assembled anew, not on the slack alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from orefolio.case import Case, Change, ChangeError, apply_changes, assemble
from orefolio.formulation import Group


def amendable(case: Case, group: Group) -> bool:
    """Whether the bound is what stands in the cell, so that the cell can be set to another."""
    records = getattr(case, "records", None)
    record = records.table(group.table).get(group.key) if records is not None else None
    if record is None:
        return False
    stands = record.values.get(group.column, record.by_period.get(group.column))
    if isinstance(stands, bool) or not isinstance(stands, int | float):
        return False
    return math.isclose(stands, group.bound, rel_tol=1e-9)


def amended(case: Case, changes: Sequence[tuple[Group, float]]) -> Case | None:
    """The case with these bounds; ``None`` when the workbook would not allow them."""
    edits = [Change(group.table, group.key, group.column, "set", bound) for group, bound in changes]
    try:
        records, _ = apply_changes(case.records, edits)
    except ChangeError:
        return None
    return assemble(records)[0]


def same_cell(one: Group, other: Group) -> bool:
    """Whether two groups are the same side of the same cell."""
    return (one.table, one.key, one.column, one.direction) == (
        other.table,
        other.key,
        other.column,
        other.direction,
    )
