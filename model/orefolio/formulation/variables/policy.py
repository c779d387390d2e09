"""Variables of rules and of concentration."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from orefolio.formulation.conditions import asked, comes_into_force
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.members import concentrations, rule_rows
from orefolio.formulation.variables.declare import declare


def add_rules(model: Any, lookup: Lookup) -> None:
    """``counted``, ``excess`` and ``met``, each by rule, member, materials and span."""
    rows = list(rule_rows(lookup))
    counted = [
        (row.rule.key, member, row.materials_label, row.span)
        for row in rows
        if row.rule.measure == "count"
        for member in row.members
    ]
    soft = [
        row.index
        for row in rows
        if row.rule.penalty is not None and row.rule.limits and comes_into_force(lookup.case, row)
    ]
    declare(model, "counted", counted, "1 if the member counts in the span", domain=pyo.Binary)
    declare(model, "excess", soft, "how far a soft rule is missed, in the unit of its measure")
    declare(model, "met", asked(lookup), "1 where the condition of a rule is met", pyo.Binary)


def add_concentration(model: Any, lookup: Lookup) -> None:
    """``member_tonnes``, ``total_tonnes`` and ``crowding`` of every Herfindahl index."""
    items = concentrations(lookup)
    members = [(*item.index, member) for item in items for member in item.members]
    totals = [item.index for item in items]
    declare(model, "member_tonnes", members, "usable tonnes from a country or supplier")
    declare(model, "total_tonnes", totals, "usable tonnes from all")
    declare(model, "crowding", members, "at least (tonnes of the member)^2 / total, in t")
