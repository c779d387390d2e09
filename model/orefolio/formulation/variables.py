"""The decisions: every variable of the model, all non-negative, tonnes unless said otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo

from orefolio.formulation.lookup import Lookup
from orefolio.formulation.members import Concentration, concentrations, rule_rows

LOT_TABLES = ("offers", "routes", "legs")


def lots(lookup: Lookup) -> list[tuple[str, str, str]]:
    """(table, key, span) of every yes-or-no decision about minimum lots and fixed fees."""
    case = lookup.case
    tables: tuple[tuple[str, Any], ...] = (
        ("offers", case.offers),
        ("routes", case.routes),
        ("legs", case.legs),
    )
    return [
        (table, item.key, span)
        for table, items in tables
        for item in items.values()
        if item.lot.binding
        for span in case.spans(item.lot.span)
    ]


def add_variables(model: Any) -> None:
    """Attach all variables to the model. ``model.lookup`` must be there."""
    lookup: Lookup = model.lookup
    case = lookup.case
    graded = [
        (material, grade, node)
        for material, grades in case.grades.items()
        for grade in grades
        for node in case.nodes
    ]
    stocked = [index for index in graded if index[0] in case.stocked]
    uses = [
        (segment.key, grade, node)
        for segment in case.segments.values()
        for grade in case.grades[segment.material]
        for node in case.nodes
    ]
    short = [
        (segment.key, node)
        for segment in case.segments.values()
        if segment.shortage_cost is not None
        for node in case.nodes
    ]
    leaves = leaf_nodes(lookup)
    ends = [
        (material, grade, leaf)
        for material, grade, leaf in stocked
        if leaf in leaves and lookup.policy(material, grade).end_of_horizon == "value"
    ]
    contracts = [(offer, year) for offer in case.offers for year in case.years]

    model.nothing = pyo.Var(bounds=(0, 0), doc="stands for a sum without terms; always 0")
    _add(model, "delivery", lookup.flows, "tonnes bought by path and node")
    _add(model, "contract", contracts, "tonnes planned with each offer and year, on the trunk")
    _add(model, "use", uses, "usable tonnes of a grade used by a segment in a node")
    _add(model, "stock", stocked, "usable tonnes of a grade in stock at the end of a node")
    _add(model, "shortage", short, "tonnes of demand not met")
    wasted = [index for index in graded if case.materials[index[0]].surplus_allowed]
    _add(model, "surplus", wasted, "usable tonnes neither used nor stocked")
    _add(model, "short_end", ends, "tonnes missing at the end against the opening stock")
    _add(model, "over_end", ends, "tonnes above the opening stock at the end")
    _add(model, "commit", lots(lookup), "1 if used in the span", domain=pyo.Binary)
    _add_rule_variables(model, lookup)
    _add_concentration(model, concentrations(lookup))


def _add_rule_variables(model: Any, lookup: Lookup) -> None:
    rows = list(rule_rows(lookup))
    counted = [
        (row.rule.key, member, row.materials_label, row.span)
        for row in rows
        if row.rule.measure == "count"
        for member in row.members
    ]
    soft = [row.index for row in rows if row.rule.penalty is not None]
    _add(model, "counted", counted, "1 if the member counts in the span", domain=pyo.Binary)
    _add(model, "excess", soft, "how far a soft rule is missed, in the unit of its measure")


def _add_concentration(model: Any, items: Iterable[Concentration]) -> None:
    items = list(items)
    members = [(*item.index, member) for item in items for member in item.members]
    totals = [item.index for item in items]
    _add(model, "member_tonnes", members, "usable tonnes from a country or supplier")
    _add(model, "total_tonnes", totals, "usable tonnes from all")
    _add(model, "crowding", members, "at least (tonnes of the member)^2 / total, in t")


def _add(model: Any, name: str, index: Iterable[Any], doc: str, domain: Any = None) -> None:
    domain = pyo.NonNegativeReals if domain is None else domain
    model.add_component(name, pyo.Var(list(index), domain=domain, doc=doc))


def leaf_nodes(lookup: Lookup) -> frozenset[str]:
    """Nodes without a successor: where the plan ends."""
    nodes = lookup.case.nodes
    return frozenset(nodes) - {node.parent for node in nodes.values()}
