"""What a row of a rule adds up, and what a share or average of it is divided by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from orefolio.case.entities import Path
from orefolio.case.model import Case
from orefolio.case.worth import value_share
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.members import KILOGRAM, RuleRow, counted_shares, demand_of
from orefolio.formulation.rows import total

Terms = list[tuple[tuple[str, ...], float]]
"""Index of a variable (``delivery``, ``lifted`` or ``use``), and what one tonne of it counts."""


def variable(row: RuleRow, index: tuple[str, ...]) -> str:
    """What a term counts: a delivery, what a contract invoices of it, or the use of a grade."""
    if row.rule.uses:
        return "use"
    return "delivery" if len(index) == 2 else "lifted"


def amount(lookup: Lookup, row: RuleRow) -> Terms:
    """What the row measures: t, USD at reference prices, USD spent, or t times a column."""
    if row.rule.uses:
        return list(_uses(lookup.case, row, everything=False))
    shares = counted_shares(lookup, row)
    if not shares:
        return []
    return list(_deliveries(lookup, row, row.rule.base, row.counted, shares))


def everything(lookup: Lookup, row: RuleRow) -> Terms:
    """Usable tonnes of all deliveries of the row's materials."""
    return list(_deliveries(lookup, row, "usable", row.materials, None))


def divisor(lookup: Lookup, row: RuleRow) -> Terms:
    """What it is divided by where that depends on the plan: all deliveries, or those counted."""
    rule = row.rule
    if rule.of not in ("deliveries", "counted"):
        return []
    if rule.uses:
        return list(_uses(lookup.case, row, everything=True))
    if rule.of == "counted":
        shares = counted_shares(lookup, row)
        found = _deliveries(lookup, row, rule.of_base, row.counted, shares)
        return [(index, rule.unit_size * factor) for index, factor in found]
    return list(_deliveries(lookup, row, rule.of_base, row.materials, None))


def fixed_divisor(case: Case, row: RuleRow) -> float:
    """What it is divided by where no plan can change it: the demand, or 1; else 0."""
    if row.rule.of == "demand":
        return demand_of(row, case, value=row.rule.base == "value")
    return 1.0 if row.rule.of == "one" else 0.0


def beyond(lookup: Lookup, row: RuleRow) -> Terms:
    """The amount, less the bound times a divisor that depends on the plan; no index twice."""
    found: dict[tuple[str, ...], float] = {}
    for index, factor in amount(lookup, row):
        found[index] = found.get(index, 0.0) + factor
    for index, factor in divisor(lookup, row):
        found[index] = found.get(index, 0.0) - row.bound * factor
    return [(index, factor) for index, factor in found.items() if factor]


def limit(case: Case, row: RuleRow) -> float:
    """The right-hand side that belongs to ``beyond``."""
    return row.bound * fixed_divisor(case, row)


def expression(model: Any, row: RuleRow, terms: Terms) -> Any:
    """The sum of the terms; of deliveries also what contracts invoice more or less."""
    return total(factor * getattr(model, variable(row, index))[index] for index, factor in terms)


def reach(model: Any, row: RuleRow, terms: Terms) -> tuple[float, float]:
    """The least and the most that the sum of the terms can be in any useful plan."""
    case: Case = model.lookup.case
    low: dict[tuple[str, ...], float] = {}
    high: dict[tuple[str, ...], float] = {}
    for index, factor in terms:
        what = variable(row, index)
        # a segment uses no more than its demand; of an offer no more is bought than is of use
        owner = (index[0], index[2]) if what == "use" else (case.paths[index[-2]].offer,)
        if what == "lifted":
            owner = (*owner, index[0])
        low[owner] = min(low.get(owner, 0.0), factor)
        high[owner] = max(high.get(owner, 0.0), factor)
    most = {owner: _most(model, row, owner) for owner in low}
    return (
        sum(low[owner] * most[owner] for owner in low if low[owner]),
        sum(high[owner] * most[owner] for owner in high if high[owner]),
    )


def _most(model: Any, row: RuleRow, owner: tuple[str, ...]) -> float:
    if not row.rule.uses:
        return float(model.useful.most(owner[0], row.nodes))
    segment, node = owner
    case: Case = model.lookup.case
    period = case.nodes[node].period.index
    added = sum(
        -effect * lever.ceiling[period]
        for lever in case.levers.values()
        for key, effect in lever.effects.items()
        if key == segment and effect < 0
    )
    return float(case.segments[segment].demand[period] + added)


def moves(lookup: Lookup, row: RuleRow) -> Mapping[str, list[float]]:
    """By how much a tonne bought of each offer moves the row, either way, in its nodes."""
    terms = dict(beyond(lookup, row))
    found: dict[str, list[float]] = {}
    for index, factor in terms.items():  # (path, node), or (contract, path, node)
        size = abs(factor + (terms.get(index[1:], 0.0) if len(index) == 3 else 0.0))
        if size:
            found.setdefault(lookup.case.paths[index[-2]].offer, []).append(size)
    return found


def kilogram(terms: Terms) -> float:
    """The most that a kilogram can move the sum: what tells a condition that is not met."""
    return KILOGRAM * max((abs(factor) for _, factor in terms), default=1.0)


def worth(case: Case, row: RuleRow, path: Path, period: int) -> float:
    """What a tonne bought by a path adds at least to the row, before the share that touches.

    Where spend is measured, at the lowest price above 0 of the offer and its contracts.
    """
    found = _worth(case, row, path, period, row.rule.base, row.counted)
    if row.rule.base != "spend":
        return found
    each = _valued(case, row, path, row.counted)
    others = [price * each for _, price in _contracted(case, path, period)]
    return min((value for value in (found, *others) if value > 0), default=found)


def _valued(case: Case, row: RuleRow, path: Path, materials: tuple[str, ...]) -> float:
    """The share of a price paid that is for the materials, times their weights."""
    return sum(
        row.rule.weight(material) * value_share(path, case.materials, (material,))
        for material in materials
        if material in path.usable
    )


def _contracted(case: Case, path: Path, period: int) -> Iterator[tuple[str, float]]:
    """The contracts under which a delivery may be lifted, with what they invoice, USD/t."""
    for contract in case.contracts.values():
        if path.offer in contract.offers and contract.most[period] > 0:
            yield contract.key, contract.price[path.offer][period]


def _worth(
    case: Case, row: RuleRow, path: Path, period: int, base: str, materials: tuple[str, ...]
) -> float:
    rule = row.rule
    if base == "spend":
        return case.offers[path.offer].price[period] * _valued(case, row, path, materials)
    found = 0.0
    for material in materials:
        tonnes = path.usable.get(material, 0.0) * rule.weight(material)
        found += tonnes * (case.materials[material].reference_price if base == "value" else 1.0)
    return found * rule.figures.get(path.offer, 0.0) if base == "column" else found


def _deliveries(
    lookup: Lookup,
    row: RuleRow,
    base: str,
    materials: tuple[str, ...],
    shares: Mapping[str, float] | None,
) -> Iterator[tuple[tuple[str, ...], float]]:
    case = lookup.case
    for node in row.nodes:
        period = case.nodes[node].period.index
        for key in lookup.paths(materials, node):
            share = 1.0 if shares is None else shares.get(key, 0.0)
            if share:
                path = case.paths[key]
                factor = share * _worth(case, row, path, period, base, materials)
                if factor:
                    yield (key, node), factor
                if base == "spend" and case.contracts:
                    each = share * _valued(case, row, path, materials)
                    price = case.offers[path.offer].price[period]
                    for contract, invoice in _contracted(case, path, period):
                        if each * (invoice - price):
                            yield (contract, key, node), each * (invoice - price)


def _uses(case: Case, row: RuleRow, *, everything: bool) -> Iterator[tuple[tuple[str, ...], float]]:
    for segment in case.segments.values():
        material = segment.material
        if material not in row.materials:
            continue
        factor = row.rule.weight(material)
        if row.rule.base == "value":
            factor *= case.materials[material].reference_price
        for grade in case.grades[material]:
            if factor and (everything or case.plain(grade) in row.names):
                yield from (((segment.key, grade, node), factor) for node in row.nodes)
