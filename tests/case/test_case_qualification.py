"""Qualification: dates, lot classes, and what is said of rows that mean nothing."""

from __future__ import annotations

import datetime

import pytest

from orefolio.findings import Finding
from support import case_of, findings_of


def tables(rows, **more):
    return {
        "settings": {"years": 2, **more.pop("settings", {})},
        "materials": {"M": {"demand": 10.0}, "N": {"demand": 1.0}},
        "suppliers": {"S": {}, "T": {}},
        "offers": {
            "O": {"supplier": "S", "material": "M", "price": 2.0},
            "P": {"supplier": "S", "material": "M", "price": 2.0},
            "Q": {"supplier": "T", "material": "M", "price": 2.0},
            "R": {"supplier": "S", "material": "N", "price": 2.0},
        },
        "qualification": rows,
        **more,
    }


def found(rows, check: str = "qualification", **more) -> list[Finding]:
    return [f for f in findings_of(**tables(rows, **more)) if f.check == check]


def test_days_of_the_period_and_of_the_first_year():
    """Proves six months at 40 %: ready on 1 July, 184 of 365 days x 40 %, then 181 x 40 % + 184."""
    case = case_of(**tables({"O|M": {"months": 6, "first_year_share": 0.4}}))
    made = case.qualifications["O|M"]
    assert made.ready == datetime.date(2026, 7, 1)
    assert made.first_year == pytest.approx((184 / 365, 181 / 365))
    assert made.shares == pytest.approx((0.4 * 184 / 365, (0.4 * 181 + 184) / 365))
    assert not made.decided


def test_start_moves_the_test_and_its_cost():
    """Proves that a test of 3 months from April 2027 is paid in 2027 and done on 1 July."""
    rows = {"O|M": {"months": 3, "cost": 5, "start": "2027-04"}}
    made = case_of(**tables(rows)).qualifications["O|M"]
    assert (made.begins, made.ready, made.cost) == (1, datetime.date(2027, 7, 1), 5)


def test_cost_of_a_test_that_has_begun_is_spent():
    """Proves that a test begun in 2025 is ready a year later, and costs nothing any more."""
    rows = {"O|M": {"months": 18, "cost": 5, "start": "2025"}}
    made = case_of(**tables(rows)).qualifications["O|M"]
    assert (made.ready, made.cost) == (datetime.date(2026, 7, 1), 0)
    (told,) = found(rows)
    assert (told.place, told.severity.value) == ("Qualification!O|M.cost", "info")


def test_lot_classes_by_source():
    """Proves one class for the seller, one for the offer with a row of its own, none for others.

    The offer of the other material keeps its grade, for no segment of N tests it.
    """
    case = case_of(**tables({"S|M": {"months": 3}, "P|M": {"months": 6}}))
    grades = {path.offer: path.yields[0].grade for path in case.paths.values()}
    assert grades == {"O": "(S)", "P": "(P)", "Q": "", "R": ""}
    assert case.qualifications["S|M"].lots == ("(S)",)
    assert case.qualifications["P|M"].lots == ("(P)",)
    assert case.base_grade == {"(S)": "", "(P)": ""}
    assert case.grades["M"] == ("", "(P)", "(S)")


def test_a_class_serves_the_segments_of_both_rows():
    """Proves that an offer tested by one segment itself and by another with its seller is one lot.

    Its class stands in both qualifications; that of its sister only in that of the seller.
    """
    more = {
        "materials": {"M": {}, "N": {"demand": 1.0}},
        "segments": {
            "u": {"material": "M", "demand": 1.0},
            "v": {"material": "M", "demand": 1.0},
        },
    }
    case = case_of(**{**tables({"S|u": {"months": 3}, "P|v": {"months": 6}}), **more})
    assert case.qualifications["S|u"].lots == ("(P)", "(S)")
    assert case.qualifications["P|v"].lots == ("(P)",)


def test_a_class_has_the_attributes_of_its_grade_and_a_name_of_its_own():
    """Proves that the lots of G have its iron, and a name that no grade has."""
    more = {
        "grades": {"G": {}, "G (O)": {}},
        "attributes": {"fe": {}},
        "quality": {"G|fe": {"value": 7}, "G (O)|fe": {"value": 1}},
    }
    made = tables({"O|M": {"months": 3}}, **more)
    made["offers"]["O"]["grade"] = "G"
    case = case_of(**made)
    assert case.base_grade == {"G (O)'": "G"}
    assert case.quality.value["G (O)'"] == {"fe": 7}


def test_rows_that_hold_nothing_back_are_no_qualification():
    """Proves that a source without delay, cost and limit keeps its grade."""
    case = case_of(**tables({"O|M": {}}))
    assert (case.qualifications, case.base_grade) == ({}, {})


def test_every_doubtful_row_is_named():
    """Proves that each slip is told at its cell."""
    (late,) = found({"O|M": {"months": 24}})
    assert (late.place, late.severity.value) == ("Qualification!O|M.months", "warning")
    (nothing,) = found({"T|N": {"months": 3}})
    assert (nothing.place, nothing.severity.value) == ("Qualification!T|N.seller", "info")
    parts = {"segments": {"u": {"material": "M", "demand": 1.0}}}
    parts["materials"] = {"M": {}, "N": {"demand": 1.0}}
    (whole,) = found({"O|M": {"months": 3}}, **parts)
    assert (whole.place, whole.severity.value) == ("Qualification!O|M.segment", "error")
    twice = tables({"S|M": {"months": 3}})
    twice["offers"]["S"] = twice["offers"]["O"]
    (both,) = [f for f in findings_of(**twice) if f.check == "qualification"]
    assert (both.place, both.severity.value) == ("Qualification!S|M.seller", "error")
    (unknown,) = found({"X|M": {"months": 3}}, "unknown_name")
    assert unknown.place == "Qualification!X|M.seller"


def untested(rows, **more) -> list[Finding]:
    """What is said of M, which only S sells, with a demand of 10 t a year."""
    made = tables(rows, **more)
    del made["offers"]["Q"]
    return [f for f in findings_of(**made) if f.check == "qualification"]


def test_a_segment_that_nobody_may_serve_yet_is_told():
    """Proves 10 x 181 / 365 t missing before 1 July; with 40 % in the first year 6 t a year later.

    With opening stock, a free source or a shortage cost the plan may exist.
    """
    (told,) = untested({"S|M": {"months": 6}})
    assert (told.place, told.severity.value) == ("Qualification!S|M.months", "warning")
    assert "4.959 t are missing in 2026 and" in told.found
    assert "NO PLAN CAN EXIST" in told.found
    (told,) = untested({"S|M": {"months": 0, "first_year_share": 0.4}})
    assert "6 t are missing in 2026 and, as" in told.found
    assert untested({"S|M": {"months": 6}}, stock={"M": {"opening_stock": 5}}) == []
    assert untested({"O|M": {"months": 6}}) == []
    priced = {"M": {"demand": 10.0, "shortage_cost": 9.0}, "N": {"demand": 1.0}}
    (told,) = untested({"S|M": {"months": 6}}, materials=priced)
    assert "NO PLAN" not in told.found
