"""Belief: ratios from delivery records, percentiles, slips, ramps, and what is said of slips."""

from __future__ import annotations

import datetime
import math

import pytest

from orefolio.case.delivery_records import percentile
from orefolio.case.entities import Ramp
from orefolio.case.ramps import full_days
from orefolio.case.spans import Span, later
from orefolio.findings import Finding
from support import case_of, findings_of

BASE = {
    "materials": {"M": {"demand": 1.0, "reference_price": 1.0}},
    "suppliers": {"S": {"country": "AU"}, "T": {}},
}


def tables(offer=None, **more):
    row = {"supplier": "S", "material": "M", "price": 2.0, **(offer or {})}
    return {**BASE, "offers": {"O": row}, **more}


def belief(row=None, **more):
    return case_of(**tables(row, **more)).offers["O"].belief


def found(check: str, row=None, **more) -> list[Finding]:
    return [f for f in findings_of(**tables(row, **more)) if f.check == check]


def test_percentile_is_type_7():
    """Proves 0, 10, 20, 30 have their 10 % at 3 (h = 0.3), their median at 15; one value is all.

    By type 6 the 10 % would be 0, by the nearest rank 0 as well.
    """
    assert percentile([30.0, 0.0, 20.0, 10.0], 0.1) == pytest.approx(3.0)
    assert percentile([30.0, 0.0, 20.0, 10.0], 0.5) == pytest.approx(15.0)
    assert percentile([7.0], 0.1) == 7.0
    assert percentile([1.0, 2.0], 1.0) == 2.0


RECORDS = {
    "S||2023": {"year": 2023, "announced": 100, "delivered": 90},
    "S||2024": {"year": 2024, "announced": 100, "delivered": 30},
    "S|O|2024": {"year": 2024, "announced": 50, "delivered": 5},
    "T||2024": {"year": 2024, "announced": 10, "delivered": 10},
}


def test_records_of_the_offer_stand_before_those_of_its_seller():
    """Proves 10 % from the offer's own row; without it 60 % from the seller's two; typed, that."""
    assert belief(delivery_records=RECORDS).ratio == pytest.approx(0.1)
    sellers = {key: row for key, row in RECORDS.items() if key != "S|O|2024"}
    made = belief(delivery_records=sellers)
    assert made.ratio == pytest.approx(0.6)
    assert made.ratio_from == "Delivery records of S, 2023 to 2024"
    made = belief({"delivery_ratio": 0.7}, delivery_records=RECORDS)
    assert (made.ratio, made.ratio_from) == (0.7, "Offers!O.delivery_ratio")
    assert belief().ratio == 1.0


def test_rows_of_other_offers_count_for_a_seller_without_rows_of_its_own():
    """Proves 5 of 50 t of the offer P are 10 % for its sister O, where the seller has no row."""
    more = tables(delivery_records={"S|P|2024": RECORDS["S|O|2024"]})
    more["offers"] = {**more["offers"], "P": more["offers"]["O"]}
    assert case_of(**more).offers["O"].belief.ratio == pytest.approx(0.1)


def test_firm_ratio_from_the_cell_the_records_or_the_delivery_ratio():
    """Proves the order: 20 % typed; else the percentile 0.3 + 0.5 x 0.6 = 60 %; else expected."""
    firm = {"capacity_basis": "firm", "firm_percentile": 0.5}
    sellers = {key: row for key, row in RECORDS.items() if key != "S|O|2024"}
    assert belief({"firm_ratio": 0.2}, settings=firm, delivery_records=sellers).ratio == 0.2
    assert belief(settings=firm, delivery_records=sellers).ratio == pytest.approx(0.6)
    assert belief({"delivery_ratio": 0.8}, settings=firm).ratio == 0.8


def test_more_delivered_than_announced_counts_as_all():
    """Proves that 150 of 100 t is a ratio of 1, not 1.5, also as a percentile."""
    rows = {"S||2024": {"year": 2024, "announced": 100, "delivered": 150}}
    for basis in ("expected", "firm"):
        assert belief(settings={"capacity_basis": basis}, delivery_records=rows).ratio == 1.0


def test_stages_of_belief():
    """Proves 365 t, start July (184 t), slip to October (92 t), half a ramp (46 t), 50 % (23 t)."""
    made = belief(
        {
            **{"capacity": 365, "start": "2026-07-01", "slip": 3},
            **{"ramp": "R", "delivery_ratio": 0.5},
        },
        ramps={"R|0": {"share": 0.5}},
    )
    assert (made.nameplate, made.announced, made.punctual) == ((365,), (184,), (92,))
    assert made.reached == pytest.approx((46,))
    assert made.believed == pytest.approx((23,))


def test_announced_is_taken_at_its_word_but_for_the_ramp():
    """Proves that the basis announced knows neither slip nor ratio: 184 t, 92 t of them ramped."""
    row = {"capacity": 365, "start": "2026-07-01", "slip": 3, "delivery_ratio": 0.5, "ramp": "R"}
    made = belief(row, ramps={"R|0": {"share": 0.5}}, settings={"capacity_basis": "announced"})
    assert (made.punctual, made.reached, made.believed) == ((184,), (92,), (92,))


def test_an_unlimited_offer_stays_so_but_not_at_nothing():
    """Proves that no limit times any share is no limit, and nothing at a ratio or ramp of 0."""
    assert belief({"delivery_ratio": 0.5}).believed == (math.inf,)
    assert belief({"delivery_ratio": 0.0}).believed == (0.0,)
    assert belief({"ramp": "R"}, ramps={"R|24": {"share": 1}}).believed == (math.inf,)
    closed = belief({"start": "2026-07-01", "slip": 12})
    assert (closed.announced, closed.believed) == ((math.inf,), (0.0,))


def test_a_slip_moves_capacities_by_days():
    """Proves 365 t in 2026 and 730 t in 2027, 6 months late: 365 t, and 546 t.

    Of 2027, its days from 1 July 2026 to 30 June 2027 count: 184 at 1 t and 181 at 2 t.
    """
    made = belief(
        {"slip": 6}, settings={"years": 2}, capacities={"O": {"2026": 365.0, "2027": 730.0}}
    )
    assert made.nameplate == (365.0, 730.0)
    assert made.punctual == pytest.approx((365.0, 184.0 + 2 * 181.0))


def test_full_days_of_a_ramp():
    """Proves the integral: 0 to 1 over 2026 has 365 / 2 full days, 45 x 90 / 365 of them in Q1.

    From month 12 on every day counts whole. Before the start there is nothing.
    """
    start = datetime.date(2026, 1, 1)
    ramp = Ramp("R", ((0, 0.0), (12, 1.0)))
    year = Span(start, datetime.date(2027, 1, 1))
    assert full_days(ramp, start, year) == pytest.approx(365 / 2)
    first = Span(start, datetime.date(2026, 4, 1))
    assert full_days(ramp, start, first) == pytest.approx(45 * 90 / 365)
    assert full_days(ramp, start, Span(year.end, datetime.date(2027, 2, 1))) == 31
    assert full_days(ramp, year.end, year) == 0
    assert full_days(None, datetime.date(2026, 12, 1), year) == 31


def test_months_of_a_slip():
    """Proves that a month is a calendar month and half a month 15 days, also backwards."""
    assert later(datetime.date(2026, 1, 31), 1) == datetime.date(2026, 2, 28)
    assert later(datetime.date(2026, 1, 1), 1.5) == datetime.date(2026, 2, 16)
    assert later(datetime.date(2026, 1, 1), -1) == datetime.date(2025, 12, 1)


def test_every_doubtful_cell_is_named():
    """Proves that each slip of the pen is told at its cell."""
    (falls,) = found("ramp", ramps={"R|0": {"share": 1}, "R|6": {"share": 0.5}})
    assert (falls.place, falls.severity.value) == ("Ramps!R|6.share", "warning")
    (nothing,) = found("capacity", {"slip": 3})
    assert nothing.place == "Offers!O.slip"
    (above,) = found("capacity", {"delivery_ratio": 0.5, "firm_ratio": 0.6})
    assert above.place == "Offers!O.firm_ratio"
    (never,) = found("capacity", {"start": "2026", "end": "2026-03-31", "slip": 6})
    assert never.place == "Offers!O.slip"
    rows = {"S||2024": {"year": 2024, "announced": 0, "delivered": 0}}
    (none,) = found("delivery_record", delivery_records=rows)
    assert (none.place, none.severity.value) == ("Delivery records!S|2024.announced", "error")
    rows = {"T|O|2024": {"year": 2024, "announced": 1, "delivered": 1}}
    (other,) = found("delivery_record", delivery_records=rows)
    assert other.place == "Delivery records!T|O|2024.offer"


def test_a_ramp_is_linked_by_its_name():
    """Proves that a link to a ramp means its name, not a row; an unknown one is told."""
    assert belief({"ramp": "R"}, ramps={"R|0": {"share": 0}}).reached == (0.0,)
    (unknown,) = found("unknown_name", {"ramp": "Q"}, ramps={"R|0": {"share": 0}})
    assert unknown.place == "Offers!O.ramp"
