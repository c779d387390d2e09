"""What investments cost and bring inside the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from orefolio.case.entities import Node, Series
from orefolio.case.entities.investing import Start
from orefolio.formulation.lookup import Lookup


def capital_charges(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Capital of investments :math:`\sum_{j,\tau} charge_{j,\tau,t}\, build_{j,\tau}`, USD.

    The charge is the annuity of each part of the capex, :math:`c\,r/(1-(1+r)^{-L})` a year, for the
    years inside the plan; of a loan the rate of finance on what still stands; with whole charging
    what is spent, less what of a loan comes back.
    """
    return _borne(model, lookup, node, lambda start: start.charge)


def investment_running(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Running cost of investments :math:`\sum running_{j,\tau,t}\, build_{j,\tau}`, USD."""
    return _borne(model, lookup, node, lambda start: start.running)


def investment_income(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Income of investments, negative :math:`-\sum income_{j,\tau,t}\, build_{j,\tau}`, USD.

    Dividends after their ramp, and interest on what stands of loans.
    """
    return _borne(model, lookup, node, lambda start: tuple(-usd for usd in start.income))


def _borne(
    model: Any, lookup: Lookup, node: Node, series: Callable[[Start], Series]
) -> Iterable[Any]:
    """Investments are decided before any disruption: their money stands on the trunk."""
    if not node.trunk:
        return
    for investment in lookup.case.investing.investments.values():
        for start in investment.starts.values():
            amount = series(start)[node.period.index]
            if amount:
                yield amount * model.build[investment.key, start.label]


def offtake_discounts(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Discounts under rights :math:`-\sum_{j,o} \delta_{j,o} \, discounted_{j,o,n}`, USD."""
    openings = lookup.case.investing.openings
    for index in model.discounted:
        if index[2] == node.name:
            saved = openings[f"{index[0]}|offers|{index[1]}"].discount
            yield -saved * model.discounted[index]
