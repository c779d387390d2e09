"""Capacity: of offers, and of routes, legs and chokepoints, shared by all that use them."""

from __future__ import annotations

from proof import K, market, near, prove

DY = {"DY": {"demand": 100}}


def test_offer_capacity_counts_only_what_is_believed() -> None:
    """Proves that 80 t announced at a delivery ratio of 50 % are 40 t; 60 t come at 300 USD/kg.

    40 x 100 + 60 x 300 = 22,000 k USD. If the capacity were ignored it would be 10,000, if the
    ratio were, 14,000.
    """
    found = prove(
        materials=DY,
        **market(A={"price": 100, "capacity": 80, "delivery_ratio": 0.5}, B={"price": 300}),
    )
    assert found.cost == near(22_000 * K)
    assert found.bought("A") == near(40)


def test_offer_capacity_is_shared_by_its_routes() -> None:
    """Proves that two routes do not double an offer of 40 t: 40 x 100 + 60 x 300 = 22,000 k USD.

    If each route had the capacity, 80 t would come from A for 14,000.
    """
    tables = market(A={"price": 100, "capacity": 40, "routes": ["AIR", "SEA"]}, B={"price": 300})
    found = prove(materials=DY, routes={"AIR": {}, "SEA": {}}, **tables)
    assert found.cost == near(22_000 * K)


def test_offer_is_open_for_part_of_the_year() -> None:
    """Proves that an offer of 365 t/y opening on 1 July brings 184 t, one closing in June 181 t.

    If start and end were ignored each would bring all 365 t.
    """
    for terms, most in (({"start": "2026-07-01"}, 184), ({"end": "2026-06-30"}, 181)):
        found = prove(
            materials={"DY": {"demand": 365}},
            **market(A={"price": 100, "capacity": 365, **terms}, B={"price": 300}),
        )
        assert found.bought("A") == near(most)
        assert found.cost == near((most * 100 + (365 - most) * 300) * K)


def test_offer_is_closed_before_its_start() -> None:
    """Proves that even an unlimited offer brings nothing before its first year.

    100 x 300 + 100 x 100 = 40,000 k USD. If the start were ignored it would be 20,000.
    """
    found = prove(
        settings={"years": 2},
        materials=DY,
        **market(A={"price": 100, "start": "2027"}, B={"price": 300}),
    )
    assert found.cost == near(40_000 * K)


def test_capacity_by_year() -> None:
    """Proves that capacities by year replace the offer's own: 20 t then 70 t.

    20 x 100 + 80 x 300 + 70 x 100 + 30 x 300 = 42,000 k USD; if ignored (1,000 t), 20,000.
    """
    found = prove(
        settings={"years": 2},
        materials=DY,
        capacities={"A": {"2026": 20, "2027": 70}},
        **market(A={"price": 100}, B={"price": 300}),
    )
    assert found.cost == near(42_000 * K)


def test_route_capacity_is_shared_by_offers() -> None:
    """Proves that A and B together pass the sea route with 70 t; C, delivered, brings 30 t.

    A comes first: 40 x 100 + 30 x 200 + 30 x 900 = 37,000 k USD. If each had 70 t, or if it were
    ignored, it would be 16,000.
    """
    found = prove(
        materials=DY,
        routes={"SEA": {"capacity": 70}},
        **market(
            A={"price": 100, "capacity": 40, "routes": ["SEA"]},
            B={"price": 200, "routes": ["SEA"]},
            C={"price": 900},
        ),
    )
    assert found.cost == near(37_000 * K)
    assert (found.bought("A"), found.bought("B")) == (near(40), near(30))


def test_leg_capacity_is_shared_by_routes() -> None:
    """Proves that two routes over one leg of 70 t bring 70 t: 70 x 100 + 30 x 900 = 34,000 k USD.

    If the leg were counted for each route, all 100 t would come for 10,000.
    """
    found = prove(
        materials=DY,
        legs={"STRAIT": {"capacity": 70}},
        routes={"EAST": {"legs": ["STRAIT"]}, "WEST": {"legs": ["STRAIT"]}},
        **market(A={"price": 100, "routes": ["EAST", "WEST"]}, C={"price": 900}),
    )
    assert found.cost == near(34_000 * K)


def test_chokepoint_capacity_is_shared_by_legs_and_routes() -> None:
    """Proves that a leg and a route through Malacca bring 70 t together: 34,000 k USD.

    If the chokepoint were ignored or counted for each it would be 10,000.
    """
    found = prove(
        materials=DY,
        chokepoints={"MALACCA": {"capacity": 70}},
        legs={"STRAIT": {"chokepoints": ["MALACCA"]}},
        routes={"EAST": {"legs": ["STRAIT"]}, "WEST": {"chokepoints": ["MALACCA"]}},
        **market(
            A={"price": 100, "routes": ["EAST"]},
            B={"price": 100, "routes": ["WEST"]},
            C={"price": 900},
        ),
    )
    assert found.cost == near(34_000 * K)


def test_a_tonne_passes_a_chokepoint_once() -> None:
    """Proves that a route and its leg through one strait use 1 t of it for a tonne, not 2 t.

    If it counted twice, only 35 t would come by sea.
    """
    found = prove(
        materials=DY,
        chokepoints={"MALACCA": {"capacity": 70}},
        legs={"STRAIT": {"chokepoints": ["MALACCA"]}},
        routes={"EAST": {"legs": ["STRAIT"], "chokepoints": ["MALACCA"]}},
        **market(A={"price": 100, "routes": ["EAST"]}, C={"price": 900}),
    )
    assert found.bought("A") == near(70)


def test_passages_open_for_part_of_the_year() -> None:
    """Proves that a route opening on 1 July carries 184 of its 365 t, a leg closing in June 181 t.

    If start and end of passages were ignored all 365 t would pass.
    """
    for table, most in (("routes", 184), ("legs", 181)):
        terms = {"start": "2026-07-01"} if table == "routes" else {"end": "2026-06-30"}
        legs = {"STRAIT": {"capacity": 365, **(terms if table == "legs" else {})}}
        routes = {
            "SEA": {"legs": ["STRAIT"], **({"capacity": 365, **terms} if table == "routes" else {})}
        }
        found = prove(
            materials={"DY": {"demand": 365}},
            legs=legs,
            routes=routes,
            **market(A={"price": 100, "routes": ["SEA"]}, C={"price": 900}),
        )
        assert found.bought("A") == near(most)


def test_freight_is_that_of_route_and_legs() -> None:
    """Proves that a tonne pays its route and every leg: 100 + (20 + 5 + 7) / 1000 USD/kg.

    100 t cost 10,000 k + 3,200 USD. If legs were left out it would be 10,000 k + 2,000.
    """
    found = prove(
        materials=DY,
        legs={"RAIL": {"cost": 5}, "SHIP": {"cost": 7}},
        routes={"SEA": {"cost": 20, "legs": ["RAIL", "SHIP"]}},
        **market(A={"price": 100, "routes": ["SEA"]}),
    )
    assert found.cost == near(10_000 * K + 3_200, 1e-9)
    assert found.part("freight") == near(3_200)


def test_landed_cost_decides() -> None:
    """Proves that freight counts in the choice, on tonnes bought: 100 + 60 > 150 USD/kg.

    If freight were ignored, A would be taken at 10,000 k USD.
    """
    found = prove(
        materials=DY,
        routes={"AIR": {"cost": 60_000}},
        **market(A={"price": 100, "routes": ["AIR"]}, B={"price": 150}),
    )
    assert found.cost == near(15_000 * K)
    assert found.bought("B") == near(100)


PROVES_FAMILIES = {
    "limit_offer": (
        test_offer_capacity_counts_only_what_is_believed,
        test_offer_capacity_is_shared_by_its_routes,
        test_offer_is_open_for_part_of_the_year,
    ),
    "limit_passage": (
        test_route_capacity_is_shared_by_offers,
        test_leg_capacity_is_shared_by_routes,
        test_chokepoint_capacity_is_shared_by_legs_and_routes,
    ),
}
"""By constraint family the proofs here that must fail without it."""


PROVES_COSTS = {
    "freight": (
        test_freight_is_that_of_route_and_legs,
        test_landed_cost_decides,
    ),
}
"""By kind of cost the proofs here that must fail without it."""
