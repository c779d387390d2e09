"""Published problems go through the front door: workbook, reader, solver, audit, results file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from orefolio.case import load_case, parse_change
from orefolio.portfolio import Portfolio, audit, portfolio_of
from orefolio.reports import write_results
from orefolio.solving import Options, Outcome, solve
from orefolio.workbook import write_workbook
from support import records

PER_TONNE = 1e-3
"""Published unit costs are per unit; a unit is a tonne here and the workbook says USD/kg."""


def workbook(folder: Path, **tables: Any) -> Path:
    """Write a workbook of the given tables (``support.records``)."""
    path = folder / "problem.xlsx"
    write_workbook(path, records(**tables), overwrite=True)
    return path


def outcome_of(path: Path, changes: Sequence[str] = ()) -> Outcome:
    """Read, change and solve to a gap of 1e-9."""
    case, _ = load_case(path, [parse_change(text) for text in changes])
    return solve(case, Options(relative_gap=1e-9))


def optimum(path: Path, changes: Sequence[str] = ()) -> float:
    """Cost in USD of the optimal plan, which must be found, proved, and pass the audit."""
    return portfolio(path, changes).objective


def portfolio(path: Path, changes: Sequence[str] = ()) -> Portfolio:
    """The audited portfolio, after a round trip through its results workbook."""
    case, findings = load_case(path, [parse_change(text) for text in changes])
    outcome = solve(case, Options(relative_gap=1e-9))
    assert outcome.status.value == "optimal", outcome.reason
    found = portfolio_of(case, outcome, findings)
    report = audit(case, found)
    assert report.passed, report.violations
    stored = path.with_name("result.xlsx")
    write_results(found, stored, overwrite=True)
    return Portfolio.load(stored)


def usable_tonnes(found: Portfolio, offer: str) -> float:
    """Usable tonnes of an offer over the whole plan."""
    flows = found.table("flows")
    return float(flows.loc[flows["offer"] == offer, "usable"].sum())
