"""One point: changes applied, solved cold, audited, and told in figures. It never raises."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from orefolio.case import (
    Applied,
    Case,
    ChangeError,
    apply_changes,
    arithmetic_check,
    assemble,
)
from orefolio.findings import Finding, Severity
from orefolio.formulation import build
from orefolio.portfolio import Portfolio
from orefolio.portfolio.auditing import audit
from orefolio.portfolio.extract import portfolio_of
from orefolio.portfolio.measures import STATUS
from orefolio.portfolio.schema import ALL
from orefolio.solving import Options, Outcome, solve_formulation
from orefolio.solving.clock import Clock
from orefolio.solving.interruption import Stop
from orefolio.solving.progress import Reporter
from orefolio.solving.session import Control
from orefolio.studies.result import Figure, PointResult, Share, Task, changed
from orefolio.tables import Records

_NO_MEASURES = (STATUS, "objective")
"""Rows of the summary that are no measures: the objective is the total cost once more."""

ROLES = ("mined", "processed")
"""Roles in which shares of countries are kept."""


def solve_point(
    records: Records, task: Task, options: Options, stop: Stop | None = None
) -> PointResult:
    """The point's result, whatever happens: what cannot be computed is failed, with its reason.

    ``stop`` ends the solver early; the result is then no result, and the caller's to discard.
    """
    begun = time.monotonic()
    applied: tuple[Applied, ...] = ()
    try:
        after, applied = apply_changes(records, task.changes)
        result = _solved(task.id, after, applied, options, stop or Stop())
    except ChangeError as problem:
        result = _failed(task.id, f"A change cannot be made: {problem}.", applied)
    except Exception as problem:  # a bug must cost one point, not the study
        told = f"{type(problem).__name__}: {problem}".rstrip(": ")
        result = _failed(task.id, f"The point broke down ({told}).", applied)
    seconds = round(time.monotonic() - begun, 3)
    return PointResult(**{**vars(result), "seconds": seconds})


def _solved(
    number: int, records: Records, applied: Sequence[Applied], options: Options, stop: Stop
) -> PointResult:
    case, findings = assemble(records)
    if case is None:
        return _failed(number, _wrong(findings), applied)
    outcome = _solve(case, options, stop)
    portfolio = portfolio_of(case, outcome, findings, applied)
    reason = outcome.reason
    if not portfolio.has_plan:
        reason = " ".join([reason, *_arithmetic(case)])
        return PointResult(number, portfolio.status, reason, changes=changed(applied))
    report = audit(case, portfolio)
    if not report.passed:
        first = report.violations[0].sentence
        return _failed(number, f"The audit rejects the plan. {report.sentence} {first}.", applied)
    return PointResult(
        id=number,
        status=portfolio.status,
        reason=reason,
        figures=figures(portfolio),
        shares=shares(portfolio),
        changes=changed(applied),
        relative_gap=outcome.relative_gap,
        gap_money=outcome.gap_money,
    )


def _solve(case: Case, options: Options, stop: Stop) -> Outcome:
    """As :func:`orefolio.solving.solve`, but Ctrl-C is the study's, not the point's."""
    limit = case.plan.time_limit if options.time_limit is None else options.time_limit
    options = replace(options, worths=False)  # a sweep has its own way to value what it varies
    clock = Clock(limit)
    return solve_formulation(build(case), options, Control(clock, stop, Reporter(None, clock)))


def figures(portfolio: Portfolio) -> tuple[Figure, ...]:
    """Every measure of the summary, of the whole plan and of each material."""
    frame = portfolio.table("summary")
    rows = zip(frame["measure"], frame["unit"], frame["value"], strict=True)
    return tuple(
        Figure(name, unit, _number(value)) for name, unit, value in rows if name not in _NO_MEASURES
    )


def shares(portfolio: Portfolio) -> tuple[Share, ...]:
    """Shares of the countries over the whole plan, by material and of all materials."""
    frame = portfolio.table("shares")
    frame = frame[(frame["year"] == ALL) & frame["role"].isin(ROLES)]
    columns = ("material", "role", "name", "share_of_volume", "share_of_value")
    return tuple(
        Share(material, role, country, _number(volume), _number(value))
        for material, role, country, volume, value in zip(
            *(frame[column] for column in columns), strict=True
        )
    )


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _failed(number: int, reason: str, applied: Sequence[Applied]) -> PointResult:
    return PointResult(number, "failed", reason, changes=changed(applied))


def _wrong(findings: Sequence[Finding]) -> str:
    errors = [f.sentence for f in findings if f.severity is Severity.ERROR]
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return (
        f"The changed workbook has an error: {errors[0]}{more}."
        if errors
        else ("The changed workbook has an error.")
    )


def _arithmetic(case: Case) -> list[str]:
    """What plain arithmetic knows about why there is no plan."""
    found = [f for f in arithmetic_check(case) if f.severity is not Severity.INFO]
    return [f"{found[0].sentence}."] if found else []
