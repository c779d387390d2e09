"""Findings, changes and manifest: what stands around the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from orefolio.findings import Finding
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.schema import RESULT_TABLE

if TYPE_CHECKING:
    from orefolio.solving import Outcome


def findings_table(findings: Iterable[Finding], outcome: Outcome) -> pd.DataFrame:
    """The findings of the checks; of an infeasible case also the conflict and its repairs."""
    rows = [(f.severity.value, f.check, f.place, f.found, f.expected, f.remedy) for f in findings]
    if outcome.conflict is not None:
        rows += [
            ("error", "conflict", "workbook", sentence, "", "")
            for sentence in outcome.conflict.sentences
        ]
    return from_rows(RESULT_TABLE["findings"], rows)


def changes_table(changes: Iterable[Any]) -> pd.DataFrame:
    """The changes of this run: table, key, column, old, new, place."""
    rows = [
        (c.table, c.key, c.column, shown(c.old), shown(c.new), getattr(c, "place", ""))
        for c in changes
    ]
    return from_rows(RESULT_TABLE["changes"], rows)


def manifest_table(outcome: Outcome, given: Mapping[str, str]) -> pd.DataFrame:
    """Status, reason and gap first, then what the caller knows, then times, size and solver."""
    items: dict[str, object] = {
        "status": outcome.status.value,
        "reason": outcome.reason,
        "objective (USD)": outcome.objective,
        "bound (USD)": outcome.bound,
        "relative gap": outcome.relative_gap,
        "gap (USD)": outcome.gap_money,
        **given,
        **{f"solver {name}": value for name, value in outcome.solver.items()},
        **{f"size {name}": value for name, value in outcome.size.items()},
        **{f"seconds {name}": f"{value:.3f}" for name, value in outcome.seconds.items()},
    }
    rows = [(name, shown(value)) for name, value in items.items()]
    return from_rows(RESULT_TABLE["manifest"], rows)


def shown(value: object) -> str:
    """A value as text: numbers with up to 12 digits, lists with ``;``, yes and no, none empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, tuple | list):
        return "; ".join(map(str, value))
    return str(value)
