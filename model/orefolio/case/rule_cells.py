"""The cell that holds the bound of a rule in a span: its own, or one of the Rule paths sheet."""

from __future__ import annotations

from collections.abc import Iterable

from orefolio.case.entities import Period, Rule
from orefolio.case.model import Case


def bound_place(case: Case, rule: Rule, periods: Iterable[Period]) -> str:
    """``Rules!L7``, or the cell of the path that moves the bound of these periods most."""
    table, column, _ = rule.bound_cell(periods)
    return case.place(table, rule.key, column)
