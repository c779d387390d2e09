"""Rules: every measure and sense, what a share is a share of, and what is taken together."""

from __future__ import annotations

from typing import Any

from proof import K, Proved, market, near, prove, refused

DY = {"DY": {"demand": 100, "reference_price": 100}}
TWO = market(A={"price": 100, "country": "CHN"}, B={"price": 200, "country": "AUS"})
"""A from China at 100 USD/kg, B from Australia at 200: 100 t of A cost 10,000 k USD, and every
tonne of B 100 k USD more."""


def _rule(rule: dict[str, Any], **more: Any) -> Proved:
    tables = {"materials": DY, **TWO, **more}
    return prove(rules={"R": rule}, **tables)


def test_share_of_volume_at_most() -> None:
    """Proves that China brings at most 65 %: 65 x 100 + 35 x 200 = 13,500 k USD; ignored, 10,000.

    If the sense were turned, 10,000.
    """
    found = _rule({"scope": "country", "members": ["CHN"], "bound": 0.65})
    assert found.cost == near(13_500 * K)
    assert found.bought("A") == near(65)


def test_share_of_volume_at_least() -> None:
    """Proves that B-Co brings at least 30 %: 13,000 k USD; ignored or turned, 10,000."""
    rule = {"scope": "supplier", "members": ["B-Co"], "sense": "at least", "bound": 0.3}
    assert _rule(rule).cost == near(13_000 * K)


def test_at_least_is_no_ceiling_and_at_most_no_floor() -> None:
    """Proves that A may bring more than its least 30 % and B less than its most 30 %: 10,000 k USD.

    If a sense held both ways it would be 17,000 and 13,000.
    """
    for offer, sense in (("A", "at least"), ("B", "at most")):
        for measure, bound in (("share of volume", 0.3), ("tonnes", 30)):
            rule = {"scope": "offer", "members": [offer], "measure": measure}
            found = _rule(rule | {"sense": sense, "bound": bound})
            assert found.cost == near(10_000 * K), (offer, measure)


def test_share_of_volume_exactly() -> None:
    """Proves that exactly is both senses: A at 40 %, then with prices turned B at 40 %.

    40 x 100 + 60 x 200 = 16,000 k USD; as at least only it would be 10,000. With B's share exact
    14,000; as at most only 10,000.
    """
    for offer, cost in (("A", 16_000), ("B", 14_000)):
        rule = {"scope": "offer", "members": [offer], "sense": "exactly", "bound": 0.4}
        assert _rule(rule).cost == near(cost * K)


def test_share_of_value_is_at_reference_prices() -> None:
    """Proves that by value the dear material is moved, by volume the light one.

    Demand 100 t DY at 100 and 1,000 t LA at 1 USD/kg, 11,000 k USD together; the Chinese sell both
    at these prices, Australians DY at 200 and LA at 6. At most half by value, 5,500: China keeps LA
    (1,000) and 45 t DY: 1,000 + 4,500 + 55 x 200 = 16,500 k USD. By volume half is 550 t: 550 t of
    LA are moved at 5 USD/kg more: 13,750. If it were ignored it would be 11,000.
    """
    tables = market(
        A={"price": 100, "country": "CHN"},
        B={"price": 200, "country": "AUS"},
        C={"price": 1, "material": "LA", "country": "CHN"},
        D={"price": 6, "material": "LA", "country": "AUS"},
    )
    materials = DY | {"LA": {"demand": 1000, "reference_price": 1}}
    for measure, cost in (("share of value", 16_500), ("share of volume", 13_750)):
        rule = {
            "scope": "country",
            "members": ["CHN"],
            "per_material": "together",
            "measure": measure,
            "bound": 0.5,
        }
        assert _rule(rule, materials=materials, **tables).cost == near(cost * K), measure


def test_value_at_least_and_exactly() -> None:
    """Proves that 30 % of the value (3,000 k USD) of B is 30 t at the reference price of 100.

    At B's own price of 200 it would be 15 t, 11,500 k USD; ignored, 10,000.
    """
    for sense in ("at least", "exactly"):
        rule = {
            "scope": "country",
            "members": ["AUS"],
            "measure": "share of value",
            "sense": sense,
            "bound": 0.3,
        }
        assert _rule(rule).cost == near(13_000 * K), sense


def test_tonnes_are_usable_tonnes() -> None:
    """Proves that a limit of 30 t is 30 t after a yield of 50 %, 60 t bought.

    A costs 80 a tonne bought, 160 usable: 30 x 160 + 70 x 200 = 18,800 k USD. If tonnes bought
    were counted it would be 15 x 160 + 85 x 200 = 19,400; ignored, 16,000.
    """
    rule = {"scope": "offer", "members": ["A"], "measure": "tonnes", "bound": 30}
    tables = market(A={"price": 80, "yield": 0.5}, B={"price": 200})
    assert _rule(rule, **tables).cost == near(18_800 * K)


def test_tonnes_at_least_and_exactly() -> None:
    """Proves that 120 t of B are bought though 100 are needed, at least or exactly.

    24,000 k USD; the rest is surplus. Ignored, 10,000.
    """
    for sense in ("at least", "exactly"):
        rule = {
            "scope": "supplier",
            "members": ["B-Co"],
            "measure": "tonnes",
            "sense": sense,
            "bound": 120,
        }
        assert _rule(rule).cost == near(24_000 * K), sense


def test_tonnes_exactly_holds_from_above() -> None:
    """Proves that exactly 30 t of the cheap A are not more: 17,000 k USD; as at least, 10,000."""
    rule = {
        "scope": "offer",
        "members": ["A"],
        "measure": "tonnes",
        "sense": "exactly",
        "bound": 30,
    }
    assert _rule(rule).cost == near(17_000 * K)


def test_spend_is_at_offer_prices() -> None:
    """Proves that 4 million USD with A are 40 t at its price of 100: 16,000 k USD.

    The reference price is 80 here: at that it would be 50 t and 15,000; ignored, 10,000.
    """
    rule = {"scope": "supplier", "members": ["A-Co"], "measure": "spend", "bound": 4_000 * K}
    materials = {"DY": {"demand": 100, "reference_price": 80}}
    assert _rule(rule, materials=materials).cost == near(16_000 * K)


def test_spend_at_least_and_exactly() -> None:
    """Proves that 4 million USD with B are 20 t at 200: 12,000 k USD; ignored, 10,000."""
    for sense in ("at least", "exactly"):
        rule = {
            "scope": "supplier",
            "members": ["B-Co"],
            "measure": "spend",
            "sense": sense,
            "bound": 4_000 * K,
        }
        assert _rule(rule).cost == near(12_000 * K), sense


def test_any_limits_every_delivery() -> None:
    """Proves that the scope any counts all: at most 90 % of demand, the rest is short at 900.

    90 x 100 + 10 x 900 = 18,000 k USD; ignored, 10,000.
    """
    materials = {"DY": {"demand": 100, "reference_price": 100, "shortage_cost": 900}}
    assert _rule({"scope": "any", "bound": 0.9}, materials=materials).cost == near(18_000 * K)


def test_each_member_or_together() -> None:
    """Proves that 40 t each are 40 + 40 + 20, together with A and B 40 t in all.

    Each: 4,000 + 8,000 + 20 x 300 = 18,000 k USD. Together: 40 x 100 + 60 x 300 = 22,000. With all
    three together there is no plan. Ignored: 10,000.
    """
    tables = market(A={"price": 100}, B={"price": 200}, C={"price": 300})
    rule = {"scope": "supplier", "bound": 0.4}
    assert _rule(rule, **tables).cost == near(18_000 * K)
    pair = {"scope": "supplier", "members": ["A-Co", "B-Co"], "bound": 0.4}
    assert _rule(pair | {"per_member": "together"}, **tables).cost == near(22_000 * K)
    refused(materials=DY, rules={"R": rule | {"per_member": "together"}}, **tables)


def test_each_material_or_together() -> None:
    """Proves that half of each material differs from half of both.

    100 t DY and 100 t TB, China at 100 and 500 USD/kg, Australia at 200 and 900. Each: half of both
    is moved: 60,000 + 50 x 100 + 50 x 400 = 85,000 k USD. Together: 100 t of DY are moved: 70,000.
    TB only: 80,000. Ignored: 60,000.
    """
    tables = market(
        A={"price": 100, "country": "CHN"},
        B={"price": 200, "country": "AUS"},
        T={"price": 500, "material": "TB", "country": "CHN"},
        U={"price": 900, "material": "TB", "country": "AUS"},
    )
    materials = DY | {"TB": {"demand": 100, "reference_price": 500}}
    rule = {"scope": "country", "members": ["CHN"], "bound": 0.5}
    for more, cost in (
        ({}, 85_000),
        ({"per_material": "together"}, 70_000),
        ({"materials": ["TB"]}, 80_000),
    ):
        assert _rule(rule | more, materials=materials, **tables).cost == near(cost * K), more


def test_a_share_of_deliveries_can_be_gamed_with_surplus() -> None:
    """Proves why shares are of demand unless a rule says otherwise.

    Surplus sells at 190 USD/kg, so a tonne of B turned over costs 10. At most 65 % of deliveries:
    all 100 t of A with 53.846 t of B bought only to be sold again, 10,000 + 538.46 k USD. Of demand
    it is 65 t of A whatever is bought besides: 13,500.
    """
    materials = {"DY": {"demand": 100, "reference_price": 100, "surplus_value": 190}}
    tables = market(
        A={"price": 100, "capacity": 100, "country": "CHN"},
        B={"price": 200, "country": "AUS"},
    )
    rule = {"scope": "country", "members": ["CHN"], "bound": 0.65}
    gamed = _rule(rule | {"share_of": "deliveries"}, materials=materials, **tables)
    assert gamed.cost == near((10_000 + 10 * (100 / 0.65 - 100)) * K)
    assert gamed.bought("A") == near(100)
    assert _rule(rule, materials=materials, **tables).cost == near(13_500 * K)


def test_shares_of_deliveries_and_of_demand_differ_with_stock() -> None:
    """Proves that with 50 t in stock 65 % of demand are 65 t, of deliveries 32.5 of 50 t.

    Of demand: 50 t of A, 5,000 k USD. Of deliveries: 32.5 x 100 + 17.5 x 200 = 6,750.
    """
    rule = {"scope": "country", "members": ["CHN"], "bound": 0.65}
    more = {
        "settings": {"end_of_horizon": "free"},
        "stock": {"DY": {"opening_stock": 50}},
    }
    assert _rule(rule, **more).cost == near(5_000 * K)
    assert _rule(rule | {"share_of": "deliveries"}, **more).cost == near(6_750 * K)


def test_least_share_of_deliveries() -> None:
    """Proves that at least 30 % of what is delivered, 15 of 50 t, is B: 6,500 k USD.

    The same by value at one reference price. Of demand it would be 30 t, 8,000; ignored, 5,000.
    """
    for measure in ("share of volume", "share of value"):
        rule = {
            "scope": "country",
            "members": ["AUS"],
            "sense": "at least",
            "share_of": "deliveries",
            "measure": measure,
            "bound": 0.3,
        }
        found = _rule(
            rule,
            settings={"end_of_horizon": "free"},
            stock={"DY": {"opening_stock": 50}},
        )
        assert found.cost == near(6_500 * K), measure


PROVES_FAMILIES = {
    "limit_rule": (
        test_share_of_volume_at_most,
        test_share_of_volume_at_least,
        test_share_of_volume_exactly,
        test_share_of_value_is_at_reference_prices,
        test_value_at_least_and_exactly,
        test_tonnes_are_usable_tonnes,
        test_tonnes_at_least_and_exactly,
        test_spend_is_at_offer_prices,
        test_spend_at_least_and_exactly,
        test_a_share_of_deliveries_can_be_gamed_with_surplus,
        test_least_share_of_deliveries,
    ),
}
"""By constraint family the proofs here that must fail without it."""
