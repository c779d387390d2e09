"""Contracts: liftings within deliveries and volumes, take or pay, what is made up and expires."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np

from orefolio.case.entities import Contract
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.invoices import Lifting, lifted
from orefolio.portfolio.auditing.plan import Plan

KG = 1000.0


class Deals:
    """The contracts of a plan, as its tables say."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.contracts = plan.case.contracts

    @cached_property
    def liftings(self) -> tuple[Lifting, ...]:
        """Every delivery under a contract."""
        return lifted(self.plan.case, self.plan.tables["liftings"])

    def tonnes(self, contract: str, periods: Iterable[str]) -> float:
        """T lifted under a contract in some periods."""
        inside = set(periods)
        own = (one for one in self.liftings if one.contract == contract)
        return sum(one.tonnes for one in own if one.period in inside)

    def money(self, contract: str, periods: Iterable[str]) -> float:
        """USD invoiced under a contract in some periods."""
        inside = set(periods)
        own = (one for one in self.liftings if one.contract == contract)
        return sum(one.tonnes * one.price for one in own if one.period in inside)

    def years(self, contract: Contract) -> tuple[str, ...]:
        """The years in which a contract can be lifted."""
        periods = self.plan.periods
        spans = self.plan.spans("year").items()
        return tuple(
            year
            for year, labels in spans
            if any(contract.most[periods[label].index] > 0 for label in labels)
        )

    def volume(self, series: tuple[float, ...], year: str) -> float:
        """T of a year, of a series by period."""
        labels = self.plan.spans("year")[year]
        return sum(series[self.plan.periods[label].index] for label in labels)

    @cached_property
    def in_force(self) -> Mapping[tuple[str, str], bool]:
        """Whether each contract binds in each year, as its table says."""
        table = self.plan.tables["contract_years"]
        columns = [table[name] for name in ("contract", "year", "in_force")]
        return {(key, year): bool(binds) for key, year, binds in zip(*columns, strict=True)}

    @cached_property
    def made_up(self) -> Mapping[tuple[str, str, str], float]:
        """(contract, year paid in, year lifted in) → t lifted free."""
        table = self.plan.tables["make_up"]
        columns = [table[name] for name in ("contract", "paid_in", "year", "tonnes")]
        return {tuple(row[:3]): row[3] for row in zip(*columns, strict=True)}

    @cached_property
    def deficiency(self) -> Mapping[tuple[str, str], float]:
        """(contract, year) → t paid and not lifted."""
        table = self.plan.tables["contract_years"]
        columns = [table[name] for name in ("contract", "year", "deficiency")]
        return {(key, year): tonnes for key, year, tonnes in zip(*columns, strict=True)}


def check(plan: Plan, checker: Checker) -> None:
    """Liftings are part of deliveries; each year keeps its volumes and its obligations."""
    deals = Deals(plan)
    _liftings(deals, checker)
    _years(deals, checker)
    _force(deals, checker)
    _made_up(deals, checker)


def _liftings(deals: Deals, checker: Checker) -> None:
    plan = deals.plan
    table, keys = plan.tables["liftings"], ["contract", "path", "period"]
    expected = {(one.contract, one.path, one.period) for one in deals.liftings}
    checker.rows("lifting exists", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    checker.at_least("lifting not negative", rows, table["lifted"], 0.0)
    checker.same("lifting names", rows, table["offer"], [one.offer for one in deals.liftings])
    held = [_held_by(deals, one) for one in deals.liftings]
    checker.same("lifting names", rows, table["held_by"], held)
    for column, values in (
        ("price", [one.price / KG for one in deals.liftings]),
        ("offer_price", [one.offer_price / KG for one in deals.liftings]),
        ("invoiced", [one.price * one.tonnes for one in deals.liftings]),
    ):
        checker.figure(f"lifting {column.replace('_', ' ')}", rows, table[column], values)
    open_in = [deals.contracts[one.contract].most[one.index] for one in deals.liftings]
    limit = np.where(np.array(open_in, dtype=float) > 0, np.inf, 0.0)
    checker.at_most("lifting within the term", rows, table["lifted"], limit)
    under: dict[tuple[str, str], float] = {}
    for one in deals.liftings:
        under[one.path, one.period] = under.get((one.path, one.period), 0.0) + one.tonnes
    flows = plan.flows
    names = list(zip(flows["path"], flows["period"], strict=True))
    bought = dict(zip(names, flows["bought"].tolist(), strict=True))
    words = [f"{path} in {period}" for path, period in under]
    able = [bought.get(key, 0.0) for key in under]
    checker.at_most("lifted is delivered", words, list(under.values()), able)
    closed = {o for c in deals.contracts.values() if not c.open_purchase for o in c.offers}
    only = [key for key in names if plan.offer(key[0]).key in closed]
    words = [f"{path} in {period}" for path, period in only]
    contracted = [under.get(key, 0.0) for key in only]
    checker.at_most("bought only under contracts", words, [bought[k] for k in only], contracted)


def _years(deals: Deals, checker: Checker) -> None:
    plan = deals.plan
    table, keys = plan.tables["contract_years"], ["contract", "year"]
    contracts = deals.contracts
    expected = {(key, year) for key, c in contracts.items() for year in deals.years(c)}
    checker.rows("contract year rows", table, expected, keys)
    table = among(table, keys, expected)
    rows, names = table[keys], list(table[keys].itertuples(index=False, name=None))
    of = [contracts[key] for key, _ in names]
    binds = table["in_force"].to_numpy(dtype=bool)
    spans = plan.spans("year")
    firm = np.array([deals.volume(c.firm, y) for c, (_, y) in zip(of, names, strict=True)], float)
    most = np.array([deals.volume(c.most, y) for c, (_, y) in zip(of, names, strict=True)], float)
    tonnes = np.array([deals.tonnes(key, spans[year]) for key, year in names], dtype=float)
    money = np.array([deals.money(key, spans[year]) for key, year in names], dtype=float)
    owed = np.array([c.take_or_pay for c in of], dtype=float) * firm * binds
    free = np.array([_free(deals, key, year) for key, year in names], dtype=float)
    for column, values in (
        ("firm", firm),
        ("most", most),
        ("lifted", tonnes),
        ("owed", owed),
        ("made_up", free),
        ("invoiced", money),
        ("at_floor", [_at_floor(deals, key, spans[year]) for key, year in names]),
        ("price", money / np.where(tonnes > 1e-9, tonnes, np.nan) / KG),
    ):
        checker.figure(f"contract {column.replace('_', ' ')}", rows, table[column], values)
    checker.at_most("contract volume", rows, tonnes, np.where(binds, most, 0.0))
    missing = np.maximum(owed - tonnes, 0.0)
    checker.at_least("deficiency is paid", rows, table["deficiency"], missing)
    banked = np.array([c.make_up_years > 0 for c in of], dtype=bool)
    checker.at_most(
        "only a deficiency is banked",
        rows,
        table["deficiency"],
        np.where(banked, missing, np.inf),
    )
    checker.at_most("made up above what is owed", rows, free, np.maximum(tonnes - owed, 0.0))
    left = [_credits(deals, contracts[key], year) for key, year in names]
    checker.figure("expired credits", rows, table["expired"], [each[0] for each in left])
    checker.figure("open credits", rows, table["credit"], [each[1] for each in left])


def _stated(deals: Deals, key: str, column: str) -> float | None:
    """A price of the Contracts sheet, USD/t."""
    value = deals.plan.case.records.table("contracts")[key].values.get(column)
    return float(value) * KG if isinstance(value, int | float) else None


def _held_by(deals: Deals, one: Lifting) -> str:
    """Whether floor or ceiling sets a price."""
    floor, ceiling = (_stated(deals, one.contract, column) for column in ("floor", "ceiling"))
    if floor is not None and one.price <= floor:
        return "floor"
    return "ceiling" if ceiling is not None and one.price >= ceiling else ""


def _at_floor(deals: Deals, key: str, periods: Iterable[str]) -> float:
    inside = set(periods)
    own = (one for one in deals.liftings if one.contract == key and one.period in inside)
    return sum(one.tonnes for one in own if _held_by(deals, one) == "floor")


def _free(deals: Deals, key: str, year: str) -> float:
    return sum(t for (name, _, when), t in deals.made_up.items() if (name, when) == (key, year))


def _credits(deals: Deals, contract: Contract, year: str) -> tuple[float, float]:
    """T whose right ends unused with the year, and t that may still be made up."""
    order = list(deals.plan.spans("year"))
    now = order.index(year)
    expired = credit = 0.0
    for origin in order[: now + 1]:
        used = sum(
            tonnes
            for (name, paid_in, when), tonnes in deals.made_up.items()
            if (name, paid_in) == (contract.key, origin) and when in order[: now + 1]
        )
        left = max(deals.deficiency.get((contract.key, origin), 0.0) - used, 0.0)
        age = now - order.index(origin)
        expired += left if age == contract.make_up_years else 0.0
        credit += left if age < contract.make_up_years else 0.0
    return expired, credit


def _force(deals: Deals, checker: Checker) -> None:
    """A signed contract without exit always binds; one that has ended does not come back."""
    names, found, allowed = [], [], []
    for contract in deals.contracts.values():
        before: bool | None = True if contract.signed else None
        for year in deals.years(contract):
            now = deals.in_force.get((contract.key, year), False)
            names.append(f"{contract.key}, {year}")
            found.append(now)
            kept = before is None or now == before
            ended = contract.exit_fee is not None and before is True and not now
            allowed.append(now if kept or ended else not now)
            before = now
    checker.same("contract in force", names, found, allowed)


def _made_up(deals: Deals, checker: Checker) -> None:
    """What was paid is made up once, after it was paid and before its right ends."""
    order = {year: place for place, year in enumerate(deals.plan.spans("year"))}
    known = {index for index in deals.made_up if index[0] in deals.contracts}
    checker.rows(
        "made up rows", deals.plan.tables["make_up"], known, ["contract", "paid_in", "year"]
    )
    names, waited, limits = [], [], []
    sums: dict[tuple[str, str], float] = {}
    for (key, origin, year), tonnes in deals.made_up.items():
        sums[key, origin] = sums.get((key, origin), 0.0) + tonnes
        contract = deals.contracts.get(key)
        names.append(f"{key}, paid in {origin}, lifted in {year}")
        years = order.get(year, 0) - order.get(origin, 0)
        waited.append(float(years) if years > 0 else math.inf)
        limits.append(float(contract.make_up_years) if contract is not None else 0.0)
    checker.at_most("made up in time", names, waited, limits)
    words = [f"{key}, {origin}" for key, origin in sums]
    paid = [deals.deficiency.get(key, 0.0) for key in sums]
    checker.at_most("made up once", words, list(sums.values()), paid)
