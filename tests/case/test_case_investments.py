"""What is wrong on the sheets of investments, each told at its cell in one pass."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.findings import Finding, Severity
from support import case_of, findings_of

BASE: dict[str, Any] = {
    "materials": {"DY": {"demand": 100}},
    "suppliers": {"S": {}},
    "offers": {
        "A": {"supplier": "S", "material": "DY", "price": 100, "capacity": 60},
        "FREE": {"supplier": "S", "material": "DY", "price": 300},
        "OLD": {"supplier": "S", "material": "DY", "price": 90, "active": False},
    },
    "routes": {"SEA": {"capacity": 50}},
}


def _found(**tables: Any) -> tuple[Finding, ...]:
    tables.setdefault("investments", {"MINE": {}})
    return findings_of(**BASE, **tables)


def _places(severity: Severity, **tables: Any) -> list[str]:
    return [each.place for each in _found(**tables) if each.severity is severity]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ({"life": 0}, "life"),
        ({"kind": "loan", "capex": 1, "loan_term": 0}, "loan_term"),
        ({"kind": "loan"}, "investment"),
        ({"kind": "loan", "capex": -1}, "capex"),
        ({"earliest": "2028", "latest": "2027"}, "latest"),
        ({"earliest": "soon"}, "earliest"),
        ({"requires": ["MINE"]}, "requires"),
        ({"requires": ["NONE"]}, "requires"),
    ],
)
def test_terms_that_cannot_be(row: dict[str, Any], cell: str) -> None:
    """Proves that each wrong term of an investment is one error at its own cell or row."""
    places = _places(Severity.ERROR, settings={"years": 5}, investments={"MINE": row})
    assert places == [f"Investments!MINE{'.' + cell if cell in row else ''}"]


@pytest.mark.parametrize(
    ("key", "row", "cell"),
    [
        ("MINE|offers|A", {}, ""),
        ("MINE|offers|A", {"capacity": 5, "share": 0.5}, "share"),
        ("MINE|offers|FREE", {"share": 0.5}, "share"),
        ("MINE|offers|FREE", {"capacity": 5}, "capacity"),
        ("MINE|offers|A", {"capacity": -5, "gate": True}, "capacity"),
        ("MINE|offers|A", {"capacity": -5, "discount": 1}, "discount"),
        ("MINE|routes|SEA", {"capacity": 5, "discount": 1}, "discount"),
        ("MINE|routes|A", {"capacity": 5}, "target"),
        ("MINE|offers|B", {"capacity": 5}, "target"),
    ],
)
def test_openings_that_cannot_be(key: str, row: dict[str, Any], cell: str) -> None:
    """Proves that each wrong opening is one error at its own cell or row."""
    place = f"Openings!{key}" + (f".{cell}" if cell else "")
    assert _places(Severity.ERROR, openings={key: row}) == [place]


def test_gates_of_one_target_speak_alike() -> None:
    """Proves that a gate without a capacity beside one with it is refused: which would count?"""
    places = _places(
        Severity.ERROR,
        investments={"MINE": {}, "LOAN": {}},
        openings={
            "LOAN|offers|A": {"gate": True},
            "MINE|offers|A": {"gate": True, "capacity": 5},
        },
    )
    assert places == ["Openings!LOAN|offers|A"]


def test_everything_is_told_in_one_pass() -> None:
    """Proves that wrong rows of all four sheets are told together, each at its cell."""
    places = _places(
        Severity.ERROR,
        investments={"MINE": {"life": 0}, "PORT": {}},
        capex_profile={"PORT|0": {"year": 0, "share": 0.5}},
        openings={"PORT|offers|A": {}},
        budgets={"mines": {"2026": 5}},
    )
    assert places == [
        "Investments!MINE.life",
        "Capex profile!PORT|0.share",
        "Openings!PORT|offers|A",
        "Budgets!mines.category",
    ]


def test_circle_of_requirements() -> None:
    """Proves that two investments that wait for each other are refused at both cells."""
    places = _places(
        Severity.ERROR,
        investments={"MINE": {"requires": ["STUDY"]}, "STUDY": {"requires": ["MINE"]}},
    )
    assert places == ["Investments!MINE.requires", "Investments!STUDY.requires"]


def test_what_is_left_out_is_told() -> None:
    """Proves that what cannot happen is told without stopping the run."""
    found = _found(
        settings={"years": 2},
        investments={
            "MINE": {"requires": ["OFF"], "interest_rate": 0.05},
            "OFF": {"active": False},
            "LATE": {"earliest": "2040"},
        },
        openings={"MINE|offers|OLD": {"capacity": 5}},
        budgets={"all": {"2026": 5, "2050": 9}},
    )
    told = {(each.severity.value, each.place) for each in found}
    assert told >= {
        ("warning", "Investments!MINE.requires"),
        ("info", "Investments!MINE.interest_rate"),
        ("info", "Investments!LATE.earliest"),
        ("info", "Openings!MINE|offers|OLD.target"),
        ("info", "Budgets"),
    }
    assert not [each for each in found if each.severity is Severity.ERROR]


def test_budget_columns() -> None:
    """Proves that columns that mean nothing, or overlap, are refused at their cells."""
    places = _places(Severity.ERROR, budgets={"all": {"2026": 5, "2026Q1": 1}})
    assert places == ["Budgets!all.2026Q1"]


def test_years_of_spending_and_readiness() -> None:
    """Proves the days of a start: 18 months of lead from 1 July 2026 are 1 January 2028.

    30 % is spent two years after the beginning, 70 % at once; the life of 2.5 years ends on 1 July
    2030. It may begin on 1 July 2026, when named, and on 1 January 2027, not on 1 October.
    """
    case = case_of(
        settings={"years": 2, "period_length": "quarter"},
        **BASE,
        investments={
            "MINE": {"capex": 10, "lead_time": 18, "life": 2.5, "earliest": "2026Q3"},
        },
        capex_profile={"MINE|0": {"year": 0, "share": 0.7}, "MINE|2": {"year": 2, "share": 0.3}},
    )
    starts = case.investing.investments["MINE"].starts
    assert list(starts) == ["2026Q3", "2027Q1"]
    first = starts["2026Q3"]
    assert first.begins.isoformat() == "2026-07-01"
    assert first.ready.isoformat() == "2028-01-01"
    assert first.closes.isoformat() == "2030-07-01"
    spending = [(day.isoformat(), round(usd)) for day, usd in first.spending]
    assert spending == [("2026-07-01", 7_000_000), ("2028-07-01", 3_000_000)]


def test_capacity_of_a_target_counts_with_all_that_may_open_it() -> None:
    """Proves that an offer of 60 t counts with 60 + 30 in the checks before, and 60 of its own.

    Behind a gate its own is nothing; a route that nobody opens is as it was.
    """
    opened = {"MINE|offers|A": {"capacity": 30}}
    case = case_of(**BASE, investments={"MINE": {}}, openings=opened)
    assert case.offers["A"].capacity == (90.0,)
    assert case.investing.own["offers", "A"] == (60.0,)
    gated = case_of(**BASE, investments={"MINE": {}}, openings={"MINE|offers|A": {"gate": True}})
    assert gated.offers["A"].capacity == (60.0,)
    assert gated.investing.own["offers", "A"] == (0.0,)
    assert case.routes["SEA"].capacity == (50.0,)


def test_what_only_an_inactive_investment_would_open_stays_shut() -> None:
    """Proves that switching an investment off is not a way to have what it opens for nothing.

    Behind the gate offer A is left out and the route keeps no capacity; without a gate both stay.
    """
    for gate in (True, False):
        case = case_of(
            **BASE,
            investments={"MINE": {"active": False}},
            openings={
                "MINE|offers|A": {"gate": gate, "capacity": 5},
                "MINE|routes|SEA": {"gate": gate, "capacity": 5},
            },
        )
        assert ("A" in case.offers) is not gate
        assert (case.routes["SEA"].capacity[0] == 0) is gate
