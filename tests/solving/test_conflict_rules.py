"""Conflicts of rules with bounds over time, columns and conditions: named and mended by cell."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.solving import Options, Repair, Status, solve
from support import case_of

DY = {"DY": {"demand": 100, "reference_price": 100, "surplus_allowed": False}}
OFFERS = {
    "A": {"supplier": "S", "material": "DY", "price": 100, "extra": {"carbon": 30.0}},
    "B": {
        "supplier": "S",
        "material": "DY",
        "price": 200,
        "capacity": 30,
        "extra": {"carbon": 10.0},
    },
}
A_MOST = {"scope": "offer", "members": ["A"]}
A_LEAST = {**A_MOST, "measure": "tonnes", "sense": "at least"}


def conflict(**tables: Any) -> tuple[set[str], dict[tuple[str, str], float], tuple[Repair, ...]]:
    """Rows in conflict, and by rule and column the bounds of the repairs that mend alone."""
    case = case_of(materials=DY, suppliers={"S": {}}, offers=OFFERS, **tables)
    outcome = solve(case, Options())
    assert outcome.status is Status.INFEASIBLE
    assert outcome.conflict is not None
    rules = [g for g in outcome.conflict.groups if g.table in ("rules", "rule_paths")]
    alone = {
        (repair.changes[0][0].key, repair.changes[0][0].column): repair.changes[0][1]
        for repair in outcome.conflict.repairs
        if repair.single
    }
    return {group.key for group in rules}, alone, outcome.conflict.repairs


def test_a_bound_over_time_is_moved_at_its_end() -> None:
    """Proves that a cap of A from 100 % in 2026 to 20 % in 2028 is mended by 70 % in 2028.

    B brings 30 t, so A must bring 70 in 2027 (the way there then is at 85 %) and in 2028.
    """
    rows, alone, _ = conflict(
        settings={"years": 3},
        rules={"R": A_MOST},
        rule_paths={"R": {"2026": 1.0, "2028": 0.2}},
    )
    assert rows == {"R"}
    assert alone["R", "2028"] == pytest.approx(0.7, rel=1e-3)


def test_an_average_is_moved() -> None:
    """Proves that an average of 20 is mended by 24: 70 t at 30 and 30 t at 10."""
    rule = {"measure": "average of column", "column": "carbon", "bound": 20}
    rows, alone, repairs = conflict(rules={"R": rule})
    assert rows == {"R"}
    assert alone["R", "bound"] == pytest.approx(24, rel=2e-3)
    assert repairs[0].cost == pytest.approx(13_000_000, rel=1e-2)


def test_a_condition_is_moved() -> None:
    """Proves that at least 90 t of A, which bring B's 20 t into force, are mended at any bound.

    A to 80 t, B to 10 t, or the condition above 90 t so that it is not met.
    """
    rows, alone, _ = conflict(
        rules={
            "FLOOR": {**A_LEAST, "bound": 90},
            "IF": {**A_LEAST, "use": "condition", "bound": 50},
            "THEN": {**A_LEAST, "when": "IF", "members": ["B"], "bound": 20},
        }
    )
    assert rows == {"FLOOR", "IF", "THEN"}
    assert alone["FLOOR", "bound"] == pytest.approx(80, rel=1e-3)
    assert alone["THEN", "bound"] == pytest.approx(10, rel=1e-3)
    assert alone["IF", "bound"] == pytest.approx(90, rel=1e-2) and alone["IF", "bound"] > 90
