"""Qualification: a source serves a segment only after the test, if that is paid."""

from __future__ import annotations

import pytest

from proof import K, market, near, prove, refused

DY = {"DY": {"demand": 100}}
FREE_END = {"years": 2, "end_of_horizon": "free"}
DEAR_AND_CHEAP = market(A={"price": 300}, B={"price": 100})


def test_source_serves_after_the_test_only() -> None:
    """Proves a test of a year at 1,000 k USD: 100 x 300, then 100 x 100: 41,000 k USD.

    If the delay were ignored it would be 21,000, if the cost were, 40,000.
    """
    found = prove(
        settings=FREE_END,
        materials=DY,
        qualification={"B|DY": {"months": 12, "cost": 1000 * K}},
        **DEAR_AND_CHEAP,
    )
    assert found.cost == near(41_000 * K)
    assert found.part("qualification") == near(1000 * K)


def test_a_test_that_does_not_pay_is_not_made() -> None:
    """Proves that 25,000 k USD to save 20,000 are not spent: 2 x 30,000 k USD.

    If the cost were ignored it would be 40,000; if it were owed without a decision, 65,000.
    """
    found = prove(
        settings=FREE_END,
        materials=DY,
        qualification={"B|DY": {"months": 12, "cost": 25_000 * K}},
        **DEAR_AND_CHEAP,
    )
    assert found.cost == near(60_000 * K)
    assert found.bought("B") == near(0)


def test_little_in_the_first_year() -> None:
    """Proves 40 % in the year after the test: 30,000 + 40 x 100 + 60 x 300 + 10,000 k USD = 62,000.

    If the share were ignored it would be 50,000.
    """
    found = prove(
        settings={**FREE_END, "years": 3},
        materials=DY,
        qualification={"B|DY": {"months": 12, "first_year_share": 0.4}},
        **DEAR_AND_CHEAP,
    )
    assert found.cost == near(62_000 * K)


def test_days_of_the_period_count() -> None:
    """Proves that a test of six months leaves 184 of 365 days: 184 of 365 t.

    If the whole period opened it would be 365 t, if none of it, nothing. With 50 % in the first
    year it is 92 t.
    """
    for share, tonnes in ((1.0, 184), (0.5, 92)):
        found = prove(
            materials={"DY": {"demand": 365}},
            qualification={"B|DY": {"months": 6, "first_year_share": share}},
            **DEAR_AND_CHEAP,
        )
        assert found.bought("B") == near(tonnes)


def test_what_is_bought_before_waits_in_stock_and_is_not_mixed() -> None:
    """Proves that tonnes of B bought at 100 in 2026 wait for 2027, where they would cost 400.

    100 x 300 + 100 x 100 = 40,000 k USD. If B could be used in 2026 it would be 20,000; if it could
    not be kept, 60,000.
    """
    tables = market(A={"price": 300}, B={})
    found = prove(
        settings=FREE_END,
        materials=DY,
        stock={"DY": {}},
        prices={"B": {"2026": 100, "2027": 400}},
        qualification={"B|DY": {"months": 12}},
        **tables,
    )
    assert found.cost == near(40_000 * K)
    assert found.bought("B", "2026") == near(100)


def test_another_segment_is_free() -> None:
    """Proves that only the magnets wait: 60 x 300 + 40 x 100 = 22,000 k USD in the first year.

    If all waited it would be 30,000, if none did, 10,000.
    """
    found = prove(
        materials={"DY": {}},
        segments={
            "MAGNET": {"material": "DY", "demand": 60},
            "LASER": {"material": "DY", "demand": 40},
        },
        qualification={"B|MAGNET": {"months": 12}},
        **DEAR_AND_CHEAP,
    )
    assert found.cost == near(22_000 * K)


def test_a_supplier_is_tested_with_all_its_offers() -> None:
    """Proves that a row of the seller holds for both of its offers, and that one offer may differ.

    B1 (30 t at 100) has been tested, B2 (at 110) has not: 30 x 100 + 70 x 300 = 24,000 k USD. If
    the row of the seller were ignored it would be 10,700, if that of the offer were, 30,000.
    """
    tables = market(A={"price": 300}, B1={"price": 100, "capacity": 30}, B2={"price": 110})
    tables["offers"]["B2"]["supplier"] = "B1-Co"
    found = prove(
        materials=DY,
        qualification={"B1-Co|DY": {"months": 12}, "B1|DY": {"months": 0, "cost": 1}},
        **tables,
    )
    assert found.cost == near(24_000 * K + 1)


def test_opening_stock_needs_no_test() -> None:
    """Proves that what was there before serves at once, though only a source under test delivers.

    100 t of stock in 2026, then 100 x 100 = 10,000 k USD. If the opening stock were lots of the
    source, there would be no plan; if the test were ignored, the same cost, so 101 t of demand have
    none at all.
    """
    tables = market(B={"price": 100})
    more = {
        "settings": FREE_END,
        "stock": {"DY": {"opening_stock": 100}},
        "qualification": {"B|DY": {"months": 12}},
    }
    assert prove(materials=DY, **tables, **more).cost == near(10_000 * K)
    refused(materials={"DY": {"demand": 101}}, **tables, **more)


def test_lots_keep_their_grade() -> None:
    """Proves that a tested lot is still of its grade: LOW is barred from DY, HIGH counts as HIGH.

    B brings LOW at 50 and C brings HIGH at 100, both to be tested for six months; A brings HIGH at
    300. 30 days of cover of the grade HIGH (30 t of 365 t a year) are bought from C as well:
    181 x 300 + (184 + 30) x 100 = 75,700 k USD. If specifications did not know the lots, LOW would
    be used; if the stock row did not, the cover would be bought from A for 6,000 more.
    """
    found = prove(
        settings={"end_of_horizon": "free"},
        materials={"DY": {"demand": 365}},
        grades={"HIGH": {}, "LOW": {}},
        attributes={"IRON": {}},
        quality={"HIGH|IRON": {"value": 10}, "LOW|IRON": {"value": 90}},
        specifications={"DY|IRON": {"maximum": 50}},
        stock={"DY|HIGH": {"days_of_cover": 30}, "DY|LOW": {}},
        qualification={"B|DY": {"months": 6}, "C|DY": {"months": 6}},
        **market(
            A={"price": 300, "grade": "HIGH"},
            B={"price": 50, "grade": "LOW"},
            C={"price": 100, "grade": "HIGH"},
        ),
    )
    assert found.bought("B") == near(0)
    assert found.bought("C") == near(184 + 30)
    assert found.cost == near((181 * 300 + 214 * 100) * K)


def test_of_a_basket_only_the_tested_material_waits() -> None:
    """Proves that of a product of 10 % DY and 90 % LA the DY waits, while the LA is used.

    100 t at 100 USD/kg for 90 t of LA, and 10 t of DY at 300 from elsewhere: 13,000 k USD. If the
    test were ignored it would be 10,000; if LA waited too, there would be no plan.
    """
    tables = market(A={"price": 300}, B={"price": 100})
    del tables["offers"]["B"]["material"]
    tables["offers"]["B"]["product"] = "MIX"
    found = prove(
        materials={"DY": {"demand": 10}, "LA": {"demand": 90}},
        products={"MIX": {}},
        contents={"MIX|DY": {"share": 0.1}, "MIX|LA": {"share": 0.9}},
        qualification={"B|DY": {"months": 12}},
        **tables,
    )
    assert found.cost == near(13_000 * K)


@pytest.mark.parametrize("end", ["keep", "value"])
def test_end_stock_counts_tested_lots_with_their_grade(end: str) -> None:
    """Proves that 50 t of opening stock may be used and replaced by lots of the tested source.

    Demand 100 t a year, B at 100 USD/kg tested in the first year, A at 300. 2026: the 50 t in stock
    and 50 x 300; 2027: 100 x 100 and 50 x 100 for the end: 30,000 k USD. If lots were of another
    grade, the opening stock would be kept in both years: 30,000 + 10,000.
    """
    found = prove(
        settings={"years": 2, "end_of_horizon": end, "end_salvage": 0.0},
        materials={"DY": {"demand": 100, "reference_price": 1000}},
        stock={"DY": {"opening_stock": 50}},
        qualification={"B|DY": {"months": 12}},
        **DEAR_AND_CHEAP,
    )
    assert found.cost == near(30_000 * K)


@pytest.mark.parametrize(("start", "factor"), [("2025", 1.0), ("2026", 1.1), ("2027", 1.21)])
def test_cost_falls_due_when_the_test_begins(start: str, factor: float) -> None:
    """Proves that a test begun in the third year is paid then: 1,000 k USD / 1.1^2 at 10 %.

    If it were always paid at once, all three would cost 1,000 k USD. (The plan begins in 2025.)
    """
    found = prove(
        settings={
            **{"start": "2025-01-01", "years": 3, "end_of_horizon": "free"},
            **{"discount_rate": 0.1, "discount_timing": "start"},
        },
        materials=DY,
        qualification={"B|DY": {"cost": 1000 * K, "start": start}},
        **DEAR_AND_CHEAP,
    )
    assert found.part("qualification") == near(1000 * K / factor)


PROVES_FAMILIES = {
    "limit_qualification": (
        test_source_serves_after_the_test_only,
        test_a_test_that_does_not_pay_is_not_made,
        test_little_in_the_first_year,
        test_days_of_the_period_count,
        test_what_is_bought_before_waits_in_stock_and_is_not_mixed,
        test_another_segment_is_free,
        test_a_supplier_is_tested_with_all_its_offers,
        test_opening_stock_needs_no_test,
        test_lots_keep_their_grade,
        test_of_a_basket_only_the_tested_material_waits,
    ),
}
"""By constraint family the proofs here that must fail without it."""


PROVES_COSTS = {
    "qualification": (
        test_source_serves_after_the_test_only,
        test_a_test_that_does_not_pay_is_not_made,
    ),
}
"""By kind of cost the proofs here that must fail without it."""
