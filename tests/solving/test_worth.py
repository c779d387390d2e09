"""What an investment is worth: the plan once more without it, or with it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from orefolio.formulation import build
from orefolio.portfolio import portfolio_of
from orefolio.solving import Options, Outcome, Progress, Status, solve, worth
from orefolio.solving.interruption import Stop
from orefolio.solving.search import Found
from orefolio.solving.session import Verdict
from orefolio.solving.standard_form import compile_form
from support import case_of

K = 1000.0
OPTIONS = Options(relative_gap=1e-9)


def _tables(capex: float, **more: Any) -> dict[str, Any]:
    """A has 40 t at 100 USD/kg, the mine adds 30 t for a tenth of its capex; all else costs 300."""
    return {
        "materials": {"DY": {"demand": 100}},
        "suppliers": {"S": {}},
        "offers": {
            "A": {"supplier": "S", "material": "DY", "price": 100, "capacity": 40},
            "B": {"supplier": "S", "material": "DY", "price": 300},
        },
        "investments": {"MINE": {"capex": capex, "life": 10}},
        "openings": {"MINE|offers|A": {"capacity": 30}},
        **more,
    }


def _row(**tables: Any) -> tuple[Outcome, dict[str, Any]]:
    case = case_of(**tables)
    outcome = solve(case, OPTIONS)
    return outcome, portfolio_of(case, outcome).table("investments").iloc[0].to_dict()


def test_worth_of_what_is_made() -> None:
    """Proves that a mine of 3 MUSD is worth 22,000 - 16,300 = 5,700 k USD and secures 30 t.

    It bears 300 k USD: 10 USD/kg. 30 t are 109.5 days of 100 t a year, 2,739.73 USD each. If the
    other plan had the mine too, its worth would be 0.
    """
    _, row = _row(**_tables(3))
    assert row["made"]
    assert row["other_cost"] == pytest.approx(22_000 * K)
    assert row["worth"] == pytest.approx(5_700 * K)
    assert row["worth_per_capex"] == pytest.approx(1.9)
    assert row["worth_found"] == "optimal"
    assert row["secured"] == pytest.approx(30)
    assert row["cost_per_kilogram"] == pytest.approx(10)
    assert row["days_of_cover"] == pytest.approx(109.5)
    assert row["cost_per_day"] == pytest.approx(300 * K / 109.5)


def test_worth_of_what_is_not_made() -> None:
    """Proves that a mine of 70 MUSD is worth 22,000 - 23,000 = -1,000 k USD, and told as if made.

    It would secure the same 30 t, at 7,000 k USD: 233.33 USD/kg. Its begin and figures are those
    of the best plan with it. If the plan were not solved again they would be empty.
    """
    outcome, row = _row(**_tables(70))
    assert outcome.objective == pytest.approx(22_000 * K)
    assert not row["made"]
    assert row["begins"] == "2026"
    assert row["worth"] == pytest.approx(-1_000 * K)
    assert row["secured"] == pytest.approx(30)
    assert row["cost_per_kilogram"] == pytest.approx(7_000 / 30)


def test_best_start_of_what_is_not_made() -> None:
    """Proves that of several starts the best is told: a mine not worth it begins in the last year.

    Over 2 years 14,000 k USD would be borne for 12,000 saved; begun in 2027, 7,000 for 6,000.
    """
    _, row = _row(**_tables(70), settings={"years": 2})
    assert (row["begins"], row["made"]) == ("2027", False)
    assert row["worth"] == pytest.approx(-1_000 * K)


def test_what_cannot_be_done_without_or_with_is_said() -> None:
    """Proves that no plan without the mine, none with it, and no start inside the plan are told."""
    tables = _tables(3)
    tables["offers"] = {"A": {**tables["offers"]["A"], "capacity": 70}}
    _, needed = _row(**tables)
    assert (needed["made"], needed["worth_found"]) == (True, "no plan exists without it")
    _, dear = _row(**_tables(3, budgets={"all": {"2026": 1}}))
    assert (dear["made"], dear["worth_found"]) == (False, "no plan exists with it")
    tables = _tables(3)
    tables["investments"] = {"MINE": {"capex": 3, "earliest": "2050"}}
    _, late = _row(**tables)
    assert (late["made"], late["worth_found"]) == (False, "cannot begin within the plan")


def test_values_can_be_switched_off() -> None:
    """Proves that neither the setting nor the option leaves anything solved again."""
    outcome, row = _row(**_tables(3), settings={"investment_values": False})
    assert outcome.worths == {}
    assert row["worth_found"] == "not asked for"
    off = solve(case_of(**_tables(3)), Options(worths=False))
    assert off.worths == {}
    assert off.status is Status.OPTIMAL


def test_no_time_left_is_said() -> None:
    """Proves that a plan stands when its valuation is broken off: the second is told as not valued.

    The planner asks for the end while the first is valued; if the plan were lost, or the second
    valued all the same, its words would be others.
    """
    tables = _tables(3)
    tables["investments"]["SECOND"] = {"capex": 1, "life": 10}
    stop = Stop()

    def listen(progress: Progress) -> None:
        if "Valuing the investment MINE" in progress.message:
            stop.request()

    case = case_of(**tables)
    outcome = solve(case, OPTIONS, listen, stop)
    assert outcome.status is Status.OPTIMAL
    assert outcome.objective == pytest.approx(16_300 * K)
    assert outcome.worths["SECOND"].status == "no time left"


def test_the_valuation_has_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that investments are valued within their share of the time, and the plan stands.

    With a share of nothing none is; if the share were not looked at, the mine would be worth 5,700.
    """
    monkeypatch.setattr(worth, "LEAST", 0.0)
    monkeypatch.setattr(worth, "TIMES", 0.0)
    outcome, row = _row(**_tables(3))
    assert outcome.status is Status.OPTIMAL
    assert row["worth_found"] == "no time left"
    assert np.isnan(row["worth"])


def test_a_valuation_that_is_stopped_knows_the_bound_of_the_plan() -> None:
    """Proves that a forced decision cannot cost less than the bound of the plan without it: 90.

    Of a plan of 100 that the solver had proven nothing of, it may then be off by 10 at most; if
    only its own bound counted, that would not be known.
    """
    form = compile_form(build(case_of(**_tables(3))).model)
    plan = np.zeros(len(form.columns))
    stopped = Found(Verdict.STOPPED, plan=plan, objective=100.0)
    assert worth._worth(form, stopped, True, 90.0, 1e-4).gap_money == pytest.approx(10.0)
    assert worth._worth(form, stopped, True, 90.0, 1e-4).status == "feasible"
    assert worth._worth(form, stopped, True, -np.inf, 1e-4).gap_money is None


def test_worth_of_investments_that_help_each_other() -> None:
    """Proves that a study is worth all that it makes possible, and a mine what it saves beyond it.

    With both: 16,300 + 100 = 16,400 k USD, without the study 22,000, without the mine 22,000 (the
    study is then left as well). If each were valued with the other kept, the mine alone would be
    worth 5,700.
    """
    tables = _tables(3)
    tables["investments"] = {
        "STUDY": {"capex": 1, "life": 10},
        "MINE": {"capex": 3, "life": 10, "requires": ["STUDY"]},
    }
    case = case_of(**tables)
    outcome = solve(case, OPTIONS)
    assert outcome.objective == pytest.approx(16_400 * K)
    assert {key: worth.cost for key, worth in outcome.worths.items()} == {
        "MINE": pytest.approx(22_000 * K),
        "STUDY": pytest.approx(22_000 * K),
    }


def test_a_budget_that_leaves_no_plan_is_mended() -> None:
    """Proves that where only a mine can meet demand, the conflict names the budget and its cell.

    The mine costs 3 MUSD and the budget holds 2: 3 would do. If budgets could not give way, nothing
    but the demand could.
    """
    tables = _tables(3, budgets={"all": {"2026": 2}})
    tables["offers"] = {"A": {**tables["offers"]["A"], "capacity": 70}}
    outcome = solve(case_of(**tables), OPTIONS)
    assert outcome.status is Status.INFEASIBLE
    conflict = outcome.conflict
    assert conflict is not None
    cells = {(group.table, group.key, group.column) for group in conflict.groups}
    assert ("budgets", "all", "2026") in cells
    amounts = {group.table: bound for repair in conflict.repairs for group, bound in repair.changes}
    assert amounts["budgets"] == pytest.approx(3, rel=1e-3)
