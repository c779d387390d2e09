"""What each investment is worth: the plan solved again without it, or with it where it is not made.

Each answer is a solve of its own, cold, with the same gap and within the time that is left.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from orefolio.case.entities import Investment
from orefolio.formulation import Formulation
from orefolio.solving import readback
from orefolio.solving.concentration import PROVEN, crowdings
from orefolio.solving.hand_over import Setting, SolverError
from orefolio.solving.outcome import Worth
from orefolio.solving.search import Found, search
from orefolio.solving.session import Control, Session, Verdict
from orefolio.solving.standard_form import StandardForm, Vector

KEPT = ("build", "delivery", "activity", "discounted")
"""Variables of the other plan that results are made of."""


def investment_worths(
    formulation: Formulation,
    form: StandardForm,
    plan: Vector,
    chosen: dict[str, Setting],
    control: Control,
    gap: float,
) -> dict[str, Worth]:
    """The worth of every investment of the case, against the plan that was found."""
    found: dict[str, Worth] = {}
    for investment in formulation.case.investing.investments.values():
        columns = _columns(form, investment)
        made = any(plan[column] > 0.5 for column in columns)
        if not columns:
            reason = "without effect" if investment.starts else "cannot begin within the plan"
            found[investment.key] = Worth(made=False, status=reason)
        elif control.over:
            found[investment.key] = Worth(made=made, status="no time left")
        else:
            control.reporter.phase(f"Valuing the investment {investment.key}")
            other = _without(form, columns) if made else _with(form, columns, investment.key)
            found[investment.key] = _solved(formulation, other, made, chosen, control, gap)
    return found


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


def _solved(
    formulation: Formulation,
    form: StandardForm,
    made: bool,
    chosen: dict[str, Setting],
    control: Control,
    gap: float,
) -> Worth:
    try:
        session = Session(form, chosen, control)
        found = search(session, crowdings(form, formulation.tangents), gap)
    except SolverError:
        return Worth(made=made, status="the solver gave no answer")
    if found.plan is None:
        return Worth(made=made, status=_missing(found, made=made))
    money = max(found.objective - found.bound, 0.0)
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
