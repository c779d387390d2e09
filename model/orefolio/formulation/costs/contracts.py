"""What contracts cost: invoices, rebates, price steps, take or pay, pairs, fees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import Contract, Node
from orefolio.formulation.deals import Deals
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.rows import total


def contract_purchase(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Invoices of contracts :math:`\sum_c \sum_a p_{c,a,t} \, lifted_{c,a,n}`, USD.

    Each at the price of the contract, or of its first step; rebates and later steps are apart.
    """
    deals: Deals = model.deals
    return (
        deals.invoiced(model, contract, (node.name,))
        for contract in lookup.case.contracts
        if (contract, node.name) in deals.paths_of
    )


def rebates(model: Any, lookup: Lookup, node: Node) -> Iterable[Any]:
    r"""Rebates above a trigger, income negative: :math:`- \sum_c rebated_{c,n}`, USD."""
    return (
        -model.rebated[contract, node.name]
        for contract in lookup.case.contracts
        if (contract, node.name) in model.rebated
    )


def _last(lookup: Lookup, span: str, name: str) -> float:
    """Discount of the last period of a span, in which it is settled."""
    return lookup.case.nodes[lookup.case.spans(span)[name][-1]].period.discount


def _first(lookup: Lookup, span: str, name: str) -> float:
    return lookup.case.nodes[lookup.case.spans(span)[name][0]].period.discount


def tier_settlements(model: Any, lookup: Lookup) -> dict[Any, Any]:
    r"""Price steps :math:`- \sum_j (d_j \, tier_{c,j,s} + \delta_j \hat p_c \, value_{c,j,s})`.

    Settled in the last period of the span; :math:`d` and :math:`\delta` are what a step takes off
    the invoice, in USD/t or as a share of it. In USD.
    """
    found = {}
    for index in model.tier_tonnes:
        key, name, span = index
        contract = lookup.case.contracts[key]
        tier = next(each for each in contract.tiers if each.key == name)
        terms = [tier.discount[span] * model.tier_tonnes[index]] if tier.discount[span] else []
        off = tier.share * contract.dearest
        terms += [off * model.tier_value[index]] if off else []
        if terms:
            found[index] = -_last(lookup, contract.tier_span, span) * total(terms)
    return found


def take_or_pay(model: Any, lookup: Lookup) -> dict[Any, Any]:
    r"""Take or pay :math:`\sum \bar p_{c,y} (deficiency_{c,y} - \sum_{y'} madeup_{c,y',y})`, USD.

    At the mean price of the year, of the cheapest of its offers, in the last period of the year.
    What is made up was invoiced when it was lifted, so its price comes back here.
    """
    found = {}
    for index in model.deficiency:
        key, year = index
        made_up = [model.made_up[each] for each in model.made_up if (each[0], each[2]) == index]
        price = lookup.case.contracts[key].unlifted_price[year] * _last(lookup, "year", year)
        found[index] = price * (model.deficiency[index] - total(made_up))
    return found


def bundle_discounts(model: Any, lookup: Lookup) -> dict[Any, Any]:
    r"""Pairs, income negative: :math:`- \sum_b d_b \, paired_{b,s}`, in the last period, USD."""
    found = {}
    for index in model.paired:
        bundle = lookup.case.bundles[index[0]]
        found[index] = -_last(lookup, bundle.span, index[1]) * bundle.discount * model.paired[index]
    return found


def contract_fees(model: Any, lookup: Lookup) -> dict[Any, Any]:
    r"""Fees :math:`\sum fee \, used_{c,s} + on \, onboarded_{c,s} + exit \, ended_{c,y}`, USD.

    Each in the first period of its span; a contract ends where :math:`force` falls from 1 to 0.
    """
    found = {}
    for contract in lookup.case.contracts.values():
        for span in lookup.case.spans(contract.lot.span):
            discount, index = _first(lookup, contract.lot.span, span), (contract.key, span)
            if contract.lot.fee and index in model.contract_used:
                fee = contract.lot.fee * discount
                found[contract.key, "fixed", span] = fee * model.contract_used[index]
            if index in model.onboarded:
                fee = contract.onboarding_fee * discount
                found[contract.key, "onboarding", span] = fee * model.onboarded[index]
        if contract.exit_fee:
            found |= _exits(model, lookup, contract)
    return found


def _exits(model: Any, lookup: Lookup, contract: Contract) -> dict[Any, Any]:
    """USD paid where a contract ends before its term, by year."""
    found = {}
    before: Any = 1.0 if contract.signed else None
    for year in model.deals.years(contract):
        now = model.in_force[contract.key, year]
        if before is not None:
            fee = (contract.exit_fee or 0.0) * _first(lookup, "year", year)
            found[contract.key, "exit", year] = fee * (before - now)
        before = now
    return found
