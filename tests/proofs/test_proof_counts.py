"""Counts: how many suppliers, countries, routes … deliver, and from how many tonnes they count."""

from __future__ import annotations

from typing import Any

import pytest

from proof import K, Proved, market, near, prove, refused

DY = {"DY": {"demand": 100, "reference_price": 100}}
THREE = market(
    A={"price": 100, "capacity": 60, "country": "CHN"},
    B={"price": 200, "country": "AUS"},
    C={"price": 300, "country": "VNM"},
)
"""60 t of A at 100, then B at 200, then C at 300 USD/kg: 60 x 100 + 40 x 200 = 14,000 k USD."""


def _count(rule: dict[str, Any], **more: Any) -> Proved:
    tables = {"materials": DY, **THREE, **more}
    return prove(rules={"R": {"scope": "supplier", "measure": "count", **rule}}, **tables)


def test_at_most_one_supplier() -> None:
    """Proves that one supplier must do: all from B, 20,000 k USD; ignored, 14,000.

    If a member counted only beyond its capacity or never, nothing would change.
    """
    found = _count({"bound": 1})
    assert found.cost == near(20_000 * K)
    assert found.bought("A") == 0


def test_at_most_with_counted_from() -> None:
    """Proves that a member that delivers less than 15 t is not counted: 15 A + 85 B.

    15 x 100 + 85 x 200 = 18,500 k USD. If ``counted_from`` were ignored it would be 20,000.
    """
    assert _count({"bound": 1, "counted_from": 15}).cost == near(18_500 * K)


def test_at_least_three_suppliers() -> None:
    """Proves that the third must bring its 10 t: 60 + 30 + 10 t, 15,000 k USD; ignored, 14,000."""
    found = _count({"sense": "at least", "bound": 3, "counted_from": 10})
    assert found.cost == near(15_000 * K)
    assert found.bought("C") == near(10)


def test_at_least_without_counted_from_is_a_kilogram() -> None:
    """Proves that a member that delivers nothing does not count: one kilogram of C.

    14,000 k + 100 USD. If zero tonnes counted, 14,000 k USD and nothing of C.
    """
    found = _count({"sense": "at least", "bound": 3})
    assert found.bought("C") == near(0.001, 1e-3)
    assert found.cost == near(14_000 * K + 100, 1e-9)


def test_exactly_two_suppliers() -> None:
    """Proves both sides of exactly, for members that count from 5 t.

    One: just under 5 t of A and the rest B, 19,500 k USD; two: 14,000; three: 60, 35 and 5 t,
    14,500. If it were ignored, or one side of it, some would be 14,000.
    """
    for bound, cost in ((1, 19_500), (2, 14_000), (3, 14_500)):
        found = _count({"sense": "exactly", "bound": bound, "counted_from": 5})
        assert found.cost == near(cost * K), bound


def test_a_count_that_cannot_be_reached_is_refused() -> None:
    """Proves that four of three suppliers is no plan."""
    rule = {"scope": "supplier", "measure": "count", "sense": "at least", "bound": 4}
    refused(materials=DY, rules={"R": rule}, **THREE)


def test_soft_count_is_priced_by_member() -> None:
    """Proves that a missing member costs its penalty: 900 k USD is paid, 1,100 k USD is not.

    C's 10 t cost 1,000 k USD more than B's: 14,900 or 15,000 k USD. If the penalty were ignored
    14,000. With at most one, a second costs 900 k USD as well.
    """
    least = {"sense": "at least", "bound": 3, "counted_from": 10}
    assert _count(least | {"penalty": 900 * K}).cost == near(14_900 * K)
    assert _count(least | {"penalty": 1_100 * K}).cost == near(15_000 * K)
    assert _count({"bound": 1, "penalty": 900 * K}).cost == near(14_900 * K)


def test_count_of_each_material_or_together() -> None:
    """Proves that two suppliers of each material differ from two of all.

    TB is sold by T-Co at 500 and by B-Co at 800. Of each: 10 t of TB come from B-Co, 14,000 +
    45,000 + 8,000 k USD. Of all together A-Co and B-Co are two already: 14,000 + 50,000.
    """
    tables = market(
        A={"price": 100, "capacity": 60},
        B={"price": 200},
        T={"price": 500, "material": "TB"},
    )
    tables["offers"]["U"] = {"supplier": "B-Co", "material": "TB", "price": 800}
    materials = DY | {"TB": {"demand": 100, "reference_price": 500}}
    rule = {"sense": "at least", "bound": 2, "counted_from": 10}
    each = _count(rule, materials=materials, **tables)
    assert each.cost == near((14_000 + 90 * 500 + 10 * 800) * K)
    together = _count(rule | {"per_material": "together"}, materials=materials, **tables)
    assert together.cost == near((14_000 + 100 * 500) * K)


def test_count_over_each_span() -> None:
    """Proves that three in each year are two visits of C, three in the horizon one.

    Two years of 14,000 k USD; each 10 t of C cost 1,000 more.
    """
    for span, cost in (("year", 30_000), ("horizon", 29_000)):
        rule = {"sense": "at least", "bound": 3, "counted_from": 10, "span": span}
        assert _count(rule, settings={"years": 2}).cost == near(cost * K), span


@pytest.mark.parametrize("scope", ["country", "offer"])
def test_counts_of_countries_and_offers(scope: str) -> None:
    """Proves that countries and offers are counted like suppliers: 15,000 k USD, ignored 14,000."""
    rule = {"scope": scope, "sense": "at least", "bound": 3, "counted_from": 10}
    assert _count(rule | ({"role": "processed"} if scope == "country" else {})).cost == near(
        15_000 * K
    )


def test_a_country_counts_with_its_share_of_the_ore() -> None:
    """Proves that 10 t of Chilean ore at a share of one fifth need 50 t of C.

    50 x 100 + 50 x 300 = 20,000 k USD from A and C. If any touch counted whole, 10 t of C would do:
    15,000.
    """
    rule = {
        "scope": "country",
        "role": "mined",
        "members": ["CHL"],
        "sense": "at least",
        "bound": 1,
        "counted_from": 10,
    }
    found = _count(rule, origins={"C|CHL": {"share": 0.2}, "C|VNM": {"share": 0.8}})
    assert found.bought("C") == near(50)
    assert found.cost == near(20_000 * K)


def test_counted_tonnes_are_usable() -> None:
    """Proves that 10 t of C after a yield of 50 % are 20 t bought: 60, 30 and 20 t.

    6,000 + 6,000 + 20 x 150 = 15,000 k USD. If tonnes bought counted, 5 usable t would do: 14,500.
    """
    tables = market(
        A={"price": 100, "capacity": 60}, B={"price": 200}, C={"price": 150, "yield": 0.5}
    )
    found = _count({"sense": "at least", "bound": 3, "counted_from": 10}, **tables)
    assert found.bought("C") == near(20)
    assert found.cost == near(15_000 * K)


def test_counts_of_blocs_routes_legs_and_chokepoints() -> None:
    """Proves that each is counted as itself: two of them need 10 t by the way that costs 30 more.

    A by EAST is free, by WEST 30 USD/kg: 10,000 + 300 k USD. Blocs: A from China, C from Viet Nam
    at 130 the same. If ignored 10,000.
    """
    ways: dict[str, Any] = {
        "chokepoints": {"P": {}, "Q": {}},
        "legs": {"L": {"chokepoints": ["P"]}, "M": {"chokepoints": ["Q"], "cost": 30 * K}},
        "routes": {"EAST": {"legs": ["L"]}, "WEST": {"legs": ["M"]}},
        "blocs": {"ONE|CHN": {}, "TWO|VNM": {}},
        **market(A={"price": 100, "country": "CHN", "routes": ["EAST", "WEST"]}),
    }
    rule = {"sense": "at least", "bound": 2, "counted_from": 10}
    for scope in ("route", "leg", "chokepoint"):
        assert _count(rule | {"scope": scope}, **ways).cost == near(10_300 * K), scope
    blocs = ways | market(
        A={"price": 100, "country": "CHN", "routes": ["EAST", "WEST"]},
        C={"price": 130, "country": "VNM"},
    )
    assert _count(rule | {"scope": "bloc"}, **blocs).cost == near(10_300 * K)


PROVES_FAMILIES = {
    "def_counted": (
        test_at_most_one_supplier,
        test_at_most_with_counted_from,
        test_at_least_three_suppliers,
        test_exactly_two_suppliers,
        test_a_country_counts_with_its_share_of_the_ore,
    ),
    "limit_count": (
        test_at_most_one_supplier,
        test_at_least_three_suppliers,
        test_exactly_two_suppliers,
        test_soft_count_is_priced_by_member,
        test_count_over_each_span,
    ),
}
"""By constraint family the proofs here that must fail without it."""
