"""Properties that hold for every case, tried on random small ones."""

from __future__ import annotations

import copy
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from orefolio.formulation.useful import Useful
from orefolio.solving import Options, Outcome, Status, solve
from proof import near, proved
from small_cases import Tables, harder, joined, shuffled, tables
from support import case_of

QUICK = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FEW = settings(QUICK, max_examples=10)
CHEAP = Options(relative_gap=1e-9, explain=False, expressions=False)
CENT = 1.0
"""USD that comparisons of costs of millions leave to the solver."""


def _outcome(given_tables: Tables) -> Outcome:
    found = solve(case_of(**copy.deepcopy(given_tables)), CHEAP)
    assert found.status is Status.OPTIMAL, found.reason
    return found


def _cost(given_tables: Tables) -> float:
    found = _outcome(given_tables).objective
    assert found is not None
    return found


def _no_dearer(better: Tables, worse: Tables) -> None:
    """The first case costs no more than the second, which is a part of it."""
    first, second = _cost(better), _cost(worse)
    assert first <= second + abs(second) * 1e-6 + CENT


@FEW
@given(tables(), harder())
def test_every_plan_passes_the_audit_and_adds_up(case: Tables, more: Tables) -> None:
    """Proves that plan, audit, expressions and portfolio agree on random cases.

    Covers and caps on the Herfindahl index may leave no plan; then there is nothing to audit.
    """
    made = case_of(**joined(case, more))
    if solve(made, CHEAP).status is not Status.INFEASIBLE:
        proved(made)


@QUICK
@given(tables())
def test_order_of_rows_does_not_matter(case: Tables) -> None:
    """Proves that the same rows in another order give the same plan, to the last digit."""
    assert _outcome(case).values == _outcome(shuffled(case)).values


@QUICK
@given(tables(), st.sampled_from([0.5, 7.0, 1000.0]))
def test_money_has_no_natural_unit(case: Tables, factor: float) -> None:
    """Proves that all prices times a factor cost that factor, with the same tonnes."""
    scaled = copy.deepcopy(case)
    for table, columns in MONEY.items():
        for row in scaled.get(table, {}).values():
            for column in columns & set(row):
                row[column] = row[column] * factor
    for rule in scaled.get("rules", {}).values():
        if rule["measure"] in ("spend", "spend per kg"):
            rule["bound"] *= factor
        elif rule["measure"] not in ("share of value", "share of spend"):
            rule["penalty"] *= factor
    assert _cost(scaled) == near(_cost(case) * factor, 1e-5)


MONEY = {
    "materials": {"shortage_cost", "reference_price", "surplus_value"},
    "offers": {"price", "fixed_fee"},
    "routes": {"cost"},
    "legs": {"cost"},
    "stock": {"storage_cost"},
}
TONNES = {
    "materials": {"demand"},
    "offers": {"capacity", "minimum_lot"},
    "chokepoints": {"capacity"},
    "stock": {"opening_stock", "ceiling"},
}


@QUICK
@given(tables(), st.sampled_from([0.25, 40.0]))
def test_tonnes_have_no_natural_unit(case: Tables, factor: float) -> None:
    """Proves that demand, capacities and lots times a factor cost that factor."""
    scaled = copy.deepcopy(case)
    for table, columns in TONNES.items():
        for row in scaled.get(table, {}).values():
            for column in columns & set(row):
                row[column] = row[column] * factor
    for row in scaled["offers"].values():
        row["fixed_fee"] = row.get("fixed_fee", 0) * factor
    for rule in scaled.get("rules", {}).values():
        if rule["measure"] in ("tonnes", "spend", "total of column"):
            rule["bound"] *= factor
        rule["counted_from"] = 5 * factor
        if rule["measure"] == "count":
            rule["penalty"] *= factor
    for rule in case.get("rules", {}).values():
        rule["counted_from"] = 5
    assert _cost(scaled) == near(_cost(case) * factor, 1e-5)


@QUICK
@given(tables(), st.integers(20, 400))
def test_a_further_offer_never_costs_more(case: Tables, price: int) -> None:
    """Proves that one more offer cannot hurt, unless a rule demands something of every member."""
    case.pop("rules", None)
    more = copy.deepcopy(case)
    more["suppliers"]["NEW"] = {"country": "AUS"}
    more["offers"]["NEW"] = {"supplier": "NEW", "material": "DY", "price": price}
    if "grades" in more:
        more["offers"]["NEW"]["grade"] = "HIGH"
    _no_dearer(more, case)


@QUICK
@given(tables(), st.sampled_from(["at most", "at least"]), st.integers(0, 9))
def test_a_tighter_rule_never_costs_less(case: Tables, sense: str, part: int) -> None:
    """Proves that moving a bound against its sense cannot save money."""
    rule: dict[str, Any] = {
        "scope": "country",
        "members": ["CHN"],
        "sense": sense,
        "penalty": 100_000,
        "bound": part / 10,
    }
    other = {**rule, "bound": part / 10 + 0.1}
    loose, tight = (other, rule) if sense == "at most" else (rule, other)
    _no_dearer({**case, "rules": {"X": loose}}, {**case, "rules": {"X": tight}})


@QUICK
@given(tables(), st.integers(1, 3))
def test_more_capacity_never_costs_more(case: Tables, times: int) -> None:
    """Proves that a larger, or no, limit on offers and straits cannot hurt."""
    more = copy.deepcopy(case)
    for row in more["offers"].values():
        if "capacity" in row:
            row["capacity"] = row["capacity"] * times + 1
    more["chokepoints"]["STRAIT"]["capacity"] *= times
    _no_dearer(more, case)


@QUICK
@given(tables(), st.integers(1, 500))
def test_a_higher_shortage_cost_never_costs_less(case: Tables, rise: int) -> None:
    """Proves that a dearer shortage cannot make the plan cheaper."""
    dearer = copy.deepcopy(case)
    for row in dearer["materials"].values():
        row["shortage_cost"] += rise
    _no_dearer(case, dearer)


@QUICK
@given(tables())
def test_derived_big_m_cuts_nothing(case: Tables) -> None:
    """Proves that what is derived as of use is as good a big-M as one far beyond all use."""
    with patch.object(Useful, "most", lambda self, offer, nodes: 20_000.0):
        loose = _cost(case)
    assert loose == near(_cost(case), 1e-5)


@QUICK
@given(tables(lots=False, periods=("year",)))
def test_quarters_cost_what_their_years_cost(case: Tables) -> None:
    """Proves that the same yearly data by quarter cost the same, when time itself costs nothing.

    Without discounting, storage, lots and limits by period; rules over years. 2026 and 2027 have
    no leap day, and stock never pays.
    """
    case["settings"] |= {"discount_rate": 0.0}
    case.pop("stock", None)
    for rule in case.get("rules", {}).values():
        rule["span"] = "year"
    quarters = copy.deepcopy(case)
    quarters["settings"]["period_length"] = "quarter"
    assert _cost(quarters) == near(_cost(case), 1e-5)


@QUICK
@given(tables())
def test_the_answer_is_the_same_every_time(case: Tables) -> None:
    """Proves that solving twice gives the same plan to the last digit."""
    assert _outcome(case).values == _outcome(case).values
