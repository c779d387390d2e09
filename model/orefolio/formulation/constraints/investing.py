"""Investments: begun once, one of a group, stage by stage, within budgets."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from orefolio.case.entities.investing import Budget, Start
from orefolio.case.model import Case
from orefolio.formulation.registry import Family, Group, Index, Relaxation
from orefolio.formulation.rows import bounded, total

MILLION = 1e6
TOTAL = "total"


def once_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (investment) where it may begin on several days."""
    return ((each.key,) for each in case.investing.investments.values() if len(each.starts) > 1)


def once_rule(case: Case, model: Any, index: Index) -> Any:
    r"""An investment begins at most once.

    .. math:: \sum_\tau build_{j,\tau} \le 1
    """
    (key,) = index
    starts = case.investing.investments[key].starts
    return bounded(model, None, total(model.build[key, start] for start in starts), 1.0)


def once_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"{index[0]} begins at most once"


def investment_places(case: Case, index: Index) -> tuple[str, ...]:
    """The row of the investment."""
    return (case.place("investments", index[0], "investment"),)


ONCE = Family(
    name="limit_once",
    index=("investment",),
    unit="count",
    rows=once_rows,
    rule=once_rule,
    sentence=once_sentence,
    places=investment_places,
)


def _members(case: Case, group: str) -> tuple[str, ...]:
    return tuple(
        each.key for each in case.investing.investments.values() if group and each.group == group
    )


def group_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (group) with several members."""
    groups = sorted({each.group for each in case.investing.investments.values()})
    return ((group,) for group in groups if len(_members(case, group)) > 1)


def group_rule(case: Case, model: Any, index: Index) -> Any:
    r"""Of the investments of an exclusive group at most one is made.

    .. math:: \sum_{j \in G} \sum_\tau build_{j,\tau} \le 1
    """
    members = set(_members(case, index[0]))
    terms = (model.build[each] for each in model.build if each[0] in members)
    return bounded(model, None, total(terms), 1.0)


def group_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"of {', '.join(_members(case, index[0]))} at most one is made"


def group_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cells of the group."""
    members = _members(case, index[0])
    return tuple(case.place("investments", key, "exclusive_group") for key in members)


EXCLUSIVE = Family(
    name="limit_exclusive",
    index=("group",),
    unit="count",
    rows=group_rows,
    rule=group_rule,
    sentence=group_sentence,
    places=group_places,
    reads=("investments.exclusive_group",),
)


def stage_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (investment, start, required)."""
    return (
        (each.key, start, needed)
        for each in case.investing.investments.values()
        for start in each.starts
        for needed in each.requires
    )


def stage_rule(case: Case, model: Any, index: Index) -> Any:
    r"""An investment begins only when what it requires is ready.

    .. math:: build_{j,\tau} \le \sum_{\tau' : \; ready_{j',\tau'} \le \tau} build_{j',\tau'}
    """
    key, start, needed = index
    begins = case.investing.investments[key].starts[start].begins
    ready = [
        -model.build[needed, other.label]
        for other in case.investing.investments[needed].starts.values()
        if other.ready <= begins
    ]
    return bounded(model, None, total([model.build[key, start], *ready]), 0.0)


def stage_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    key, start, needed = index
    return f"{key} begins in {start} only if {needed} is ready by then"


def stage_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell that requires."""
    return (case.place("investments", index[0], "requires"),)


STAGE = Family(
    name="limit_stage",
    index=("investment", "start", "required"),
    unit="count",
    rows=stage_rows,
    rule=stage_rule,
    sentence=stage_sentence,
    places=stage_places,
    reads=("investments.requires", "investments.lead_time"),
)


def budget_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (category, year or period); ``total`` for the limit over all."""
    for budget in case.investing.budgets.values():
        for limit in budget.limits:
            yield budget.key, limit.label
        if math.isfinite(budget.total):
            yield budget.key, TOTAL


def budget_rule(case: Case, model: Any, index: Index) -> Any:
    r"""The capex of a category keeps within its budget.

    .. math:: \sum_{j \in C} \sum_\tau spent_{j,\tau,y}\, build_{j,\tau} \le B_{C,y} \qquad [MUSD]

    :math:`spent_{j,\tau,y}` is what an investment that begins at :math:`\tau` spends in :math:`y`;
    for the total it is the whole capex, also where it is spent after the plan.
    """
    budget = case.investing.budgets[index[0]]
    terms = [
        _spent(budget, index[1], start) / MILLION * model.build[each.key, start.label]
        for each in case.investing.counted(budget.key)
        for start in each.starts.values()
    ]
    return bounded(model, None, total(terms), _limit(budget, index[1]) / MILLION)


def _limit(budget: Budget, label: str) -> float:
    return next((each.amount for each in budget.limits if each.label == label), budget.total)


def _spent(budget: Budget, label: str, start: Start) -> float:
    for limit in budget.limits:
        if limit.label == label:
            return sum(usd for day, usd in start.spending if limit.first <= day < limit.end)
    return sum(usd for _, usd in start.spending)


def budget_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    key, label = index
    limit = _limit(case.investing.budgets[key], label) / MILLION
    whose = "all investments" if key == "all" else f"the category {key}"
    when = "in all" if label == TOTAL else f"in {label}"
    return f"{whose} may spend at most {limit:,.6g} MUSD {when}"


def budget_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the budget."""
    return (case.place("budgets", index[0], index[1]),)


def budget_relaxation(case: Case, index: Index) -> Relaxation:
    """A budget may be raised."""
    key, label = index
    limit = _limit(case.investing.budgets[key], label) / MILLION
    group = Group("budgets", key, label, "MUSD", limit, 1, budget_sentence(case, index))
    return Relaxation(group, scale=1.0, side="upper")


BUDGET = Family(
    name="limit_budget",
    index=("category", "span"),
    unit="MUSD",
    rows=budget_rows,
    rule=budget_rule,
    sentence=budget_sentence,
    places=budget_places,
    reads=("budgets.*", "budgets.total", "investments.capex", "capex_profile.share"),
    relaxation=budget_relaxation,
)
