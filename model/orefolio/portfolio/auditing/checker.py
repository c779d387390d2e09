"""Comparing numbers within stated tolerances, and counting what was compared.

Two tolerances. A *limit* may be missed by the solver's own feasibility: 1e-5 of the limit plus
1e-6 t (for money: the value of 1e-6 t). A *figure* is arithmetic on a table rounded to 12 digits:
it must agree to 1e-7 of its size plus 1e-6 of its unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence, Set
from typing import Any

import numpy as np
import pandas as pd

from orefolio.portfolio.auditing import columns
from orefolio.portfolio.auditing.report import AuditReport, Violation

LIMIT_RELATIVE = 1e-5
TONNE = 1e-6
"""Absolute tolerance of a limit in tonnes."""

FIGURE_RELATIVE = 1e-7
FIGURE = 1e-6
"""Absolute tolerance of a figure, in its unit."""

Numbers = Any
"""A number, or an array or column of them."""

Rows = pd.DataFrame | Sequence[str]
"""Which rows are compared: key columns of a frame, or names."""


class Checker:
    """Collects comparisons."""

    def __init__(self) -> None:
        self.checks: Counter[str] = Counter()
        self.violations: list[Violation] = []

    @property
    def report(self) -> AuditReport:
        """What was found so far."""
        return AuditReport(dict(self.checks), tuple(self.violations))

    def at_most(
        self, kind: str, rows: Rows, found: Numbers, limit: Numbers, *, absolute: float = TONNE
    ) -> None:
        """``found <= limit``; a limit that is infinite or NaN is none."""
        told = columns.told(found)
        found, limit = _pair(rows, found, limit)
        limited = np.isfinite(limit)
        room = LIMIT_RELATIVE * np.abs(np.where(limited, limit, 0.0)) + absolute
        bad = limited & ~(found <= np.where(limited, limit, 0.0) + room)
        self._add(kind, rows, bad, found, limit, "at most ", told)

    def at_least(
        self, kind: str, rows: Rows, found: Numbers, limit: Numbers, *, absolute: float = TONNE
    ) -> None:
        """``found >= limit``; a limit that is infinite or NaN is none."""
        told = columns.told(found)
        found, limit = _pair(rows, found, limit)
        limited = np.isfinite(limit)
        room = LIMIT_RELATIVE * np.abs(np.where(limited, limit, 0.0)) + absolute
        bad = limited & ~(found >= np.where(limited, limit, 0.0) - room)
        self._add(kind, rows, bad, found, limit, "at least ", told)

    def balances(
        self, kind: str, rows: Rows, found: Numbers, expected: Numbers, *, size: Numbers = 0.0
    ) -> None:
        """Equal as far as the solver keeps an equation; ``size`` is that of its terms, t."""
        told = columns.told(found)
        found, expected = _pair(rows, found, expected)
        scale = np.maximum(np.maximum(np.abs(found), np.abs(expected)), size)
        bad = ~(np.abs(found - expected) <= LIMIT_RELATIVE * scale + TONNE)
        self._add(kind, rows, bad, found, expected, "", told)

    def figure(
        self, kind: str, rows: Rows, found: Numbers, expected: Numbers, *, size: Numbers = 0.0
    ) -> None:
        """Equal as arithmetic, where NaN equals NaN; ``size`` is that of the terms behind it."""
        told = columns.told(found)
        found, expected = _pair(rows, found, expected)
        found = np.where(np.isfinite(found), found, np.nan)
        expected = np.where(np.isfinite(expected), expected, np.nan)
        scale = np.maximum(np.maximum(np.abs(found), np.abs(expected)), size)
        close = np.abs(found - expected) <= FIGURE_RELATIVE * scale + FIGURE
        same = close | (np.isnan(found) & np.isnan(expected))
        self._add(kind, rows, ~same, found, expected, "", told)

    def same(self, kind: str, rows: Rows, found: Any, expected: Sequence[Any]) -> None:
        """Equal as text or as yes and no."""
        self.checks[kind] += len(found)
        told = columns.told(found)
        for place, (here, there) in enumerate(zip(found, expected, strict=True)):
            if here != there:
                self.violations.append(
                    Violation(
                        *(kind, _name(rows, place), _word(here), _word(there), 0.0),
                        *(told.figure, told.cell(place)),
                    )
                )

    def rows(
        self, kind: str, found: pd.DataFrame, expected: Set[tuple[str, ...]], keys: Sequence[str]
    ) -> None:
        """The table has exactly the expected rows, each once."""
        have = list(found[list(keys)].itertuples(index=False, name=None))
        self.checks[kind] += len(expected)
        counts = Counter(have)
        wrong = [(key, "no row") for key in sorted(expected - set(have))]
        wrong += [(key, "a row") for key in sorted(set(have) - expected)]
        wrong += [(key, f"{n} rows") for key, n in counts.items() if n > 1]
        for key, what in wrong:
            wanted = "one row" if key in expected else "none"
            self.violations.append(Violation(kind, _join(key), what, wanted, 0.0))

    def _add(
        self,
        kind: str,
        rows: Rows,
        bad: Any,
        found: Any,
        expected: Any,
        sense: str,
        told: columns.Told,
    ) -> None:
        self.checks[kind] += len(found)
        for place in np.flatnonzero(bad).tolist():
            here, there = float(found[place]), float(expected[place])
            amount = abs(here - there)
            self.violations.append(
                Violation(
                    kind,
                    _name(rows, place),
                    f"{here:.9g}",
                    f"{sense}{there:.9g}",
                    amount if np.isfinite(amount) else 0.0,
                    told.figure,
                    told.cell(place),
                )
            )


def among(
    table: pd.DataFrame, keys: Sequence[str], expected: Container[tuple[str, ...]]
) -> pd.DataFrame:
    """The rows of a table whose key is an expected one."""
    found = [row in expected for row in table[list(keys)].itertuples(index=False, name=None)]
    return table[np.array(found, dtype=bool)]


def _pair(rows: Rows, found: Numbers, other: Numbers) -> tuple[Any, Any]:
    count = len(rows)
    shape = (count,)
    first = np.broadcast_to(np.asarray(found, dtype=np.float64), shape)
    return first, np.broadcast_to(np.asarray(other, dtype=np.float64), shape)


def _word(value: object) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else repr(value)


def _name(rows: Rows, place: int) -> str:
    if isinstance(rows, pd.DataFrame):
        return _join(tuple(rows.iloc[place]))
    return rows[place]


def _join(key: Sequence[Any]) -> str:
    return ", ".join(str(part) for part in key if part != "")
