"""Contracts: price steps, rebates, lots, pairs, and every cost line of a contract."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from orefolio.case.entities import Contract, Tier
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.contracts import KG, Deals
from orefolio.portfolio.auditing.plan import Plan

Add = Callable[[str, str, float], None]
KINDS = {
    "invoiced": "contract purchase",
    "take_or_pay": "take or pay",
    "rebates": "rebates",
    "settlements": "tier settlements",
    "fees": "contract fees",
}
"""Columns of the contract years that are cost lines."""


def check(plan: Plan, checker: Checker) -> None:
    """Steps, rebates, lots and pairs are as the case says; years add up their cost lines."""
    deals = Deals(plan)
    _steps(deals, checker)
    _rebates(deals, checker)
    _lots(deals, checker)
    _pairs(deals, checker)
    _money(deals, checker)


def _steps(deals: Deals, checker: Checker) -> None:
    plan = deals.plan
    table, keys = plan.tables["price_steps"], ["contract", "span", "tier"]
    expected = {
        (key, span, tier.key)
        for key, contract in deals.contracts.items()
        for span in plan.spans(contract.tier_span)
        for tier in contract.tiers
    }
    checker.rows("price step rows", table, expected, keys)
    table = among(table, keys, expected)
    rows, names = table[keys], list(table[keys].itertuples(index=False, name=None))
    found = [_step(deals, *name) for name in names]
    columns = ("start", "low", "high", "discount", "value")
    values = {name: [each[place] for each in found] for place, name in enumerate(columns)}
    checker.figure("price steps", rows, table["start"], values["start"])
    checker.figure("price steps", rows, table["discount"], values["discount"])
    checker.at_least("tonnes in price steps", rows, table["tonnes"], values["low"])
    checker.at_most("tonnes in price steps", rows, table["tonnes"], values["high"])
    priced = table["value"].notna()
    checker.at_most(
        "value in price steps",
        rows[priced],
        table["value"][priced],
        [value for value, here in zip(values["value"], priced, strict=True) if here],
        absolute=1e-6 * plan.dear,
    )
    share = np.array([_tier(deals, *name[::2]).share for name in names], dtype=float)
    off = -np.array(values["discount"], dtype=float) * KG * table["tonnes"].to_numpy(dtype=float)
    off = off - np.where(share > 0, share * table["value"].fillna(0.0).to_numpy(dtype=float), 0.0)
    checker.figure("price step settlement", rows, table["settled"], off)
    sums = table.groupby(["contract", "span"])["tonnes"].sum()
    words = [f"{key}, {span}" for key, span in sums.index]
    lifted = [_lifted(deals, key, span) for key, span in sums.index]
    checker.balances("price steps hold what is lifted", words, sums.tolist(), lifted)


def _tier(deals: Deals, key: str, tier: str) -> Tier:
    return next(each for each in deals.contracts[key].tiers if each.key == tier)


def _lifted(deals: Deals, key: str, span: str) -> float:
    return deals.tonnes(key, deals.plan.spans(deals.contracts[key].tier_span)[span])


def _step(deals: Deals, key: str, span: str, tier: str) -> tuple[float, ...]:
    """Start, least and most tonnes, discount in USD/kg, most value, of one step.

    An incremental step is full when more is lifted than its end, unless the next is as dear or
    dearer by nothing: then tonnes may lie in either, at the same cost.
    """
    contract, data = deals.contracts[key], _tier(deals, key, tier)
    place = [each.key for each in contract.tiers].index(tier)
    lifted = _lifted(deals, key, span)
    end = data.start + contract.width(place)
    discount = data.discount[span]
    if contract.all_units:
        inside = data.start * (1 - 1e-9) - 1e-6 <= lifted <= end * (1 + 1e-9) + 1e-6
        high = lifted if inside else 0.0
        periods = deals.plan.spans(contract.tier_span)[span]
        value = deals.money(key, periods) if inside else 0.0
        return data.start, 0.0, high, discount / KG, value
    held = min(max(lifted - data.start, 0.0), contract.width(place))
    same = [t for t in contract.tiers if t is not data and t.discount[span] == discount]
    low, high = (0.0, contract.width(place)) if same else (held, held)
    return data.start, low, high, discount / KG, 0.0


def _rebates(deals: Deals, checker: Checker) -> None:
    plan = deals.plan
    table, keys = plan.tables["rebates"], ["contract", "period"]
    earned: dict[tuple[str, str], float] = {}
    for one in deals.liftings:
        contract = deals.contracts[one.contract]
        if any(amount > 0 for series in contract.rebate.values() for amount in series):
            amount = contract.rebate[one.offer][one.index] * one.tonnes
            key = (one.contract, one.period)
            earned[key] = earned.get(key, 0.0) + amount
    checker.rows("rebate rows", table, set(earned), keys)
    table = among(table, keys, earned)
    rows, names = table[keys], list(table[keys].itertuples(index=False, name=None))
    checker.figure("rebates earned", rows, table["earned"], [earned[name] for name in names])
    money = 1e-6 * plan.dear
    checker.at_most("rebates", rows, table["rebated"], table["earned"], absolute=money)
    sums: dict[tuple[str, str], float] = {}
    for (key, period), back in zip(names, table["rebated"], strict=True):
        year = plan.periods[period].year
        sums[key, year] = sums.get((key, year), 0.0) + back
    caps = [deals.contracts[key].rebate_cap[year] for key, year in sums]
    words = [f"{key}, {year}" for key, year in sums]
    checker.at_most("cap of rebates", words, list(sums.values()), caps, absolute=money)


def _lots(deals: Deals, checker: Checker) -> None:
    plan = deals.plan
    table, keys = plan.tables["contract_lots"], ["contract", "span"]
    of = {
        key: c
        for key, c in deals.contracts.items()
        if c.lot.binding or c.exact or c.multiple or c.onboarding_fee
    }
    expected = {(key, span) for key, c in of.items() for span in plan.spans(c.lot.span)}
    checker.rows("contract lot rows", table, expected, keys)
    table = among(table, keys, expected)
    rows, names = table[keys], list(table[keys].itertuples(index=False, name=None))
    owners = [of[key] for key, _ in names]
    lifted = np.array(
        [deals.tonnes(key, plan.spans(of[key].lot.span)[span]) for key, span in names], dtype=float
    )
    used = table["used"].to_numpy(dtype=bool)
    checker.figure("contract lots", rows, table["tonnes"], lifted)
    lot = np.array([c.exact or c.multiple or np.nan for c in owners], dtype=float)
    checker.figure("contract lots", rows, table["lots"], np.round(lifted / lot))
    checker.at_most("nothing without use", rows, lifted, np.where(used, np.inf, 0.0))
    least = np.array([max(c.lot.minimum, c.exact) for c in owners], dtype=float)
    checker.at_least("least of a contract", rows, lifted, np.where(used, least, -np.inf))
    exact = np.array([c.exact or np.inf for c in owners], dtype=float)
    checker.at_most("exact lot", rows, lifted, exact)
    multiple = np.array([c.multiple or np.nan for c in owners], dtype=float)
    whole = np.where(np.isnan(multiple), lifted, np.round(lifted / multiple) * multiple)
    checker.balances("whole lots", rows, lifted, whole)
    fee = np.array([c.lot.fee for c in owners], dtype=float) * used
    checker.figure("contract fees", rows, table["fee"], fee)
    first = [
        span == next((s for (k, s), u in zip(names, used, strict=True) if k == key and u), None)
        for key, span in names
    ]
    onboarding = np.array([c.onboarding_fee for c in owners], dtype=float) * np.array(first, bool)
    checker.figure("onboarding fees", rows, table["onboarding"], onboarding)


def _pairs(deals: Deals, checker: Checker) -> None:
    plan = deals.plan
    table, keys = plan.tables["pairs"], ["bundle", "span"]
    bundles = plan.case.bundles
    expected = {(key, span) for key, b in bundles.items() for span in plan.spans(b.span)}
    checker.rows("pair rows", table, expected, keys)
    table = among(table, keys, expected)
    rows, names = table[keys], list(table[keys].itertuples(index=False, name=None))
    of = [(bundles[key], plan.spans(bundles[key].span)[span]) for key, span in names]
    first = np.array([deals.tonnes(b.first, labels) for b, labels in of], dtype=float)
    second = np.array([deals.tonnes(b.second, labels) for b, labels in of], dtype=float)
    ratio = np.array([b.ratio for b, _ in of], dtype=float)
    checker.figure("pairs", rows, table["first"], first)
    checker.figure("pairs", rows, table["second"], second)
    checker.at_most("pairs", rows, table["paired"], first)
    checker.at_most("pairs", rows, table["paired"], second / ratio)
    off = np.array([-b.discount for b, _ in of], dtype=float) * table["paired"].to_numpy(float)
    checker.figure("pairs", rows, table["discount"], off)


def _money(deals: Deals, checker: Checker) -> None:
    """The money columns of the contract years are the cost lines of each contract and year."""
    plan = deals.plan
    table, keys = plan.tables["contract_years"], ["contract", "year"]
    rows, names = table[keys], list(table[keys].itertuples(index=False, name=None))
    lines: dict[tuple[str, str, str], float] = {}
    for contract in deals.contracts.values():

        def add(kind: str, period: str, amount: float, key: str = contract.key) -> None:
            place = (key, plan.periods[period].year, kind)
            lines[place] = lines.get(place, 0.0) + amount

        _add_contract(deals, contract, add)
    paid = np.zeros(len(names))
    for column, kind in KINDS.items():
        values = np.array([lines.get((*name, kind), 0.0) for name in names], dtype=float)
        checker.figure("money of contracts", rows, table[column], values, size=1e3)
        paid = paid + values
    tonnes = np.where(table["lifted"] > 1e-9, table["lifted"], np.nan)
    checker.figure("money of contracts", rows, table["effective_price"], paid / tonnes / KG)


def add_costs(plan: Plan, add: Add) -> None:
    """Every cost line of contracts; what they invoice is taken out of the purchases."""
    deals = Deals(plan)
    for contract in deals.contracts.values():
        _add_contract(deals, contract, add)
    for one in deals.liftings:
        add("purchase", one.period, -one.price * one.tonnes)
    table = plan.tables["pairs"]
    for key, span, paired in zip(table["bundle"], table["span"], table["paired"], strict=True):
        bundle = plan.case.bundles.get(key)
        if bundle is not None and span in plan.spans(bundle.span):
            last = plan.spans(bundle.span)[span][-1]
            add("bundle discounts", last, -bundle.discount * paired)


def _add_contract(deals: Deals, contract: Contract, add: Add) -> None:
    plan, key = deals.plan, contract.key
    for one in deals.liftings:
        if one.contract == key:
            add("contract purchase", one.period, one.price * one.tonnes)
    table = plan.tables["rebates"]
    for period, back in table[table["contract"] == key][["period", "rebated"]].itertuples(
        index=False, name=None
    ):
        if period in plan.periods:
            add("rebates", period, -back)
    table = plan.tables["price_steps"]
    columns = ["span", "tier", "tonnes", "value"]
    for span, tier, tonnes, value in table[table["contract"] == key][columns].itertuples(
        index=False, name=None
    ):
        if span not in plan.spans(contract.tier_span) or tier not in {
            t.key for t in contract.tiers
        }:
            continue
        data = _tier(deals, key, tier)
        off = data.discount[span] * tonnes + (data.share * value if data.share else 0.0)
        add("tier settlements", plan.spans(contract.tier_span)[span][-1], -off)
    _add_fees(deals, contract, add)
    before = contract.signed
    for year in deals.years(contract):
        labels = plan.spans("year")[year]
        made_up = sum(
            tonnes
            for (name, _, when), tonnes in deals.made_up.items()
            if (name, when) == (key, year)
        )
        paid = deals.deficiency.get((key, year), 0.0) - made_up
        add("take or pay", labels[-1], contract.unlifted_price[year] * paid)
        now = deals.in_force.get((key, year), False)
        if before and not now:
            add("contract fees", labels[0], contract.exit_fee or 0.0)
        before = now


def _add_fees(deals: Deals, contract: Contract, add: Add) -> None:
    """Fixed fee of every span of use, the onboarding fee in the first."""
    table = deals.plan.tables["contract_lots"]
    table = table[table["contract"] == contract.key]
    used = dict(zip(table["span"], table["used"], strict=True))
    first = True
    for span, labels in deals.plan.spans(contract.lot.span).items():
        if used.get(span, False):
            once = contract.onboarding_fee if first else 0.0
            add("contract fees", labels[0], contract.lot.fee + once)
            first = False
