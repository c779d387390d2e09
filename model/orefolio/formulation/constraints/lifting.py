"""Liftings: what is bought under contracts is part of what is delivered, within their volumes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo

from orefolio.case.model import Case
from orefolio.formulation.deals import Deals
from orefolio.formulation.registry import Family, Group, Index, Relaxation
from orefolio.formulation.rows import bounded, total


def lifting_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (path, node) of what may, or must, be bought under contracts."""
    deals: Deals = model.deals
    return (
        (path, node)
        for path, node in model.lookup.flows
        if (path, node) in deals.contracts_of or case.paths[path].offer in deals.closed
    )


def lifting_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What is lifted under contracts is delivered; the rest is bought openly, where that may be.

    .. math:: \sum_{c} lifted_{c,a,n} \le delivery_{a,n} \qquad [t]

    An equation for offers that can be bought only under contracts.
    """
    path, node = index
    deals: Deals = model.deals
    terms = [
        model.lifted[contract, path, node] for contract in deals.contracts_of.get((path, node), [])
    ]
    body = total([*terms, -model.delivery[path, node]])
    return bounded(model, 0.0 if case.paths[path].offer in deals.closed else None, body, 0.0)


def lifting_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"what is lifted of {index[0]} in {index[1]} under contracts is what is delivered"


def lifting_places(case: Case, index: Index) -> tuple[str, ...]:
    """The rows of its contracts."""
    offer = case.paths[index[0]].offer
    own = [contract for contract in case.contracts.values() if offer in contract.offers]
    return tuple(case.place("contracts", contract.key, "offers") for contract in own)


LIFTING = Family(
    name="limit_lifting",
    index=("path", "node"),
    unit="t",
    rows=lifting_rows,
    rule=lifting_rule,
    sentence=lifting_sentence,
    places=lifting_places,
    reads=("contracts.offers", "contracts.open_purchase", "contracts.start", "contracts.end"),
)


def volume_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, year), and (contract, node) for the nodes of scenarios."""
    deals: Deals = model.deals
    branches = [node.name for node in case.nodes.values() if not node.trunk]
    for contract in case.contracts.values():
        yield from ((contract.key, year) for year in deals.years(contract))
        yield from ((contract.key, n) for n in branches if (contract.key, n) in deals.paths_of)


def volume_rule(case: Case, model: Any, index: Index) -> Any:
    r"""In a year no more is lifted than the firm volume and the option, and only while in force.

    .. math:: \sum_{n \in y} \sum_{a} lifted_{c,a,n}
        \le (F_{c,y} + O_{c,y})\, force_{c,y} \qquad [t]

    By days inside the term; in a scenario for each node by itself. :math:`force` is 1 where nothing
    is decided; without a firm volume the bound is all that can be bought of the offers.
    """
    key, where = index
    deals: Deals = model.deals
    contract = case.contracts[key]
    nodes = _nodes(case, where)
    if not contract.decided:
        allowed = deals.allowed(contract, nodes)
        if math.isinf(allowed):
            return pyo.Constraint.Skip
        return bounded(model, None, deals.lifted(model, key, nodes), allowed)
    most = deals.allowed(contract, nodes)
    most = deals.most(contract, nodes) if math.isinf(most) else most
    if math.isinf(most):
        return pyo.Constraint.Skip
    force = model.in_force[key, case.nodes[nodes[0]].period.year]
    return bounded(model, None, deals.lifted(model, key, nodes) - most * force, 0.0)


def _nodes(case: Case, where: str) -> tuple[str, ...]:
    node = case.nodes.get(where)
    if node is not None and not node.trunk:
        return (where,)
    return case.spans("year")[where]


def volume_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    contract = case.contracts[index[0]]
    allowed = sum(contract.most[case.nodes[node].period.index] for node in _nodes(case, index[1]))
    amount = "nothing" if math.isinf(allowed) else f"at most {allowed:,.6g} t"
    ending = " unless it is in force" if contract.decided else ""
    return f"{amount} may be lifted under contract {index[0]} in {index[1]}{ending}"


def volume_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cells of firm volume and option."""
    return tuple(case.place("contracts", index[0], column) for column in ("firm", "option"))


def volume_relaxation(case: Case, index: Index) -> Relaxation | None:
    """The option may be raised; where the sheet has no such column, the firm volume."""
    key, where = index
    contract, nodes = case.contracts[key], _nodes(case, where)
    allowed = sum(contract.most[case.nodes[node].period.index] for node in nodes)
    record = case.records.table("contracts").get(key)
    if record is None or math.isinf(allowed) or allowed <= 0 or not record.values.get("firm"):
        return None
    firm, option = (float(record.values.get(name) or 0.0) for name in ("firm", "option"))  # type: ignore[arg-type]
    text = f"contract {key} allows {firm + option:,.6g} t a year"
    column, bound = ("option", option) if "option" in record.cells else ("firm", firm)
    group = Group("contracts", key, column, "t/y", bound, 1, text)
    return Relaxation(group, scale=allowed / (firm + option), side="upper")


VOLUME = Family(
    name="limit_contract",
    index=("contract", "year or node"),
    unit="t",
    rows=volume_rows,
    rule=volume_rule,
    sentence=volume_sentence,
    places=volume_places,
    reads=("contracts.firm*", "contracts.option*", "contracts.signed", "contracts.exit_fee"),
    relaxation=volume_relaxation,
)


def force_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, year) for the years after the first of a contract that is decided on."""
    deals: Deals = model.deals
    for contract in case.contracts.values():
        if contract.decided:
            yield from ((contract.key, year) for year in deals.years(contract)[1:])


def force_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A contract that has ended does not come back; without an exit it holds to its end.

    .. math:: force_{c,y} \le force_{c,y-1}

    An equation where no exit fee is stated.
    """
    key, year = index
    contract, deals = case.contracts[key], model.deals
    years = deals.years(contract)
    before = years[years.index(year) - 1]
    body = model.in_force[key, year] - model.in_force[key, before]
    return bounded(model, None if contract.exit_fee is not None else 0.0, body, 0.0)


def force_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"contract {index[0]} is in force in {index[1]} only if it was in the year before"


def force_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cells of signature and exit fee."""
    return tuple(case.place("contracts", index[0], column) for column in ("signed", "exit_fee"))


FORCE = Family(
    name="limit_in_force",
    index=("contract", "year"),
    unit="",
    rows=force_rows,
    rule=force_rule,
    sentence=force_sentence,
    places=force_places,
    reads=("contracts.signed", "contracts.exit_fee"),
)
