"""Quality: every lot inside the limits, or the blend, or the total."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import Specification
from orefolio.case.model import Case
from orefolio.formulation.registry import Family, Group, Index, Relaxation
from orefolio.formulation.rows import bounded, total


def outside(case: Case, spec: Specification, grade: str) -> bool:
    """Whether a grade by itself breaks the specification."""
    value = case.quality.value[grade][spec.attribute]
    below = spec.minimum is not None and value < spec.minimum
    above = spec.maximum is not None and value > spec.maximum
    return below or above


def _grades(case: Case, spec: Specification) -> tuple[str, ...]:
    return case.grades[case.segments[spec.segment].material]


def lot_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (specification, node) for the basis every lot where some grade is outside."""
    return (
        (spec.key, node)
        for spec in case.specifications.values()
        if spec.basis == "every lot"
        and any(outside(case, spec, grade) for grade in _grades(case, spec))
        for node in case.nodes
    )


def lot_rule(case: Case, model: Any, index: Index) -> Any:
    r"""Of what a segment uses, at most a stated share may come from grades outside its limits.

    .. math:: \sum_{g \notin G_k} use_{k,g,n} \le \varphi_k \sum_g use_{k,g,n} \qquad [t]

    With a share of zero the grades are barred.
    """
    key, node = index
    spec = case.specifications[key]
    terms = [
        (float(outside(case, spec, grade)) - spec.off_specification)
        * model.use[spec.segment, grade, node]
        for grade in _grades(case, spec)
    ]
    return bounded(model, None, total(terms), 0.0)


def lot_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    spec = case.specifications[index[0]]
    share = spec.off_specification
    return (
        f"{spec.segment} accepts at most {share:.4g} of lots outside its limit on {spec.attribute}"
    )


def spec_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cells of the limits that are given."""
    record = case.records.table("specifications")[index[0]]
    columns = [column for column in ("minimum", "maximum") if column in record.values]
    return tuple(record.place(column) for column in columns)


def lot_relaxation(case: Case, index: Index) -> Relaxation:
    """A larger share outside the limits may be accepted."""
    spec = case.specifications[index[0]]
    text = (
        f"{spec.segment} accepts {spec.off_specification:.4g} of lots"
        f" outside its limit on {spec.attribute}"
    )
    group = Group(
        "specifications", spec.key, "off_specification", "share", spec.off_specification, 1, text
    )
    return Relaxation(group, scale=_demand(case, index), side="upper")


def _demand(case: Case, index: Index) -> float:
    segment = case.segments[case.specifications[index[0]].segment]
    return max(segment.demand[case.nodes[index[1]].period.index], 1e-6)


EVERY_LOT = Family(
    name="limit_every_lot",
    index=("specification", "node"),
    unit="t",
    rows=lot_rows,
    rule=lot_rule,
    sentence=lot_sentence,
    places=spec_places,
    reads=("quality.value", "specifications.minimum", "specifications.maximum"),
    relaxation=lot_relaxation,
)


def mean_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (specification, node, bound) for the bases blend and total."""
    return (
        (spec.key, node, bound)
        for spec in case.specifications.values()
        if spec.basis != "every lot"
        for node in case.nodes
        for bound in ("minimum", "maximum")
        if getattr(spec, bound) is not None
    )


def mean_rule(case: Case, model: Any, index: Index) -> Any:
    r"""The blend of a period, or its total, keeps the limit.

    .. math:: \sum_g (v_{g,q} - v^{max}_{k,q})\, use_{k,g,n} \le 0 \quad (blend), \qquad
        \sum_g v_{g,q}\, use_{k,g,n} \le v^{max}_{k,q} \quad (total)

    and the same from below for a minimum. Values add up by mass; purity counted in nines is ppm of
    impurity here, so nines are never averaged. Unit: the attribute's, times t.
    """
    key, node, bound = index
    spec = case.specifications[key]
    limit = float(getattr(spec, bound))
    shift = limit if spec.basis == "blend" else 0.0
    terms = [
        (case.quality.value[grade][spec.attribute] - shift) * model.use[spec.segment, grade, node]
        for grade in _grades(case, spec)
    ]
    right = 0.0 if spec.basis == "blend" else limit
    lower, upper = (right, None) if bound == "minimum" else (None, right)
    return bounded(model, lower, total(terms), upper)


def mean_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    spec = case.specifications[index[0]]
    sense = "at least" if index[2] == "minimum" else "at most"
    limit = float(getattr(spec, index[2]))
    kind = "the blend of" if spec.basis == "blend" else "the total of"
    return f"{spec.attribute} in {kind} {spec.segment} in {index[1]} is {sense} {limit:,.6g}"


def mean_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the limit; purity in nines turns a minimum into a maximum of impurity."""
    return (case.place("specifications", index[0], _column(case, index)),)


def _column(case: Case, index: Index) -> str:
    spec = case.specifications[index[0]]
    if case.quality.attributes.get(spec.attribute) == "nines":
        return "maximum" if index[2] == "minimum" else "minimum"
    return index[2]


def mean_relaxation(case: Case, index: Index) -> Relaxation:
    """The limit may be moved; for nines the repair is told in ppm of impurity."""
    spec = case.specifications[index[0]]
    limit = float(getattr(spec, index[2]))
    sense, direction = ("at least", -1) if index[2] == "minimum" else ("at most", 1)
    nines = case.quality.attributes.get(spec.attribute) == "nines"
    unit = "ppm of impurity" if nines else ""
    text = f"{spec.attribute} of {spec.segment} ({spec.basis}) is {sense} {limit:,.6g} {unit}"
    group = Group(
        "specifications", spec.key, _column(case, index), unit, limit, direction, text.strip()
    )
    scale = _demand(case, index[:2]) if spec.basis == "blend" else 1.0
    return Relaxation(group, scale=scale, side="lower" if index[2] == "minimum" else "upper")


BLEND = Family(
    name="limit_blend",
    index=("specification", "node", "bound"),
    unit="attribute x t",
    rows=mean_rows,
    rule=mean_rule,
    sentence=mean_sentence,
    places=mean_places,
    reads=("quality.value", "specifications.minimum", "specifications.maximum"),
    relaxation=mean_relaxation,
)
