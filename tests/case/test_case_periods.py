"""Periods of the plan: calendar steps, labels, shares of a year, discounting."""

from __future__ import annotations

import datetime

import pytest

from orefolio.case import assemble
from orefolio.case.spans import Span, add_months, span_of
from support import case_of, findings_of, records

TABLES = {
    "materials": {"M": {"demand": 10.0}},
    "suppliers": {"S": {"country": "AU"}},
    "offers": {"O": {"supplier": "S", "material": "M", "price": 1.0}},
}


def periods(**settings):
    return case_of(settings=settings, **TABLES).periods


def errors(**settings):
    return [f for f in findings_of(settings=settings, **TABLES) if f.severity.value == "error"]


def labels(**settings):
    return [period.label for period in periods(**settings)]


def test_years_of_the_calendar():
    """Proves that a calendar year is exactly one year, leap or not: 365, 365 and 366 days."""
    found = periods(start="2026", years=3)
    assert [p.label for p in found] == ["2026", "2027", "2028"]
    assert [p.days for p in found] == [365, 365, 366]
    assert [p.years for p in found] == [1.0, 1.0, 1.0]
    assert [p.year for p in found] == ["2026", "2027", "2028"]
    assert found[2].end == datetime.date(2029, 1, 1)


def test_quarters_of_a_leap_year():
    """Proves that a quarter's share is its own days over those of its year: 2028 has 366.

    Q1 2028 has 31 + 29 + 31 = 91 days: 91/366. Counting 365 would give 0.2493, not 0.2486.
    """
    found = periods(start="2028-01-01", years=1, period_length="quarter")
    assert [p.days for p in found] == [91, 91, 92, 92]
    assert [p.years for p in found] == pytest.approx([91 / 366, 91 / 366, 92 / 366, 92 / 366])
    assert sum(p.years for p in found) == pytest.approx(1.0, abs=1e-15)


def test_unaligned_year_counts_one_and_is_named_by_its_first_day():
    """Proves that fiscal years count 1 and are years of the plan with their own names.

    April 2027 to March 2028 holds a 29 February: by days it would be 275/365 + 91/366 = 1.0021.
    """
    found = periods(start="2026-04-01", years=2)
    assert [p.label for p in found] == ["2026-04-01", "2027-04-01"]
    assert [p.year for p in found] == ["2026-04-01", "2027-04-01"]
    assert [p.years for p in found] == [1.0, 1.0]


def test_quarters_of_a_fiscal_year_belong_to_its_twelve_months():
    """Proves that 2027Q1 of a plan from April 2026 is in the first plan year, not in 2027."""
    found = periods(start="2026-04-01", years=2, period_length="quarter")
    assert [p.label for p in found][:5] == ["2026Q2", "2026Q3", "2026Q4", "2027Q1", "2027Q2"]
    assert [p.year for p in found] == ["2026-04-01"] * 4 + ["2027-04-01"] * 4


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"start": "2026", "period_length": "half-year"}, ["2026H1", "2026H2"]),
        ({"start": "2026-07-01", "period_length": "half-year"}, ["2026H2", "2027H1"]),
        (
            {"start": "2026-11-01", "period_length": "month", "periods": 3},
            ["2026-11", "2026-12", "2027-01"],
        ),
        (
            {"start": "2026-02-01", "period_length": "quarter", "periods": 2},
            ["2026-02-01", "2026-05-01"],
        ),
        ({"start": "2026-12-28", "period_length": "week", "periods": 2}, ["2026-W53", "2027-W01"]),
        (
            {"start": "2026-01-01", "period_length": "week", "periods": 2},
            ["2026-01-01", "2026-01-08"],
        ),
        (
            {"start": "2026-01-01", "period_length": "30 days", "periods": 2},
            ["2026-01-01", "2026-01-31"],
        ),
        (
            {"start": "2026-01-31", "period_length": "month", "periods": 3},
            ["2026-01-31", "2026-02-28", "2026-03-31"],
        ),
    ],
)
def test_labels(settings, expected):
    """Proves that labels follow the calendar where the first day does, else are ISO dates.

    Steps count from the first day: from 31 January, 28 February is followed by 31 March.
    """
    assert labels(**settings) == expected


def test_discounting_at_start_middle_and_end():
    """Proves (1 + r)^-t with t in years: at 10 %, the second year's middle is 1.1^-1.5."""
    assert [p.discount for p in periods(years=2, discount_rate=0.1)] == pytest.approx(
        [1.1**-0.5, 1.1**-1.5]
    )
    start = periods(years=2, discount_rate=0.1, discount_timing="start")
    assert [p.discount for p in start] == pytest.approx([1.0, 1 / 1.1])
    end = periods(years=2, discount_rate=0.1, discount_timing="end")
    assert [p.discount for p in end] == pytest.approx([1 / 1.1, 1 / 1.21])


def test_half_a_year_is_no_whole_number_of_years():
    """Proves that 1.5 years cannot be cut into years, while they are 6 quarters."""
    found = errors(years=1.5)
    assert [f.place for f in found] == ["Settings.years"]
    assert "1.5 periods" in found[0].found
    assert len(periods(years=1.5, period_length="quarter")) == 6


def test_weeks_are_rounded_up():
    """Proves that a year of 365 days takes 53 weeks (52 would miss one day), and says so."""
    assert len(periods(years=1, period_length="week")) == 53
    found = findings_of(settings={"years": 1, "period_length": "week"}, **TABLES)
    assert any("rounded up to 53" in f.found for f in found)


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ({"period_length": "fortnight"}, "Settings.period_length"),
        ({"period_length": "0 days"}, "Settings.period_length"),
        ({"start": "soon"}, "Settings.start"),
        ({"start": "9990", "years": 9}, "Settings.start"),
        ({"years": 0}, "Settings.years"),
        ({"years": 1e15}, "Settings.years"),
        ({"periods": 3661, "period_length": "1 day"}, "Settings.periods"),
    ],
)
def test_impossible_horizons_are_refused_at_their_cell(settings, place):
    """Proves that no horizon hangs or fails without naming its cell."""
    found = errors(**settings)
    assert [f.place for f in found] == [place]


def test_trunk():
    """Proves one certain node a period, each following the one before."""
    nodes = list(case_of(settings={"years": 2}, **TABLES).nodes.values())
    assert [(n.name, n.parent, n.scenario, n.probability, n.trunk) for n in nodes] == [
        ("2026", "", "base", 1.0, True),
        ("2027", "2026", "base", 1.0, True),
    ]


def test_labels_and_their_days():
    """Proves what a label stands for: first day and the day after the last."""
    day = datetime.date
    assert span_of("2026") == Span(day(2026, 1, 1), day(2027, 1, 1))
    assert span_of("2026H2") == Span(day(2026, 7, 1), day(2027, 1, 1))
    assert span_of("2026Q4") == Span(day(2026, 10, 1), day(2027, 1, 1))
    assert span_of("2026-12") == Span(day(2026, 12, 1), day(2027, 1, 1))
    assert span_of("2026-W01") == Span(day(2025, 12, 29), day(2026, 1, 5))
    assert span_of("2028-02-29") == Span(day(2028, 2, 29), day(2028, 3, 1))
    assert [span_of(wrong) for wrong in ("2026-13", "2026Q5", "2026-02-30", "0000", "", "x")] == [
        None
    ] * 6
    assert add_months(day(2027, 12, 31), 2) == day(2028, 2, 29)


def test_the_last_week_runs_over_the_years():
    """Proves that a year in weeks needs no column of the next: 365 days are 53 weeks, 371 days.

    365 t in 2026 are a tonne a day, so 7 t in each week, the last as well; its price is the year's.
    """
    tables = records(
        settings={"period_length": "week"},
        materials={"M": {}},
        demand={"M": {"2026": 365.0}},
        suppliers={"S": {}},
        offers={"O": {"supplier": "S", "material": "M"}},
        prices={"O": {"2026": 2.0}},
    )
    case, findings = assemble(tables)
    assert case is not None
    assert case.segments["M"].demand == pytest.approx([7.0] * 53)
    assert case.offers["O"].price == pytest.approx([2000.0] * 53)
    told = [f.found for f in findings if "past the end of the plan's years" in f.found]
    assert told == [
        "the last period runs from 2026-12-31 to 2027-01-06, past the end of the plan's years; its"
        " last 6 days are taken as those before"
    ]


def test_a_gap_at_the_end_is_still_missing():
    """Proves that only the end of the years is passed over: November alone leaves December out."""
    tables = {
        "settings": {"period_length": "quarter"},
        "materials": {"M": {}},
        "demand": {"M": {"2026H1": 1.0, "2026Q3": 1.0, "2026-10": 1.0, "2026-11": 1.0}},
    }
    assert any("no demand for 2026Q4" in finding.found for finding in findings_of(**tables))
