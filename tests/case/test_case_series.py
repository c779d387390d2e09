"""Values by period: labels of the sheet against periods of the plan."""

from __future__ import annotations

import pytest

from orefolio.case.horizon import column_of
from support import case_of, findings_of

BASE = {
    "materials": {"M": {}},
    "suppliers": {"S": {"country": "AU"}},
    "offers": {"O": {"supplier": "S", "material": "M"}},
}


def tables(**more):
    return {
        **BASE,
        "prices": {"O": {"2026": 1.0, "2027": 2.0}},
        "demand": {"M": {"2026": 1.0, "2027": 1.0}},
        **more,
    }


def errors(**more):
    return [f for f in findings_of(**tables(**more)) if f.severity.value == "error"]


def test_a_year_is_split_over_quarters_by_days_and_a_price_holds():
    """Proves 365 t of 2026 are 90, 91, 92, 92 t; splitting evenly would give 91.25 each."""
    case = case_of(**tables(settings={"period_length": "quarter"}, demand={"M": {"2026": 365.0}}))
    assert case.segments["M"].demand == pytest.approx((90, 91, 92, 92))
    assert case.offers["O"].price == (1000.0,) * 4


def test_quarters_add_up_to_a_year_and_prices_average_by_days():
    """Proves 1 + 2 + 3 + 4 = 10 t, and (1·90 + 2·91 + 3·92 + 4·92)/365 USD/kg = 2509.6 USD/t.

    The plain mean of the prices would be 2500.
    """
    quarters = {"2026Q1": 1.0, "2026Q2": 2.0, "2026Q3": 3.0, "2026Q4": 4.0}
    case = case_of(**tables(demand={"M": quarters}, prices={"O": quarters}))
    assert case.segments["M"].demand == pytest.approx((10.0,))
    assert case.offers["O"].price == pytest.approx((1000 * 916 / 365,))


def test_quarters_are_split_over_months():
    """Proves 90 t of the first quarter are 31, 28 and 31 t."""
    demand = {"2026Q1": 90.0, "2026Q2": 0.0, "2026H2": 184.0}
    case = case_of(**tables(settings={"period_length": "month"}, demand={"M": demand}))
    assert case.segments["M"].demand[:4] == pytest.approx((31, 28, 31, 0))
    assert case.segments["M"].demand[6] == pytest.approx(31)


def test_own_label_gives_its_value_as_it_stands():
    """Proves that no rounding enters where the column is the period itself."""
    case = case_of(**tables(demand={"M": {"2026": 0.1}}, prices={"O": {"2026": 0.3}}))
    assert case.segments["M"].demand == (0.1,)
    assert case.offers["O"].price == (0.3 * 1000,)


def test_fiscal_year_column_serves_its_quarters():
    """Proves that the label of a plan year from April covers its quarters: 91 of 365 days."""
    label = {"2026-04-01": 365.0}
    case = case_of(
        **tables(
            settings={"start": "2026-04-01", "period_length": "quarter"},
            demand={"M": label},
            prices={"O": label},
        )
    )
    assert case.segments["M"].demand == pytest.approx((91, 92, 92, 90))


def test_a_missing_part_is_an_error_that_names_row_and_period():
    """Proves that three quarters do not make a year."""
    demand = {"2026Q1": 1.0, "2026Q2": 2.0, "2026Q3": 3.0}
    (found,) = errors(demand={"M": demand})
    assert found.place == "Demand!M.segment"
    assert "M has no demand for 2026" in found.found
    assert "type 0" in found.remedy
    (found,) = errors(settings={"years": 3}, demand={"M": {"2026": 1, "2027": 1, "2028": 1}})
    assert found.place == "Prices!O.offer"
    assert "O has no price for 2028" in found.found


def test_overlapping_labels_are_an_error():
    """Proves that 2026 and 2026Q1 of one row are refused at the later cell."""
    (found,) = errors(demand={"M": {"2026": 1.0, "2026Q1": 2.0}})
    assert found.place == "Demand!M.2026Q1"
    assert "overlap" in found.found


def test_labels_outside_the_plan_are_said_once():
    """Proves that columns of other years do no harm and give one note a sheet."""
    found = findings_of(**tables(demand={"M": {"2020": 7.0, "2026": 1.0, "2040": 7.0}}))
    notes = [f for f in found if "outside the plan" in f.found]
    assert [f.place for f in notes] == ["Demand", "Prices"]
    assert "2020, 2040" in notes[0].found


def test_a_date_that_begins_no_period_is_an_error():
    """Proves that a day inside the plan is not taken for a period, and what would be."""
    (found,) = errors(demand={"M": {"2026-02-03": 1.0, "2026": 1.0}})
    assert found.place == "Demand!M.2026-02-03"
    assert found.expected.endswith("such as 2026 or 2026-01-01")


def test_the_first_day_of_a_period_is_its_name_too():
    """Proves that columns headed by dates are the periods that begin on them, in any length.

    A spreadsheet turns 2026 easily into a date. Were a date a day, nothing would have a demand.
    """
    case = case_of(**tables(demand={"M": {"2026-01-01": 7.0}}, prices={"O": {"2026-01-01": 2.0}}))
    assert case.segments["M"].demand == (7.0,)
    assert case.offers["O"].price == (2000.0,)
    days = ("2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01")
    demand = {day: float(tonnes) for tonnes, day in enumerate(days, start=1)}
    case = case_of(**tables(settings={"period_length": "quarter"}, demand={"M": demand}))
    assert case.segments["M"].demand == (1.0, 2.0, 3.0, 4.0)


def test_dates_of_a_plan_that_begins_in_april():
    """Proves that 1 April is the quarter among dates of quarters, and the year among years.

    It begins both. Always the year, dates could head no column of a fiscal plan.
    """
    settings = {"start": "2026-04-01", "period_length": "quarter", "years": 2}
    quarters = {"2026-04-01": 1.0, "2026-07-01": 2.0, "2026-10-01": 3.0, "2027-01-01": 4.0}
    demand = {**quarters, "2027-04-01": 365.0}
    prices = {"O": {"2026-04-01": 2.0, "2027-04-01": 2.0}}
    case = case_of(**tables(settings=settings, demand={"M": demand}, prices=prices))
    assert case.segments["M"].demand[:4] == (1.0, 2.0, 3.0, 4.0)
    assert case.segments["M"].demand[4] == pytest.approx(365 * 91 / 366)
    assert case.offers["O"].price == (2000.0,) * 8


def test_a_period_named_twice_is_an_error():
    """Proves that a year and its first day in one row are the same period, given twice."""
    (found,) = errors(demand={"M": {"2026": 1.0, "2026-01-01": 2.0}})
    assert "overlap" in found.found


def test_the_cell_of_a_period_is_found_under_its_first_day():
    """Proves that a conflict names the cell of a column headed by a date."""
    case = case_of(**tables(settings={"years": 2}, demand={"M": {"2026-01-01": 1.0, "2027": 1.0}}))
    columns = [column_of(case.records.table("demand")["M"].by_period, p) for p in case.periods]
    assert columns == ["2026-01-01", "2027"]


def test_price_may_be_missing_while_the_offer_is_closed():
    """Proves that a price is asked for only where something can be bought."""
    offers = {"O": {"supplier": "S", "material": "M", "start": "2027"}}
    case = case_of(**tables(settings={"years": 2}, offers=offers, prices={"O": {"2027": 2.0}}))
    assert case.offers["O"].price == (2000.0, 2000.0)
    assert case.offers["O"].capacity == (0.0, float("inf"))
