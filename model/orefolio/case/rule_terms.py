"""Cells of a rule that its measure or scope does not read, or cannot do without."""

from __future__ import annotations

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Rule

OF_COLUMN = ("total of column", "average of column")
OF_USE = ("share of volume", "share of value", "tonnes", "count")
"""Measures of what segments use of a grade."""
UNWEIGHTED = ("count", "HHI")


def check_terms(desk: Desk, row: Row, rule: Rule) -> None:
    """Role, stage, column, weights, penalty and scope must fit each other."""
    _check_ignored(desk, row, rule)
    _check_column(desk, row, rule)
    _check_weights(desk, row, rule)
    if rule.uses and rule.measure not in OF_USE:
        desk.error(
            "rule",
            row,
            "measure",
            f"{rule.key} measures the {rule.measure} of grades, of which only the use is known",
            f"one of {', '.join(OF_USE)}",
            "name offers instead of grades",
        )
    if not rule.limits and rule.measure == "HHI":
        desk.error("rule", row, "use", f"{rule.key} makes an HHI a condition", "limit")
    if rule.stage:
        _check_stage(desk, row, rule)


def _check_ignored(desk: Desk, row: Row, rule: Rule) -> None:
    """Cells that say something that is not read."""

    def warn(column: str, found: str, expected: str) -> None:
        desk.warning("rule", row, column, found, expected)

    if rule.scope not in ("country", "bloc") and row.text("role") != "any":
        warn(
            "role",
            f"the role {row.text('role')!r} of {rule.key} is not read: its scope is {rule.scope}",
            "a role only for countries and blocs",
        )
    if rule.penalty is not None and not rule.limits:
        warn(
            "penalty",
            f"the penalty of {rule.key} is not read: a condition limits nothing itself",
            "an empty cell, or a penalty of the rule that depends on it",
        )
    elif row.given("penalty") and rule.penalty == 0:
        warn(
            "penalty",
            f"{rule.key} costs nothing to break, so it limits nothing",
            "a penalty above 0, or an empty cell for a hard rule",
        )
    given = row.record.values.get("per_material")
    if rule.scope == "material" and given == "each" and len(rule.materials) > 1:
        warn(
            "per_material",
            f"{rule.key} is about materials as members, so its materials are taken together",
            "together; one limit for each material is what per member says",
        )
    if rule.column and rule.measure not in OF_COLUMN:
        warn(
            "column",
            f"the column {rule.column} of {rule.key} is not read: its measure is {rule.measure}",
            f"the measure {' or '.join(OF_COLUMN)}",
        )


def _check_column(desk: Desk, row: Row, rule: Rule) -> None:
    if rule.measure in OF_COLUMN and not rule.column:
        desk.error(
            "rule",
            row,
            "column",
            f"{rule.key} measures the {rule.measure}, but names no column",
            "the name of a column of numbers on the Offers sheet",
        )


def _check_weights(desk: Desk, row: Row, rule: Rule) -> None:
    if rule.weights and rule.measure in UNWEIGHTED:
        weight = next(each for each in desk.rows("rule_weights") if each.text("rule") == rule.key)
        desk.error(
            "rule",
            weight,
            "weight",
            f"{rule.key} has weights of materials, which a {rule.measure} does not read",
            "a rule of shares, tonnes, spend or a column",
            "delete the row",
        )


def _check_stage(desk: Desk, row: Row, rule: Rule) -> None:
    processed = rule.scope in ("country", "bloc") and rule.role == "processed"
    if not processed and rule.scope != "plant":
        desk.error(
            "rule",
            row,
            "stage",
            f"{rule.key} names the stage {rule.stage!r}, but is not about processing",
            "the role processed of countries or blocs, or the scope plant",
        )
    elif not rule.stage_plants:
        desk.error(
            "rule",
            row,
            "stage",
            f"no plant has the stage {rule.stage!r} that {rule.key} names",
            "a stage of the Plants sheet",
        )
