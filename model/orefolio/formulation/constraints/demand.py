"""Demand: every segment is served, or its shortage is paid for where that is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.horizon import column_of
from orefolio.case.model import Case
from orefolio.formulation.constraints.levers import saved
from orefolio.formulation.registry import Family, Group, Index, Relaxation
from orefolio.formulation.rows import bounded, total


def rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (segment, node)."""
    return ((segment, node) for segment in case.segments for node in case.nodes)


def rule(case: Case, model: Any, index: Index) -> Any:
    r"""Use, shortage and what levers save together are the demand.

    .. math:: \sum_{g} use_{k,g,n} + shortage_{k,n} + \sum_l e_{l,k} \sum_j activity_{l,j,n}
        = d_{k,t(n)} \qquad [t]

    :math:`e` are the tonnes that a tonne of a lever saves of a segment; negative where it needs
    more.
    """
    key, node = index
    segment = case.segments[key]
    demand = segment.demand[case.nodes[node].period.index]
    terms = [model.use[key, grade, node] for grade in case.grades[segment.material]]
    if segment.shortage_cost is not None:
        terms.append(model.shortage[key, node])
    terms += saved(case, model, key, node)
    return bounded(model, demand, total(terms), demand)


def sentence(case: Case, index: Index) -> str:
    """The row in words."""
    key, node = index
    demand = case.segments[key].demand[case.nodes[node].period.index]
    return f"the demand of {key} in {node}, {demand:,.6g} t, must be met"


def places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the demand."""
    table, key, column = _cell(case, index)
    return (case.place(table, key, column),)


def relaxation(case: Case, index: Index) -> Relaxation | None:
    """Demand that must be met may fall short by a share of its cell; with a cost it never binds."""
    key, node = index
    segment = case.segments[key]
    demand = segment.demand[case.nodes[node].period.index]
    if segment.shortage_cost is not None or demand <= 0:
        return None
    table, row, column = _cell(case, index)
    record = case.records.table(table).get(row)
    declared = None
    if record is not None:
        declared = record.by_period.get(column) if table == "demand" else record.values.get(column)
    bound = float(declared) if isinstance(declared, (int, float)) and declared else demand
    unit = "t" if table == "demand" else "t/y"
    text = f"the demand of {key} must be met in full"
    group = Group(table, row, column, unit, bound, -1, text)
    return Relaxation(group, scale=demand / bound, side="lower")


def _cell(case: Case, index: Index) -> tuple[str, str, str]:
    key, node = index
    record = case.records.table("demand").get(key)
    if record is None:
        return case.segments[key].table, key, "demand"
    period = case.nodes[node].period
    label = column_of(record.by_period, period)
    return "demand", key, label


FAMILY = Family(
    name="def_demand",
    index=("segment", "node"),
    unit="t",
    rows=rows,
    rule=rule,
    sentence=sentence,
    places=places,
    reads=(
        "materials.demand",
        "segments.demand",
        "demand.*",
        "materials.shortage_cost",
        "lever_effects.effect",
    ),
    relaxation=relaxation,
)
