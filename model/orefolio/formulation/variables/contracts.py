"""What contracts decide: liftings, terms in force, steps, what is paid and not lifted."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from orefolio.case.entities import Contract
from orefolio.formulation.deals import Deals
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.variables.declare import declare


def add_contracts(model: Any, lookup: Lookup) -> None:
    """``model.deals`` and every variable of contracts; all are empty without contracts."""
    deals = model.deals = Deals(lookup, model.useful)
    contracts = tuple(lookup.case.contracts.values())
    lifted = [
        (contract, *index) for index, found in deals.contracts_of.items() for contract in found
    ]
    declare(model, "lifted", lifted, "tonnes bought by path and node under a contract")
    _add_terms(model, deals, contracts)
    _add_take_or_pay(model, deals, contracts)
    _add_tiers(model, deals, contracts)
    rebated = [index for index in deals.paths_of if lookup.case.contracts[index[0]].rebated]
    declare(model, "rebated", rebated, "USD that comes back of what a contract invoices in a node")
    paired = [
        (bundle.key, span)
        for bundle in lookup.case.bundles.values()
        for span in lookup.case.spans(bundle.span)
    ]
    declare(model, "paired", paired, "tonnes of the first contract with their share of the second")


def _add_terms(model: Any, deals: Deals, contracts: tuple[Contract, ...]) -> None:
    """``in_force``, ``contract_used``, ``onboarded`` and ``lot_count``."""
    binary = {"domain": pyo.Binary}
    force = [(c.key, year) for c in contracts if c.decided for year in deals.years(c)]
    spans = [(c, span) for c in contracts for span in deals.case.spans(c.lot.span)]
    used = [(c.key, span) for c, span in spans if c.committed]
    onboarded = [(c.key, span) for c, span in spans if c.onboarding_fee > 0]
    counts = [(c.key, span) for c, span in spans if c.multiple > 0]
    declare(model, "in_force", force, "1 if the contract binds in the year", **binary)
    declare(model, "contract_used", used, "1 if anything is lifted in the span", **binary)
    declare(model, "onboarded", onboarded, "1 in the span of the first lifting")
    declare(model, "lot_count", counts, "lots lifted", domain=pyo.NonNegativeIntegers)


def _add_take_or_pay(model: Any, deals: Deals, contracts: tuple[Contract, ...]) -> None:
    """``deficiency``; with make-up rights ``above``, ``underlifted`` and ``made_up``."""
    owed = [
        (c, year)
        for c in contracts
        if c.take_or_pay > 0
        for year in deals.years(c)
        if deals.firm(c, year) > 0
    ]
    banked = [(c.key, year) for c, year in owed if c.make_up_years > 0]
    order = {year: place for place, year in enumerate(deals.case.years)}
    made_up = [
        (c.key, origin, year)
        for c, origin in owed
        for other, year in owed
        if other is c and 0 < order[year] - order[origin] <= c.make_up_years
    ]
    declare(model, "deficiency", [(c.key, year) for c, year in owed], "tonnes paid but not lifted")
    declare(model, "above", banked, "tonnes lifted above what is paid anyhow")
    declare(
        model, "underlifted", banked, "1 if less is lifted than is paid anyhow", domain=pyo.Binary
    )
    declare(model, "made_up", made_up, "tonnes lifted free that were paid in an earlier year")


def _add_tiers(model: Any, deals: Deals, contracts: tuple[Contract, ...]) -> None:
    """``tier_tonnes``, ``tier_reached`` and ``tier_value``."""
    steps = [
        (contract, place, tier.key, span)
        for contract in contracts
        for span in (deals.case.spans(contract.tier_span) if contract.tiers else ())
        for place, tier in enumerate(contract.tiers)
    ]
    reached = [
        (c.key, tier, span)
        for c, place, tier, span in steps
        if c.all_units or (c.falling and place > 0)
    ]
    valued = [(c.key, tier, span) for c, _, tier, span in steps if by_value(c)]
    declare(model, "tier_tonnes", [(c.key, *rest) for c, _, *rest in steps], "tonnes inside a step")
    declare(model, "tier_reached", reached, "1 if the step is reached", domain=pyo.Binary)
    declare(
        model,
        "tier_value",
        valued,
        "invoices that the step takes a share off, in t at the highest price of the contract",
    )


def by_value(contract: Contract) -> bool:
    """Whether its steps take shares off the invoice."""
    return any(tier.share > 0 for tier in contract.tiers)
