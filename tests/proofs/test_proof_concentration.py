"""Concentration: the Herfindahl index as a charge and as a cap, against calculus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from pyomo.repn import generate_standard_repn

from orefolio.formulation import build
from proof import K, Proved, market, near, prove
from support import case_of

DY = {"DY": {"demand": 100, "reference_price": 100}}
CAP = {"scope": "supplier", "measure": "HHI"}


def _shares(found: Proved, *offers: str) -> tuple[float, ...]:
    total = sum(found.bought(offer) for offer in offers)
    return tuple(found.bought(offer) / total for offer in offers)


def _sellers(**prices: float) -> Mapping[str, Any]:
    return market(**{name: {"price": price} for name, price in prices.items()})


def test_charge_of_two_suppliers_is_the_calculus_optimum() -> None:
    """Proves that the charge spreads by the first-order condition: 70 and 30 %.

    Cost of a share s of A: 100 s + 140 (1 - s) + 50 (s^2 + (1 - s)^2), the weight 0.5 times the
    reference price 100; its derivative -40 + 50 (4 s - 2) is zero at s = 0.7. 7,000 + 4,200 + 50 x
    0.58 x 100 = 14,100 k USD. If the charge were ignored all would be A at 10,000; all from A costs
    15,000 with it.
    """
    found = prove(
        settings={"concentration_weight": 0.5, "concentration_of": "supplier"},
        materials=DY,
        **_sellers(A=100, B=140),
    )
    assert _shares(found, "A", "B") == pytest.approx((0.7, 0.3), abs=3e-4)  # a flat optimum
    assert found.cost == near(14_100 * K, 1e-7)
    assert found.part("concentration_charge") == near(2_900 * K, 1e-3)


def test_charge_of_three_suppliers() -> None:
    """Proves that three share by their prices: s = 1/3 + (110 - price) / 100.

    Least of the sum of p s + 50 s^2 with shares adding up to 1: 43.33, 33.33 and 23.33 %. At equal
    prices a third each. If two tangents were enough, shares would stand at multiples of 5 %.
    """
    settings = {"concentration_weight": 0.5, "concentration_of": "supplier"}
    found = prove(settings=settings, materials=DY, **_sellers(A=100, B=110, C=120))
    assert _shares(found, "A", "B", "C") == tuple(
        pytest.approx(1 / 3 + shift, abs=3e-4) for shift in (0.1, 0.0, -0.1)
    )
    squares = sum((1 / 3 + shift) ** 2 for shift in (0.1, 0.0, -0.1))
    price = 100 * (1 / 3 + 0.1) + 110 / 3 + 120 * (1 / 3 - 0.1)
    assert found.cost == near((price + 50 * squares) * 100 * K)
    equal = prove(settings=settings, materials=DY, **_sellers(A=100, B=100, C=100))
    assert equal.cost == near((10_000 + 5_000 / 3) * K)


def test_charge_counts_usable_tonnes() -> None:
    """Proves that with a yield of 50 % shares are of usable tonnes: 200 t of A bought for 100.

    One seller: HHI 1 x 100 t x 100 USD/kg x 0.5 = 5,000 k USD. On tonnes bought it would be 10,000.
    """
    found = prove(
        settings={"concentration_weight": 0.5, "concentration_of": "supplier"},
        materials=DY,
        **market(A={"price": 50, "yield": 0.5}),
    )
    assert found.part("concentration_charge") == near(5_000 * K)


def test_charge_counts_what_the_settings_name() -> None:
    """Proves that mines, processing and sellers are three concentrations.

    Two sellers, both processed in China, from two mines: over processing countries nothing is
    gained by spreading, over mines and sellers half: 10,000 + 5,000 or + 2,500 k USD.
    """
    tables = market(
        A={"price": 100, "mined_in": "AUS", "processed_in": "CHN"},
        B={"price": 100, "mined_in": "VNM", "processed_in": "CHN"},
    )
    for of, cost in (("processed", 15_000), ("mined", 12_500), ("supplier", 12_500)):
        found = prove(
            settings={"concentration_weight": 0.5, "concentration_of": of}, materials=DY, **tables
        )
        assert found.cost == near(cost * K), of


def test_unknown_countries_are_taken_for_one() -> None:
    """Proves that sellers without a country are one country: 15,000 k USD; with Australia 12,500.

    If each were its own, or none, spreading over unknown sellers would look safe.
    """
    for country, cost in ((None, 15_000), ("AUS", 12_500)):
        found = prove(
            settings={"concentration_weight": 0.5, "concentration_of": "processed"},
            materials=DY,
            **market(A={"price": 100}, B={"price": 100, "country": country}),
        )
        assert found.cost == near(cost * K)


def test_origin_shares_spread_the_mines() -> None:
    """Proves that one offer of three origins has the index of its ore: 0.25 + 0.09 + 0.04 = 0.38.

    10,000 + 0.38 x 5,000 k USD; if the largest origin counted whole, 15,000.
    """
    found = prove(
        settings={"concentration_weight": 0.5, "concentration_of": "mined"},
        materials=DY,
        origins={"A|CHN": {"share": 0.5}, "A|MMR": {"share": 0.3}, "A|VNM": {"share": 0.2}},
        **market(A={"price": 100, "country": "CHN"}),
    )
    assert found.cost == near(11_900 * K)


def test_charge_is_by_year_and_discounted() -> None:
    """Proves that two years of one seller are charged each: 5,000 k USD x (1 + 1/1.1).

    Two sellers who take turns are one seller in each year: A is open in 2026, B in 2027. If the
    horizon were one, they would be spread and charged half.
    """
    found = prove(
        settings={
            "years": 2,
            "concentration_weight": 0.5,
            "concentration_of": "supplier",
            "discount_rate": 0.1,
            "discount_timing": "start",
        },
        materials=DY,
        **market(A={"price": 100, "end": "2026"}, B={"price": 100, "start": "2027"}),
    )
    assert found.part("concentration_charge") == near(5_000 * K * (1 + 1 / 1.1))


def test_cap_on_two_suppliers() -> None:
    """Proves that an HHI of at most 0.58 is 70 and 30 %: 7,000 + 30 x 200 = 13,000 k USD.

    s^2 + (1 - s)^2 = 0.58 at s = 0.7. If it were ignored it would be 10,000. The true index is
    within 1e-6 of the cap.
    """
    found = prove(materials=DY, rules={"H": {**CAP, "bound": 0.58}}, **_sellers(A=100, B=200))
    shares = _shares(found, "A", "B")
    assert shares == (near(0.7, 1e-5), near(0.3, 1e-5))
    assert sum(share**2 for share in shares) <= 0.58 + 1e-6
    assert sum(share**2 for share in shares) == near(0.58, 1e-5)


def test_cap_on_three_suppliers() -> None:
    """Proves that under 0.5 one of three has 2/3 and the others 1/6 each.

    s^2 + (1 - s)^2 / 2 = 0.5 gives s = 2/3: the dearer two split evenly, because that leaves most
    to A. 66.667 x 100 + 33.333 x 200 = 13,333.3 k USD; with two sellers alone it would be 15,000.
    """
    found = prove(materials=DY, rules={"H": {**CAP, "bound": 0.5}}, **_sellers(A=100, B=200, C=200))
    shares = _shares(found, "A", "B", "C")
    assert shares[0] == near(2 / 3, 1e-5)
    assert shares[1] == pytest.approx(1 / 6, abs=2e-3)
    assert sum(share**2 for share in shares) <= 0.5 + 1e-6
    assert found.cost == near(40_000 / 3 * K, 1e-5)


@pytest.mark.parametrize(("role", "cost"), [("mined", 13_000), ("processed", 10_000)])
def test_cap_over_countries_by_role(role: str, cost: float) -> None:
    """Proves that a cap counts countries in its role: mines in two countries, processing in others.

    A, cheap, is mined in China; processing is split evenly between two countries for each of A and
    B, so its index is 0.5 whatever is bought: two offers a seller, one of each plant.
    """
    tables = market(
        A={"price": 100, "mined_in": "CHN", "processed_in": "VNM", "capacity": 50},
        B={"price": 100, "mined_in": "CHN", "processed_in": "MYS", "capacity": 50},
        C={"price": 200, "mined_in": "AUS", "processed_in": "VNM"},
        D={"price": 200, "mined_in": "AUS", "processed_in": "MYS"},
    )
    rule = {"scope": "country", "role": role, "measure": "HHI", "bound": 0.58}
    assert prove(materials=DY, rules={"H": rule}, **tables).cost == near(cost * K, 1e-5)


def test_cap_over_materials_and_spans() -> None:
    """Proves that an index of all materials or of the horizon is met where that of each is not.

    A sells DY and B sells TB, 100 t each: of each material 1, of both 0.5. Sellers by turns: A is
    open in 2026 and B in 2027: each year 1, the horizon 0.5. A cap of 0.5 on the whole costs
    nothing.
    """
    rule = {**CAP, "bound": 0.5}
    materials = DY | {"TB": {"demand": 100, "reference_price": 100}}
    both = prove(
        materials=materials,
        rules={"H": rule | {"per_material": "together"}},
        **market(A={"price": 100}, B={"price": 100, "material": "TB"}),
    )
    assert both.cost == near(20_000 * K, 1e-5)
    turns = prove(
        settings={"years": 2},
        materials=DY,
        rules={"H": rule | {"span": "horizon"}},
        **market(A={"price": 100, "end": "2026"}, B={"price": 100, "start": "2027"}),
    )
    assert turns.cost == near(20_000 * K, 1e-5)


def test_cap_on_many_suppliers_and_years() -> None:
    """Proves the cap on twelve sellers at 100, 103, 106 … USD/kg in each of ten years.

    Least price under a sum of squares of 0.2: shares fall linearly with price, over the seven
    cheapest, whose mean is 109: s = 1/7 + (109 - p) / c with 252 / c^2 = 0.2 - 1/7, c = 66.408. The
    seventh still has 0.7 %, an eighth would have less than nothing. 109 - 252 / c = 105.2053 USD/kg
    on 1,000 t. If the index that the model sees were too far below the true one there would be no
    plan that passes the check; without the cap all would cost 100.
    """
    found = prove(
        settings={"years": 10},
        materials=DY,
        rules={"H": {**CAP, "bound": 0.2}},
        **_sellers(**{f"S{number:02}": 100 + 3 * number for number in range(12)}),
    )
    c = (252 / (0.2 - 1 / 7)) ** 0.5
    assert found.cost == near((109 - 252 / c) * 1_000 * K)
    for year in found.case.years:
        tonnes = [found.bought(f"S{number:02}", year) for number in range(12)]
        assert sum(found**2 for found in tonnes) / 100**2 <= 0.2 + 1e-6
        assert tonnes[0] == pytest.approx(100 / 7 + 900 / c, abs=0.1)


def test_cap_can_cause_a_shortage() -> None:
    """Proves that the index is of what is delivered: short of suppliers, less is bought.

    A unlimited, B of 10 t, shortage at 500 USD/kg: at most 0.58 holds 70 to 30, so with B's 10 t A
    brings 23.333 t: 3,333.3 + 66.667 x 500 = 36,666.7 k USD. If shares were of demand, the index
    0.7^2 + 0.1^2 would allow 70 t of A.
    """
    found = prove(
        materials={"DY": {"demand": 100, "reference_price": 100, "shortage_cost": 500}},
        rules={"H": {**CAP, "bound": 0.58}},
        **market(A={"price": 100}, B={"price": 100, "capacity": 10}),
    )
    assert found.bought("A") == near(70 / 3, 1e-5)
    assert found.cost == near(110_000 / 3 * K, 1e-5)


def test_cap_with_fees() -> None:
    """Proves that cap and yes-or-no decisions agree: a third seller is worth 1,666.7 k USD.

    Under 0.5 two sellers split evenly: 15,000 k USD and one fee; A with B and C at a sixth each:
    13,333.3 and two fees. At 800 k USD three win, 14,933.3 against 15,800; at 1,800 two, 16,800
    against 16,933.3. If fees were ignored, three would always win.
    """
    for fee, cost in ((800, 40_000 / 3 + 1_600), (1_800, 15_000 + 1_800)):
        found = prove(
            materials=DY,
            rules={"H": {**CAP, "bound": 0.5}},
            **market(
                A={"price": 100},
                B={"price": 200, "fixed_fee": fee * K, "capacity": 100},
                C={"price": 200, "fixed_fee": fee * K, "capacity": 100},
            ),
        )
        # two sellers at 0.5 are at the lowest point of a parabola: 1e-7 of index is 0.02 t
        assert found.cost == near(cost * K, 2e-4), fee


def test_a_period_may_be_named_like_its_year() -> None:
    """Proves that a plan that starts in April keeps its first half apart from its year.

    Both are called 2026-04-01. A sells in the first half, B in the second, so the charge of the
    year sees half and half (182 and 183 days), 10,000 + 0.5 x 0.5 x 10,000 k USD, while the rule
    sees an index of 1 in each period. If they were one, the charge would be of the first half.
    """
    found = prove(
        settings={
            "start": "2026-04-01",
            "period_length": "half-year",
            "concentration_weight": 0.5,
            "concentration_of": "supplier",
        },
        materials=DY,
        rules={"H": {**CAP, "bound": 1.0, "span": "period"}},
        **market(A={"price": 100, "end": "2026-09-30"}, B={"price": 100, "start": "2026-10-01"}),
    )
    assert found.cost == near(12_500 * K, 1e-4)


def test_tangents_hold_the_index_from_below() -> None:
    """Proves that at any share s the tangents see s^2 less at most 1/1600, and never more.

    They touch at multiples of 1/20, so halfway they are (1/40)^2 below. If there were none the
    model would see no concentration at all until the solver adds them; one that cut would charge
    too much.
    """
    case = case_of(
        settings={"concentration_weight": 0.5, "concentration_of": "supplier"},
        materials=DY,
        **market(A={"price": 100}),
    )
    model = build(case).model
    rows = [generate_standard_repn(row.body) for row in model.limit_crowding.values()]
    for step in range(201):
        share = step / 200
        at = {"crowding": 0.0, "member_tonnes": share, "total_tonnes": 1.0}
        seen = max(
            (
                -sum(
                    coefficient * at[var.parent_component().name]
                    for var, coefficient in zip(row.linear_vars, row.linear_coefs, strict=True)
                )
                for row in rows
            ),
            default=0.0,
        )
        assert max(seen, 0.0) <= share**2 + 1e-12
        assert max(seen, 0.0) >= share**2 - 1 / 1600 - 1e-12


PROVES_FAMILIES = {
    "def_member_tonnes": (
        test_charge_of_two_suppliers_is_the_calculus_optimum,
        test_cap_on_two_suppliers,
        test_origin_shares_spread_the_mines,
    ),
    "def_total_tonnes": (
        test_charge_of_two_suppliers_is_the_calculus_optimum,
        test_cap_on_two_suppliers,
    ),
    "limit_crowding": (test_tangents_hold_the_index_from_below,),
    "limit_concentration": (
        test_cap_on_two_suppliers,
        test_cap_on_three_suppliers,
        test_cap_can_cause_a_shortage,
    ),
}
"""By constraint family the proofs here that must fail without it."""


PROVES_COSTS = {
    "concentration_charge": (
        test_charge_of_two_suppliers_is_the_calculus_optimum,
        test_charge_is_by_year_and_discounted,
    ),
}
"""By kind of cost the proofs here that must fail without it."""
