"""Offers: price, capacity, dates, origin, what is left out."""

from __future__ import annotations

import math

import pytest

from support import case_of, findings_of

BASE = {
    "materials": {"M": {"demand": 1.0, "reference_price": 1.0}},
    "suppliers": {"S": {"country": "AU"}},
}


def tables(offer=None, **more):
    row = {"supplier": "S", "material": "M", "price": 2.0, **(offer or {})}
    return {**BASE, "offers": {"O": row}, **more}


def offer(row=None, **more):
    return case_of(**tables(row, **more)).offers["O"]


def found(row=None, severity="error", **more):
    return [f for f in findings_of(**tables(row, **more)) if f.severity.value == severity]


def test_capacity_by_years_of_the_period_and_delivery_ratio():
    """Proves 365 t/y are 90 t in Q1, of which 80 % are delivered: 72 t; announced stays 90 t."""
    made = offer({"capacity": 365.0, "delivery_ratio": 0.8}, settings={"period_length": "quarter"})
    assert made.announced == pytest.approx((90, 91, 92, 92))
    assert made.capacity == pytest.approx((72, 72.8, 73.6, 73.6))
    assert offer({"delivery_ratio": 0.8}).capacity == (math.inf,)


def test_dates_close_an_offer_and_share_out_a_period_by_days():
    """Proves 365 t/y open from 15 February are 45 of 90 days of Q1: 45 t, not 90 or 0.

    A year as the end lasts to its 31 December; an unlimited offer is open as soon as any day is.
    """
    quarters = {"period_length": "quarter", "years": 2}
    row = {"capacity": 365.0, "start": "2026-02-15", "end": "2026"}
    made = offer(row, settings=quarters)
    assert made.capacity == pytest.approx((45, 91, 92, 92, 0, 0, 0, 0))
    made = offer({"start": "2026-02-15", "end": "2026Q2"}, settings=quarters)
    assert made.capacity == (math.inf, math.inf, 0, 0, 0, 0, 0, 0)


def test_capacities_sheet_replaces_the_capacity_and_keeps_the_ratio():
    """Proves 50 t of the Capacities sheet at 90 % are 45 t, whatever the Offers sheet says."""
    more = {"capacities": {"O": {"2026": 50.0}}}
    assert offer({"capacity": 7.0, "delivery_ratio": 0.9}, **more).capacity == (45.0,)
    notes = found({"capacity": 7.0}, "info", **more)
    assert [f.place for f in notes] == ["Offers!O.capacity"]


def test_prices_sheet_replaces_the_price():
    """Proves USD/kg become USD/t and the Prices sheet comes first."""
    assert offer().price == (2000.0,)
    assert offer(prices={"O": {"2026": 3.0}}).price == (3000.0,)
    (missing,) = found({"price": None})
    assert missing.place == "Offers!O"
    assert "no price" in missing.found


def test_origin():
    """Proves Origins before mined_in before the supplier's country; shares must add up to 1."""
    assert offer().mined_in == {"AU": 1.0}
    assert offer({"mined_in": "MM"}).mined_in == {"MM": 1.0}
    assert offer({"mined_in": "MM"}).processed_in == "AU"
    origins = {"O|CN": {"share": 0.75}, "O|MM": {"share": 0.25}}
    assert offer({"mined_in": "US"}, origins=origins).mined_in == {"CN": 0.75, "MM": 0.25}
    (wrong,) = found(origins={"O|CN": {"share": 0.75}, "O|MM": {"share": 0.2}})
    assert wrong.place == "Origins!O|CN.share"
    assert "95.0000%" in wrong.found
    nobody = offer(suppliers={"S": {}})
    assert (nobody.mined_in, nobody.processed_in) == ({}, "")


def test_inactive_rows_are_left_out():
    """Proves that no on supplier, offer, route or leg takes out what depends on it."""
    two = {
        "O": {"supplier": "S", "material": "M", "price": 1.0, "routes": "R1;R2"},
        "P": {"supplier": "T", "material": "M", "price": 1.0},
        "Q": {"supplier": "S", "material": "M", "price": 1.0, "active": False},
    }
    case = case_of(
        **{
            **BASE,
            "offers": two,
            "suppliers": {"S": {}, "T": {"active": False}},
            "routes": {"R1": {"legs": "L"}, "R2": {}},
            "legs": {"L": {"active": False}},
        }
    )
    assert list(case.offers) == ["O"]
    assert case.offers["O"].routes == ("R2",)
    assert list(case.paths) == ["O|R2"]
    assert (list(case.suppliers), list(case.routes), list(case.legs)) == (["S"], ["R2"], [])


def test_an_offer_without_any_open_route_is_left_out_and_said():
    """Proves that it does not become an offer delivered without freight."""
    more = {"routes": {"R": {"active": False}}}
    case = case_of(**tables({"routes": "R"}, **more))
    assert not case.offers
    warned = found({"routes": "R"}, "warning", **more)
    assert [f.place for f in warned] == ["Offers!O.routes"]


def test_reference_price_is_the_lowest_of_the_first_period_with_any_offer():
    """Proves 4 USD/kg: the offer of 3 opens later, and that of 5 is dearer."""
    rows = {
        "A": {"supplier": "S", "material": "M", "price": 5.0},
        "B": {"supplier": "S", "material": "M", "price": 4.0},
        "C": {"supplier": "S", "material": "M", "price": 3.0, "start": "2027"},
    }
    more = {"materials": {"M": {"demand": 1.0}}, "suppliers": {"S": {}}, "offers": rows}
    case = case_of(settings={"years": 2}, **more)
    assert case.materials["M"].reference_price == 4000.0
    bare = {"materials": {"M": {"demand": 1.0}, "N": {}}, "suppliers": {"S": {}}, "offers": rows}
    warned = [f.found for f in findings_of(**bare) if f.check == "reference_price"]
    assert any("N has neither" in text for text in warned)


def test_a_lot_above_every_capacity_is_said():
    """Proves that 25 t a quarter can never be bought of 90 t/y (22.7 t at most); a year can."""
    row = {"capacity": 90.0, "minimum_lot": 25.0, "lot_span": "period"}
    (warned,) = found(row, "warning", settings={"period_length": "quarter"})
    assert warned.place == "Offers!O.minimum_lot"
    assert not found({**row, "lot_span": "year"}, "warning", settings={"period_length": "quarter"})


def test_a_yield_of_nothing_is_refused():
    """Proves that an offer without any usable tonne is no offer (its landed cost has no value)."""
    (wrong,) = found({"yield": 0.0})
    assert wrong.place == "Offers!O.yield"
