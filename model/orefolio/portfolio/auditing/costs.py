"""Every cost line from the tables, their sum against what the solver says the plan costs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from orefolio.portfolio.auditing import belief, chains, contract_terms, home, investing
from orefolio.portfolio.auditing.capacities import passage_lots
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.measured import RuleAudit
from orefolio.portfolio.auditing.plan import Plan
from orefolio.portfolio.auditing.stocks import Stocks, missing_days

Add = Callable[[str, str, float], None]
"""Adds USD to a kind and period."""

TOTAL_RELATIVE = 1e-5
"""Of the sum of all lines without their signs: what the solver's objective may be off."""


def check(plan: Plan, checker: Checker, audit: RuleAudit) -> None:
    """Each kind in each period, then the total."""
    lines: dict[tuple[str, str], float] = {}

    def add(kind: str, period: str, amount: float) -> None:
        lines[kind, period] = lines.get((kind, period), 0.0) + amount

    _from_flows(plan, add)
    _from_levels(plan, add)
    home.add_costs(plan, add)
    investing.add_costs(plan, add)
    contract_terms.add_costs(plan, add)
    belief.add_costs(plan, add)
    _from_decisions(plan, add)
    _from_steering(plan, audit, add)
    table, keys = plan.tables["costs"], ["kind", "period"]
    kinds = (
        *("purchase", "freight", "toll", "export tax", "insurance", "tariff", "fixed fees"),
        *("holding", "shortage", "surplus", "end stock"),
        *("contract purchase", "tier settlements", "rebates", "bundle discounts"),
        *("take or pay", "contract fees"),
        *("capital", "investment running cost", "investment income", "offtake discounts"),
        *("levers", "lever fees", "conversion", "qualification"),
        *("missing cover", "risk premium", "concentration charge", "soft rules"),
    )
    expected = {(kind, label) for kind in kinds for label in plan.periods}
    checker.rows("cost rows", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    amount = np.array(
        [lines.get(row, 0.0) for row in rows.itertuples(index=False, name=None)], dtype=float
    )
    discount = np.array([plan.periods[label].discount for label in table["period"]], dtype=float)
    # A hundredth of a cent is no difference, whatever the line. What a soft rule is missed by is
    # the small difference of large sums, known to their last digits only.
    soft = sum((one.rule.penalty or 0.0) * abs(one.bound * one.of) for one in audit.held)
    size = np.where(table["kind"] == "soft rules", max(1e3, 1e-2 * soft), 1e3)
    checker.figure("cost lines", rows, table["amount"], amount, size=size)
    checker.figure("cost lines", rows, table["discounted"], amount * discount, size=size)
    total = float(np.sum(amount * discount))
    room = TOTAL_RELATIVE * float(np.sum(np.abs(amount * discount))) + 1e-2
    stated = plan.portfolio.measure("objective")
    stated = float("nan") if stated is None else stated
    checker.at_most("objective", ["the total cost"], [abs(stated - total)], [0.0], absolute=room)


def _from_flows(plan: Plan, add: Add) -> None:
    flows = plan.flows
    hazard = flows["path"].map({key: path.hazard for key, path in plan.case.paths.items()})
    premium = plan.case.plan.risk_weight * hazard.astype(float) * flows["worth"]
    for kind, amounts in (
        ("purchase", flows["paid"]),
        ("freight", flows["carried"]),
        ("toll", flows["tolled"]),
        ("export tax", flows["bought"] * flows["unit_export_tax"]),
        ("insurance", flows["bought"] * flows["unit_insurance"]),
        ("tariff", flows["bought"] * flows["unit_tariff"]),
        ("risk premium", premium),
    ):
        for period, amount in amounts.groupby(flows["period"]).sum().items():
            add(kind, str(period), float(amount))


def _from_levels(plan: Plan, add: Add) -> None:
    case, stocks = plan.case, Stocks(plan)
    for label, income in chains.surplus_income(plan.tables["surplus"], plan):
        add("surplus", label, -income)
    for place in stocks.places:
        for index, label in enumerate(plan.periods):
            add("holding", label, stocks.held(place, index))
        if stocks.row(place).end_of_horizon == "value" and place[1] not in case.base_grade:
            tonnes = _kink(plan, stocks.opening(place), stocks.at_end(place))
            price = case.materials[place[0]].reference_price
            add("end stock", stocks.labels[-1], price * tonnes)
    for row in case.stock.values():
        for index, (label, period) in enumerate(plan.periods.items()):
            days = missing_days(stocks, row, index)
            if days > 0:
                add("missing cover", label, row.cover_price * period.years * days)
    needs = plan.tables["demand"]
    for segment, label, short in zip(
        needs["segment"], needs["period"], needs["shortage"], strict=True
    ):
        if segment in case.segments and label in plan.periods:
            add("shortage", label, (case.segments[segment].shortage_cost or 0.0) * short)


def _kink(plan: Plan, start: float, closing: float) -> float:
    """In tonnes of reference value: missing is replaced, what is above is sold cheaply."""
    settings = plan.case.plan
    missing, above = max(start - closing, 0.0), max(closing - start, 0.0)
    return settings.end_replacement * missing - settings.end_salvage * above


def _from_decisions(plan: Plan, add: Add) -> None:
    """Fees of the case, in the first period of their span."""
    case, table = plan.case, plan.tables["decisions"]
    lots = {("offers", key): offer.lot for key, offer in case.offers.items()}
    lots |= passage_lots(case)
    for kind, key, span, active in zip(
        table["table"], table["key"], table["span"], table["active"], strict=True
    ):
        lot = lots.get((kind, key))
        if active and lot is not None and span in plan.spans(lot.span):
            add("fixed fees", plan.spans(lot.span)[span][0], lot.fee)


def _from_steering(plan: Plan, audit: RuleAudit, add: Add) -> None:
    """Soft rules and the concentration charge, in the first period of their span."""
    for one in audit.held:
        if one.rule.penalty:
            first = plan.spans(one.rule.span)[one.key[3]][0]
            add("soft rules", first, one.rule.penalty * one.excess)
    settings = plan.case.plan
    if settings.concentration_weight:
        for key, material in plan.case.materials.items():
            for labels in plan.spans("year").values():
                hhi, tonnes = audit.herfindahl(settings.concentration_of, (key,), labels)
                charge = settings.concentration_weight * hhi * tonnes * material.reference_price
                add("concentration charge", labels[0], charge)
