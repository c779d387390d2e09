"""What each investment is worth: the plan solved again without it, or with it where it is not made.

Each answer is a solve of its own with the same gap, begun from the plan with that one decision
changed. All together take no longer than ``TIMES`` as long as the plan took, or ``LEAST`` seconds
where that is more. One that is stopped by its time says how far it may be off: no plan with a
decision forced can be cheaper than the bound of the plan without.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from orefolio.case.entities import Investment
from orefolio.formulation import Formulation
from orefolio.solving import readback
from orefolio.solving.clock import Clock
from orefolio.solving.concentration import PROVEN, add_tangents, crowdings
from orefolio.solving.hand_over import Setting, SolverError
from orefolio.solving.outcome import Worth
from orefolio.solving.search import Found, search
from orefolio.solving.session import Control, Session, Verdict
from orefolio.solving.standard_form import StandardForm, Vector

KEPT = ("build", "delivery", "activity", "discounted")
"""Variables of the other plan that results are made of."""
LEAST = 60.0
"""Seconds that the valuation may take in any case, so that a plan found quickly is valued whole."""
TIMES = 2.0
"""How many times as long as the plan took it may take."""
PARTS = 3.0
"""Equal parts of the time left that one investment may use; most need less than one."""


def investment_worths(
    formulation: Formulation,
    form: StandardForm,
    best: Found,
    chosen: dict[str, Setting],
    control: Control,
    gap: float,
) -> dict[str, Worth]:
    """The worth of every investment of the case, against the plan ``best`` that was found."""
    plan = best.plan
    assert plan is not None
    found: dict[str, Worth] = {}
    most = max(LEAST, TIMES * control.clock.phases.get("solve", 0.0))
    shared = Clock(min(most, control.clock.remaining))
    cases = [
        (investment, columns, any(plan[column] > 0.5 for column in columns))
        for investment in formulation.case.investing.investments.values()
        for columns in (_columns(form, investment),)
    ]
    cases.sort(key=lambda each: not each[2])  # what the plan makes comes first
    for place, (investment, columns, made) in enumerate(cases):
        if not columns:
            reason = "without effect" if investment.starts else "cannot begin within the plan"
            found[investment.key] = Worth(made=False, status=reason)
        elif control.over or shared.remaining <= 0.0:
            found[investment.key] = Worth(made=made, status="no time left")
        else:
            control.reporter.phase(f"Valuing the investment {investment.key}")
            other = _without(form, columns) if made else _with(form, columns, investment.key)
            start = plan.copy()
            start[columns] = 0.0
            if not made:
                _begin(start, formulation, form, investment)
            part = min(PARTS / (len(cases) - place), 1.0) * shared.remaining
            own = replace(control, clock=Clock(part))
            answer = _searched(formulation, other, start, chosen, own, gap)
            found[investment.key] = _worth(other, answer, made, best.bound, gap)
    return found


def _begin(x: Vector, formulation: Formulation, form: StandardForm, investment: Investment) -> None:
    """Begin an investment at its last start, and what it requires and is not there at the first."""
    x[_columns(form, investment)[-1]] = 1.0
    investments = formulation.case.investing.investments
    for needed in investment.requires:
        columns = _columns(form, investments[needed])
        if columns and not x[columns].any():
            _begin(x, formulation, form, investments[needed])
            x[columns[-1]], x[columns[0]] = 0.0, 1.0


def _columns(form: StandardForm, investment: Investment) -> list[int]:
    names = (("build", (investment.key, start)) for start in investment.starts)
    return [form.column[name] for name in names if name in form.column]


def _without(form: StandardForm, columns: list[int]) -> StandardForm:
    upper = form.column_upper.copy()
    upper[columns] = 0.0
    return replace(form, column_upper=upper)


def _with(form: StandardForm, columns: list[int], key: str) -> StandardForm:
    """The form in which it must be made: at its only start, or at one of them."""
    if len(columns) == 1:
        lower = form.column_lower.copy()
        lower[columns] = 1.0
        return replace(form, column_lower=lower)
    rows = form.row_lower.copy()
    rows[form.rows.index(("limit_once", (key,)))] = 1.0
    return replace(form, row_lower=rows)


def _searched(
    formulation: Formulation,
    form: StandardForm,
    start: Vector,
    chosen: dict[str, Setting],
    control: Control,
    gap: float,
) -> Found | None:
    """The best plan of the changed form, sought from ``start``; ``None`` if the solver refuses."""
    try:
        session = Session(form, chosen, control)
        items = crowdings(form, formulation.tangents)
        bare = start.copy()
        bare[[item.crowding for item in items]] = 0.0
        add_tangents(session, items, bare)  # the index is exact where the search begins
        if form.has_integers:
            session.start_from(start)
        return search(session, items, gap)
    except SolverError:
        return None


def _worth(form: StandardForm, found: Found | None, made: bool, floor: float, gap: float) -> Worth:
    """What was found, in words and money; no plan of the form is cheaper than ``floor``."""
    if found is None:
        return Worth(made=made, status="the solver gave no answer")
    if found.plan is None:
        return Worth(made=made, status=_missing(found, made=made))
    money = max(found.objective - max(found.bound, floor), 0.0)
    most = max(gap, PROVEN) * abs(found.objective) + PROVEN
    return Worth(
        made=made,
        status="optimal" if money <= most else "feasible",
        cost=form.total_cost(found.plan),
        gap_money=money if math.isfinite(money) else None,
        values=_kept(form, found.plan),
    )


def _kept(form: StandardForm, plan: Vector) -> Mapping[str, Mapping[tuple[str, ...], float]]:
    values = readback.values(form, np.asarray(plan))
    return {name: values[name] for name in KEPT if name in values}


def _missing(found: Found, *, made: bool) -> str:
    """Why there is no other plan, in words."""
    if found.verdict is Verdict.INFEASIBLE:
        return "no plan exists without it" if made else "no plan exists with it"
    if found.verdict is Verdict.STOPPED:
        return "no time left"
    return "the solver gave no answer"
