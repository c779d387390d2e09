"""A solved case as plain tables; a case that could not be solved has the same interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from orefolio.portfolio.schema import RESULT_TABLE
from orefolio.portfolio.store import read_stored
from orefolio.tables import Records

PLANS = ("optimal", "feasible")
"""Statuses that come with a plan."""


@dataclass(frozen=True, eq=False)
class Portfolio:
    """A run: its inputs, how it ended, and every result table in canonical form.

    Without a plan (infeasible, out of time, failed) the tables of results are empty; ``reason``
    says why, findings and manifest are there all the same.
    """

    case_records: Records
    status: str
    reason: str
    tables: Mapping[str, pd.DataFrame]

    def table(self, name: str) -> pd.DataFrame:
        """A result table; raises KeyError when there is none of that name."""
        if name not in RESULT_TABLE:
            raise KeyError(
                f"there is no result table {name!r}; there are {', '.join(RESULT_TABLE)}"
            )
        return self.tables[name]

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan."""
        return self.status in PLANS

    @property
    def objective(self) -> float | None:
        """What the solver says that the plan costs, USD discounted; ``None`` without a plan."""
        return self.measure("objective")

    def measure(self, name: str) -> float | None:
        """A figure of the summary; ``None`` when it has none."""
        summary = self.tables["summary"]
        values = summary.loc[summary["measure"] == name, "value"]
        return None if values.empty or pd.isna(values.iloc[0]) else float(values.iloc[0])

    @property
    def manifest(self) -> Mapping[str, str]:
        """The manifest as a mapping."""
        frame = self.tables["manifest"]
        return dict(zip(frame["item"], frame["value"], strict=True))

    def same_tables(self, other: Portfolio) -> bool:
        """Whether every result table is exactly the same, types included."""
        return all(self.tables[name].equals(other.tables[name]) for name in RESULT_TABLE)

    @classmethod
    def load(cls, path: str | Path) -> Portfolio:
        """The portfolio stored in a results workbook; raises WorkbookError with sentences."""
        stored = read_stored(path)
        manifest = stored.tables["manifest"]
        said = dict(zip(manifest["item"], manifest["value"], strict=True))
        return cls(stored.records, said.get("status", ""), said.get("reason", ""), stored.tables)
