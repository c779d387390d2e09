"""Capacity of offers, and of whatever a path passes: shared by all that use it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from orefolio.case.horizon import column_of
from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.opened import opened_instead
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total


def offer_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (offer, node) where the offer is open and limited."""
    lookup: Lookup = model.lookup
    return (
        (offer, node)
        for offer, node in lookup.by_offer
        if math.isfinite(case.offers[offer].capacity[case.nodes[node].period.index])
        and not opened_instead(case, "offers", offer)
    )


def offer_rule(case: Case, model: Any, index: Index) -> Any:
    r"""An offer delivers no more than its believed capacity, whatever the route.

    .. math:: \sum_{a \in o} delivery_{a,n} \le \kappa_o\, \phi_{o,t(n)}\, K_{o,t(n)} \qquad [t]

    :math:`K` is the announced capacity of the period, :math:`\phi` the share of it that stands on
    its days after the slip of the start and by the ramp, :math:`\kappa` the delivery ratio or the
    firm ratio, by the capacity basis of the settings.
    """
    offer, node = index
    lookup: Lookup = model.lookup
    terms = [model.delivery[path, node] for path in lookup.by_offer[offer, node]]
    capacity = case.offers[offer].capacity[case.nodes[node].period.index]
    return bounded(model, None, total(terms), capacity)


def offer_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    offer, node = index
    period = case.nodes[node].period.index
    capacity, announced = (
        case.offers[offer].capacity[period],
        case.offers[offer].announced[period],
    )
    believed = f", of {announced:,.6g} t announced" if announced != capacity else ""
    return f"{offer} can deliver at most {capacity:,.6g} t in {node}{believed}"


def offer_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the capacity."""
    offer, node = index
    record = case.records.table("capacities").get(offer)
    if record is None:
        return (case.place("offers", offer, "capacity"),)
    period = case.nodes[node].period
    label = column_of(record.by_period, period)
    return (case.place("capacities", offer, label),)


OFFER_CAPACITY = Family(
    name="limit_offer",
    index=("offer", "node"),
    unit="t",
    rows=offer_rows,
    rule=offer_rule,
    sentence=offer_sentence,
    places=offer_places,
    reads=(
        "offers.capacity",
        "offers.delivery_ratio",
        "offers.firm_ratio",
        "offers.slip",
        "offers.ramp",
        "capacities.*",
        "ramps.share",
        "delivery_records.*",
        "settings.capacity_basis",
        "settings.firm_percentile",
    ),
)


def passage_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (table, key, node) of limited routes, legs, points and plants that something passes."""
    lookup: Lookup = model.lookup
    return (
        index
        for index in sorted(lookup.by_passage)
        if math.isfinite(_capacity(case, index)) and not opened_instead(case, *index[:2])
    )


def _capacity(case: Case, index: Index) -> float:
    table, key, node = index
    passed = case.passages.get((table, key))
    return passed.capacity[case.nodes[node].period.index] if passed else math.inf


def passage_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A route, leg, chokepoint or plant takes no more than its capacity, all paths together.

    .. math:: \sum_{a \ni \ell} m_{a,\ell}\, delivery_{a,n} \le K_{\ell,t(n)} \qquad [t]

    :math:`m_{a,\ell}` is what passes it of a tonne bought: 1, or less after a plant.
    """
    lookup: Lookup = model.lookup
    key = (index[0], index[1])
    terms = [
        case.paths[path].carried[key] * model.delivery[path, index[2]]
        for path in lookup.by_passage[index]
    ]
    return bounded(model, None, total(terms), _capacity(case, index))


def passage_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    table, key, node = index
    return f"at most {_capacity(case, index):,.6g} t pass {table[:-1]} {key} in {node}"


def passage_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the capacity."""
    return (case.place(index[0], index[1], "capacity"),)


PASSAGE_CAPACITY = Family(
    name="limit_passage",
    index=("table", "passage", "node"),
    unit="t",
    rows=passage_rows,
    rule=passage_rule,
    sentence=passage_sentence,
    places=passage_places,
    reads=("routes.capacity", "legs.capacity", "chokepoints.capacity"),
)
