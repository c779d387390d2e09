"""The registry of phases: what ``orefolio solve`` does, step by step, and one point of a sweep.

A phase works on what the phases before it have left in the run, and notes its own time there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import highspy

from benchmarks.cases import BenchmarkCase
from orefolio.case import apply_changes, arithmetic_check, assemble, parse_change
from orefolio.formulation import build
from orefolio.portfolio import audit, portfolio_of
from orefolio.reports import write_results
from orefolio.solving import Options, solve_formulation
from orefolio.solving.clock import Clock
from orefolio.solving.interruption import Stop
from orefolio.solving.progress import Reporter
from orefolio.solving.session import Control
from orefolio.studies.result import Task
from orefolio.studies.runner import run_points
from orefolio.workbook import read_records


class Stopwatch(Clock):
    """A clock without limit that also notes the CPU seconds of each phase."""

    def __init__(self) -> None:
        super().__init__()
        self.cpu: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add the time spent inside to the phase."""
        begun = time.process_time()
        try:
            with super().phase(name):
                yield
        finally:
            self.cpu[name] = self.cpu.get(name, 0.0) + time.process_time() - begun


@dataclass
class Run:
    """One run of a case, filled in phase by phase."""

    case: BenchmarkCase
    folder: Path
    workbook: Path
    watch: Stopwatch = field(default_factory=Stopwatch)
    records: Any = None
    plan: Any = None  # the orefolio case
    formulation: Any = None
    outcome: Any = None
    portfolio: Any = None


@dataclass(frozen=True)
class Phase:
    """One phase; ``clock`` is its name on the stopwatch."""

    name: str
    text: str
    run: Callable[[Run], None]
    clock: str = ""

    @property
    def timed_as(self) -> str:
        """Its name on the stopwatch."""
        return self.clock or self.name


def read(run: Run) -> None:
    """The workbook becomes records."""
    with run.watch.phase("read"):
        records, _ = read_records(run.workbook)
    if run.case.changes:
        records, _ = apply_changes(records, [parse_change(text) for text in run.case.changes])
    run.records = records


def check(run: Run) -> None:
    """The records become a case; what can come is compared with what is demanded."""
    with run.watch.phase("check"):
        run.plan, findings = assemble(run.records)
        assert run.plan is not None, [finding.sentence for finding in findings]
        arithmetic_check(run.plan)


def build_model(run: Run) -> None:
    """The case becomes a Pyomo model."""
    with run.watch.phase("build"):
        run.formulation = build(run.plan)


def solve(run: Run) -> None:
    """Compile, hand over, solve and read back in one call, which tells its phases itself."""
    control = Control(run.watch, Stop(), Reporter(None, run.watch))
    with timed_highs(run.watch):
        run.outcome = solve_formulation(run.formulation, Options(), control)
    run.formulation = None
    assert run.outcome.has_plan, run.outcome.reason


@contextmanager
def timed_highs(watch: Stopwatch) -> Iterator[None]:
    """Note the time that is spent inside HiGHS as ``highs``."""
    original = highspy.Highs.run

    def run(self: Any) -> Any:
        with watch.phase("highs"):
            return original(self)

    highspy.Highs.run = run
    try:
        yield
    finally:
        highspy.Highs.run = original


def done_before(run: Run) -> None:
    """Measured within an earlier phase."""
    assert run.outcome is not None


def extract(run: Run) -> None:
    """The outcome becomes result tables."""
    with run.watch.phase("extract"):
        run.portfolio = portfolio_of(run.plan, run.outcome)


def audit_plan(run: Run) -> None:
    """The tables are checked against the case."""
    with run.watch.phase("audit"):
        report = audit(run.plan, run.portfolio)
    assert report.passed, report.sentence


def write(run: Run) -> None:
    """The results workbook."""
    with run.watch.phase("write"):
        write_results(run.portfolio, run.folder / "results.xlsx", overwrite=True)


def sweep_point(run: Run) -> None:
    """One changed point as the runner of studies does it, from the records to its figures."""
    task = Task(1, (parse_change(run.case.point),))
    with run.watch.phase("sweep point"):
        result = run_points(run.records, [task], Options(), jobs=1)[0]
    assert result.has_plan, result.reason


PHASES: tuple[Phase, ...] = (
    Phase("read", "workbook to records", read),
    Phase("check", "records to case, arithmetic", check),
    Phase("build", "case to Pyomo model", build_model),
    Phase("hand-over", "model to standard form to HiGHS", solve, "hand_over"),
    Phase("solve", "inside HiGHS: the unit of all ratios", done_before, "highs"),
    Phase("read back", "solution to plain tables", done_before, "read_back"),
    Phase("extract", "tables of results", extract),
    Phase("audit", "independent check of the tables", audit_plan),
    Phase("write", "results workbook", write),
    Phase("sweep point", "one changed point, all of it", sweep_point),
)
"""Every phase, in the order of a run; each case goes through all of them."""

SOLVE = next(phase for phase in PHASES if phase.name == "solve")
