"""Rules in words: bounds with their units, the cell of a bound, a rule as a thing to be moved."""

from __future__ import annotations

from collections.abc import Iterable

from orefolio.case.entities import Period, Rule
from orefolio.case.model import Case
from orefolio.case.rule_cells import bound_place
from orefolio.formulation.members import RuleRow, row_at
from orefolio.formulation.registry import Group, Index

UNITS = {
    "tonnes": "t",
    "spend": "USD",
    "spend per kg": "USD/kg",
    "total of column": "",
    "average of column": "",
    "count": "members",
    "HHI": "HHI",
}
"""Units of bounds; all others are shares."""


def amount(rule_measure: str, bound: float) -> str:
    """A bound with its unit, as a planner writes it."""
    if rule_measure.startswith("share"):
        return f"{100 * bound:.4g} %"
    unit = UNITS[rule_measure] if rule_measure not in ("count", "HHI") else ""
    return f"{bound:,.6g} {unit}".rstrip()


def measure_words(rule: Rule) -> str:
    """What a rule measures: ``average of column carbon``."""
    return f"{rule.measure} {rule.column}" if rule.column and rule.figures else rule.measure


def condition_words(rule: Rule) -> str:
    """On what a rule depends, empty where it always holds."""
    return f", if {rule.when} is met" if rule.when else ""


def row_sentence(row: RuleRow) -> str:
    """A limit of shares, tonnes, spend or a column in words."""
    rule = row.rule
    who = "all deliveries" if row.label == "all" else f"{rule.scope} {row.label}"
    role = f" ({rule.role})" if rule.scope in ("country", "bloc") else ""
    of = f" of {rule.of}" if rule.measure.startswith("share") else ""
    return (
        f"rule {rule.key}: {measure_words(rule)} of {who}{role} in {row.materials_label},"
        f" {row.span}: {rule.sense} {amount(rule.measure, row.bound)}{of}{condition_words(rule)}"
    )


def rule_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the bound."""
    return (bound_place(case, case.rules[index[0]], row_at(case, index).periods),)


def rule_group(case: Case, rule: Rule, periods: Iterable[Period], side: str) -> Group:
    """The bound of a rule in some periods, as a thing that may be moved."""
    inside = tuple(periods)
    table, column, _ = rule.bound_cell(inside)
    bound = rule.bound_in(inside)
    if table == "rule_paths":
        record = case.records.table(table).get(rule.key)
        bound = record.by_period[column] if record is not None else bound
    text = rule.text or f"{measure_words(rule)}: {rule.sense} {amount(rule.measure, bound)}"
    direction = 1 if side == "most" else -1
    unit = UNITS.get(rule.measure, "share")
    return Group(table, rule.key, column, unit, bound, direction, f"rule {rule.key}: {text}")


def moved_by(rule: Rule, periods: Iterable[Period]) -> float:
    """How far the bound of a span moves with its cell."""
    return rule.bound_cell(periods)[2]
