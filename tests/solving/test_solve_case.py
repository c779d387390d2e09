"""A case from its tables to its outcome."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.case import Change, apply_changes, assemble
from orefolio.solving import Outcome, Progress, Repair, Status, solve
from support import case_of

TONNE = 1000.0  # kilograms, as prices are per kilogram


def tables(**more: Any) -> dict[str, Any]:
    """100 t of Dy: S1 in CN sells 200 t at 50 USD/kg, S2 in AU 30 t at 70 USD/kg."""
    return {
        "materials": {"Dy": {"demand": 100.0, "reference_price": 300.0}},
        "countries": {"CN": {}, "AU": {}},
        "suppliers": {"S1": {}, "S2": {}},
        "offers": {
            "A1": {
                "supplier": "S1",
                "material": "Dy",
                "price": 50.0,
                "capacity": 200.0,
                "processed_in": "CN",
            },
            "B1": {
                "supplier": "S2",
                "material": "Dy",
                "price": 70.0,
                "capacity": 30.0,
                "processed_in": "AU",
            },
        },
        **more,
    }


def cap(bound: float) -> dict[str, Any]:
    rule = {
        "scope": "country",
        "role": "processed",
        "measure": "share of tonnes",
        "sense": "at most",
        "bound": bound,
        "text": f"at most {bound:.0%} from each country",
    }
    return {"rules": {"CAP": rule}}


def bought(outcome: Outcome) -> dict[str, float]:
    return {index[0]: value for index, value in outcome.values["delivery"].items()}


def test_cheapest_without_rules() -> None:
    """Proves the whole way: all from S1, 100 t at 50 USD/kg."""
    outcome = solve(case_of(**tables()))
    assert outcome.status is Status.OPTIMAL
    assert outcome.objective == pytest.approx(100 * 50 * TONNE)
    assert bought(outcome) == {"A1": pytest.approx(100.0)}


def test_cap_binds_and_its_price_is_the_price_difference() -> None:
    """Proves a cap of 80 %: 80 t and 20 t. One tonne more allowed saves 20 USD/kg."""
    outcome = solve(case_of(**tables(**cap(0.8))))
    assert bought(outcome) == {"A1": pytest.approx(80.0), "B1": pytest.approx(20.0)}
    assert outcome.objective == pytest.approx((80 * 50 + 20 * 70) * TONNE)
    duals = [row.dual for row in outcome.rows["limit_rule"].values() if row.dual]
    assert duals == [pytest.approx(-20 * TONNE)]


def test_minimum_lot_decides() -> None:
    """Proves a MIP of a case: S2 sells 25 t or nothing, a cap of 80 % asks for 20 t: 25 t it is."""
    given = tables(**cap(0.8))
    given["offers"]["B1"]["minimum_lot"] = 25.0
    outcome = solve(case_of(**given))
    assert outcome.status is Status.OPTIMAL
    assert outcome.size["integers"] == 1
    assert bought(outcome) == {"A1": pytest.approx(75.0), "B1": pytest.approx(25.0)}
    assert list(outcome.values["commit"].values()) == [1.0]


def test_conflict_in_the_planners_words() -> None:
    """Proves the conflict of a cap of 65 % with 30 t elsewhere, and both repairs.

    70 % mends. So does a demand of 30 / 0.35 = 85.714 t, not of 95 t: the cap is a share of the
    demand and shrinks with it, which a slack on the demand row alone does not see.
    """
    outcome = solve(case_of(**tables(**cap(0.65))))
    assert outcome.status is Status.INFEASIBLE
    assert outcome.conflict is not None
    assert outcome.conflict.sentences == (
        "These rows cannot hold together: Materials!Dy.demand: the demand of Dy must be met in"
        " full; Rules!CAP.bound: rule CAP: at most 65% from each country.",
        "Any one of these 2 changes mends it, the cheapest first:",
        "Lower Materials!Dy.demand from 100 t/y to at most 85.7 t/y (the plan then costs USD 4.885"
        " million).",
        "Raise Rules!CAP.bound from 65 % to at least 70 % (the plan then costs USD 5.6 million).",
        "Or give a shortage cost in Materials!Dy, which allows Dy to fall short.",
        "The capacities of the offers of Dy are taken as they stand; a higher one may mend it as"
        " well.",
    )


@pytest.mark.parametrize("lot", [0.0, 40.0])
def test_every_repair_mends_the_case_it_was_made_for(lot: float) -> None:
    """Proves each repair by changing the cells and solving again, as an LP and as a MIP."""
    given = tables(**cap(0.65))
    given["offers"]["B1"] |= {"capacity": 50.0, "minimum_lot": lot} if lot else {}
    given["offers"]["A1"]["minimum_lot"] = 70.0 if lot else 0.0
    case = case_of(**given)
    outcome = solve(case)
    assert outcome.conflict is not None
    assert outcome.conflict.repairs
    for repair in outcome.conflict.repairs:
        again = solve(_changed(case, repair))
        assert again.status is Status.OPTIMAL
        assert repair.cost == pytest.approx(again.objective, rel=1e-4)


@pytest.mark.parametrize("capacity", [16.0, 0.25])
def test_a_slip_of_many_digits_is_mended_to_what_is_possible(capacity: float) -> None:
    """Proves that a demand of 1,000,000 t against 16 t is lowered to 16 t, not to nothing."""
    given = tables()
    given["materials"]["Dy"]["demand"] = 1e6
    given["offers"] = {"A1": given["offers"]["A1"] | {"capacity": capacity}}
    outcome = solve(case_of(**given))
    assert outcome.conflict is not None
    (repair,) = outcome.conflict.repairs
    assert repair.changes[0][1] == capacity
    assert repair.cost == pytest.approx(capacity * 50 * TONNE)


def _changed(case: Any, repair: Repair) -> Any:
    changes = [
        Change(group.table, group.key, group.column, "set", bound)
        for group, bound in repair.changes
    ]
    changed = assemble(apply_changes(case.records, changes)[0])[0]
    assert changed is not None
    return changed


def test_expressions_add_up_to_the_objective() -> None:
    """Proves that the exported costs by kind are those of the objective."""
    outcome = solve(case_of(**tables(**cap(0.8))))
    kinds = [name for name in outcome.expressions if name != "total_cost"]
    parts = sum(value for name in kinds for value in outcome.expressions[name].values())
    assert parts == pytest.approx(outcome.objective)
    assert outcome.expressions["total_cost"][()] == pytest.approx(outcome.objective)


def test_phases_are_told() -> None:
    """Proves that each phase is reported and timed."""
    seen: list[Progress] = []
    outcome = solve(case_of(**tables()), on_progress=seen.append)
    told = [item.message for item in seen]
    assert told[:3] == ["Building the model", "Handing the model to the solver", "Solving"]
    assert set(outcome.seconds) == {"build", "hand_over", "solve", "read_back"}


def test_concentration_charge_is_of_the_true_index() -> None:
    """Proves the refinement on a case: charge 0.1 x HHI x value (300 USD/kg x 100 t).

    With a share s from S1 the cost per kilogram is 50 s + 70 (1 - s) + 30 (s^2 + (1 - s)^2), least
    at s = 1/2 + 20/120 = 2/3, where HHI = 5/9: 56.667 + 16.667 = 73.333 USD/kg. 2/3 is between two
    of the model's own tangents (0.65 and 0.7). S2 is given 50 t.
    """
    given = tables(settings={"concentration_weight": 0.1, "concentration_of": "processed"})
    given["offers"]["B1"]["capacity"] = 50.0
    outcome = solve(case_of(**given))
    assert outcome.status is Status.OPTIMAL
    assert outcome.objective == pytest.approx((170 / 3 + 50 / 3) * 100 * TONNE, rel=1e-6)
    assert bought(outcome)["A1"] == pytest.approx(200 / 3, abs=0.2)
