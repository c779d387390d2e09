"""Search: the best plan of a loaded model, its bound and its prices.

An LP is solved once, and again after each round of tangents. A MIP is solved; its integers are then
fixed in place and the LP that is left gives a clean corner and the prices. With a concentration
index the LP is refined to the true index, its tangents stay for the next MIP, and the search ends
when the best plan found is within the gap of the MIP's bound: outer approximation (Duran and
Grossmann 1986, Mathematical Programming 36:307).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from orefolio.solving.concentration import (
    MATCH,
    ROUNDS,
    Crowding,
    add_tangents,
    lifted,
    matched,
    understated,
)
from orefolio.solving.session import Session, Verdict
from orefolio.solving.standard_form import Vector
from orefolio.solving.verify import holds

MIP_SHARE = 0.8
"""Share of the remaining time that a MIP may take; the rest is for the prices of its plan."""
GRACE = 10.0
"""Seconds that matching the concentration index may take once the planner asked for the end."""


@dataclass
class Found:
    """What a search ended with.

    ``plan`` has been verified. ``objective`` and ``bound`` in USD, tie-break included; the bound is
    minus infinite when nothing is proven. ``understated`` is how far an index of the last plan is
    below the true one (the plan itself is lifted to the true one). ``unverified``: the solver
    offered a plan that does not hold.
    """

    verdict: Verdict
    plan: Vector | None = None
    objective: float = math.inf
    bound: float = -math.inf
    duals: tuple[Vector, Vector] | None = None
    rounds: int = 0
    understated: float = 0.0
    unverified: bool = False


def search(session: Session, items: Sequence[Crowding], gap: float) -> Found:
    """The best plan; ``gap`` is relative. Raises SolverError.

    A plan that does not pass the check is sought once more, from scratch and without presolve.
    """
    found = _once(session, items, gap)
    if found.unverified and found.plan is None and not session.control.over:
        session.start_over()
        found = _once(session, items, gap)
    return found


def _once(session: Session, items: Sequence[Crowding], gap: float) -> Found:
    return _mip(session, items, gap) if session.form.has_integers else _lp(session, items)


def _lp(session: Session, items: Sequence[Crowding]) -> Found:
    """Solve the LP that is loaded, hot after each round of tangents."""
    found = Found(Verdict.FAILED)
    while True:
        found.verdict = session.run()
        proven = found.verdict is Verdict.OPTIMAL
        plan = session.plan if proven or found.verdict is Verdict.STOPPED else None
        if plan is not None:
            _accept(session, items, found, plan, proven=proven)
        if not proven or plan is None or matched(items, plan) or found.rounds == ROUNDS:
            return found
        found.rounds += 1
        session.message = f"Refining the concentration index, round {found.rounds}"
        add_tangents(session, items, plan)


def _accept(
    session: Session, items: Sequence[Crowding], found: Found, plan: Vector, *, proven: bool
) -> None:
    """Keep an LP's plan when it holds with its true index."""
    form = session.form
    if proven:
        found.bound = max(found.bound, form.objective(plan))
    true = lifted(items, plan)
    objective = form.objective(true)
    found.understated = understated(items, plan)
    if not holds(form, true):
        found.unverified = found.understated == 0.0
    elif objective < found.objective or proven:
        found.plan, found.objective, found.unverified = true, objective, False
        found.duals = session.duals() if proven else None


def _mip(session: Session, items: Sequence[Crowding], gap: float) -> Found:
    """Solve the MIP that is loaded; rounds only where there is an index to refine."""
    best = Found(Verdict.FAILED)
    for best.rounds in range(ROUNDS + 1):
        session.message = "Solving" if not best.rounds else f"Refining, round {best.rounds}"
        if items:
            session.message += " (concentration index not yet matched)"
        verdict = session.run(MIP_SHARE * session.control.clock.remaining)
        if verdict is Verdict.INFEASIBLE and best.plan is not None:
            best.bound = best.objective  # the tangents left nothing better than the best plan
            return best
        best.verdict = verdict
        if verdict not in (Verdict.OPTIMAL, Verdict.STOPPED):
            return best
        incumbent = session.plan
        best.bound = max(best.bound, session.bound)
        if incumbent is None:
            return best
        polished = _polish(session, items, incumbent)
        _keep(best, session, polished, lifted(items, incumbent))
        found = best.plan is not None
        close = found and best.objective - best.bound <= gap * abs(best.objective) + MATCH
        # without a new tangent the next MIP is this one: what is left is the solver's tolerance
        same = not polished.rounds and polished.verdict is Verdict.OPTIMAL
        if close or same or verdict is Verdict.STOPPED or matched(items, incumbent):
            best.unverified = not found
            return best
        if best.plan is not None:
            session.start_from(best.plan)
    return best


def _polish(session: Session, items: Sequence[Crowding], incumbent: Vector) -> Found:
    """Fix the integers of a plan in place and solve the LP that is left; then free them again.

    With an index to match, the incumbent is no plan before that: so this goes on for a moment even
    when the planner has asked for the end.
    """
    session.message = "Pricing the plan"
    session.fix_integers(incumbent)
    session.grace = GRACE if items else 0.0
    try:
        return _lp(session, items)
    finally:
        session.grace = 0.0
        session.fix_integers(None)


def _keep(best: Found, session: Session, polished: Found, incumbent: Vector) -> None:
    """Keep the polished plan, or the MIP's own where fixing its integers lost it, if it is better.

    A MIP may live off the tolerance of an integer (0.999999 of a lot); then no plan with the
    rounded integer costs as little, or exists.
    """
    best.understated = polished.understated
    plan, duals = polished.plan, polished.duals
    if plan is None and holds(session.form, incumbent):
        plan = incumbent
    if plan is not None and session.form.objective(plan) < best.objective:
        best.plan, best.objective, best.duals = plan, session.form.objective(plan), duals
