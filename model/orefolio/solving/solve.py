"""Solve: a case becomes an outcome. A case without a plan is a value, never an exception."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace

from orefolio.case.model import Case
from orefolio.formulation import Formulation, build
from orefolio.solving import readback, sentences, unbounded
from orefolio.solving.clock import Clock
from orefolio.solving.concentration import PROVEN, crowdings
from orefolio.solving.conflict import explain
from orefolio.solving.hand_over import SolverError, settings, versions
from orefolio.solving.interruption import Stop, ctrl_c
from orefolio.solving.outcome import Options, Outcome, Progress, Status
from orefolio.solving.progress import Reporter
from orefolio.solving.search import Found, search
from orefolio.solving.session import Control, Session, Verdict
from orefolio.solving.standard_form import EmptyRowError, StandardForm, compile_form
from orefolio.solving.worth import investment_worths

Listener = Callable[[Progress], None]
DEFAULTS = Options()


def solve(
    case: Case,
    options: Options = DEFAULTS,
    on_progress: Listener | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """Build, solve and read back a case; always cold, so the same case gives the same answer.

    The first Ctrl-C stops the solver and keeps its best plan, the second raises KeyboardInterrupt;
    with a ``stop`` of the caller's, Ctrl-C is the caller's too.
    """
    limit = case.plan.time_limit if options.time_limit is None else options.time_limit
    clock = Clock(limit)
    control = Control(clock, stop or Stop(), Reporter(on_progress, clock))
    with ctrl_c(control.stop) if stop is None else nullcontext():
        control.reporter.phase("Building the model")
        with clock.phase("build"):
            formulation = build(case)
        return solve_formulation(formulation, options, control)


def solve_formulation(formulation: Formulation, options: Options, control: Control) -> Outcome:
    """Solve a built model; ``control`` holds its clock, its stop and its listener."""
    clock = control.clock
    gap = options.relative_gap
    gap = formulation.case.plan.relative_gap if gap is None else gap
    control.reporter.phase("Handing the model to the solver")
    with clock.phase("hand_over"):
        try:
            form = compile_form(formulation.model)
        except EmptyRowError as row:
            return Outcome(Status.INFEASIBLE, f"No plan exists: {row}.")
    chosen = settings(form, threads=options.threads, relative_gap=gap)
    outcome = Outcome(
        Status.FAILED,
        "",
        size=_size(form),
        solver=versions() | {name: str(value) for name, value in chosen.items()},
    )
    try:
        with clock.phase("hand_over"):
            session = Session(form, chosen, control)
        items = crowdings(form, formulation.tangents)
        control.reporter.phase("Solving")
        with clock.phase("solve"):
            found = search(session, items, gap)
            if found.verdict is Verdict.UNBOUNDED:
                found = Found(unbounded.settle(session))
        outcome = replace(outcome, solver={**outcome.solver, "rounds": str(found.rounds)})
        if found.plan is None:
            outcome = _without_plan(formulation, session, found, options, control, outcome)
        else:
            with clock.phase("read_back"):
                outcome = _with_plan(formulation, form, found, options, control, outcome, gap)
            investing = formulation.case.investing
            if options.worths and investing.values and investing.investments:
                with clock.phase("investments"):
                    worths = investment_worths(formulation, form, found, chosen, control, gap)
                outcome = replace(outcome, worths=worths)
    except SolverError as problem:
        outcome = replace(outcome, reason=f"{problem}.")
    early = outcome.status in (Status.FEASIBLE, Status.LIMIT)
    interrupted = early and control.stop.requested
    return replace(outcome, seconds=dict(clock.phases), interrupted=interrupted)


def _size(form: StandardForm) -> dict[str, int]:
    return {
        "rows": len(form.rows),
        "columns": len(form.columns),
        "nonzeros": len(form.value),
        "integers": int(form.integer.sum()),
    }


def _with_plan(
    formulation: Formulation,
    form: StandardForm,
    found: Found,
    options: Options,
    control: Control,
    outcome: Outcome,
    gap: float,
) -> Outcome:
    """The outcome of a search that found a plan."""
    plan = found.plan
    assert plan is not None
    cost = form.total_cost(plan)
    money = max(found.objective - found.bound, 0.0)
    if money <= 1e-9 * max(abs(found.objective), 1.0):
        money = 0.0
    relative = money / max(abs(found.objective), 1e-9)
    known = math.isfinite(money)
    # what lies between the model's index and the true one is no reason to call a plan unproven
    proven = known and money <= max(gap, PROVEN) * abs(found.objective) + PROVEN
    status = Status.OPTIMAL if proven else Status.FEASIBLE
    if options.expressions:
        expressions = readback.expressions(
            formulation.model, tuple(formulation.expressions), form, plan
        )
    else:
        expressions = {}
    rows, columns = found.duals or (None, None)
    return replace(
        outcome,
        status=status,
        reason=_quality(status, money, relative, control),
        objective=cost,
        bound=cost - money if known else None,
        relative_gap=relative if known else None,
        gap_money=money if known else None,
        values=readback.values(form, plan),
        reduced_costs={} if columns is None else readback.reduced_costs(form, columns),
        rows=readback.rows(form, plan, rows),
        expressions=expressions,
    )


def _quality(status: Status, money: float, relative: float, control: Control) -> str:
    if status is Status.OPTIMAL:
        if money == 0.0:
            return "This is the cheapest plan."
        return f"No plan is cheaper by more than {sentences.gap(money, relative)}."
    stopped = _stopped(control)
    if not math.isfinite(money):
        return f"{stopped}; how far the plan is from the cheapest is not known."
    most = sentences.gap(money, relative)
    return f"{stopped}; a plan may exist that is cheaper by up to {most}."


def _stopped(control: Control) -> str:
    if control.stop.requested:
        return "The solve was interrupted"
    if control.clock.remaining > 0.0 and math.isinf(control.clock.limit):
        return "The solver stopped early"
    return f"The time limit of {control.clock.limit:g} s ended the solve"


def _without_plan(
    formulation: Formulation,
    session: Session,
    found: Found,
    options: Options,
    control: Control,
    outcome: Outcome,
) -> Outcome:
    """The outcome of a search without a plan, with its conflict or its ray."""
    conflict = None
    status, reason = Status.FAILED, "The solver gave no answer that passes the check."
    if found.verdict is Verdict.STOPPED:
        status, reason = Status.LIMIT, f"{_stopped(control)} before any plan was found."
    elif found.verdict is Verdict.UNBOUNDED:
        name = unbounded.endless(session)
        status, reason = Status.UNBOUNDED, unbounded.sentence(formulation.model, name)
    elif found.verdict is Verdict.INFEASIBLE:
        status, reason = Status.INFEASIBLE, "No plan keeps every row of the workbook."
        if options.explain:
            control.reporter.phase("Looking for the rows that conflict")
            with control.clock.phase("explain"):
                conflict = explain(formulation, session.form, options.threads, control)
    return replace(outcome, status=status, reason=reason, conflict=conflict)
