"""Minimum lots and fixed fees of offers, routes, legs and plants, behind a yes-or-no decision."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pyomo.environ as pyo

from orefolio.case.entities import Lot
from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.registry import Family, Group, Index, Relaxation
from orefolio.formulation.rows import bounded, total
from orefolio.formulation.useful import Useful

MINIMUM_COLUMN = {
    "offers": "minimum_lot",
    "routes": "minimum_load",
    "legs": "minimum_load",
    "plants": "minimum_load",
}


def lot_of(case: Case, table: str, key: str) -> Lot:
    """The terms of an offer, route, leg or plant."""
    tables: dict[str, Mapping[str, Any]] = {
        "offers": case.offers,
        "routes": case.routes,
        "legs": case.legs,
        "plants": case.plants,
    }
    lot: Lot = tables[table][key].lot
    return lot


def _nodes(case: Case, index: Index) -> tuple[str, ...]:
    table, key, span = index
    return case.spans(lot_of(case, table, key).span)[span]


def _paths(model: Any, table: str, key: str, node: str) -> list[str]:
    lookup: Lookup = model.lookup
    if table == "offers":
        return lookup.by_offer.get((key, node), [])
    return lookup.by_passage.get((table, key, node), [])


def carried(case: Case, model: Any, index: Index) -> Any:
    """Tonnes bought or carried in the span."""
    table, key, _ = index
    return total(
        _weight(case, path, table, key) * model.delivery[path, node]
        for node in _nodes(case, index)
        for path in _paths(model, table, key, node)
    )


def _weight(case: Case, path: str, table: str, key: str) -> float:
    """Tonnes that count of a tonne bought: 1 for the offer, what is carried for a passage."""
    return 1.0 if table == "offers" else case.paths[path].carried[table, key]


def most(case: Case, model: Any, index: Index) -> float:
    """The big-M: what can truly be bought or carried in the span, in t."""
    table, key, _ = index
    nodes = _nodes(case, index)
    useful: Useful = model.useful
    if table == "offers":
        return useful.most(key, nodes)
    passage = case.passages[table, key]
    capacity = sum(passage.capacity[case.nodes[node].period.index] for node in nodes)
    weights: dict[str, float] = {}  # the most that passes of a tonne of each offer
    for path in (path for node in nodes for path in _paths(model, table, key, node)):
        offer, weight = case.paths[path].offer, _weight(case, path, table, key)
        weights[offer] = max(weight, weights.get(offer, 0.0))
    supplied = sum(weights[offer] * useful.most(offer, nodes) for offer in sorted(weights))
    return min(capacity, supplied) if math.isfinite(capacity) else supplied


def upper_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (table, key, span) of every lot."""
    return (tuple(index) for index in model.commit)


def upper_rule(case: Case, model: Any, index: Index) -> Any:
    r"""Nothing is bought or carried in a span without the decision to use it.

    .. math:: \sum_{n \in s} \sum_{a \in o} m_{a,o}\, delivery_{a,n}
        \le M_{o,s}\, commit_{o,s} \qquad [t]

    :math:`m` is what counts of a tonne bought: 1 for an offer, what passes for a route or plant.
    :math:`M` is the capacity over the span, or all that could be of use where that is less: demand,
    stock, and what lots and rules can force (``useful``). Where nothing ends what a plan could earn
    by buying there is no row, and the plan is unbounded.
    """
    greatest = most(case, model, index)
    if math.isinf(greatest):
        return pyo.Constraint.Skip
    return bounded(model, None, carried(case, model, index) - greatest * model.commit[index], 0.0)


def upper_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"{index[1]} delivers in {index[2]} only if it is used at all"


def lot_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cells of minimum and fee."""
    table, key, _ = index
    return (case.place(table, key, MINIMUM_COLUMN[table]), case.place(table, key, "fixed_fee"))


LOT_UPPER = Family(
    name="limit_lot_use",
    index=("table", "key", "span"),
    unit="t",
    rows=upper_rows,
    rule=upper_rule,
    sentence=upper_sentence,
    places=lot_places,
    reads=("offers.fixed_fee", "routes.fixed_fee", "legs.fixed_fee", "*.lot_span", "*.load_span"),
)


def lower_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (table, key, span) where there is a minimum."""
    return (tuple(index) for index in model.commit if lot_of(case, index[0], index[1]).minimum > 0)


def lower_rule(case: Case, model: Any, index: Index) -> Any:
    r"""If used in a span, at least the minimum.

    .. math:: \sum_{n \in s} \sum_{a \in o} m_{a,o}\, delivery_{a,n}
        \ge q_o\, commit_{o,s} \qquad [t]
    """
    minimum = lot_of(case, index[0], index[1]).minimum
    body = carried(case, model, index) - minimum * model.commit[index]
    return bounded(model, 0.0, body, None)


def lower_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    minimum = lot_of(case, index[0], index[1]).minimum
    return f"{index[1]} takes at least {minimum:,.6g} t in {index[2]} if it is used"


def lower_relaxation(case: Case, index: Index) -> Relaxation:
    """The minimum may be lowered."""
    table, key, _ = index
    column = MINIMUM_COLUMN[table]
    minimum = lot_of(case, table, key).minimum
    text = f"{key} takes at least {minimum:,.6g} t if it is used"
    group = Group(table, key, column, "t", minimum, -1, text)
    return Relaxation(group, scale=1.0, side="lower")


LOT_LOWER = Family(
    name="limit_lot_minimum",
    index=("table", "key", "span"),
    unit="t",
    rows=lower_rows,
    rule=lower_rule,
    sentence=lower_sentence,
    places=lot_places,
    reads=("offers.minimum_lot", "routes.minimum_load", "legs.minimum_load"),
    relaxation=lower_relaxation,
)
