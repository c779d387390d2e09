"""Which limit of a condition belongs to a limit of the rule that depends on it."""

from __future__ import annotations

from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.members import RuleRow, groups_of, material_groups, row_at, rule_rows
from orefolio.formulation.registry import Index


def condition_of(case: Case, row: RuleRow) -> RuleRow | None:
    """The limit that must be met for ``row`` to hold; ``None`` without one in these periods.

    Where the condition has one limit for all members it is that one, else the one of the same
    member; so for the materials. Its span is the one in which the row's span lies.
    """
    rule = case.rules[row.rule.when]
    labels = [label for label, _ in groups_of(case, rule)]
    materials = [label for label, _ in material_groups(rule)]
    span = next(name for name, nodes in case.spans(rule.span).items() if row.nodes[0] in nodes)
    label = labels[0] if len(labels) == 1 else row.label
    material = materials[0] if len(materials) == 1 else row.materials_label
    found = row_at(case, (rule.key, label, material, span))
    return found if found.nodes else None


def comes_into_force(case: Case, row: RuleRow) -> bool:
    """Whether a limit can hold at all: it has no condition, or one that is asked in its span."""
    return not row.rule.when or condition_of(case, row) is not None


def asked(lookup: Lookup) -> dict[Index, RuleRow]:
    """Every limit that is a condition of another, by its index, in the order of names."""
    if lookup.conditions is None:
        found: dict[Index, RuleRow] = {}
        for row in rule_rows(lookup, hhi=True):
            condition = condition_of(lookup.case, row) if row.rule.when else None
            if condition is not None:
                found[condition.index] = condition
        lookup.conditions = dict(sorted(found.items()))
    return lookup.conditions
