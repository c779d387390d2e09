"""What a rule cannot mean, whatever the rest of the workbook says."""

from __future__ import annotations

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Rule

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
    if rule.measure == "HHI":
        _check_hhi(desk, row, rule)
    if rule.scope not in ("country", "bloc") and row.text("role") != "any":
        desk.warning(
            "rule",
            row,
            "role",
            f"the role {row.text('role')!r} of {rule.key} is not read: its scope is {rule.scope}",
            "a role only for countries and blocs",
        )
    if row.given("penalty") and rule.penalty == 0:
        desk.warning(
            "rule",
            row,
            "penalty",
            f"{rule.key} costs nothing to break, so it limits nothing",
            "a penalty above 0, or an empty cell for a hard rule",
        )


def _check_bound(desk: Desk, row: Row, rule: Rule) -> None:
    if rule.measure in ("share of volume", "share of value") and rule.bound > MOST_SHARE:
        meant = f"did you mean {rule.bound:g}%?" if rule.bound <= 100 else "type it as a percentage"
        desk.error(
            "rule",
            row,
            "bound",
            f"{rule.key} limits a share at {rule.bound:g}, which is {rule.bound:.0%}",
            "a share such as 65% or 0.65",
            meant,
        )
    if rule.measure == "count" and rule.bound != int(rule.bound):
        desk.error(
            "rule",
            row,
            "bound",
            f"{rule.key} limits a count at {rule.bound:g}",
            "a whole number",
        )


def _check_hhi(desk: Desk, row: Row, rule: Rule) -> None:
    """An HHI counts shares that add up to one whole: countries by one role, or suppliers."""
    if rule.bound > 1:
        desk.error(
            "rule",
            row,
            "bound",
            f"{rule.key} limits the HHI at {rule.bound:g}",
            "an HHI from 0 to 1",
            f"did you mean {rule.bound / 10_000:g}?" if rule.bound <= 10_000 else "",
        )
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
