"""What a rule cannot mean, whatever the rest of the workbook says."""

from __future__ import annotations

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Rule
from orefolio.case.rule_terms import check_terms

MOST_SHARE = 1.5
"""A share above 150 % is taken for a slip (65 instead of 65 %)."""


def check_rule(desk: Desk, row: Row, rule: Rule) -> None:
    """Bound, scope, role and penalty must fit the measure."""
    _check_bound(desk, row, rule)
    if rule.measure == "count" and rule.scope == "any":
        desk.error(
            "rule",
            row,
            "scope",
            f"{rule.key} counts, but its scope 'any' has no members to count",
            "a scope such as supplier or country",
        )
    elif rule.scope == "any" and row.names("members") not in ((), ("*",)):
        desk.error(
            "rule",
            row,
            "scope",
            f"{rule.key} names {'; '.join(row.names('members'))}, but its scope is any, which means"
            " every delivery",
            "a scope such as country or supplier, or no members",
        )
    if rule.measure == "HHI":
        _check_hhi(desk, row, rule)
    if rule.measure == "share of spend" and row.record.values.get("share_of") == "demand":
        desk.error(
            "rule",
            row,
            "share_of",
            f"{rule.key} limits a share of spend of the demand, which costs nothing yet",
            "deliveries, or an empty cell",
        )
    check_terms(desk, row, rule)


def _check_bound(desk: Desk, row: Row, rule: Rule) -> None:
    cells = [(row, "bound", rule.bounds[0])]
    path = desk.row("rule_paths", rule.key)
    if rule.labels and path is not None:
        cells = [(path, label, value) for label, value in path.record.by_period.items()]
    for at, column, bound in cells:
        _check_share(desk, at, column, rule, bound)
    wrong = next((bound for bound in rule.bounds if bound != int(bound)), None)
    if rule.measure == "count" and wrong is not None:
        between = rule.labels and all(value == int(value) for _, _, value in cells)
        desk.error(
            "rule",
            row if between else cells[0][0],
            "between" if between else cells[0][1],
            f"{rule.key} limits a count at {wrong:g}",
            "a whole number",
            "set between to step" if between else "",
        )


def _check_share(desk: Desk, at: Row, column: str, rule: Rule, bound: float) -> None:
    if rule.measure.startswith("share") and bound > MOST_SHARE:
        meant = f"did you mean {bound:g}%?" if bound <= 100 else "type it as a percentage"
        desk.error(
            "rule",
            at,
            column,
            f"{rule.key} limits a share at {bound:g}, which is {bound:.0%}",
            "a share such as 65% or 0.65",
            meant,
        )
    if rule.measure == "HHI" and bound > 1:
        desk.error(
            "rule",
            at,
            column,
            f"{rule.key} limits the HHI at {bound:g}",
            "an HHI from 0 to 1",
            f"did you mean {bound / 10_000:g}?" if bound <= 10_000 else "",
        )


def _check_hhi(desk: Desk, row: Row, rule: Rule) -> None:
    """An HHI counts shares that add up to one whole: countries by one role, or suppliers."""
    if rule.scope not in ("country", "supplier"):
        desk.error(
            "rule",
            row,
            "scope",
            f"{rule.key} limits the HHI over the scope {rule.scope!r}",
            "country or supplier",
        )
    elif rule.scope == "country" and rule.role not in ("mined", "processed"):
        desk.error(
            "rule",
            row,
            "role",
            f"{rule.key} limits the HHI of countries by the role {rule.role!r}",
            "mined or processed, for which the shares add up",
        )
    if row.given("stage"):
        desk.error(
            "rule",
            row,
            "stage",
            f"{rule.key} limits the HHI of the stage {row.text('stage')!r}",
            "an empty cell",
            "an HHI counts the country of the last processing; limit shares to hold a stage apart",
        )
    if row.names("members") not in ((), ("*",)):
        desk.error(
            "rule",
            row,
            "members",
            f"{rule.key} limits the HHI of some members only",
            "an empty cell or *, as an HHI counts every country or supplier",
        )
    if rule.sense != "at most":
        desk.error(
            "rule",
            row,
            "sense",
            f"{rule.key} wants an HHI of {rule.sense}",
            "at most",
            "an HHI can only be capped",
        )
    if rule.penalty is not None:
        desk.error(
            "rule",
            row,
            "penalty",
            f"{rule.key} puts a penalty on the HHI",
            "an empty cell",
            "use the concentration weight of the settings to price concentration",
        )
