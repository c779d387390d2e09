"""Why there is no plan, and the smallest changes that mend it."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo
import pytest

from hand_made import cell, control, dressed, priced, solved
from orefolio.formulation import Formulation, Group, Relaxation
from orefolio.solving import Conflict, Options, Status, solve_formulation
from orefolio.solving.deletion import irreducible
from orefolio.solving.repair import outward

PRICES = {
    "BEEF": 3.19,
    "CHK": 2.59,
    "FISH": 2.29,
    "HAM": 2.89,
    "MCH": 1.89,
    "MTL": 1.99,
    "SPG": 1.99,
    "TUR": 2.49,
}
CONTENT = {
    "A": (60, 8, 8, 40, 15, 70, 25, 60),
    "C": (20, 0, 10, 40, 35, 30, 50, 20),
    "B1": (10, 20, 15, 35, 15, 15, 25, 15),
    "B2": (15, 20, 10, 10, 15, 15, 15, 10),
    "NA": (938, 2180, 945, 278, 1182, 896, 1329, 1397),
    "CAL": (295, 770, 440, 430, 315, 400, 370, 450),
}
LEAST = {"A": 700.0, "C": 700.0, "B1": 700.0, "B2": 700.0, "CAL": 16000.0}
MOST = {"A": 20000.0, "C": 20000.0, "B1": 20000.0, "B2": 20000.0, "NA": 40000.0, "CAL": 24000.0}


def diet2(sodium: float = 40000.0, ranges: bool = False) -> Formulation:
    """The infeasible diet of the AMPL book (Fourer, Gay, Kernighan, ch. 2): diet2.dat.

    ``ranges`` writes a nutrient with two limits as one row, where the least may give way.
    """
    most = {**MOST, "NA": sodium}
    model = pyo.ConcreteModel()
    model.buy = pyo.Var(list(PRICES), bounds=(2, 10))

    def total(nutrient: str) -> Any:
        amounts = zip(CONTENT[nutrient], PRICES, strict=True)
        return pyo.quicksum(amount * model.buy[food] for amount, food in amounts)

    two = [nutrient for nutrient in LEAST if nutrient in most] if ranges else []
    model.both = pyo.Constraint(two, rule=lambda m, n: (LEAST[n], total(n), most[n]))
    model.least = pyo.Constraint(
        [n for n in LEAST if n not in two], rule=lambda m, n: (LEAST[n], total(n), None)
    )
    model.most = pyo.Constraint(
        [n for n in most if n not in two], rule=lambda m, n: (None, total(n), most[n])
    )
    priced(model, pyo.quicksum(PRICES[food] * model.buy[food] for food in PRICES))

    def lowers(_: Any, index: Any) -> Relaxation:
        return Relaxation(cell(f"least {index[0]}", LEAST[index[0]], -1, "mg"), 1.0, "lower")

    def raises(_: Any, index: Any) -> Relaxation:
        return Relaxation(cell(f"most {index[0]}", most[index[0]], 1, "mg"), 1.0, "upper")

    return dressed(model, {"least": lowers, "both": lowers, "most": raises})


def conflict_of(formulation: Formulation, **options: Any) -> Conflict:
    outcome = solved(formulation, **options)
    assert outcome.status is Status.INFEASIBLE
    assert outcome.conflict is not None
    return outcome.conflict


@pytest.mark.parametrize("ranges", [False, True])
def test_diet2(ranges: bool) -> None:
    """Proves the published conflict: B2 and sodium; single repairs 48,186 mg or 601.0914 mg.

    As a range, the least of B2 gives way by the lower side of its row only.
    """
    conflict = conflict_of(diet2(ranges=ranges))
    assert {group.key for group in conflict.groups} == {"least B2", "most NA"}
    assert conflict.irreducible
    new = {repair.changes[0][0].key: repair.changes[0][1] for repair in conflict.repairs}
    assert new["most NA"] == pytest.approx(48186, abs=1.0)
    assert new["most NA"] >= 48185.7
    assert new["least B2"] == pytest.approx(601.0914, abs=0.01)
    assert new["least B2"] <= 601.0915
    assert all(repair.single for repair in conflict.repairs)


def test_repairs_cost_what_the_repaired_case_costs() -> None:
    """Proves the cost of a repair against the published optimum at 50,000 mg of sodium.

    118.0594 there; at the least repair the diet has hardly a choice and costs more.
    """
    assert solved(diet2(50000.0)).objective == pytest.approx(118.0594, abs=1e-4)
    conflict = conflict_of(diet2())
    by_key = {repair.changes[0][0].key: repair for repair in conflict.repairs}
    new = by_key["most NA"].changes[0][1]
    assert by_key["most NA"].cost == pytest.approx(solved(diet2(new)).objective, rel=1e-6)


def test_sentences_name_cells_numbers_and_units() -> None:
    """Proves what the planner reads, word for word."""
    conflict = conflict_of(diet2())
    assert conflict.sentences == (
        "These rows cannot hold together: Rules!least B2: rule least B2; Rules!most NA: rule"
        " most NA.",
        "Any one of these 2 changes mends it, the cheapest first:",
        "Lower Rules!least B2 from 700 mg to at most 601.09 mg (the plan then costs USD 110.90).",
        "Raise Rules!most NA from 40,000 mg to at least 48,186 mg (the plan then costs USD"
        " 123.63).",
    )


def lots(minimum: float = 10.0, more: bool = False) -> Formulation:
    """5 t exactly, from an offer that sells nothing or 10 to 20 t; LP: half an offer.

    ``more``: as well, 3 t of another material from an offer of at least 8 t.
    """
    needs = {"p": 5.0, "q": 3.0} if more else {"p": 5.0}
    least = {"p": minimum, "q": 8.0}
    model = pyo.ConcreteModel()
    model.x = pyo.Var(list(needs), bounds=(0, None))
    model.y = pyo.Var(list(needs), domain=pyo.Binary)
    model.need = pyo.Constraint(list(needs), rule=lambda m, i: (needs[i], m.x[i], needs[i]))
    model.low = pyo.Constraint(list(needs), rule=lambda m, i: (0, m.x[i] - least[i] * m.y[i], None))
    model.high = pyo.Constraint(list(needs), rule=lambda m, i: (None, m.x[i] - 20 * m.y[i], 0))
    priced(model, pyo.quicksum(2 * model.x[i] for i in needs))
    return dressed(
        model,
        {
            "need": lambda c, i: Relaxation(cell(f"need {i[0]}", needs[i[0]], -1), 1.0, "lower"),
            "low": lambda c, i: Relaxation(cell(f"lot {i[0]}", least[i[0]], -1), 1.0, "lower"),
        },
    )


def test_conflict_that_only_integers_cause() -> None:
    """Proves that a minimum lot is found, which an LP and HiGHS' own IIS do not see.

    Either the lot falls to 5 t (10 USD then), or the need falls to nothing.
    """
    conflict = conflict_of(lots())
    assert {group.key for group in conflict.groups} == {"lot p", "need p"}
    repairs = {repair.changes[0][0].key: repair for repair in conflict.repairs}
    assert repairs["lot p"].changes[0][1] == pytest.approx(5.0)
    assert repairs["lot p"].cost == pytest.approx(10.0)
    assert repairs["need p"].changes[0][1] == 0.0
    assert repairs["need p"].cost == pytest.approx(0.0, abs=1e-9)


def test_two_conflicts_need_a_joint_repair() -> None:
    """Proves that with two conflicts no single change is offered, and the joint one is least.

    Weighed by the size of their bounds, the lots move by 5/10 and 5/8, the needs would by 1 and 1.
    """
    conflict = conflict_of(lots(more=True))
    assert len(conflict.groups) == 2
    (repair,) = conflict.repairs
    assert not repair.single
    new = {group.key: bound for group, bound in repair.changes}
    assert new == {"lot p": pytest.approx(5.0), "lot q": pytest.approx(3.0)}
    assert any(
        text == "No single change was found that mends the case." for text in conflict.sentences
    )
    assert conflict.sentences[-1].startswith("Together these changes mend it: lower Rules!lot")


def test_rows_of_one_cell_move_together() -> None:
    """Proves that one cell over two periods is one slack: 3 and 7 t are missing, so 7.

    A slack for each row would ask for 10 t in all.
    """
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["1", "2"], bounds=(0, None))
    available = {"1": 7.0, "2": 3.0}
    model.low = pyo.Constraint(["1", "2"], rule=lambda m, i: (10, m.x[i], None))
    model.cap = pyo.Constraint(["1", "2"], rule=lambda m, i: (None, m.x[i], available[i]))
    priced(model, model.x["1"] + model.x["2"])
    cover = cell("D", 60, -1, "days")
    formulation = dressed(model, {"low": lambda c, i: Relaxation(cover, 10 / 60, "lower")})
    conflict = conflict_of(formulation)
    assert conflict.groups == (cover,)
    ((change, bound),) = conflict.repairs[0].changes
    assert change is cover
    assert bound == pytest.approx(60 - 7 * 6)
    assert conflict.sentences[0] == "This row cannot be kept: Rules!D: rule D."
    assert conflict.sentences[1].startswith("Lower Rules!D from 60 days to at most 18 days (")


def test_equality_gives_way_on_its_side_only() -> None:
    """Proves the sides: x = 10 under x <= 7 mends by falling short, not by exceeding."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["a"], bounds=(0, None))
    model.same = pyo.Constraint(["a"], rule=lambda m, i: (10, m.x[i], 10))
    model.cap = pyo.Constraint(["a"], rule=lambda m, i: (None, m.x[i], 7))
    priced(model, model.x["a"])

    def with_side(side: str) -> Conflict:
        group = cell("N", 10, -1)
        relax = {"same": lambda c, i: Relaxation(group, 1.0, side)}
        return conflict_of(dressed(model, relax))

    assert with_side("lower").repairs[0].changes[0][1] == pytest.approx(7.0)
    assert with_side("both").repairs[0].changes[0][1] == pytest.approx(7.0)
    assert with_side("upper").groups == ()


def test_fixed_facts_are_named() -> None:
    """Proves that a conflict no cell can mend names its rows, and only those."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["a", "b"], bounds=(0, None))
    model.balance = pyo.Constraint(["a", "b"], rule=lambda m, i: (8, m.x[i], 8))
    most = {"a": 5, "b": 9}
    model.capacity = pyo.Constraint(["a", "b"], rule=lambda m, i: (None, m.x[i], most[i]))
    model.soft = pyo.Constraint(["a"], rule=lambda m, i: (1, m.x[i], None))
    priced(model, model.x["a"])
    relax = {
        "balance": None,
        "capacity": None,
        "soft": lambda c, i: Relaxation(cell("S", 1, -1), 1.0, "lower"),
    }
    conflict = conflict_of(dressed(model, relax))
    assert conflict.groups == ()
    assert conflict.repairs == ()
    assert conflict.sentences == (
        "No change of a rule, a demand or a limit of stock mends this case: these facts contradict"
        " each other.",
        "Sheet!balance: balance of a.",
        "Sheet!capacity: capacity of a.",
    )


def test_a_stopped_explanation_says_so() -> None:
    """Proves that Ctrl-C while explaining still ends in INFEASIBLE, and claims no conflict."""
    run = control(listener=lambda progress: _stop_when_explaining(progress.message))

    def _stop_when_explaining(message: str) -> None:
        if message.startswith("Looking"):
            run.stop.request()

    outcome = solve_formulation(diet2(), Options(), run)
    assert outcome.status is Status.INFEASIBLE
    assert outcome.conflict is not None
    assert outcome.conflict.groups == ()
    assert "cut short" in outcome.conflict.sentences[0]


def test_same_conflict_every_time() -> None:
    """Proves determinism of the explanation."""
    assert conflict_of(lots(more=True)) == conflict_of(lots(more=True))


def test_deletion_filter_finds_an_irreducible_set() -> None:
    """Proves the filter on a made-up rule: in conflict are 3 with 17, or 5 with 6 and 7."""

    def conflicts(kept: Any) -> bool:
        return {3, 17} <= set(kept) or {5, 6, 7} <= set(kept)

    assert irreducible(range(40), conflicts) == ([5, 6, 7], True)
    assert irreducible([5, 0, 1, 2, 6, 7, 3, 4, 17], conflicts) == ([3, 17], True)
    assert irreducible([5, 6, 7, 3], conflicts) == ([5, 6, 7], True)


def test_deletion_filter_says_when_it_could_not_tell() -> None:
    """Proves that an item of unknown effect is kept and the set not called irreducible."""

    def conflicts(kept: Any) -> bool | None:
        return None if 9 not in kept else 3 in kept

    assert irreducible([3, 9, 4], conflicts) == ([3, 9], False)


@pytest.mark.parametrize(
    ("bound", "direction", "unit", "slack", "new"),
    [
        (40000.0, 1, "mg", 8185.714, 48186.0),
        (700.0, -1, "mg", 98.90860, 601.09),
        (0.65, 1, "share", 0.05, 0.7),
        (0.65, 1, "share", 0.183333333, 0.8334),
        (2.0, 1, "members", 0.4, 3.0),
        (5.0, -1, "t", 5.0000001, 0.0),
        (5.0, -1, "t", 4.9999999, 0.0),
        (1e6, -1, "t", 1e6 - 16, 16.0),
        (1e6, -1, "t", 1e6 - 16.12345, 16.12),
        (1e9, -1, "t", 1e9 - 3, 3.0),
        (1e6, -1, "t", 1e6 - 0.0123, 0.0123),
        (-1e6, 1, "USD", 1e6 - 16, -16.0),
        (0.0, 1, "t", 16.12345, 16.13),
    ],
)
def test_new_bounds_are_rounded_outward(
    bound: float, direction: int, unit: str, slack: float, new: float
) -> None:
    """Proves rounding away from the conflict, within a thousandth of the change and of the bound.

    A million lowered to 16 t would by its change alone be told as 0 t.
    """
    group = Group("rules", "R", "bound", unit, bound, direction, "rule R")
    assert outward(group, slack) == pytest.approx(new, abs=1e-12)
