"""Days of cover that are wanted at a price: how many there are is a decision of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.constraints.stock import name_of, stock_of
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded


def rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (stock row, trunk node) where missing days are charged."""
    return (tuple(index) for index in model.missing_days)


def rule(case: Case, model: Any, index: Index) -> Any:
    r"""Stock for the days wanted, or days are missing and charged.

    .. math:: \sum_{g,q} stock_{i,g,q,n} + \bar d_{i,t(n)}\, missing^{days}_{r,n}
        \ge D^+_r\, \bar d_{i,t(n)} \qquad [t]

    :math:`D^+` days wanted, :math:`\bar d` the mean daily demand of the :math:`D^+` days after the
    period. Inside a disruption nothing is charged.
    """
    policy = case.stock[index[0]]
    period = case.nodes[index[1]].period.index
    short = policy.wanted_per_day[period] * model.missing_days[index]
    body = stock_of(case, model, policy, index[1]) + short
    return bounded(model, policy.wanted[period], body, None)


def sentence(case: Case, index: Index) -> str:
    """The row in words."""
    policy = case.stock[index[0]]
    return (
        f"{policy.days_wanted:g} days of cover of {name_of(policy)} are wanted at the end of"
        f" {index[1]}; a missing day costs {policy.cover_price:,.6g} USD a year"
    )


def places(case: Case, index: Index) -> tuple[str, ...]:
    """The cells of days and price."""
    return tuple(case.place("stock", index[0], column) for column in ("days_wanted", "cover_price"))


FAMILY = Family(
    name="def_missing_days",
    index=("stock", "node"),
    unit="t",
    rows=rows,
    rule=rule,
    sentence=sentence,
    places=places,
    reads=("stock.days_wanted", "stock.cover_price", "stock.cover_from"),
)
