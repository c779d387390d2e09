"""Prices of a MIP and the refinement of the concentration index."""

from __future__ import annotations

import math

import pyomo.environ as pyo
import pytest

from hand_made import cell, dressed, priced, solved
from orefolio.formulation import Formulation, Relaxation, Tangent
from orefolio.solving import Status


def test_mip_prices_hold_the_integers() -> None:
    """Proves duals of a MIP: 5 t at 3 USD behind a fee of 10 USD for up to 8 t.

    With the fee decided a tonne more costs 3 USD. The relaxation would spread the fee, 4.25 USD.
    """
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["a"], bounds=(0, None))
    model.y = pyo.Var(["a"], domain=pyo.Binary)
    model.need = pyo.Constraint(["a"], rule=lambda m, i: (5, m.x[i], None))
    model.link = pyo.Constraint(["a"], rule=lambda m, i: (None, m.x[i] - 8 * m.y[i], 0))
    outcome = solved(dressed(priced(model, 3 * model.x["a"] + 10 * model.y["a"])))
    assert outcome.status is Status.OPTIMAL
    assert outcome.objective == pytest.approx(25.0)
    assert outcome.values["y"] == {("a",): 1.0}
    assert outcome.rows["need"][("a",)].dual == pytest.approx(3.0)
    assert outcome.reduced_costs["x"][("a",)] == pytest.approx(0.0)
    assert outcome.reduced_costs["y"][("a",)] == pytest.approx(10.0)


def crowded(
    weight: float, cap: float | None = None, fee: float | None = None
) -> tuple[pyo.ConcreteModel, Formulation]:
    """10 t from a (1 USD/t) and b (2 USD/t), charged or capped by w >= X^2 / T.

    The model itself holds only the tangent at a share of 1, so every other share must be refined.
    """
    names = ["a", "b"]
    model = pyo.ConcreteModel()
    model.x = pyo.Var(names, bounds=(0, None))
    model.w = pyo.Var(names, bounds=(0, None))
    model.t = pyo.Var(["all"], bounds=(0, None))
    model.y = pyo.Var(["b"], domain=pyo.Binary)
    model.need = pyo.Constraint(["n"], rule=lambda m, i: (10, m.x["a"] + m.x["b"], None))
    model.sum = pyo.Constraint(["n"], rule=lambda m, i: (0, m.x["a"] + m.x["b"] - m.t["all"], 0))
    model.first = pyo.Constraint(
        names, rule=lambda m, i: (0, m.w[i] - 2 * m.x[i] + m.t["all"], None)
    )
    if cap is not None:
        model.cap = pyo.Constraint(
            ["c"], rule=lambda m, i: (None, m.w["a"] + m.w["b"] - cap * m.t["all"], 0)
        )
    cost = model.x["a"] + 2 * model.x["b"] + weight * (model.w["a"] + model.w["b"])
    if fee is not None:
        model.use = pyo.Constraint(["b"], rule=lambda m, i: (None, m.x["b"] - 10 * m.y["b"], 0))
        cost = cost + fee * model.y["b"]
    tangents = tuple(Tangent(("w", (n,)), ("x", (n,)), ("t", ("all",))) for n in names)
    priced(model, cost)
    cell_of_cap = Relaxation(cell("HHI", cap or 0.0, 1, "HHI"), 10.0, "upper")
    return model, dressed(model, {"cap": lambda case, index: cell_of_cap}, tangents)


def test_charge_matches_the_true_index() -> None:
    """Proves the refinement: x + 2 (10 - x) + 1.3 (x^2 + (10 - x)^2) / 10 is least at 5 + 2.5/1.3.

    With the first tangents only, the answer would be 10 t of a, or 5 t at no charge at all.
    """
    outcome = solved(crowded(1.3)[1])
    best = 5 + 2.5 / 1.3
    index = (best**2 + (10 - best) ** 2) / 100
    assert outcome.status is Status.OPTIMAL
    assert outcome.values["x"][("a",)] == pytest.approx(best, abs=0.02)
    assert outcome.objective == pytest.approx(best + 2 * (10 - best) + 13 * index, abs=1e-4)
    shown = sum(outcome.values["w"].values())
    true = sum(value**2 for value in outcome.values["x"].values()) / 10
    assert shown == pytest.approx(true, abs=1e-5)


def test_cap_is_kept_by_the_true_index() -> None:
    """Proves that HHI <= 0.52 allows shares of 0.6 and 0.4: 6 + 2 x 4 = 14 USD."""
    outcome = solved(crowded(0.0, cap=0.52)[1])
    assert outcome.status is Status.OPTIMAL
    assert outcome.objective == pytest.approx(14.0, abs=1e-4)
    index = sum(value**2 for value in outcome.values["x"].values()) / 100
    assert index <= 0.52 + 1e-6
    assert 1 <= int(outcome.solver["rounds"]) <= 30


def test_cap_that_nothing_keeps_is_infeasible() -> None:
    """Proves that two sources cannot come below an index of 0.5, though the tangents allow it."""
    outcome = solved(crowded(0.0, cap=0.4)[1], explain=False)
    assert outcome.status is Status.INFEASIBLE


def test_repair_of_a_cap_is_measured_by_the_true_index() -> None:
    """Proves that the conflict of HHI <= 0.4 with two sources is mended by 0.5, at 15 USD.

    On the first tangents alone every cap above 0 could be kept.
    """
    outcome = solved(crowded(0.0, cap=0.4)[1])
    assert outcome.conflict is not None
    (repair,) = outcome.conflict.repairs
    ((group, bound),) = repair.changes
    assert group.key == "HHI"
    assert bound == pytest.approx(0.5, abs=2e-4)
    assert bound >= 0.5 - 1e-6
    assert repair.cost == pytest.approx(15.0, abs=0.2)


@pytest.mark.parametrize(("fee", "cost", "sources"), [(1.0, 19.75, 2), (2.0, 20.0, 1)])
def test_integers_are_decided_by_the_true_index(fee: float, cost: float, sources: int) -> None:
    """Proves refinement in a MIP: both sources cost 18.75 + fee, a alone 10 + 10.

    At a fee of 2 the first tangents still take both, for 15 + 2; the truth is a alone at 20.
    """
    outcome = solved(crowded(1.0, fee=fee)[1])
    assert outcome.status is Status.OPTIMAL
    assert outcome.objective == pytest.approx(cost, abs=1e-4)
    assert len(outcome.values["x"]) == sources
    assert math.isclose(outcome.bound or 0.0, cost, abs_tol=1e-3)
