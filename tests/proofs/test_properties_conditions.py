"""A rule with a condition costs the cheaper of two: keep the rule, or do not meet the condition."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from orefolio.solving import Options, Status, solve
from small_cases import Tables, rules, tables
from support import case_of

CHEAP = Options(relative_gap=1e-9, explain=False, expressions=False)
WHOLE = {"per_member": "together", "per_material": "together", "span": "horizon"}
KILOGRAMS = 20_000.0
"""USD that a few kilograms more or less may cost at prices below 1,000 USD/kg."""
RATIOS = ("share of spend", "spend per kg", "average of column")
BEYOND = {
    "count": 1.0,
    "tonnes": 2e-3,
    "spend": 2e3,
    "spend per kg": 2e-2,
    "total of column": 2e-3,
}
"""By how much a condition is missed at least: a member, or some kilograms, here or in shares."""
OTHER = {"at most": "at least", "at least": "at most"}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A condition that is one limit, and a soft rule of any kind."""
    condition = {**draw(rules()), **WHOLE, "penalty": None}
    condition["sense"] = draw(st.sampled_from(["at most", "at least"]))
    rule = {**draw(rules()), "span": "horizon", "penalty": 50_000.0}
    return condition, rule


def _cost(case: Tables, **given_rules: dict[str, Any]) -> tuple[float, bool]:
    """The least cost under these rules, infinite without a plan; whether it buys anything."""
    found = solve(case_of(**copy.deepcopy({**case, "rules": given_rules})), CHEAP)
    if found.status is Status.INFEASIBLE:
        return math.inf, False
    assert found.status is Status.OPTIMAL and found.objective is not None, found.reason
    return found.objective, sum(found.values.get("delivery", {}).values()) > 1e-6


def _unmet(condition: dict[str, Any]) -> dict[str, Any] | None:
    """The limit that a plan keeps which does not meet the condition; ``None``: every plan does."""
    step = BEYOND.get(condition["measure"], 2e-5)
    if condition["sense"] == "at least":
        step = -step
    bound = condition["bound"] + step
    return {**condition, "sense": OTHER[condition["sense"]], "bound": bound} if bound >= 0 else None


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(tables(lots=False), pairs())
def test_either_the_rule_or_not_the_condition(
    case: Tables, pair: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    """Proves the cost of a conditional rule by two cases without it, on random small ones.

    At the very bound a condition is met; so some kilograms lie between the two.
    """
    condition, rule = pair
    found, _ = _cost(case, IF={**condition, "use": "condition"}, THEN={**rule, "when": "IF"})
    unmet = _unmet(condition)
    kept, _ = _cost(case, THEN=rule)
    other, buys = (math.inf, True) if unmet is None else _cost(case, NOT=unmet)
    expected = [min(kept, other)]
    share = condition["measure"].startswith("share") and condition["share_of"] == "deliveries"
    if (share or condition["measure"] in RATIOS) and not buys:
        expected.append(kept)  # a share or an average of nothing meets the condition
    assert any(found == pytest.approx(cost, rel=1e-6, abs=KILOGRAMS) for cost in expected)
