"""Balance: what arrives and what was in stock is used, stocked, or surplus. Grades stay apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.model import Case
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

    .. math:: stock_{i,g,n^-} + \sum_{a:(i,g)} \rho_a\, delivery_{a,n}
        = \sum_{k \in i} use_{k,g,n} + surplus_{i,g,n} + stock_{i,g,n} \qquad [t]

    There is no surplus of a material that allows none. :math:`n^-` is the node before; before the
    first node the opening stock stands in its place. :math:`\rho_a` is the recovery of the path.
    """
    material, grade, node = index
    lookup: Lookup = model.lookup
    arrived = [
        case.paths[path].recovery * model.delivery[path, node]
        for path in lookup.by_grade.get((material, grade, node), [])
    ]
    left = [-model.use[segment, grade, node] for segment in lookup.segments_of[material]]
    if case.materials[material].surplus_allowed:
        left.append(-model.surplus[material, grade, node])
    opening = 0.0
    if material in case.stocked:
        left.append(-model.stock[material, grade, node])
        parent = case.nodes[node].parent
        if parent:
            arrived.append(model.stock[material, grade, parent])
        else:
            opening = lookup.opening(material, grade)
    return bounded(model, -opening, total(arrived + left), -opening)


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
    reads=("offers.yield", "stock.opening_stock", "stock.opening_cover"),
)
