"""The compiled form and its hand-over: names, ranges, fixed variables, parity with Pyomo."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyomo.environ as pyo
import pytest
from pyomo.contrib.appsi.solvers import Highs
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

from hand_made import dressed, priced, solved
from one_of_each import CASES
from orefolio.case import Case
from orefolio.formulation import build
from orefolio.solving import Status
from orefolio.solving.standard_form import EmptyRowError, compile_form, index_of
from orefolio.solving.sums import NotLinearError


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


@pytest.mark.parametrize("case", CASES, ids=[case.__name__ for case in CASES])
def test_parity_with_pyomos_own_compiler(case: Callable[[], Case]) -> None:
    """Proves: on a case with every family, each number is that of Pyomo's standard form.

    Ours reads plain sums in its own way; a lost, doubled or misplaced term would show here.
    """
    model = build(case()).model
    form = compile_form(model)
    info = LinearStandardFormCompiler().write(model, mixed_form=True)
    names = [(v.parent_component().name, index_of(v.index())) for v in info.columns]
    assert set(names) == set(form.columns)
    sides = [(c.parent_component().name, index_of(c.index()), side) for c, side in info.rows]
    ours = {
        (*form.rows[row], *form.columns[column]): value
        for row, column, value in zip(form.row, form.column_of_entry, form.value, strict=True)
    }
    coo = info.A.tocoo()
    theirs = {
        (*sides[row][:2], *names[column]): value
        for row, column, value in zip(*coo.coords, coo.data, strict=True)
    }
    assert ours == pytest.approx(theirs, rel=1e-12)
    limits = dict(zip(form.rows, zip(form.row_lower, form.row_upper, strict=True), strict=True))
    for (name, index, side), right in zip(sides, info.rhs, strict=True):
        lower, upper = limits[name, index]
        assert side < 0 or upper == pytest.approx(right, rel=1e-12)
        assert side > 0 or lower == pytest.approx(right, rel=1e-12)
    cost = dict(zip(names, info.c.toarray()[0], strict=True))
    assert dict(zip(form.columns, form.cost, strict=True)) == pytest.approx(cost, rel=1e-12)
    assert form.offset == pytest.approx(float(info.c_offset[0]))


def test_fixed_variables_and_products_of_sums() -> None:
    """Proves that what is not plain is read as well: 2 (x + 3 held) + (x + y)/2 <= 20, held = 3.

    2.5 x + 0.5 y <= 20 - 18 = 2. If the fixed variable were a column, or lost, it would be 20.
    """
    model = pyo.ConcreteModel()
    model.v = pyo.Var(["x", "y", "held"])
    model.v["held"].fix(3.0)
    model.row = pyo.Constraint(
        expr=2 * (model.v["x"] + 3 * model.v["held"]) + (model.v["x"] + model.v["y"]) / 2 <= 20
    )
    form = compile_form(priced(model, model.v["x"] + model.v["held"] * model.v["y"]))
    assert dict(zip(form.columns, form.value.tolist(), strict=True)) == {
        ("v", ("x",)): 2.5,
        ("v", ("y",)): 0.5,
    }
    assert form.row_upper.tolist() == [2.0]
    assert form.cost.tolist() == [1.0, 3.0]


def test_rows_without_variables() -> None:
    """Proves: a row of constants that holds is left out, one that cannot hold is told by name."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var()
    model.y = pyo.Var(initialize=3.0)
    model.y.fix()
    model.holds = pyo.Constraint(expr=model.y <= 3)
    model.row = pyo.Constraint(expr=model.x >= 1)
    priced(model, model.x)
    assert compile_form(model).rows == (("row", ()),)
    model.breaks = pyo.Constraint(expr=model.y + 0 * model.x <= 2)
    with pytest.raises(EmptyRowError, match="breaks"):
        compile_form(model)


def test_model_that_is_not_linear_is_refused() -> None:
    """Proves that a product of variables is refused, not read as something else."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var()
    model.row = pyo.Constraint(expr=model.x * model.x <= 1)
    with pytest.raises(NotLinearError):
        compile_form(priced(model, model.x))
