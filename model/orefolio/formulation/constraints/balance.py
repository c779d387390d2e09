"""Balance: what arrives and what was in stock is used, stocked, or surplus. Grades stay apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.constraints.conversions import made, taken
from orefolio.formulation.constraints.levers import recycled
from orefolio.formulation.left_over import left_over
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total


def rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (material, grade, node)."""
    return (
        (material, grade, node)
        for material, grades in case.grades.items()
        for grade in grades
        for node in case.nodes
    )


def rule(case: Case, model: Any, index: Index) -> Any:
    r"""Nothing is lost or found between stock, deliveries and use.

    .. math:: \sum_q \kappa_{i,g,q,t(n)}\, stock_{i,g,q,n^-}
        + \sum_{a:(i,g)} \rho_{a,i}\, delivery_{a,n} + recycled_{i,g,n}
        + \sum_{c:(i,g)} y_{c,i,g}\, converted_{c,n}
        = converted_{i,g,n} + added_{i,g,n} + \sum_{k \in i} use_{k,g,n} + surplus_{i,g,n}
        + \sum_q stock_{i,g,q,n} \qquad [t]

    There is no surplus of a material that allows none. :math:`n^-` is the node before; before the
    first node the opening stock stands in its place. Of what was in pool :math:`q`
    :math:`\kappa = (1 - loss)^{years}` is left at the end of the period. :math:`\rho_{a,i}` is
    what comes of a tonne bought: content, times recoveries of the plants on the way, times the
    yield of the offer.
    :math:`recycled` is the activity of levers that recycle, :math:`y` what a conversion yields,
    :math:`added` what conversions take in beside what they convert.
    """
    material, grade, node = index
    lookup: Lookup = model.lookup
    arrived = arrivals(case, model, index)
    left = [-term for term in taken(case, model, *index)]
    left += [-model.use[segment, grade, node] for segment in lookup.segments_of[material]]
    if case.materials[material].surplus_allowed:
        left.append(-model.surplus[material, grade, node])
    opening = 0.0
    for place in case.stock_places.get(material, ()):
        if place[0] == grade:
            left.append(-model.stock[material, *place, node])
            was, fixed = left_over(case, model, (material, *place, node))
            arrived += was
            opening += fixed
    return bounded(model, -opening, total(arrived + left), -opening)


def arrivals(case: Case, model: Any, index: Index) -> list[Any]:
    """The terms of what comes fresh of a (material, grade) in a node: bought or made, usable t."""
    lookup: Lookup = model.lookup
    material, grade, node = index
    bought = [
        tonnes * model.delivery[path, node]
        for path, tonnes in lookup.by_grade.get((material, grade, node), [])
    ]
    return [*bought, *recycled(case, model, *index), *made(case, model, *index)]


def sentence(case: Case, index: Index) -> str:
    """The row in words."""
    material, grade, node = index
    name = f"{material} of grade {grade}" if grade else material
    return f"{name} in {node}: stock and deliveries are used, stocked or surplus"


def places(case: Case, index: Index) -> tuple[str, ...]:
    """The row of the material."""
    return (case.place("materials", index[0], "material"),)


FAMILY = Family(
    name="def_balance",
    index=("material", "grade", "node"),
    unit="t",
    rows=rows,
    rule=rule,
    sentence=sentence,
    places=places,
    reads=("offers.yield", "stock.opening_stock", "stock.opening_cover", "stock.loss_rate"),
)
