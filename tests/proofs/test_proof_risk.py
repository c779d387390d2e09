"""Risk premium: distinct hazards once each, and the weight at which the plan switches."""

from __future__ import annotations

from typing import Any

from proof import K, Proved, market, near, prove

DY = {"DY": {"demand": 100, "reference_price": 100}}
COUNTRIES = {"CHN": {"hazard": 0.2}, "MMR": {"hazard": 0.5}, "AUS": {}}


def _weighed(weight: float = 1, **more: Any) -> Proved:
    tables: dict[str, Any] = {
        "settings": {"risk_weight": weight},
        "materials": DY,
        "countries": COUNTRIES,
        **market(A={"price": 100, "country": "CHN"}, B={"price": 110, "country": "AUS"}),
    }
    return prove(**{**tables, **more})


def test_risk_weight_at_which_the_plan_switches() -> None:
    """Proves that A at hazard 0.2 is left when 20 x weight exceeds 10 USD/kg, at one half.

    At 0.49: 10,000 + 0.49 x 0.2 x 100 x 100 = 10,980 k USD; at 0.51 B: 11,000. If the premium were
    ignored it would be 10,000.
    """
    below, above = _weighed(0.49), _weighed(0.51)
    assert below.cost == near(10_980 * K)
    assert below.part("risk_premium") == near(980 * K)
    assert above.cost == near(11_000 * K)
    assert (below.bought("A"), above.bought("B")) == (near(100), near(100))


def test_a_country_that_mines_and_processes_is_one_hazard() -> None:
    """Proves that China counts once: premium 0.2 x 10,000 = 2,000 k USD.

    If its roles were added as independent it would be 1 - 0.8^2 = 0.36, with transit 0.488.
    """
    found = _weighed(
        routes={"LAND": {"countries": ["CHN"]}},
        **market(A={"price": 100, "country": "CHN", "routes": ["LAND"]}),
    )
    assert found.part("risk_premium") == near(2_000 * K)


def test_distinct_hazards_are_independent() -> None:
    """Proves that hazards of country, seller, offer, route, leg and strait survive together.

    1 - 0.8 x 0.9^5 = 0.527608. If they were added it would be 0.7, if only the worst counted, 0.2.
    """
    tables = market(A={"price": 100, "country": "CHN", "hazard": 0.1, "routes": ["SEA"]})
    tables["suppliers"]["A-Co"]["hazard"] = 0.1
    found = _weighed(
        chokepoints={"MALACCA": {"hazard": 0.1}},
        legs={"STRAIT": {"hazard": 0.1, "chokepoints": ["MALACCA"]}},
        routes={"SEA": {"hazard": 0.1, "legs": ["STRAIT"], "chokepoints": ["MALACCA"]}},
        **tables,
    )
    assert found.part("risk_premium") == near((1 - 0.8 * 0.9**5) * 10_000 * K)


def test_origin_shares_weigh_the_hazard() -> None:
    """Proves that half the ore from Myanmar (0.5) is a hazard of 0.25, with China's 0.2: 0.4.

    1 - 0.75 x 0.8. If shares were ignored it would be 1 - 0.5 x 0.8 = 0.6.
    """
    found = _weighed(
        origins={"A|MMR": {"share": 0.5}, "A|AUS": {"share": 0.5}},
        **market(A={"price": 100, "country": "CHN"}),
    )
    assert found.part("risk_premium") == near(0.4 * 10_000 * K)


def test_premium_is_on_usable_tonnes_at_the_reference_price() -> None:
    """Proves that 200 t bought at 30 USD/kg with a yield of 50 % carry the value of 100 t at 100.

    0.2 x 100 t x 100 USD/kg = 2,000 k USD. On tonnes bought 4,000; at the price paid 600.
    """
    found = _weighed(**market(A={"price": 30, "yield": 0.5, "country": "CHN"}))
    assert found.part("risk_premium") == near(2_000 * K)
    assert found.cost == near(8_000 * K)


def test_the_safer_route_is_worth_its_freight() -> None:
    """Proves that hazards of routes decide between routes: 10 % of 100 USD/kg against 9 of freight.

    At 9 USD/kg the safe way is taken, 10,900 k USD; at 11 the other, 11,000.
    """
    for freight, cost in ((9, 10_900), (11, 11_000)):
        found = _weighed(
            routes={"NEAR": {"hazard": 0.1}, "ROUND": {"cost": freight * K}},
            **market(A={"price": 100, "country": "AUS", "routes": ["NEAR", "ROUND"]}),
        )
        assert found.cost == near(cost * K)


PROVES_COSTS = {
    "risk_premium": (
        test_risk_weight_at_which_the_plan_switches,
        test_a_country_that_mines_and_processes_is_one_hazard,
    ),
}
"""By kind of cost the proofs here that must fail without it."""
