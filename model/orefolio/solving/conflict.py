"""Conflict: which cells of the workbook cannot hold together.

1. All groups open: if there is still no plan, fixed facts contradict each other (``facts``).
2. Elastic filter: open all, move least, close the groups that moved, until nothing is possible; the
   closed groups hold a conflict.
3. Deletion filter: leave out what is not needed. Both after Chinneck and Dravnieks (1991), ORSA
   Journal on Computing 3:157.
4. The smallest changes that mend it (``repair``).

A MIP is asked as an LP first; only a conflict that its integers cause, and the last word on what
can be left out, need MIPs. All questions share ``SECONDS``, or what the time limit leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from orefolio.case import Case
from orefolio.formulation import Formulation, build
from orefolio.solving.clock import Clock
from orefolio.solving.concentration import crowdings
from orefolio.solving.deletion import irreducible
from orefolio.solving.elastic import elastic
from orefolio.solving.facts import fixed_facts
from orefolio.solving.hand_over import settings
from orefolio.solving.outcome import Conflict
from orefolio.solving.probe import Probe
from orefolio.solving.repair import repairs
from orefolio.solving.sentences import sentences
from orefolio.solving.session import Control, Session
from orefolio.solving.standard_form import StandardForm, compile_form

SECONDS = 120.0
"""Time for an explanation, at most."""
PATIENCE = 0.1
"""Share of that time that a single question about a MIP may take."""
NOT_FOUND = "The search for the rows in conflict was cut short before any was found."
GAP = 1e-4
"""Relative gap of the questions that are MIPs."""


def explain(
    formulation: Formulation, form: StandardForm, threads: int, control: Control
) -> Conflict:
    """The conflict of an infeasible model; without groups when there was no time to find any.

    Raises SolverError.
    """
    clock = Clock(min(SECONDS, control.clock.remaining))
    control = Control(clock, control.stop, control.reporter)

    def reopen(case: Case) -> Probe:
        changed = build(case)
        return _probe(changed, compile_form(changed.model), threads, control)

    probe = _probe(formulation, form, threads, control)
    for relaxed in (True, False) if form.has_integers else (True,):
        probe.session.relax(relaxed)
        if probe.feasible(probe.everything) is False:
            return fixed_facts(formulation, probe)
    core, proven = _core(probe)
    if not core:
        return Conflict((), (), (NOT_FOUND,), irreducible=False)
    mended = repairs(probe, core, formulation.case, reopen)
    groups = tuple(probe.elastic.groups[group] for group in core)
    return Conflict(
        groups=groups,
        repairs=mended,
        sentences=sentences(
            formulation.case, groups, mended, irreducible=proven, complete=not control.over
        ),
        irreducible=proven,
    )


def _probe(formulation: Formulation, form: StandardForm, threads: int, control: Control) -> Probe:
    """The elastic model of a formulation in a solver of its own."""
    model = elastic(formulation, form)
    session = Session(model.form, settings(model.form, threads=threads, relative_gap=GAP), control)
    session.message = "Looking for the rows that conflict"
    items = crowdings(form, formulation.tangents)
    patience = PATIENCE * control.clock.limit if form.has_integers else control.clock.limit
    return Probe(model, session, items, patience)


def _core(probe: Probe) -> tuple[list[int], bool]:
    """An irreducible conflict, by position of its groups, and whether that is proven."""
    session = probe.session

    def conflicts(kept: Sequence[int]) -> bool | None:
        kept_closed = frozenset(kept)
        answer = probe.feasible(group for group in probe.everything if group not in kept_closed)
        return None if answer is None else not answer

    session.relax(True)
    by_relaxation = probe.feasible(()) is False
    session.relax(by_relaxation)
    core, proven = irreducible(_elastic_filter(probe), conflicts)
    if by_relaxation and session.form.has_integers:
        session.relax(False)
        core, proven = irreducible(core, conflicts)
    session.relax(False)
    return core, proven


def _elastic_filter(probe: Probe) -> list[int]:
    """Groups among which there is a conflict: those that moved, closed one after the other.

    None when the filter cannot tell.
    """
    closed: list[int] = []
    while True:
        opened = [group for group in probe.everything if group not in closed]
        answer = probe.least(opened)
        if answer.feasible is False:
            return closed
        if answer.plan is None:
            return []
        moved = [group for group in opened if probe.slack(answer.plan, group) > 0]
        if not moved:
            return []
        closed += moved
