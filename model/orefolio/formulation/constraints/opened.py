"""Capacity that investments open: of offers and ways, and the rights to buy under them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo

from orefolio.case.entities import Opening
from orefolio.case.model import Case
from orefolio.formulation.constraints import conversions, pools
from orefolio.formulation.constraints.levers import worked
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.opened import opened
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total


def flow(case: Case, model: Any, index: Index) -> Any:
    """T bought, carried by a way, worked by a lever or conversion, held by a pool, in a node."""
    table, key, node = index
    lookup: Lookup = model.lookup
    if table == "offers":
        return total(model.delivery[path, node] for path in lookup.by_offer.get((key, node), []))
    if table == "levers":
        return total(worked(model, case.levers[key], node))
    if table == "conversions":
        return total(conversions.worked(case, model, key, node))
    if table == "pools":
        return total(pools.held(case, model, key, node))
    return total(
        case.paths[path].carried[table, key] * model.delivery[path, node]
        for path in lookup.by_passage.get(index, [])
    )


def opened_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (table, target, node) of every target of an opening through which anything can flow."""
    lookup: Lookup = model.lookup
    for table, target in case.investing.own:
        for node in case.nodes:
            if _open(lookup, (table, target, node)):
                yield table, target, node


def _open(lookup: Lookup, index: Index) -> bool:
    table, target, node = index
    case, period = lookup.case, lookup.case.nodes[node].period.index
    if table == "offers":
        return (target, node) in lookup.by_offer
    if table == "levers":
        return case.levers[target].ceiling[period] > 0
    if table == "conversions":
        return case.conversions[target].capacity[period] > 0
    if table == "pools":
        return bool(pools.places(case, target))
    return index in lookup.by_passage


def opened_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What flows keeps within the target's own capacity and what investments have opened.

    .. math:: \sum_{a \ni o} c_{a,o}\, delivery_{a,n} \le K_{o,t(n)}
        + \sum_{j} A_{j,o,t(n)} \sum_{\tau} \phi_{j,\tau,t(n)}\, build_{j,\tau} \qquad [t]

    :math:`c` is what passes the target for each tonne bought. Of levers and conversions stands in
    place of it what they work, of pools what they hold at the end. :math:`K` is its own capacity, 0
    behind a gate. :math:`A` is what investment :math:`j` opens once ramped up (negative: closes),
    behind a gate also the target's own capacity or, without limit, all that could be of use.
    :math:`\phi` is the share of the period's days on which an investment that begins at
    :math:`\tau` is ready and not yet at the end of its life, weighted by its ramp.
    """
    table, target, node = index
    own = case.investing.own[table, target][case.nodes[node].period.index]
    added = [
        opened(case, model, each, node)
        for each in case.investing.of(table, target)
        if each.gate or not each.whole
    ]
    endless = any(isinstance(each, float) and math.isinf(each) for each in added)
    if endless or math.isinf(own):
        return pyo.Constraint.Skip
    return bounded(model, None, flow(case, model, index) - total(added), own)


def opened_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    table, target, node = index
    own = case.investing.own[table, target][case.nodes[node].period.index]
    does = "holds" if table == "pools" else "gives"
    return (
        f"{target} {does} no more in {node} than its own {own:,.6g} t and what investments have"
        " opened of it"
    )


def opening_places(case: Case, index: Index) -> tuple[str, ...]:
    """The rows of the openings."""
    return tuple(
        case.place("openings", each.key, "capacity")
        for each in case.investing.of(index[0], index[1])
    )


OPENED = Family(
    name="limit_opened",
    index=("table", "target", "node"),
    unit="t",
    rows=opened_rows,
    rule=opened_rule,
    sentence=opened_sentence,
    places=opening_places,
    reads=(
        *("openings.capacity", "openings.share", "openings.gate", "investments.lead_time"),
        *("investments.life", "investments.ramp", "investments.ramp_time"),
    ),
)


def gated_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (table, target, node) behind several gates that each open all of its own."""
    for table, target, node in opened_rows(case, model):
        gates = _whole_gates(case, table, target)
        if len(gates) > 1 and math.isfinite(gates[0].amount[case.nodes[node].period.index]):
            yield table, target, node


def _whole_gates(case: Case, table: str, target: str) -> list[Opening]:
    return [each for each in case.investing.of(table, target) if each.gate and each.whole]


def gated_rule(case: Case, model: Any, index: Index) -> Any:
    r"""However many gates open a target, it has its own capacity once, and what others add.

    .. math:: \sum_{a \ni o} c_{a,o}\, delivery_{a,n} \le K_{o,t(n)}
        + \sum_{j \,added} A_{j,o,t(n)} \sum_{\tau} \phi_{j,\tau,t(n)}\, build_{j,\tau} \qquad [t]
    """
    table, target, node = index
    added = [
        opened(case, model, each, node)
        for each in case.investing.of(table, target)
        if not each.gate and not each.whole
    ]
    own = _whole_gates(case, table, target)[0].amount[case.nodes[node].period.index]
    return bounded(model, None, flow(case, model, index) - total(added), own)


def gated_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    table, target, node = index
    own = _whole_gates(case, table, target)[0].amount[case.nodes[node].period.index]
    return f"{target} has {own:,.6g} t of its own in {node}, however many investments open it"


GATED = Family(
    name="limit_gated",
    index=("table", "target", "node"),
    unit="t",
    rows=gated_rows,
    rule=gated_rule,
    sentence=gated_sentence,
    places=opening_places,
    reads=("openings.gate",),
)


def right_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (investment, offer, node) of every right to a discount."""
    return (tuple(index) for index in model.discounted)


def right_rule(case: Case, model: Any, index: Index) -> Any:
    r"""No more is bought under a right than its investment has opened.

    .. math:: discounted_{j,o,n} \le A_{j,o,t(n)} \sum_\tau \phi_{j,\tau,t(n)}\, build_{j,\tau}
        \qquad [t]
    """
    investment, offer, node = index
    opening = case.investing.openings[f"{investment}|offers|{offer}"]
    most = opened(case, model, opening, node)
    if isinstance(most, float) and math.isinf(most):
        return pyo.Constraint.Skip
    return bounded(model, None, model.discounted[index] - most, 0.0)


def right_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    investment, offer, node = index
    return f"the discount of {investment} on {offer} holds in {node} for what it has opened"


def right_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the discount."""
    return (case.place("openings", f"{index[0]}|offers|{index[1]}", "discount"),)


RIGHT = Family(
    name="limit_right",
    index=("investment", "offer", "node"),
    unit="t",
    rows=right_rows,
    rule=right_rule,
    sentence=right_sentence,
    places=right_places,
    reads=("openings.discount", "openings.capacity", "openings.share"),
)


def discounted_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (offer, node) where anything may be bought at a discount."""
    return dict.fromkeys((offer, node) for _, offer, node in model.discounted)


def discounted_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What is bought under rights is bought.

    .. math:: \sum_j discounted_{j,o,n} \le \sum_{a \in o} delivery_{a,n} \qquad [t]
    """
    offer, node = index
    rights = [(each.investment, offer, node) for each in case.investing.of("offers", offer)]
    under = [model.discounted[right] for right in rights if right in model.discounted]
    return bounded(model, None, total(under) - flow(case, model, ("offers", *index)), 0.0)


def discounted_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"the discounts on {index[0]} in {index[1]} hold for what is bought of it"


def discounted_places(case: Case, index: Index) -> tuple[str, ...]:
    """The row of the offer."""
    return (case.place("offers", index[0], "offer"),)


DISCOUNTED = Family(
    name="limit_discounted",
    index=("offer", "node"),
    unit="t",
    rows=discounted_rows,
    rule=discounted_rule,
    sentence=discounted_sentence,
    places=discounted_places,
)
