"""Contracts: the first stage. What is planned with each offer and year, before any disruption."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total


def plan_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (offer, year)."""
    return ((offer, year) for offer in case.offers for year in case.years)


def plan_rule(case: Case, model: Any, index: Index) -> Any:
    r"""The contract of a year is what the trunk plans to take in it.

    .. math:: contract_{o,y} = \sum_{n \in trunk(y)} \sum_{a \in o} delivery_{a,n} \qquad [t]
    """
    offer, year = index
    lookup: Lookup = model.lookup
    planned = [
        model.delivery[path, node]
        for node in case.spans("year")[year]
        for path in lookup.by_offer.get((offer, node), [])
    ]
    return bounded(model, 0.0, total(planned) - model.contract[offer, year], 0.0)


def plan_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"the contract with {index[0]} in {index[1]} is what the plan takes"


def offer_place(case: Case, index: Index) -> tuple[str, ...]:
    """The row of the offer."""
    return (case.place("offers", index[0], "offer"),)


CONTRACT = Family(
    name="def_contract",
    index=("offer", "year"),
    unit="t",
    rows=plan_rows,
    rule=plan_rule,
    sentence=plan_sentence,
    places=offer_place,
)


def recourse_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (offer, node) for the nodes of scenarios."""
    lookup: Lookup = model.lookup
    return ((offer, node) for offer, node in lookup.by_offer if not case.nodes[node].trunk)


def recourse_rule(case: Case, model: Any, index: Index) -> Any:
    r"""In a scenario an offer delivers at most its contract, evenly over the year.

    .. math:: \sum_{a \in o} delivery_{a,n}
        \le \frac{days_{t(n)}}{days_{y(n)}}\, contract_{o,y(n)} \qquad [t]
    """
    offer, node = index
    lookup: Lookup = model.lookup
    period = case.nodes[node].period
    days = sum(p.days for p in case.periods if p.year == period.year)
    delivered = total(model.delivery[path, node] for path in lookup.by_offer[index])
    share = period.days / days
    return bounded(model, None, delivered - share * model.contract[offer, period.year], 0.0)


def recourse_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"{index[0]} delivers no more than its contract in {index[1]}"


RECOURSE = Family(
    name="limit_recourse",
    index=("offer", "node"),
    unit="t",
    rows=recourse_rows,
    rule=recourse_rule,
    sentence=recourse_sentence,
    places=offer_place,
)
