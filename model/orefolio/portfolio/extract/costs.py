"""Cost by kind and period, recomputed from the plan; discounted they add up to the objective."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from orefolio.case.entities import Lot, Passage, Plant
from orefolio.case.model import Case
from orefolio.formulation.members import Concentration
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract import belief, contracts, home, investing
from orefolio.portfolio.extract.investing import InvestmentBook
from orefolio.portfolio.extract.pools import levels, opening_of
from orefolio.portfolio.extract.rules import RuleBook
from orefolio.portfolio.extract.solved import LEVIES, Solved
from orefolio.portfolio.extract.stock import missing_cover
from orefolio.portfolio.schema import COST_KINDS, RESULT_TABLE

Line = tuple[str, str, float]
"""Kind, period, USD in the money of the period."""


def costs(solved: Solved, book: RuleBook, invested: InvestmentBook) -> pd.DataFrame:
    """Every kind in every period, zeros included, in the money of the period and discounted."""
    sums: defaultdict[tuple[str, str], float] = defaultdict(float)
    for lines in (
        _flows(solved),
        _nodes(solved),
        home.costs(solved),
        contracts.costs(solved),
        belief.costs(solved),
        _fees(solved),
        investing.lines(invested),
        _steering(solved, book),
    ):
        for kind, period, amount in lines:
            sums[kind, period] += amount
    rows = [
        (kind, period.label, amount, amount * period.discount)
        for kind, _ in COST_KINDS
        for period in solved.period.values()
        for amount in (sums[kind, period.label],)
    ]
    kinds = {kind: rank for rank, (kind, _) in enumerate(COST_KINDS)}
    return from_rows(RESULT_TABLE["costs"], rows, {**solved.ranks, "kind": kinds})


def _flows(solved: Solved) -> Iterator[Line]:
    """Purchases, freight, levies, and the risk premium: weight x hazard x reference value."""
    flows = solved.flows
    flows = flows.assign(
        **{name: flows["bought"] * flows[name] for name in LEVIES},
        premium=solved.case.plan.risk_weight * flows["hazard"] * flows["value"],
    )
    columns = {
        "purchase": "open_spend",
        "freight": "freight_cost",
        "toll": "toll_cost",
        "risk premium": "premium",
    }
    columns |= {name.replace("_", " "): name for name in LEVIES}
    sums = flows.groupby("period")[list(columns.values())].sum()
    for kind, column in columns.items():
        for period, amount in sums[column].items():
            yield kind, str(period), float(amount)


def _nodes(solved: Solved) -> Iterator[Line]:
    """Holding, missing days of cover, shortage, surplus, end stock."""
    case, period = solved.case, solved.period
    for level in levels(solved):
        yield "holding", level.period.label, level.holding_cost
    for label, charge in missing_cover(solved):
        yield "missing cover", label, charge
    for (segment, node), tonnes in solved.values("shortage").items():
        if node in period:
            price = case.segments[segment].shortage_cost or 0.0
            yield "shortage", period[node].label, price * tonnes
    for (material, _, node), tonnes in solved.values("surplus").items():
        if node in period:
            yield "surplus", period[node].label, -case.materials[material].surplus_value * tonnes
    for (material, name, node), tonnes in solved.values("surplus_step").items():
        if node in period:
            step = next(each for each in case.surplus_steps[material] if each.step == name)
            more = step.price - case.materials[material].surplus_value
            yield "surplus", period[node].label, -more * tonnes
    yield from _end_stock(solved)


def _end_stock(solved: Solved) -> Iterator[Line]:
    """Missing against the opening at replacement cost, above it credited at salvage value."""
    case = solved.case
    last = case.periods[-1].label
    left: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    for level in levels(solved):
        if level.period.label == last and level.terms.end_of_horizon == "value":
            # lots of tested sources count with the grade that they are of
            place = (level.material, case.plain(level.grade), level.pool)
            left[place] += level.closing - opening_of(case, level.material, level.grade, level.pool)
    for (material, _, _), above in left.items():
        worth = case.plan.end_salvage if above > 0 else case.plan.end_replacement
        yield "end stock", last, -case.materials[material].reference_price * worth * above


def _fees(solved: Solved) -> Iterator[Line]:
    """A fee is paid in the first period of its span."""
    for (table, key, span), used in solved.values("commit").items():
        lot = _lot(solved.case, table, key)
        first = solved.period[solved.case.spans(lot.span)[span][0]]
        yield "fixed fees", first.label, lot.fee * round(used)


def _lot(case: Case, table: str, key: str) -> Lot:
    if table == "offers":
        return case.offers[key].lot
    passed = case.passages[table, key]
    assert isinstance(passed, (Passage, Plant))
    return passed.lot


def _steering(solved: Solved, book: RuleBook) -> Iterator[Line]:
    """Concentration charge (weight x HHI x value) and soft rules, in the first period of span."""
    case = solved.case
    for kept in book.limits:
        if kept.penalty:
            first = solved.period[case.spans(kept.rule.span)[kept.span][0]]
            yield "soft rules", first.label, kept.penalty
    weight, of = case.plan.concentration_weight, case.plan.concentration_of
    if not weight:
        return
    for material, data in case.materials.items():
        for year, nodes in case.spans("year").items():
            item = Concentration(of, material, (material,), year, nodes, ())
            hhi, tonnes = book.herfindahl(item)
            charge = weight * data.reference_price * hhi * tonnes
            yield "concentration charge", solved.period[nodes[0]].label, charge
