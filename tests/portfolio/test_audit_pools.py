"""The audit of pools, losses, shelf life and wanted cover; and what their tables say."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import numpy as np
import pandas as pd
import pytest

from orefolio.case import Case
from orefolio.portfolio import RESULT_TABLE, Portfolio, audit, portfolio_of
from orefolio.reports.pivots import days_of_cover
from orefolio.solving import Options, Outcome, solve
from support import case_of

TERMS: dict[str, dict[str, Any]] = {
    "DY": {"days_wanted": 80.0, "cover_price": 1000.0},
    "DY||NAT": {"days_of_cover": 42.0, "opening_stock": 50.0, "loss_rate": 0.1},
    "DY||IND": {"days_of_cover": 18.0, "opening_stock": 20.0, "storage_cost": 2.0},
}


def _tables(
    nat: dict[str, Any] | None = None, ind: dict[str, Any] | None = None, **row: Any
) -> dict[str, Any]:
    """365 t a year of DY at 100 USD/kg for two years; ``row`` adds terms to the private stock."""
    return {
        "settings": {"years": 2, "end_of_horizon": "free"},
        "materials": {"DY": {"demand": 365.0, "reference_price": 100.0}},
        "suppliers": {"S": {}},
        "offers": {"O": {"supplier": "S", "material": "DY", "price": 100.0}},
        "pools": {"NAT": {"owner": "national", **(nat or {})}, "IND": ind or {}},
        "stock": {**TERMS, "DY||IND": {**TERMS["DY||IND"], **row}},
    }


def _solved(**terms: Any) -> tuple[Case, Outcome, Portfolio]:
    case = case_of(**_tables(**terms))
    outcome = solve(case, Options(relative_gap=1e-9))
    return case, outcome, portfolio_of(case, outcome)


@functools.cache
def pooled() -> tuple[Case, Outcome, Portfolio]:
    """A reserve that is never released beside a private store whose lots last 18 months."""
    return _solved(nat={"release": "never"}, shelf_life=18.0)


def _with(found: Portfolio, name: str, frame: pd.DataFrame) -> Portfolio:
    return dataclasses.replace(found, tables={**found.tables, name: frame.reset_index(drop=True)})


def test_the_tables_of_pools() -> None:
    """Proves the rows by hand: 50 t lose 5 and 45 lose 4.5; 20 t of private stock fall to 18.

    2027 has 365 days, so a day is 1 t. The 80 days wanted are 63 t at the end of 2026, 17 missing
    at 1,000 USD, and 58.5 t at the end of 2027; the national pool is not filled again since 42
    days are there until 40.5 t, when 1.5 t come.
    """
    case, _, found = pooled()
    assert audit(case, found).passed, [v.sentence for v in audit(case, found).violations]
    levels = found.table("pool_levels").set_index(["pool", "period"])
    nat = levels.loc["NAT"]
    assert nat["owner"].tolist() == ["national", "national"]
    assert nat["opening"].tolist() == pytest.approx([50.0, 45.0])
    assert nat["lost"].tolist() == pytest.approx([5.0, 4.5])
    assert nat["filled"].tolist() == pytest.approx([0.0, 1.5])
    assert nat["locked"].tolist() == pytest.approx([45.0, 40.5])
    assert nat["closing"].tolist() == pytest.approx([45.0, 42.0])
    assert nat["stored"].isna().all()
    ind = levels.loc["IND"]
    assert ind["released"].tolist() == pytest.approx([2.0, 0.0])
    assert ind["closing"].tolist() == pytest.approx([18.0, 18.0])
    assert ind["holding_cost"].tolist() == pytest.approx([36_000.0, 36_000.0])
    assert ind["locked"].isna().all()
    # at the end of 2026 all may be of the opening; at the end of 2027 it must have come since
    assert ind["stored"].sum() == pytest.approx(18.0)
    assert ind["young"].iloc[1] == pytest.approx(18.0)
    both = found.table("stock").set_index("period")
    assert both["opening"].tolist() == pytest.approx([70.0, 63.0])
    assert both["lost"].tolist() == pytest.approx([5.0, 4.5])
    assert both["closing"].tolist() == pytest.approx([63.0, 60.0])
    cover = found.table("cover").set_index(["pool", "period"])
    assert cover.loc[("", "2026"), "missing_days"] == pytest.approx(17.0)
    assert cover.loc[("", "2026"), "missing_cost"] == pytest.approx(17_000.0)
    assert cover.loc[("NAT", "2027"), "days_of_cover"] == pytest.approx(42.0, rel=5e-3)


def test_measures_of_cover_by_owner() -> None:
    """Proves that pools are told by owner, and that a row of all pools is not added to theirs.

    At the end of 2026: 45 days national, 18 private, 63 together; the least are those of 2027.
    """
    found = pooled()[2]
    assert found.measure("least days of cover of national stock") == pytest.approx(42.0)
    assert found.measure("least days of cover of private stock of DY") == pytest.approx(18.0)
    assert found.measure("least days of cover") == pytest.approx(60.0)
    assert found.measure("days of cover missing") == pytest.approx(17.0 + 20.0)
    rows = dict(days_of_cover(found).rows)
    assert rows["2026"] == pytest.approx(63.0)


def test_days_of_pools_are_added_where_no_row_speaks_of_all() -> None:
    """Proves that 42 and 18 days are 60, in the measure and in the chart; the least row is 18."""
    tables = _tables()
    del tables["stock"]["DY"]
    case = case_of(**tables)
    found = portfolio_of(case, solve(case, Options(relative_gap=1e-9)))
    assert found.measure("least days of cover") == pytest.approx(60.0)
    assert dict(days_of_cover(found).rows)["2027"] == pytest.approx(60.0)


def test_without_pools_there_are_no_rows_of_pools() -> None:
    """Proves that a plain stock fills no sheet of pools and no measure of owners."""
    tables = _tables()
    tables |= {"pools": {}, "stock": {"DY": {"days_of_cover": 60.0}}}
    case = case_of(**tables)
    found = portfolio_of(case, solve(case))
    assert found.table("pool_levels").empty
    assert found.measure("least days of cover of national stock") is None
    assert audit(case, found).passed


def _figures() -> list[tuple[str, str]]:
    named = ("pool_levels", "cover", "stock")
    return [
        (name, column.name)
        for name in named
        for column in RESULT_TABLE[name].columns
        if column.kind in ("number", "share", "money") and column.name not in ("ceiling", "surplus")
    ]


@pytest.mark.parametrize(("table", "column"), _figures())
def test_a_tampered_figure_is_found(table: str, column: str) -> None:
    """Proves that no figure of stock can be moved by a thousandth unnoticed."""
    case, _, found = pooled()
    frame = found.table(table).copy()
    places = np.flatnonzero(frame[column].notna() & (frame[column] != 0))
    assert len(places), "the plan must have a figure in every column"
    frame.loc[places[-1], column] *= 1.001
    assert not audit(case, _with(found, table, frame)).passed


@pytest.mark.parametrize("change", ["dropped", "doubled", "of another owner"])
def test_a_wrong_row_of_a_pool_is_found(change: str) -> None:
    """Proves that rows of pools can neither be dropped, written twice, nor given away."""
    case, _, found = pooled()
    frame = found.table("pool_levels").copy()
    if change == "dropped":
        frame = frame.drop(index=1)
    elif change == "doubled":
        frame = pd.concat([frame, frame.iloc[[1]]])
    else:
        frame.loc[0, "owner"] = "somebody"
    assert not audit(case, _with(found, "pool_levels", frame)).passed


TIGHTER: dict[str, dict[str, Any]] = {
    "pool capacity": {"nat": {"capacity": 44.0, "release": "never"}},
    "pool release": {"ind": {"release": "never"}},
    "pool refill": {"ind": {"refill_rate": 5.0}, "opening_stock": 8.0},
    "stock refill": {"ind": {"refill_share": 0.5}, "opening_stock": 8.0},
    "shelf life": {"shelf_life": 1.0},
}


@pytest.mark.parametrize("kind", TIGHTER)
def test_a_plan_beyond_a_limit_of_a_pool_is_found(kind: str) -> None:
    """Proves that a plan made under looser limits fails under these.

    45 t in a pool of 44; 2 t released from one that is closed; 10 t filled at 5 or 9 a year; lots
    of which nothing is said to have come lately.
    """
    terms = TIGHTER[kind]
    loose = {name: value for name, value in terms.items() if name == "opening_stock"}
    if kind == "pool capacity":
        loose["nat"] = {"release": "never"}
    _, outcome, _ = _solved(**loose)
    tight = case_of(**_tables(**terms))
    report = audit(tight, portfolio_of(tight, outcome))
    assert {violation.kind for violation in report.violations} == {kind}


def test_an_arrival_that_keeps_two_pools_fresh_is_found() -> None:
    """Proves that what is kept for pools is held against what arrives."""
    case, outcome, _ = pooled()
    stored = dict.fromkeys(outcome.values["stored"], 400.0)
    values = {**outcome.values, "stored": stored}
    found = portfolio_of(case, dataclasses.replace(outcome, values=values))
    kinds = {violation.kind for violation in audit(case, found).violations}
    assert kinds == {"stored is what arrives"}


def test_a_charge_that_is_left_out_is_found() -> None:
    """Proves that missing days of cover cost what the case says: 37,000 USD of the objective."""
    case, outcome, found = pooled()
    costs = found.table("costs")
    charge = costs.loc[costs["kind"] == "missing cover", "amount"].sum()
    assert charge == pytest.approx(37_000.0)
    less = dataclasses.replace(outcome, objective=(outcome.objective or 0.0) - 37_000.0)
    # 37,000 of 36 million are above the tolerance of a hundred-thousandth
    kinds = {violation.kind for violation in audit(case, portfolio_of(case, less)).violations}
    assert kinds == {"objective"}
