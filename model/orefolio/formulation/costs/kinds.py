"""The kinds of cost: what the objective adds up, kept by name so that results can show it.

All costs are discounted USD, weighted by the probability of their node. A test holds them equal to
what the portfolio recomputes from the flows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pyomo.environ as pyo

from orefolio.case.entities import Node
from orefolio.formulation.costs import (
    contracts,
    fees,
    home,
    investing,
    keeping,
    levies,
    plants,
    qualification,
    risk,
    service,
    steering,
    trade,
)
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.rows import total

Terms = Callable[[Any, Lookup, Node], Iterable[Any]]
Charges = Callable[[Any, Lookup], dict[Any, Any]]

BY_NODE: dict[str, Terms] = {
    "purchase": trade.purchase,
    "contract_purchase": contracts.contract_purchase,
    "rebates": contracts.rebates,
    "freight": trade.freight,
    "toll": plants.toll,
    "export_tax": levies.export_tax,
    "insurance": levies.insurance,
    "tariff": levies.tariff,
    "holding": keeping.holding,
    "shortage_cost": service.shortage,
    "surplus_value": service.surplus,
    "end_stock": keeping.end_stock,
    "missing_cover": keeping.missing_cover,
    "risk_premium": risk.risk_premium,
    "levers": home.levers,
    "conversion": home.conversion,
    "capital_charges": investing.capital_charges,
    "investment_running": investing.investment_running,
    "investment_income": investing.investment_income,
    "offtake_discounts": investing.offtake_discounts,
}
"""Costs that belong to a node: yield undiscounted USD, discounted and weighted here."""

BY_DECISION: dict[str, Charges] = {
    "tier_settlements": contracts.tier_settlements,
    "take_or_pay": contracts.take_or_pay,
    "bundle_discounts": contracts.bundle_discounts,
    "contract_fees": contracts.contract_fees,
    "fixed_fees": fees.fixed_fees,
    "qualification": qualification.qualification,
    "lever_fees": home.lever_fees,
    "concentration_charge": steering.concentration_charge,
    "soft_rules": steering.soft_rules,
}
"""Costs that belong to a decision or a span: discounted USD by the index of the decision."""


def names() -> tuple[str, ...]:
    """Names of all kinds of cost, and of their sum."""
    return (*BY_NODE, *BY_DECISION, "total_cost")


def add_costs(model: Any) -> None:
    """Attach every kind of cost as a named expression; ``total_cost`` is their sum."""
    lookup: Lookup = model.lookup
    for name, terms in BY_NODE.items():
        values = {}
        for node in lookup.case.nodes.values():
            weight = node.period.discount * node.probability
            values[node.name] = weight * total(terms(model, lookup, node))
        _attach(model, name, values, terms.__doc__)
    for name, charges in BY_DECISION.items():
        _attach(model, name, charges(model, lookup), charges.__doc__)
    parts = (*BY_NODE, *BY_DECISION)
    model.total_cost = pyo.Expression(
        expr=pyo.quicksum(item.expr for part in parts for item in getattr(model, part).values()),
        doc="sum of all costs, USD",
    )


def _attach(model: Any, name: str, values: dict[Any, Any], doc: str | None) -> None:
    expression = pyo.Expression(
        list(values), rule=lambda _, *i: values[_one(i)], doc=(doc or "").splitlines()[0]
    )
    model.add_component(name, expression)


def _one(index: tuple[Any, ...]) -> Any:
    return index[0] if len(index) == 1 else index
