"""Levers: no more than their ceiling, step by step, and only if their fixed cost is paid."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import Lever
from orefolio.case.model import Case
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total


def saved(case: Case, model: Any, segment: str, node: str) -> list[Any]:
    """Terms of the demand of a segment that levers save in a node; negative: that they add."""
    return [
        lever.effects[segment] * term
        for lever in case.levers.values()
        if segment in lever.effects
        for term in worked(model, lever, node)
    ]


def recycled(case: Case, model: Any, material: str, grade: str, node: str) -> list[Any]:
    """Terms of the tonnes of a grade that recycling brings in a node."""
    return [
        term
        for lever in case.levers.values()
        if lever.recycles and (lever.material, lever.grade) == (material, grade)
        for term in worked(model, lever, node)
    ]


def worked(model: Any, lever: Lever, node: str) -> list[Any]:
    """What the steps of a lever do in a node, t each."""
    keys = ((lever.key, step.name, node) for step in lever.steps)
    return [1.0 * model.activity[key] for key in keys if key in model.activity]


def ceiling_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (lever, node) where a lever can work."""
    return (
        (lever.key, node.name)
        for lever in case.levers.values()
        for node in case.nodes.values()
        if lever.ceiling[node.period.index] > 0
    )


def ceiling_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A lever does no more than its ceiling, and nothing unless its fixed cost is paid.

    .. math:: \sum_j activity_{l,j,n} \le C_{l,t(n)} \; use\_lever_l \qquad [t]

    :math:`C` is the least of the stated ceiling, the share of gross demand and, of recycling, the
    scrap that arises times its collection and recovery; each grows with the ramp. A lever without a
    fixed cost has no :math:`use\_lever`.
    """
    key, node = index
    lever = case.levers[key]
    ceiling = lever.ceiling[case.nodes[node].period.index]
    body = total(worked(model, lever, node))
    if lever.fixed_cost > 0:
        return bounded(model, None, body - ceiling * model.use_lever[key], 0.0)
    return bounded(model, None, body, ceiling)


def ceiling_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    lever = case.levers[index[0]]
    ceiling = lever.ceiling[case.nodes[index[1]].period.index]
    verb = "recycles" if lever.recycles else "saves"
    return f"{lever.key} {verb} at most {ceiling:,.6g} t in {index[1]}"


def ceiling_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cells of the ceiling that are given, else the row of the lever."""
    record = case.records.table("levers")[index[0]]
    given = [column for column in ("ceiling", "ceiling_share") if column in record.values]
    places = [record.place(column) for column in given]
    if index[0] in case.records.table("collection"):
        places.append(case.place("collection", index[0], "lever"))
    return tuple(places) or (record.place("lever"),)


CEILING = Family(
    name="limit_lever",
    index=("lever", "node"),
    unit="t",
    rows=ceiling_rows,
    rule=ceiling_rule,
    sentence=ceiling_sentence,
    places=ceiling_places,
    reads=(
        "levers.ceiling",
        "levers.ceiling_share",
        "levers.collection_share",
        "levers.recovery",
        "levers.ramp_years",
        "collection.*",
        "demand.*",
    ),
)


def step_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (lever, step, node) of the steps that have a limit of their own."""
    for key, name, node in model.activity:
        lever = case.levers[key]
        step = next(step for step in lever.steps if step.name == name)
        index = case.nodes[node].period.index
        if len(lever.steps) > 1 and math.isfinite(step.quantity[index]):
            yield key, name, node


def step_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A step of a lever does no more than its quantity.

    .. math:: activity_{l,j,n} \le Q_{l,j,t(n)} \qquad [t]

    Costs rise from step to step, so the plan takes the cheapest step first by itself.
    """
    return bounded(model, None, 1.0 * model.activity[index], _quantity(case, index))


def _quantity(case: Case, index: Index) -> float:
    key, name, node = index
    step = next(step for step in case.levers[key].steps if step.name == name)
    return step.quantity[case.nodes[node].period.index]


def step_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"step {index[1]} of {index[0]} has {_quantity(case, index):,.6g} t in {index[2]}"


def step_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the quantity."""
    key = f"{index[0]}|{index[1]}"
    record = case.records.table("lever_steps")[key]
    return (record.place("quantity" if "quantity" in record.values else "share"),)


STEP = Family(
    name="limit_lever_step",
    index=("lever", "step", "node"),
    unit="t",
    rows=step_rows,
    rule=step_rule,
    sentence=step_sentence,
    places=step_places,
    reads=("lever_steps.quantity", "lever_steps.share"),
)
