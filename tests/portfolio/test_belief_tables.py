"""Believed capacity and qualified sources: the tables by hand, and the audit of each figure."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from front_door import portfolio, workbook
from orefolio.case import Case
from orefolio.portfolio import RESULT_TABLE, Portfolio, audit, portfolio_of
from orefolio.solving import solve
from support import case_of


def tables() -> dict[str, Any]:
    """Two years, 365 t a year. A is unlimited at 300; B at 100 slips, ramps, delivers half.

    B: 365 t/y from 1 July 2026, late by three months (92 days), a ramp that stands at 80 %, and a
    record of 50 of 100 t. It is tested for three months from 1 October: ready on 1 January 2027;
    a fee of 100,000 USD; 30 % in its first year.
    """
    return {
        "settings": {"years": 2, "end_of_horizon": "free"},
        "materials": {"M": {"demand": 365.0, "reference_price": 10.0}},
        "suppliers": {"A-Co": {}, "B-Co": {}},
        "offers": {
            "A": {"supplier": "A-Co", "material": "M", "price": 300.0},
            "B": {
                **{"supplier": "B-Co", "material": "M", "price": 100.0, "capacity": 365.0},
                **{"start": "2026-07-01", "slip": 3.0, "ramp": "R"},
            },
        },
        "ramps": {"R|0": {"share": 0.8}},
        "delivery_records": {"B-Co||2025": {"year": 2025, "announced": 100, "delivered": 50}},
        "qualification": {
            "B-Co|M": {
                **{"months": 3, "start": "2026-10-01", "cost": 100_000.0},
                "first_year_share": 0.3,
            }
        },
        "stock": {"M": {}},
    }


@functools.cache
def plan() -> tuple[Case, Portfolio]:
    """The case and its plan."""
    case = case_of(**tables())
    return case, portfolio_of(case, solve(case))


def row(table: str, **key: str) -> dict[str, Any]:
    """One row of a result table."""
    frame = plan()[1].table(table)
    for name, value in key.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1
    return dict(frame.iloc[0])


def test_every_tonne_between_name_and_use() -> None:
    """Proves 365 t: 181 closed, 92 of 184 slip, 20 % ramp of 92, half of 73.6 delivered: 36.8 t.

    All 36.8 t wait in stock for 2027, where 182.5 x 80 % = 146 t are believed and 109.5 t (30 % of
    the demand) may be used: 72.7 t are bought then and 73.3 t left.
    """
    found = row("capacity", offer="B", period="2026")
    expected = {
        **{"nameplate": 365, "closed": 181, "announced": 184, "lost_to_slip": 92},
        **{"lost_to_ramp": 18.4, "lost_to_delivery": 36.8, "ratio": 0.5, "believed": 36.8},
        "beyond": 0,
    }
    assert {name: found[name] for name in expected} == pytest.approx(expected)
    assert found["ratio_from"] == "Delivery records of B-Co, 2025"
    later = row("capacity", offer="B", period="2027")
    assert later["believed"] == pytest.approx(146)
    assert found["used"] + later["used"] == pytest.approx(109.5)
    for each in (found, later):
        assert each["unused"] == pytest.approx(each["believed"] - each["used"])
    unlimited = row("capacity", offer="A", period="2026")
    assert all(np.isnan(unlimited[name]) for name in ("nameplate", "lost_to_slip", "believed"))


def test_who_is_qualified() -> None:
    """Proves that the test pays: 100,000 USD in 2026, ready on 1 January, 30 % of 365 t in 2027."""
    found = row("qualifications", source="B-Co", segment="M")
    assert (found["begins"], found["ready"], found["lots"]) == ("2026", "2027-01-01", "(B-Co)")
    assert found["qualified"]
    numbers = {"cost": 100_000, "allowed": 109.5, "served": 109.5, "share_of_demand": 0.15}
    assert {name: found[name] for name in numbers} == pytest.approx(numbers)
    costs = plan()[1].table("costs")
    paid = costs[costs["kind"] == "qualification"].set_index("period")["amount"]
    assert paid.to_dict() == {"2026": 100_000.0, "2027": 0.0}


def _numbers() -> list[tuple[str, str]]:
    return [
        (name, column.name)
        for name in ("capacity", "qualifications")
        for column in RESULT_TABLE[name].columns
        if column.kind in ("number", "share", "money")
    ]


@pytest.mark.parametrize(("table", "column"), _numbers())
def test_a_tampered_figure_is_found(table: str, column: str) -> None:
    """Proves that no number of the two tables can be moved by a thousandth unnoticed."""
    case, found = plan()
    changed = found.table(table).copy()
    place = np.flatnonzero(changed[column].notna())[-1]
    changed.loc[place, column] = changed.loc[place, column] * 1.001 + 0.001
    assert not audit(case, _with(found, table, changed)).passed


def test_the_plan_passes() -> None:
    """Proves that the audit has nothing against the plan itself."""
    case, found = plan()
    assert audit(case, found).passed


def test_a_source_that_serves_unpaid_is_found() -> None:
    """Proves that the use of a source whose test is not paid, and the missing cost, are found."""
    case, found = plan()
    frame = found.table("qualifications").copy()
    frame["qualified"] = False
    kinds = {v.kind for v in audit(case, _with(found, "qualifications", frame)).violations}
    assert {"use of qualified sources", "cost lines", "objective"} <= kinds


def test_a_source_that_serves_too_early_is_found() -> None:
    """Proves that a use in 2026, before the test is done, breaks the limit of that period."""
    case, found = plan()
    frame = found.table("uses").copy()
    frame.loc[frame["grade"] == "(B-Co)", "period"] = "2026"
    kinds = {v.kind for v in audit(case, _with(found, "uses", frame)).violations}
    assert "use of qualified sources" in kinds


def test_lots_that_are_mixed_are_found() -> None:
    """Proves that a case whose paths forget the lot class is not accepted."""
    case, found = plan()
    path = case.paths["B"]
    mixed = dataclasses.replace(
        path, yields=tuple(dataclasses.replace(each, grade="") for each in path.yields)
    )
    wrong = dataclasses.replace(case, paths={**case.paths, "B": mixed})
    kinds = {violation.kind for violation in audit(wrong, found).violations}
    assert "kept apart" in kinds


def test_front_door(tmp_path: Path) -> None:
    """Proves that workbook, solver, audit and results file give the same tables."""
    found = portfolio(workbook(tmp_path, **tables()))
    for name in ("capacity", "qualifications"):
        kept = found.table(name).drop(columns=["ratio_from"], errors="ignore")
        same = plan()[1].table(name).drop(columns=["ratio_from"], errors="ignore")
        pd.testing.assert_frame_equal(kept, same)


def _with(found: Portfolio, name: str, frame: pd.DataFrame) -> Portfolio:
    tables = {**found.tables, name: frame.reset_index(drop=True)}
    return dataclasses.replace(found, tables=tables)
