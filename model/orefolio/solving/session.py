"""Session: one live solver with its form; runs, stops in time, and is changed in place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import Any

import highspy
import numpy as np
from highspy import HighsModelStatus
from highspy import cb as callbacks

from orefolio.solving.clock import Clock
from orefolio.solving.hand_over import Setting, SolverError, load, set_option
from orefolio.solving.interruption import Stop
from orefolio.solving.progress import Reporter
from orefolio.solving.standard_form import Integers, StandardForm, Vector

HEARTBEATS = (
    callbacks.HighsCallbackType.kCallbackSimplexInterrupt,
    callbacks.HighsCallbackType.kCallbackIpmInterrupt,
    callbacks.HighsCallbackType.kCallbackMipInterrupt,
)


class Verdict(Enum):
    """What HiGHS said about a run, before anything is checked."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"  # or infeasible: HiGHS need not tell these apart
    STOPPED = "stopped"
    FAILED = "failed"


VERDICTS = {
    HighsModelStatus.kOptimal: Verdict.OPTIMAL,
    HighsModelStatus.kModelEmpty: Verdict.OPTIMAL,
    HighsModelStatus.kInfeasible: Verdict.INFEASIBLE,
    HighsModelStatus.kUnbounded: Verdict.UNBOUNDED,
    HighsModelStatus.kUnboundedOrInfeasible: Verdict.UNBOUNDED,
    HighsModelStatus.kTimeLimit: Verdict.STOPPED,
    HighsModelStatus.kIterationLimit: Verdict.STOPPED,
    HighsModelStatus.kSolutionLimit: Verdict.STOPPED,
    HighsModelStatus.kMemoryLimit: Verdict.STOPPED,
    HighsModelStatus.kInterrupt: Verdict.STOPPED,
}
"""Anything else is a failure."""


@dataclass(frozen=True)
class Control:
    """What every run of a solve shares: the clock, the stop and the listener."""

    clock: Clock
    stop: Stop
    reporter: Reporter

    @property
    def over(self) -> bool:
        """Whether the time is up or the planner asked for the end."""
        return self.stop.requested or self.clock.remaining <= 0.0


class Session:
    """A loaded solver; ``control`` stops it. Added rows come after those of the form."""

    def __init__(self, form: StandardForm, options: dict[str, Setting], control: Control) -> None:
        self.form = form
        self.control = control
        self.highs = load(form, options)
        self.relaxed = not form.has_integers
        self.message = "Solving"
        self.grace = 0.0  # seconds that a run may still take after the planner asked for the end
        self.highs.setCallback(self._heartbeat, None)
        for kind in HEARTBEATS:
            self.highs.startCallback(kind)

    def run(self, limit: float = math.inf) -> Verdict:
        """Solve what is loaded, hot where it can be, within ``limit`` s and the time that is left.

        A run that the solver gives up is tried once more from scratch without presolve.
        """
        verdict = self._run(limit)
        if verdict is Verdict.FAILED and not self.control.over:
            self.start_over()
            verdict = self._run(limit)
        return verdict

    def start_over(self) -> None:
        """Forget what was found, and do without presolve from now on."""
        self.highs.clearSolver()
        set_option(self.highs, "presolve", "off")

    def _run(self, limit: float) -> Verdict:
        if self._stopped or self.control.clock.remaining <= 0.0:
            return Verdict.STOPPED
        if not self.form.columns:
            return Verdict.OPTIMAL  # a compiled row has a variable, so there is no row either
        seconds = min(limit, self.control.clock.remaining)
        if self.control.stop.requested:
            seconds = min(seconds, self.grace)
        if self.relaxed:  # the time of an LP counts from the first run on, that of a MIP does not
            seconds += self.highs.getRunTime()
        set_option(self.highs, "time_limit", seconds)
        if self.highs.run() == highspy.HighsStatus.kError:
            return Verdict.FAILED
        return VERDICTS.get(self.highs.getModelStatus(), Verdict.FAILED)

    def _heartbeat(self, kind: Any, _text: str, told: Any, answer: Any, _data: Any) -> None:
        answer.user_interrupt = self._stopped  # the answer of an earlier run is still there
        if not self.control.reporter.due:
            return
        if kind == callbacks.HighsCallbackType.kCallbackMipInterrupt:
            self.control.reporter.beat(self.message, told.mip_primal_bound, told.mip_dual_bound)
        else:
            self.control.reporter.beat(f"{self.message}: {told.simplex_iteration_count:,} steps")

    @property
    def _stopped(self) -> bool:
        return self.control.stop.requested and not self.grace

    @property
    def plan(self) -> Vector | None:
        """The values of the form's columns that the last run left, if it left any."""
        if not self.form.columns:
            return np.zeros(0)
        solution = self.highs.getSolution()
        feasible = int(highspy.SolutionStatus.kSolutionStatusFeasible)
        if not solution.value_valid or self.highs.getInfo().primal_solution_status != feasible:
            return None
        return np.array(solution.col_value, dtype=np.float64)

    @property
    def bound(self) -> float:
        """The proven lower bound of the objective after a MIP run."""
        return float(self.highs.getInfo().mip_dual_bound)

    def duals(self) -> tuple[Vector, Vector] | None:
        """Duals of the form's rows and reduced costs of its columns after an LP run."""
        solution = self.highs.getSolution()
        if not solution.dual_valid:
            return None
        rows = np.array(solution.row_dual, dtype=np.float64)[: len(self.form.rows)]
        return rows, np.array(solution.col_dual, dtype=np.float64)

    def start_from(self, x: Vector) -> None:
        """Give a MIP run a plan to begin with; a plan that does not hold is ignored by HiGHS."""
        self.highs.setSolution(len(x), np.arange(len(x), dtype=np.int32), x)

    def add_row(self, lower: float, upper: float, columns: Integers, values: Vector) -> None:
        """Add a row; raises SolverError."""
        added = self.highs.addRow(lower, upper, len(columns), columns, values)
        if added == highspy.HighsStatus.kError:
            raise SolverError("HiGHS does not accept an added row")

    def set_bounds(self, columns: Integers, lower: Vector, upper: Vector) -> None:
        """Change bounds of columns."""
        self.highs.changeColsBounds(len(columns), columns, lower, upper)

    def set_costs(self, cost: Vector, offset: float) -> None:
        """Change the whole objective."""
        every = np.arange(len(cost), dtype=np.int32)
        self.highs.changeColsCost(len(cost), every, cost)
        self.highs.changeObjectiveOffset(offset)

    def set_row_limits(self, row: int, lower: float, upper: float) -> None:
        """Change the limits of one row."""
        self.highs.changeRowBounds(row, lower, upper)

    def relax(self, relaxed: bool) -> None:
        """Drop the integrality of the integer columns, or demand it again."""
        if not self.form.has_integers or relaxed == self.relaxed:
            return
        kind = highspy.HighsVarType.kContinuous if relaxed else highspy.HighsVarType.kInteger
        columns = np.flatnonzero(self.form.integer).astype(np.int32)
        kinds = np.full(len(columns), int(kind), dtype=np.uint8)
        self.highs.changeColsIntegrality(len(columns), columns, kinds)
        set_option(self.highs, "solver", "simplex" if relaxed else "choose")
        self.relaxed = relaxed

    def fix_integers(self, x: Vector | None) -> None:
        """Fix the integer columns at the rounded values of ``x`` as an LP; ``None`` frees them."""
        columns = np.flatnonzero(self.form.integer).astype(np.int32)
        if not len(columns):
            return
        if x is None:
            lower, upper = self.form.column_lower[columns], self.form.column_upper[columns]
        else:
            lower = upper = np.round(x[columns])
        self.set_bounds(columns, lower, upper)
        self.relax(x is not None)
