"""Shelf life: what is in stock has come lately, and each arrival counts in one pool only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from orefolio.case.entities import Node
from orefolio.case.model import Case
from orefolio.formulation.constraints.balance import arrivals
from orefolio.formulation.constraints.stock import row_of
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total


def lineage(case: Case, node: str) -> Iterator[Node]:
    """The node and those before it, the latest first."""
    while node:
        yield case.nodes[node]
        node = case.nodes[node].parent


def rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (material, grade, pool, node) of every stock with a shelf life."""
    return (tuple(index) for index in model.stored)


def _name(index: Index) -> str:
    material, grade, pool, *_ = index
    name = f"{material} of grade {grade}" if grade else material
    return f"{name} in {pool}" if pool else name


def fresh_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What is in stock came within the shelf life; the oldest is used first.

    .. math:: stock_{i,g,q,n} \le \sum_{m \preceq n,\, m\ fresh} \kappa_{m,n}\, stored_{i,g,q,m}
        \qquad [t]

    The sum runs over the node and those before it whose arrivals are not past their shelf life at
    its end; :math:`stored` are the arrivals that are kept for the pool, and :math:`\kappa_{m,n}`
    is what losses leave of them. The opening stock counts as come on the first day. With the oldest
    used first no more than this can be of that age. A lot kept for one pool does not count as
    fresh in another: with pools of different shelf life that is on the safe side.
    """
    material, grade, pool, node = index
    lookup: Lookup = model.lookup
    policy = lookup.policy(material, grade, pool)
    oldest = policy.fresh_from[case.nodes[node].period.index]
    terms, years = [], 0.0
    for each in lineage(case, node):
        if each.period.index < oldest:
            break
        terms.append(-policy.kept(years) * model.stored[material, grade, pool, each.name])
        years += each.period.years
    opening = 0.0 if oldest >= 0 else policy.kept(years) * lookup.opening(material, grade, pool)
    return bounded(model, None, total([1.0 * model.stock[index], *terms]), opening)


def fresh_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"{_name(index)} at the end of {index[3]} is within its shelf life"


def places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the shelf life."""
    return (case.place("stock", row_of(case, index), "shelf_life"),)


FRESH = Family(
    name="limit_shelf_life",
    index=("material", "grade", "pool", "node"),
    unit="t",
    rows=rows,
    rule=fresh_rule,
    sentence=fresh_sentence,
    places=places,
    reads=("stock.shelf_life", "stock.loss_rate", "stock.opening_stock"),
)


def stored_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (material, grade, node) where anything is put into a stock with a shelf life."""
    return dict.fromkeys((index[0], index[1], index[3]) for index in model.stored)


def stored_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What arrives keeps one pool fresh, not two: a lot moved between pools grows no younger.

    .. math:: \sum_q stored_{i,g,q,n} \le \sum_{a:(i,g)} \rho_{a,i}\, delivery_{a,n}
        + recycled_{i,g,n} + \sum_{c:(i,g)} y_{c,i,g}\, converted_{c,n} \qquad [t]
    """
    material, grade, node = index
    into = [
        1.0 * model.stored[material, *place, node]
        for place in case.stock_places[material]
        if place[0] == grade and (material, *place, node) in model.stored
    ]
    return bounded(
        model, None, total([*into, *(-each for each in arrivals(case, model, index))]), 0.0
    )


def stored_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    name = _name((index[0], index[1], ""))
    return f"no more of {name} is put fresh into stock in {index[2]} than arrives"


def stored_places(case: Case, index: Index) -> tuple[str, ...]:
    """The row of the material."""
    return (case.place("materials", index[0], "material"),)


STORED = Family(
    name="limit_stored",
    index=("material", "grade", "node"),
    unit="t",
    rows=stored_rows,
    rule=stored_rule,
    sentence=stored_sentence,
    places=stored_places,
    reads=("stock.shelf_life", "offers.yield"),
)
