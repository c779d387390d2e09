"""The compiled form and its hand-over: names, ranges, fixed variables, parity with Pyomo."""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo
import pytest
from pyomo.contrib.appsi.solvers import Highs

from hand_made import dressed, priced, solved
from orefolio.solving import Status
from orefolio.solving.standard_form import compile_form


def sample() -> pyo.ConcreteModel:
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["a", "b", "idle"], bounds=(0, 9))
    model.pair = pyo.Var([("a", "2026")], domain=pyo.Binary)
    model.held = pyo.Var(initialize=3.0)
    model.held.fix()
    model.range = pyo.Constraint(
        ["r"], rule=lambda m, i: (1, 2 * m.x["a"] + m.x["b"] + m.held + 4, 20)
    )
    model.link = pyo.Constraint(
        [("a", "2026")], rule=lambda m, *i: (None, m.x["a"] - 9 * m.pair[i], 0)
    )
    cost = 3 * model.x["a"] + model.x["b"] + 5 * model.pair["a", "2026"] + model.held
    return priced(model, cost, 0.25 * model.x["b"])


def test_names_limits_and_both_costs() -> None:
    """Proves: a range is one row, constants and fixed values move into its limits and the offset.

    1 <= 2a + b + 3 + 4 <= 20 is -6 <= 2a + b <= 13; the cost has offset 3.
    """
    form = compile_form(sample())
    assert form.rows == (("range", ("r",)), ("link", ("a", "2026")))
    assert form.row_lower.tolist() == [-6.0, -np.inf]
    assert form.row_upper.tolist() == [13.0, 0.0]
    assert dict(zip(form.columns, form.integer.tolist(), strict=True)) == {
        ("x", ("a",)): False,
        ("x", ("b",)): False,
        ("pair", ("a", "2026")): True,
    }
    assert form.outside == {("x", ("idle",)): 0.0, ("held", ()): 3.0}
    x = np.array([{"x": 1.0, "pair": 1.0}[component] for component, _ in form.columns])
    assert form.total_cost(x) == pytest.approx(3 + 1 + 5 + 3)
    assert form.objective(x) == pytest.approx(12 + 0.25)
    assert form.activity(x).tolist() == [3.0, -8.0]
    assert form.magnitude(x).tolist() == [3.0, 10.0]


def test_compiling_leaves_the_model_as_it_was() -> None:
    """Proves that the second objective is gone afterwards."""
    model = sample()
    compile_form(model)
    assert [item.name for item in model.component_objects(pyo.Objective)] == ["objective"]


def random_model(seed: int, integers: bool) -> pyo.ConcreteModel:
    """A bounded random model with rows of every kind, feasible at a known point."""
    random = np.random.default_rng(seed)
    count, rows = 12, 8
    matrix = random.integers(-4, 6, (rows, count)).astype(float)
    point = random.integers(0, 5, count).astype(float)
    at_point = matrix @ point
    kind = random.integers(0, 4, rows)
    cost = random.integers(-5, 10, count).astype(float)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(count), bounds=(-2, 9))
    for position in range(0, count, 3) if integers else ():
        model.x[position].domain = pyo.Integers

    def rule(m: pyo.ConcreteModel, k: int) -> object:
        body = pyo.quicksum(matrix[k, j] * m.x[j] for j in range(count))
        low = at_point[k] if kind[k] != 1 else None
        high = {0: None, 1: at_point[k], 2: at_point[k], 3: at_point[k] + 3}[int(kind[k])]
        return (low, body + 1, None if high is None else high + 1)

    model.row = pyo.Constraint(range(rows), rule=rule)
    return priced(model, pyo.quicksum(cost[j] * model.x[j] for j in range(count)) + 11)


@pytest.mark.parametrize("integers", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_parity_with_pyomos_own_interface(seed: int, integers: bool) -> None:
    """Proves that our hand-over and Pyomo's give HiGHS the same problem."""
    outcome = solved(dressed(random_model(seed, integers), gap=0.0))
    model = random_model(seed, integers)
    solver = Highs()
    solver.highs_options = {"mip_rel_gap": 0.0}
    result = solver.solve(model)
    assert outcome.status is Status.OPTIMAL
    assert outcome.objective == pytest.approx(result.best_feasible_objective, rel=1e-7, abs=1e-6)
