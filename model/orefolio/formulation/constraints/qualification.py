"""Qualification: a source serves a segment only once it is tested, and little in the first year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.entities import Qualification
from orefolio.case.model import Case
from orefolio.formulation.registry import Family, Group, Index, Relaxation
from orefolio.formulation.rows import bounded, total


def _demand(case: Case, qualification: Qualification, node: str) -> float:
    """What the segment needs, t."""
    segment = case.segments[qualification.segment]
    return segment.demand[case.nodes[node].period.index]


def _most(case: Case, qualification: Qualification, node: str) -> float:
    """What the segment can use at most, t: its demand, and what substitution adds to it."""
    period = case.nodes[node].period.index
    added = sum(
        -effect * lever.ceiling[period]
        for lever in case.levers.values()
        for segment, effect in lever.effects.items()
        if segment == qualification.segment and effect < 0
    )
    return _demand(case, qualification, node) + added


def rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (qualification, node) where the source is not free to serve the whole segment."""
    return (
        (key, node.name)
        for key, each in case.qualifications.items()
        for node in case.nodes.values()
        if each.decided or each.shares[node.period.index] < 1.0
        if _most(case, each, node.name) > 0
    )


def rule(case: Case, model: Any, index: Index) -> Any:
    r"""A segment uses a source under qualification only from the day on which it is qualified.

    .. math:: \sum_{g \in G_q} use_{k,g,n} \le \theta_{q,t(n)}\, d_{k,t(n)}\, qualify_q \qquad [t]

    :math:`G_q` are the lot classes of the source. :math:`\theta` is the share of the period's days
    after that day, those of the first year after it times the share allowed in it. At
    :math:`\theta = 1` what levers may add to the demand counts too. Without a cost
    :math:`qualify = 1`.
    """
    key, node = index
    each = case.qualifications[key]
    share = each.shares[case.nodes[node].period.index]
    most = share * _demand(case, each, node) if share < 1.0 else _most(case, each, node)
    used = total(model.use[each.segment, lot, node] for lot in each.lots)
    if not each.decided:
        return bounded(model, None, used, most)
    return bounded(model, None, used - most * model.qualify[key], 0.0)


def sentence(case: Case, index: Index) -> str:
    """The row in words."""
    key, node = index
    each = case.qualifications[key]
    share = each.shares[case.nodes[node].period.index]
    if share <= 0:
        return (
            f"{each.source} cannot serve {each.segment} in {node}: it is qualified on {each.ready}"
        )
    most = f"at most {share:.4g} of its demand" if share < 1.0 else "all of its demand"
    once = " if its qualification is paid" if each.decided else ""
    return f"{each.source} may serve {each.segment} in {node} with {most}{once}"


def places(case: Case, index: Index) -> tuple[str, ...]:
    """The cells of delay, and of the share of the first year or the cost."""
    key, node = index
    each = case.qualifications[key]
    columns = ["months"]
    if 0 < each.shares[case.nodes[node].period.index] < 1.0:
        columns.append("first_year_share")
    if each.decided:
        columns.append("cost")
    return tuple(case.place("qualification", key, column) for column in columns)


def relaxation(case: Case, index: Index) -> Relaxation | None:
    """The share of the first year may be raised; the time that a test takes may not be cut.

    Where the period lies in that year as a whole, so that 100 % are surely enough.
    """
    key, node = index
    each = case.qualifications[key]
    early = each.first_year[case.nodes[node].period.index]
    scale = _demand(case, each, node)
    if early < 1.0 or each.first_year_share >= 1.0 or scale <= 0:
        return None
    bound = each.first_year_share
    text = f"{each.source} serves at most {bound:.4g} of {each.segment} in its first year"
    group = Group("qualification", key, "first_year_share", "share", bound, 1, text)
    return Relaxation(group, scale=scale, side="upper")


FAMILY = Family(
    name="limit_qualification",
    index=("qualification", "node"),
    unit="t",
    rows=rows,
    rule=rule,
    sentence=sentence,
    places=places,
    reads=(
        "qualification.months",
        "qualification.start",
        "qualification.first_year_share",
        "qualification.cost",
    ),
    relaxation=relaxation,
)
