"""Stock: days of cover in tonnes, opening, ceiling, cost."""

from __future__ import annotations

import math

import pytest

from orefolio.case.cover import Forward
from support import case_of, findings_of


def tables(stock, demand=None, offers=None, **more):
    return {
        "materials": {"M": {"reference_price": 50.0}},
        "suppliers": {"S": {}},
        "offers": offers or {"O": {"supplier": "S", "material": "M", "price": 1.0}},
        "demand": {"M": demand or {"2026": 365.0, "2027": 730.0}},
        "stock": stock,
        **more,
    }


def policy(row, key="M", **more):
    more.setdefault("settings", {"years": 2})
    return case_of(**tables({key: row}, **more)).stock[key]


def errors(stock, **more):
    more.setdefault("settings", {"years": 2})
    return [f for f in findings_of(**tables(stock, **more)) if f.severity.value == "error"]


def test_cover_is_the_demand_that_follows():
    """Proves 60 days at the end of 2026 are 60 × 2 t of 2027, and at the end of 2027 the same.

    With the demand of the period itself the first would be 60 t; beyond the plan the last daily
    demand repeats (zero would need no cover at all).
    """
    made = policy({"days_of_cover": 60.0})
    assert made.cover == pytest.approx((120, 120))
    assert made.cover_per_day == pytest.approx((2, 2))


def test_cover_reaches_over_several_periods():
    """Proves 100 days after Q1: 91 days of Q2 at 1 t and 9 days of Q3 at 2 t are 109 t."""
    demand = {"2026Q1": 90.0, "2026Q2": 91.0, "2026Q3": 184.0, "2026Q4": 276.0}
    made = policy({"days_of_cover": 100.0}, demand=demand, settings={"period_length": "quarter"})
    assert made.cover == pytest.approx((109, 92 * 2 + 8 * 3, 300, 300))
    assert made.cover_per_day == pytest.approx((1.09, 2.08, 3, 3))


def test_forward_demand_in_parts_of_days():
    """Proves windows that begin and end inside periods: 1.5 days at 1 t and 0.5 at 2 t."""
    case = case_of(
        **tables(
            {},
            settings={"period_length": "2 days", "periods": 2},
            demand={"2026-01-01": 2.0, "2026-01-03": 4.0},
        )
    )
    forward = Forward(case.segments["M"].demand, case.periods)
    assert forward.window(0.5, 2.0) == pytest.approx(1.5 + 1.0)
    assert forward.window(0.0, 0.0) == 0
    assert forward.window(4.0, 3.0) == pytest.approx(6.0)
    assert forward.window(3.0, 10.0) == pytest.approx(20.0)


def test_cover_begins_where_it_is_told_to():
    """Proves no cover before cover_from, and one day's demand behind a day where none is asked."""
    made = policy({"days_of_cover": 60.0, "cover_from": "2027"})
    assert made.cover == pytest.approx((0, 120))
    assert policy({}).cover == (0, 0)
    assert policy({}).cover_per_day == pytest.approx((2, 2))


def test_opening_by_days_and_by_tonnes():
    """Proves 30 days from the first day are 30 × 1 t, and tonnes come first."""
    assert policy({"opening_cover": 30.0}).opening == pytest.approx(30)
    assert policy({"opening_cover": 30.0, "opening_stock": 7.0}).opening == 7.0
    assert policy({}).opening == 0.0


def test_ceiling_is_the_lower_of_tonnes_and_days():
    """Proves 100 days are 200 t, above a ceiling of 150 t; without either there is none."""
    assert policy({"ceiling_cover": 100.0}).ceiling == pytest.approx((200, 200))
    assert policy({"ceiling_cover": 100.0, "ceiling": 150.0}).ceiling == (150, 150)
    assert policy({}).ceiling == (math.inf, math.inf)
    (found,) = errors({"M": {"days_of_cover": 60.0, "ceiling": 119.0}})
    assert found.place == "Stock!M.ceiling"
    assert "120 t" in found.found


def test_holding_cost():
    """Proves 10 % of 50 USD/kg and 0.2 USD/kg of storage are 5000 + 200 USD/t a year."""
    settings = {"years": 2, "holding_rate": 0.1, "storage_cost": 0.2, "end_of_horizon": "free"}
    made = policy({}, settings=settings)
    assert made.holding_cost == pytest.approx(5200)
    assert made.end_of_horizon == "free"
    own = policy(
        {"holding_rate": 0.0, "storage_cost": 1.0, "end_of_horizon": "keep"}, settings=settings
    )
    assert (own.holding_cost, own.end_of_horizon) == (1000, "keep")


GRADED = {
    "grades": {"G": {}, "H": {}},
    "offers": {
        "O": {"supplier": "S", "material": "M", "price": 1.0, "grade": "G"},
        "P": {"supplier": "S", "material": "M", "price": 1.0, "grade": "H"},
    },
}


def test_opening_stock_needs_its_grade_where_there_are_several():
    """Proves an error for a heap of unknown grade, none where there is one grade only."""
    (found,) = errors({"M": {"opening_stock": 5.0}}, **GRADED)
    assert found.place == "Stock!M.opening_stock"
    assert "G, H" in found.found
    assert not errors({"M|G": {"opening_stock": 5.0}, "M|H": {}}, **GRADED)
    one = {"grades": {"G": {}}, "offers": {"O": GRADED["offers"]["O"]}}
    assert not errors({"M": {"opening_stock": 5.0}}, **one)
    assert errors({"M": {"opening_stock": 5.0}, "M|G": {}}, **one)


def test_a_grade_is_covered_by_the_demand_of_its_material():
    """Proves that days on the row of a grade count the whole material's demand: 60 × 2 t."""
    made = case_of(
        settings={"years": 2}, **tables({"M|G": {"days_of_cover": 60.0}, "M|H": {}}, **GRADED)
    ).stock["M|G"]
    assert (made.material, made.grade) == ("M", "G")
    assert made.cover == pytest.approx((120, 120))


def test_rows_of_single_grades_speak_of_every_grade() -> None:
    """Proves that a grade without a row is asked for.

    If it were not, the terms of another grade would be guessed for it.
    """
    tables = {
        "materials": {"DY": {"demand": 10.0}},
        "suppliers": {"S": {}},
        "grades": {"HIGH": {}, "LOW": {}},
        "offers": {
            "S-HIGH": {"supplier": "S", "material": "DY", "grade": "HIGH", "price": 2.0},
            "S-LOW": {"supplier": "S", "material": "DY", "grade": "LOW", "price": 1.0},
        },
    }
    alone = findings_of(**tables, stock={"DY|HIGH": {"ceiling": 1.0}})
    assert [f.found for f in alone if f.check == "stock"] == [
        "DY also comes as LOW, of which the sheet says nothing"
    ]
    both = findings_of(**tables, stock={"DY|HIGH": {"ceiling": 1.0}, "DY": {"ceiling": 5.0}})
    assert not any(f.check == "stock" for f in both)
