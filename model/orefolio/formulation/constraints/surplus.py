"""Surplus: what is sold in steps of falling price, no more than there is and than each takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import SurplusStep
from orefolio.case.model import Case
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total


def sold_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (material, node) of materials with steps."""
    return dict.fromkeys((material, node) for material, _, node in model.surplus_step)


def sold_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What the steps take is surplus; the rest of it goes at the surplus value.

    .. math:: \sum_{s \in i} surplus\_step_{i,s,n} \le \sum_{g} surplus_{i,g,n} \qquad [t]
    """
    material, node = index
    sold = [model.surplus_step[material, step.step, node] for step in case.surplus_steps[material]]
    left = [-model.surplus[material, grade, node] for grade in case.grades[material]]
    return bounded(model, None, total(sold + left), 0.0)


def sold_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"no more {index[0]} is sold as surplus in {index[1]} than there is"


def sold_places(case: Case, index: Index) -> tuple[str, ...]:
    """The row of the material."""
    return (case.place("materials", index[0], "material"),)


SOLD = Family(
    name="limit_surplus_sold",
    index=("material", "node"),
    unit="t",
    rows=sold_rows,
    rule=sold_rule,
    sentence=sold_sentence,
    places=sold_places,
)


def step_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (material, step, node)."""
    return (tuple(index) for index in model.surplus_step)


def _step(case: Case, index: Index) -> SurplusStep:
    return next(step for step in case.surplus_steps[index[0]] if step.step == index[1])


def _most(case: Case, index: Index) -> float:
    return _step(case, index).tonnes[case.nodes[index[2]].period.index]


def step_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A step takes its quantity a year, for the years of the period.

    .. math:: surplus\_step_{i,s,n} \le q_{i,s}\, L_{t(n)} \qquad [t]
    """
    return bounded(model, None, model.surplus_step[index], _most(case, index))


def step_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    material, step, node = index
    return (
        f"at most {_most(case, index):,.6g} t of surplus {material} are sold in {node} at the"
        f" price of step {step}"
    )


def step_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the quantity."""
    return (case.place("surplus_steps", f"{index[0]}|{index[1]}", "quantity"),)


STEP = Family(
    name="limit_surplus_step",
    index=("material", "step", "node"),
    unit="t",
    rows=step_rows,
    rule=step_rule,
    sentence=step_sentence,
    places=step_places,
    reads=("surplus_steps.quantity",),
)
