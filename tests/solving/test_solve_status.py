"""How a solve ends: every end is a value with a sentence, told apart by our own check."""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo
import pytest

from hand_made import control, dressed, priced, solved
from orefolio.solving import Options, Status, solve_formulation
from orefolio.solving.standard_form import compile_form
from orefolio.solving.verify import holds, violation


def two_sources(demand: float = 10.0) -> pyo.ConcreteModel:
    """10 t from a (2 USD/t, at most 6 t) and b (5 USD/t), and 7 USD whatever is done."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["a", "b"], bounds=(0, None), doc="tonnes bought")
    model.demand = pyo.Constraint(["d"], rule=lambda m, i: (demand, m.x["a"] + m.x["b"], demand))
    model.cap = pyo.Constraint(["a"], rule=lambda m, i: (1, m.x[i], 6))
    return priced(model, 2 * model.x["a"] + 5 * model.x["b"] + 7)


def knapsacks(items: int = 200, sacks: int = 60) -> pyo.ConcreteModel:
    """A binary program that no solver proves within seconds."""
    random = np.random.default_rng(3)
    size = random.integers(1, 60, (sacks, items)).astype(float)
    worth = random.integers(1, 60, items).astype(float)
    model = pyo.ConcreteModel()
    model.y = pyo.Var(range(items), domain=pyo.Binary)
    model.sack = pyo.Constraint(
        range(sacks),
        rule=lambda m, k: (
            None,
            pyo.quicksum(size[k, i] * m.y[i] for i in range(items)),
            float(size[k].sum() // 2),
        ),
    )
    return priced(model, -pyo.quicksum(worth[i] * model.y[i] for i in range(items)))


def test_optimal() -> None:
    """Proves optimum, values, ranges and constants: 6 t of a, 4 t of b, 12 + 20 + 7 = 39 USD."""
    outcome = solved(dressed(two_sources()))
    assert outcome.status is Status.OPTIMAL
    assert outcome.has_plan
    assert outcome.objective == pytest.approx(39.0)
    assert outcome.bound == pytest.approx(39.0)
    assert outcome.gap_money == 0.0
    assert outcome.values["x"] == {("a",): pytest.approx(6.0), ("b",): pytest.approx(4.0)}
    row = outcome.rows["cap"][("a",)]
    assert (row.activity, row.lower, row.upper) == (pytest.approx(6.0), 1.0, 6.0)
    assert outcome.expressions["total_cost"][()] == pytest.approx(39.0)
    assert outcome.size == {"rows": 2, "columns": 2, "nonzeros": 3, "integers": 0}
    assert {"build", "hand_over", "solve"} - set(outcome.seconds) <= {"build"}


def test_duals_are_change_per_unit_of_right_hand_side() -> None:
    """Proves signs: a tonne more demand costs 5 USD, a tonne more of a saves 3 USD."""
    outcome = solved(dressed(two_sources()))
    assert outcome.rows["demand"][("d",)].dual == pytest.approx(5.0)
    assert outcome.rows["cap"][("a",)].dual == pytest.approx(-3.0)


def test_tie_break_decides_but_is_not_reported() -> None:
    """Proves that of two sources at 2 USD the tie-break takes b, and the cost shown is 20 USD.

    If it were reported, the objective would be 20.01.
    """
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["a", "b"], bounds=(0, None))
    model.demand = pyo.Constraint(["d"], rule=lambda m, i: (10, m.x["a"] + m.x["b"], None))
    cost = 2 * model.x["a"] + 2 * model.x["b"]
    outcome = solved(dressed(priced(model, cost, 0.002 * model.x["a"] + 0.001 * model.x["b"])))
    assert outcome.values["x"] == {("b",): pytest.approx(10.0)}
    assert outcome.objective == pytest.approx(20.0, abs=1e-9)


def test_infeasible_without_explanation() -> None:
    """Proves that 20 t cannot come from at most 6 + 10 t, as a value and not as an exception."""
    model = two_sources(20.0)
    model.x["b"].setub(10.0)
    outcome = solved(dressed(model), explain=False)
    assert outcome.status is Status.INFEASIBLE
    assert not outcome.has_plan
    assert outcome.objective is None
    assert outcome.values == {}
    assert outcome.conflict is None


@pytest.mark.parametrize("domain", [pyo.NonNegativeReals, pyo.NonNegativeIntegers])
def test_unbounded_names_what_has_no_limit(domain: object) -> None:
    """Proves that endless profit is told from infeasibility, for LP and MIP, and named."""
    model = pyo.ConcreteModel()
    model.sell = pyo.Var([("Ce", "2026")], domain=domain, doc="tonnes sold")
    model.buy = pyo.Var([("Ce", "2026")], domain=pyo.NonNegativeReals, doc="tonnes bought")
    model.balance = pyo.Constraint(
        ["c"], rule=lambda m, i: (0, m.buy["Ce", "2026"] - m.sell["Ce", "2026"], None)
    )
    outcome = solved(dressed(priced(model, model.buy["Ce", "2026"] - 3 * model.sell["Ce", "2026"])))
    assert outcome.status is Status.UNBOUNDED
    assert "There is no limit on tonnes sold (Ce, 2026)" in outcome.reason


def test_infeasible_and_unbounded_is_infeasible() -> None:
    """Proves that a model with an endless ray but no plan is called infeasible."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["free", "stuck"], bounds=(0, None))
    model.low = pyo.Constraint(["a"], rule=lambda m, i: (5, m.x["stuck"], None))
    model.high = pyo.Constraint(["a"], rule=lambda m, i: (None, m.x["stuck"], 4))
    outcome = solved(dressed(priced(model, -model.x["free"])), explain=False)
    assert outcome.status is Status.INFEASIBLE


def test_row_without_variables_is_infeasible() -> None:
    """Proves that 0 >= 5 is infeasible, on which Pyomo's compiler raises."""
    model = pyo.ConcreteModel()
    model.nothing = pyo.Var(bounds=(0, 0))
    model.row = pyo.Constraint(["a"], rule=lambda m, i: (5, 1.0 * m.nothing, None))
    model.nothing.fix(0.0)
    outcome = solved(dressed(priced(model, 0.0 * model.nothing)))
    assert outcome.status is Status.INFEASIBLE
    assert "row[a]" in outcome.reason


def test_nothing_to_decide_is_optimal() -> None:
    """Proves that a model without rows and columns costs its constant."""
    model = pyo.ConcreteModel()
    outcome = solved(dressed(priced(model, pyo.quicksum([]) + 4.0)))
    assert outcome.status is Status.OPTIMAL
    assert outcome.objective == 4.0


def test_no_time_is_a_limit() -> None:
    """Proves that a solve without time ends without a plan, and says so."""
    outcome = solved(dressed(two_sources()), time_limit=0.0)
    assert outcome.status is Status.LIMIT
    assert "time limit of 0 s" in outcome.reason


def test_time_limit_keeps_the_plan_and_its_gap() -> None:
    """Proves that a MIP stopped by its limit returns a plan that holds, with the gap in money."""
    formulation = dressed(knapsacks())
    outcome = solved(formulation, time_limit=1.5)
    assert outcome.status is Status.FEASIBLE
    assert outcome.objective is not None
    assert outcome.gap_money is not None and outcome.gap_money > 0
    assert outcome.bound == pytest.approx(outcome.objective - outcome.gap_money)
    chosen = np.array([outcome.values["y"].get((i,), 0.0) for i in range(200)])
    assert holds(compile_form(formulation.model), chosen)
    assert "USD" in outcome.reason


def test_gap_is_told_in_money() -> None:
    """Proves that within a gap of 50 % a plan counts as proven and the money at stake is told."""
    outcome = solved(dressed(knapsacks()), relative_gap=0.5)
    assert outcome.status is Status.OPTIMAL
    assert outcome.gap_money is not None
    assert outcome.relative_gap is not None and outcome.relative_gap <= 0.5
    assert f"{outcome.gap_money:,.0f}" in outcome.reason or f"{outcome.gap_money:,.2f}" in (
        outcome.reason
    )


def test_refused_model_is_a_value() -> None:
    """Proves that a number that is not a number ends in FAILED with a sentence."""
    model = two_sources()
    model.bad = pyo.Constraint(["a"], rule=lambda m, i: (None, float("inf") * m.x[i], 6))
    outcome = solved(dressed(model))
    assert outcome.status is Status.FAILED
    assert outcome.reason.startswith("HiGHS does not accept")


def test_refused_option_is_a_value() -> None:
    """Proves that a refused option is not silently replaced by the solver's default."""
    outcome = solve_formulation(dressed(two_sources()), Options(relative_gap=-1.0), control())
    assert outcome.status is Status.FAILED
    assert "mip_rel_gap" in outcome.reason


def test_verification_sees_what_is_broken() -> None:
    """Proves the own check: 6 + 3 t is one tonne short of 10, a tenth of the row's size."""
    form = compile_form(two_sources())
    short = np.array([6.0, 3.0])
    assert violation(form, np.array([6.0, 4.0])) <= 1e-12
    assert violation(form, short) == pytest.approx(0.1)
    assert not holds(form, short)
    assert not holds(form, np.array([np.nan, 4.0]))


def test_same_answer_every_time_and_for_every_number_of_threads() -> None:
    """Proves that a cold solve repeats itself to the last bit, also after threads changed."""
    first = solved(dressed(knapsacks(40, 10)))
    again = solved(dressed(knapsacks(40, 10)))
    two = solved(dressed(knapsacks(40, 10)), threads=2)
    assert first.values == again.values
    assert two.objective == pytest.approx(first.objective)
