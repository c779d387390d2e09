"""Big-Ms of offers without a capacity: what rules, lots and surplus can make a plan buy is not cut.

Each case has an unlimited offer with a fee of 1,000 USD, so that it stands behind a yes-or-no
decision whose big-M must be derived, and a reason to buy more than the demand. If the big-M were
the demand, there would be no plan, or one that leaves money on the table.
"""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.solving import Status, solve
from proof import EXACT, K, market, near, prove, proved
from support import case_of

FEE = {"fixed_fee": 1 * K}
DY = {"DY": {"demand": 100, "reference_price": 100}}
BOTH = DY | {"LA": {"demand": 1000, "reference_price": 1}}
HIGH_NEEDED = {
    "materials": DY,
    "grades": {"HIGH": {}, "LOW": {}},
    "attributes": {"Q": {}},
    "quality": {"HIGH|Q": {"value": 1}, "LOW|Q": {"value": 9}},
    "specifications": {"DY|Q": {"maximum": 5}},
}
QUARTERS = {"settings": {"period_length": "quarter"}, "materials": {"DY": {"demand": 10}}}


def _rule(**rule: Any) -> dict[str, Any]:
    return {"rules": {"R": {"sense": "at least", **rule}}}


def _offer(**terms: Any) -> dict[str, Any]:
    return market(A={"price": 100, **FEE, **terms})


FORCED: dict[str, tuple[dict[str, Any], float]] = {
    # 100 t in each of four quarters, 10 t needed in all
    "tonnes in every period": (
        QUARTERS
        | _rule(scope="offer", members=["A"], measure="tonnes", bound=100, span="period")
        | _offer(),
        40_001,
    ),
    # the same by a route that carries at least 100 t whenever it is used
    "load in every period": (
        QUARTERS
        | {"routes": {"SEA": {"minimum_load": 100, "load_span": "period"}}}
        | _offer(routes=["SEA"]),
        40_001,
    ),
    # 50 million USD at 100 USD/kg are 500 t
    "spend": (
        {"materials": DY}
        | _rule(scope="offer", members=["A"], measure="spend", bound=50_000 * K)
        | _offer(),
        50_001,
    ),
    # half of 1,100 t are 550 t of Australian DY, with 1,000 t of LA at 1 USD/kg
    "share of all materials": (
        {"materials": BOTH}
        | _rule(scope="country", members=["AUS"], per_material="together", bound=0.5)
        | market(A={"price": 100, "country": "AUS", **FEE}, L={"price": 1, "material": "LA"}),
        56_001,
    ),
    # half of 11,000 k USD of value is 5,500 t of LA, with 100 t of DY
    "value of all materials": (
        {"materials": BOTH}
        | _rule(
            scope="country",
            members=["AUS"],
            per_material="together",
            measure="share of value",
            bound=0.5,
        )
        | market(A={"price": 100}, L={"price": 1, "material": "LA", "country": "AUS", **FEE}),
        15_501,
    ),
    # half of what is delivered must be Australian: as much DY as LA, 1,000 t
    "share of all deliveries": (
        {"materials": BOTH}
        | _rule(
            scope="country",
            members=["AUS"],
            per_material="together",
            share_of="deliveries",
            bound=0.5,
        )
        | market(A={"price": 100, "country": "AUS", **FEE}, L={"price": 1, "material": "LA"}),
        101_001,
    ),
    # the same from the other side: LA at most half
    "most of all deliveries": (
        {"materials": BOTH}
        | _rule(
            scope="supplier",
            members=["L-Co"],
            per_material="together",
            share_of="deliveries",
            bound=0.5,
            sense="at most",
        )
        | market(A={"price": 100, **FEE}, L={"price": 1, "material": "LA"}),
        101_001,
    ),
    # 50 t of Australian ore at a tenth of each tonne are 500 t
    "share of origin": (
        {"materials": DY, "origins": {"A|AUS": {"share": 0.1}, "A|CHN": {"share": 0.9}}}
        | _rule(scope="country", role="mined", members=["AUS"], measure="tonnes", bound=50)
        | _offer(),
        50_001,
    ),
    # two sellers that bring 500 t each
    "count": (
        {"materials": DY}
        | _rule(scope="supplier", measure="count", bound=2, counted_from=500)
        | market(A={"price": 100}, B={"price": 100, **FEE}),
        100_001,
    ),
    # 100 t of HIGH are needed and may be a tenth of the deliveries: 900 t of LOW
    "grade that nobody uses": (
        {
            "materials": DY,
            "grades": {"HIGH": {}, "LOW": {}},
            "attributes": {"Q": {}},
            "quality": {"HIGH|Q": {"value": 1}, "LOW|Q": {"value": 9}},
            "specifications": {"DY|Q": {"maximum": 5}},
        }
        | _rule(scope="offer", members=["A"], share_of="deliveries", bound=0.1, sense="at most")
        | market(A={"price": 100, "grade": "HIGH"}, B={"price": 100, "grade": "LOW", **FEE}),
        100_001,
    ),
    # 100 t of HIGH, hazard 20 %, are needed and 10 % is the most on average: 500 t of LOW at 8 %
    "average of deliveries": (
        HIGH_NEEDED
        | _rule(measure="average of column", column="hazard", bound=0.1, sense="at most")
        | market(
            A={"price": 100, "grade": "HIGH", "hazard": 0.2},
            B={"price": 100, "grade": "LOW", "hazard": 0.08, **FEE},
        ),
        60_001,
    ),
    # with at most 500 t of B none of A may be bought, whose grade is needed: 500.001 t of B
    "tonnes beyond a condition": (
        HIGH_NEEDED
        | {
            "rules": {
                "IF": {
                    "use": "condition",
                    "scope": "offer",
                    "members": ["B"],
                    "measure": "tonnes",
                    "bound": 500,
                },
                "R": {
                    "when": "IF",
                    "scope": "offer",
                    "members": ["A"],
                    "measure": "tonnes",
                    "bound": 0,
                },
            }
        }
        | market(A={"price": 100, "grade": "HIGH"}, B={"price": 100, "grade": "LOW", **FEE}),
        60_001.1,
    ),
    # LA of one seller and 10 t of DY of another may be 0.5 concentrated at most: as much DY as LA
    "index of all deliveries": (
        {"materials": BOTH}
        | _rule(
            scope="supplier", measure="HHI", per_material="together", bound=0.5, sense="at most"
        )
        | market(A={"price": 100, **FEE}, L={"price": 1, "material": "LA"}),
        101_001,
    ),
    # surplus sells at 150 USD/kg, 490 of 500 t that the route carries, for a gain of 50 each
    "surplus behind a route": (
        {
            "materials": {"DY": {"demand": 10, "surplus_value": 150}},
            "routes": {"SEA": {"capacity": 500}},
        }
        | _offer(routes=["SEA"]),
        1 + 500 * 100 - 490 * 150,
    ),
    # the same within the capacity of the offer itself
    "surplus within a capacity": (
        {"materials": {"DY": {"demand": 10, "surplus_value": 150}}} | _offer(capacity=500),
        1 + 500 * 100 - 490 * 150,
    ),
    # the same under a rule
    "surplus under a rule": (
        {"materials": {"DY": {"demand": 10, "surplus_value": 150}}}
        | _rule(scope="offer", members=["A"], measure="tonnes", bound=500, sense="at most")
        | _offer(),
        1 + 500 * 100 - 490 * 150,
    ),
    # end stock is worth 60 USD/kg and its ceiling is 400 t
    "end stock": (
        {
            "materials": {"DY": {"demand": 10, "reference_price": 100}},
            "stock": {"DY": {"ceiling": 400}},
        }
        | market(A={"price": 20, **FEE}),
        1 + 410 * 20 - 400 * 60,
    ),
    # the same without a ceiling, 490 t over under a rule of 500 t
    "end stock under a rule": (
        {"materials": {"DY": {"demand": 10, "reference_price": 100}}, "stock": {"DY": {}}}
        | _rule(scope="offer", members=["A"], measure="tonnes", bound=500, sense="at most")
        | market(A={"price": 20, **FEE}),
        1 + 500 * 20 - 490 * 60,
    ),
    # 600 t are used, and covers of 200, 300 and 300 t are built up to the end
    "cover that rises": (
        {
            "settings": {"years": 3, "end_of_horizon": "free"},
            "materials": {"DY": {}},
            "demand": {"DY": {"2026": 100, "2027": 200, "2028": 300}},
            "stock": {"DY": {"days_of_cover": 366}},
        }
        | _offer(lot_span="horizon"),
        1 + (600 + 300) * 100,
    ),
    # lots of 100 t in each of four quarters pass a route whose fee is that of the year
    "lots behind a route's fee": (
        QUARTERS
        | {"routes": {"SEA": {**FEE}}}
        | market(A={"price": 100, "minimum_lot": 100, "lot_span": "period", "routes": ["SEA"]}),
        40_001,
    ),
    # a yield of 50 %: 200 t for 100
    "yield": ({"materials": DY} | _offer(**{"yield": 0.5}), 20_001),
    # half of all deliveries with a yield of 50 %: 2,000 t are bought for 1,000 usable
    "share of deliveries after a yield": (
        {"materials": BOTH}
        | _rule(
            scope="country",
            members=["AUS"],
            per_material="together",
            share_of="deliveries",
            bound=0.5,
        )
        | market(
            A={"price": 100, "country": "AUS", "yield": 0.5, **FEE},
            L={"price": 1, "material": "LA"},
        ),
        201_001,
    ),
    # half of the value delivered: 10,000 t of LA at 1 USD/kg for 100 t of DY at 100
    "value of all deliveries": (
        {"materials": BOTH}
        | _rule(
            scope="country",
            members=["AUS"],
            per_material="together",
            measure="share of value",
            share_of="deliveries",
            bound=0.5,
        )
        | market(A={"price": 100}, L={"price": 1, "material": "LA", "country": "AUS", **FEE}),
        20_001,
    ),
    # ore of three countries at 0.34: 1,000,000 + x^2 / 2 = 0.34 (1,000 + x)^2 gives x = 1,500 t
    "index of origins": (
        {
            "materials": BOTH,
            "origins": {"A|AUS": {"share": 0.5}, "A|VNM": {"share": 0.5}},
        }
        | _rule(
            scope="country",
            role="mined",
            measure="HHI",
            per_material="together",
            bound=0.34,
            sense="at most",
        )
        | market(
            A={"price": 100, "country": "AUS", **FEE},
            L={"price": 1, "material": "LA", "country": "CHN"},
        ),
        151_001,
    ),
}


@pytest.mark.parametrize("reason", FORCED)
def test_big_m_never_cuts(reason: str) -> None:
    """Proves that what forces more than demand is possible, at the cost derived by hand.

    The same with a capacity far beyond all use, which is no better a big-M.
    """
    tables, cost = FORCED[reason]
    flat = 1e-3 if reason.startswith("index") else 1e-6
    assert prove(**tables).cost == near(cost * K, flat)
    offers = {name: {"capacity": 20_000, **row} for name, row in tables["offers"].items()}
    limited = proved(case_of(**{**tables, "offers": offers}), audited=False)
    assert limited.cost == near(cost * K, flat)


def test_big_m_is_that_of_the_way() -> None:
    """Proves that an unlimited offer behind a strait of 40 t has that as its big-M.

    40 x 100 + 60 x 200 + 1 k USD; the relaxed decision then pays the whole fee, which keeps the
    search small. If ways were ignored the plan would be the same, but the relaxation worse.
    """
    tables = {
        "materials": DY,
        "chokepoints": {"MALACCA": {"capacity": 40}},
        "routes": {"SEA": {"chokepoints": ["MALACCA"]}},
        **market(A={"price": 100, "routes": ["SEA"], **FEE}, B={"price": 200}),
    }
    found = prove(**tables)
    assert found.cost == near(16_001 * K)
    row = found.outcome.rows["limit_lot_use"]["offers", "A", "2026"]
    assert row.activity == near(0)


def test_what_earns_money_without_end_is_unbounded() -> None:
    """Proves that a surplus above the price of an unlimited offer is told, not planned."""
    case = case_of(
        materials={"DY": {"demand": 10, "surplus_value": 150}}, **market(A={"price": 100})
    )
    assert solve(case, EXACT).status is Status.UNBOUNDED


def test_capacity_typed_as_no_limit_does_not_loosen_the_big_m() -> None:
    """Proves Wagner and Whitin (1958): 864, with a capacity of a billion tonnes a month.

    If the capacity were the big-M, fees of a millionth would open every month within the solver's
    tolerance, and the plan would cost far less than 864, or take for ever.
    """
    needs = (69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56)
    setups = (85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114)
    years = [str(2026 + month) for month in range(12)]
    case = case_of(
        settings={"years": 12, "end_of_horizon": "free"},
        materials={"GOOD": {"reference_price": 1.0}},
        demand={"GOOD": dict(zip(years, needs, strict=True))},
        suppliers={"S": {}},
        offers={
            f"S{year}": {
                "supplier": "S",
                "material": "GOOD",
                "price": 0.0,
                "capacity": 1e9,
                "fixed_fee": setup,
                "lot_span": "period",
                "start": year,
                "end": year,
            }
            for year, setup in zip(years, setups, strict=True)
        },
        stock={"GOOD": {"storage_cost": 1 / K}},
    )
    outcome = solve(case, EXACT)
    assert outcome.status is Status.OPTIMAL
    assert outcome.objective == pytest.approx(864)


@pytest.mark.parametrize(
    ("material", "offer", "stock"),
    [
        ({"surplus_value": 2.0}, {"price": 1.0}, {}),
        ({}, {"price": -1.0}, {}),
        ({"reference_price": 10.0}, {"price": 1.0}, {"M": {}}),
    ],
)
def test_fee_does_not_hide_that_money_grows_without_end(
    material: dict[str, Any], offer: dict[str, Any], stock: dict[str, Any]
) -> None:
    """Proves that buying to sell, at a negative price, or for end stock is told as unbounded.

    If the derived big-M ended it, the plan would be called optimal at an arbitrary amount.
    """
    tables: dict[str, Any] = {
        "materials": {"M": {"demand": 10.0, **material}},
        "suppliers": {"S": {}},
        "stock": stock,
    }
    free = case_of(**tables, offers={"O": {"supplier": "S", "material": "M", **offer}})
    assert solve(free).status is Status.UNBOUNDED
    terms = {"supplier": "S", "material": "M", "fixed_fee": 5.0, **offer}
    assert solve(case_of(**tables, offers={"O": terms})).status is Status.UNBOUNDED
