"""Rules that hold only when another one is met: what such a condition cannot be."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Rule

ORDER = ("period", "year", "horizon")
"""Spans from short to long."""


def check_conditions(desk: Desk, rules: Mapping[str, Rule]) -> Mapping[str, Rule]:
    """The rules whose condition can be told, everything wrong reported.

    A rule whose condition is switched off, or holds in no period, never comes into force and is
    left out with a warning.
    """
    kept, idle = dict(rules), True
    while idle:  # a rule left out may be the condition of another
        idle = any(rule.when and rule.when not in kept for rule in kept.values())
        for key, rule in list(kept.items()):
            if rule.when and rule.when not in kept:
                del kept[key]
                _report_off(desk, rule)
    for rule in kept.values():
        if rule.when:
            _check(desk, rule, kept[rule.when])
        if not rule.limits:
            _check_used(desk, rule.key, kept)
    return kept


def _report_off(desk: Desk, rule: Rule) -> None:
    """Its condition is off or empty; one that was refused has its own error."""
    row, target = desk.row("rules", rule.key), desk.row("rules", rule.when)
    if row is None or target is None:
        return
    desk.warning(
        "rule",
        row,
        "when",
        f"{rule.key} is left out: its condition {rule.when} is switched off or holds in no period",
        "a rule that is on",
        f"switch {rule.when} on, or clear this cell if {rule.key} shall always hold",
    )


def _check_used(desk: Desk, key: str, rules: Mapping[str, Rule]) -> None:
    row = desk.row("rules", key)
    assert row is not None
    if all(rule.when != key for rule in rules.values()):
        desk.warning(
            "rule",
            row,
            "use",
            f"{key} is a condition, but no rule that is on names it in the column when",
            "a rule that depends on it",
            "name it there, or make it a limit",
        )


def _check(desk: Desk, rule: Rule, condition: Rule) -> None:
    row = desk.row("rules", rule.key)
    assert row is not None

    def wrong(column: str, found: str, expected: str, remedy: str = "") -> None:
        desk.error("rule", row, column, found, expected, remedy)

    if rule.when == rule.key:
        wrong("when", f"{rule.key} is its own condition", "another rule")
        return
    if not rule.limits:
        wrong("when", f"{rule.key} is a condition and has one itself", "an empty cell")
    if condition.sense == "exactly" or condition.measure == "HHI":
        what = "an HHI" if condition.measure == "HHI" else "the sense exactly"
        wrong(
            "when",
            f"the condition {condition.key} has {what}, which no plan can be told not to meet",
            "a condition that is at most or at least of another measure",
        )
    if ORDER.index(rule.span) > ORDER.index(condition.span):
        wrong(
            "when",
            f"{rule.key} holds over each {rule.span}, its condition {condition.key} over each"
            f" {condition.span}",
            f"a condition over the same span or a longer one than {rule.span}",
            f"set the span of {condition.key} to {rule.span}",
        )
    if condition.limits and condition.penalty is None and not condition.when:
        desk.warning(
            "rule",
            row,
            "when",
            f"{condition.key} is a limit that every plan keeps, so {rule.key} always holds",
            "a condition, or a soft rule",
            f"set the use of {condition.key} to condition"
            f" ({desk_place(desk, condition.key, 'use')})",
        )
    _check_rows(desk, row, rule, condition)


def _check_rows(desk: Desk, row: Row, rule: Rule, condition: Rule) -> None:
    """Each limit of the rule needs one limit of the condition that belongs to it."""
    for many, own, names, of, column in (
        (
            condition.per_member and len(condition.members) > 1,
            rule.per_member and rule.scope == condition.scope,
            rule.members,
            condition.members,
            "per_member",
        ),
        (
            condition.per_material and len(condition.materials) > 1,
            rule.per_material,
            rule.materials,
            condition.materials,
            "per_material",
        ),
    ):
        if many and not (own and set(names) <= set(of)):
            what = "members" if column == "per_member" else "materials"
            desk.error(
                "rule",
                row,
                "when",
                f"{condition.key} is a condition for each of several {what}, and {rule.key} does"
                " not say which of them it is about",
                f"the same {what} in both rows, each by itself, or one condition for all",
                f"set {column.replace('_', ' ')} of {condition.key} to together"
                f" ({desk_place(desk, condition.key, column)})",
            )


def desk_place(desk: Desk, key: str, column: str) -> str:
    """The cell of a rule."""
    row = desk.row("rules", key)
    return row.place(column) if row is not None else "Rules"
