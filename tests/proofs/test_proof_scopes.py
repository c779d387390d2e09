"""Whom a rule counts: countries and blocs by role, suppliers, offers, routes, legs, straits."""

from __future__ import annotations

from typing import Any

import pytest

from proof import K, Proved, market, near, prove

DY = {"DY": {"demand": 100, "reference_price": 100}}


def _limited(rule: dict[str, Any], first: dict[str, Any], **more: Any) -> Proved:
    """A as given at 100 USD/kg, B untouched by the rule at 200; 100 t are needed."""
    tables = market(A={"price": 100, **first}, B={"price": 200, "country": "AUS"})
    return prove(materials=DY, rules={"R": {"bound": 0.2, **rule}}, **tables, **more)


def test_mined_counts_shares_of_origin() -> None:
    """Proves that half Chinese ore counts half: 20 % of demand are 40 t of A.

    40 x 100 + 60 x 200 = 16,000 k USD. If the whole tonne counted it would be 20 t and 18,000, if
    the seller's country (VNM) did, 10,000.
    """
    found = _limited(
        {"scope": "country", "role": "mined", "members": ["CHN"]},
        {"country": "VNM"},
        origins={"A|CHN": {"share": 0.5}, "A|VNM": {"share": 0.5}},
    )
    assert found.cost == near(16_000 * K)


ROLES = {
    "mined": {"mined_in": "CHN", "processed_in": "VNM"},
    "processed": {"mined_in": "VNM", "processed_in": "CHN"},
}


@pytest.mark.parametrize("role", ["mined", "processed", "transit"])
def test_each_role_counts_its_own_countries(role: str) -> None:
    """Proves that mined, processed and transit see only their own part of the chain.

    China mines, processes or is crossed, one at a time. Under the rule of that role A is held to 20
    t, 18,000 k USD; under that of any other role it is free, 10,000; role any always sees it.
    """
    for touched in ("mined", "processed", "transit"):
        offer = {"country": "VNM", "routes": ["LAND"], **ROLES.get(touched, {})}
        countries = ["CHN"] if touched == "transit" else []
        found = _limited(
            {"scope": "country", "role": role, "members": ["CHN"]},
            offer,
            routes={"LAND": {"countries": countries}},
        )
        assert found.cost == near((18_000 if touched == role else 10_000) * K), touched
    every = _limited(
        {"scope": "country", "role": "any", "members": ["CHN"]},
        {"country": "VNM", "routes": ["LAND"], **ROLES.get(role, {})},
        routes={"LAND": {"countries": ["CHN"] if role == "transit" else []}},
    )
    assert every.cost == near(18_000 * K)


def test_a_leg_crosses_countries_too() -> None:
    """Proves that transit counts the countries of legs: 18,000 k USD; if only routes', 10,000."""
    found = _limited(
        {"scope": "country", "role": "transit", "members": ["CHN"]},
        {"country": "VNM", "routes": ["LAND"]},
        legs={"RAIL": {"countries": ["CHN"]}},
        routes={"LAND": {"legs": ["RAIL"]}},
    )
    assert found.cost == near(18_000 * K)


def test_any_counts_a_tonne_once() -> None:
    """Proves that a tonne that China half mines, processes and transports is one tonne: 20 t of A.

    If roles were added it would be 1 / 2.5 of that, 8 t and 19,200 k USD.
    """
    found = _limited(
        {"scope": "country", "role": "any", "members": ["CHN"]},
        {"country": "CHN", "routes": ["LAND"]},
        origins={"A|CHN": {"share": 0.5}, "A|VNM": {"share": 0.5}},
        routes={"LAND": {"countries": ["CHN"]}},
    )
    assert found.cost == near(18_000 * K)


def test_any_of_origins_alone_is_their_share() -> None:
    """Proves that role any of a country that only mines half is half a tonne: 40 t, 16,000 k USD.

    If any touch counted whole it would be 18,000.
    """
    found = _limited(
        {"scope": "country", "role": "any", "members": ["CHN"]},
        {"country": "VNM"},
        origins={"A|CHN": {"share": 0.5}, "A|VNM": {"share": 0.5}},
    )
    assert found.cost == near(16_000 * K)


def test_a_bloc_is_its_countries_together() -> None:
    """Proves that a bloc that mines 0.5 + 0.3 of a tonne counts 0.8 of it: 25 t of A.

    25 x 100 + 75 x 200 = 17,500 k USD. If each country had its own 20 %, 40 t; as one of them
    processes too, role any counts the whole tonne: 20 t, 18,000, and not 1.8.
    """
    more = {
        "origins": {"A|CHN": {"share": 0.5}, "A|MMR": {"share": 0.3}, "A|VNM": {"share": 0.2}},
        "blocs": {"EAST|CHN": {}, "EAST|MMR": {}},
    }
    rule = {"scope": "bloc", "members": ["EAST"]}
    mined = _limited(rule | {"role": "mined"}, {"country": "VNM"}, **more)
    assert mined.cost == near(17_500 * K)
    every = _limited(rule | {"role": "any"}, {"country": "MMR"}, **more)
    assert every.cost == near(18_000 * K)


def test_a_bloc_is_touched_by_any_of_its_countries() -> None:
    """Proves that a tonne that crosses or is processed in one country of a bloc counts.

    20 t of A, 18,000 k USD. If all of its countries had to be touched it would be 10,000.
    """
    blocs = {"EAST|CHN": {}, "EAST|MMR": {}}
    for role, offer, crossed in (
        ("transit", {"country": "VNM"}, ["CHN"]),
        ("processed", {"country": "MMR"}, []),
        ("any", {"country": "VNM"}, ["MMR"]),
    ):
        found = _limited(
            {"scope": "bloc", "members": ["EAST"], "role": role},
            {**offer, "routes": ["LAND"]},
            blocs=blocs,
            routes={"LAND": {"countries": crossed}},
        )
        assert found.cost == near(18_000 * K), role


def test_a_bloc_limits_the_sum_of_its_countries() -> None:
    """Proves that two countries of a bloc share 20 %: 18,000 k USD, where each would have 20 %.

    A from China and C from Myanmar at 100 USD/kg: as countries each 20 t, 16,000 k USD.
    """
    tables = market(
        A={"price": 100, "country": "CHN"},
        B={"price": 200, "country": "AUS"},
        C={"price": 100, "country": "MMR"},
    )
    for rule, cost in (
        ({"scope": "bloc", "members": ["EAST"]}, 18_000),
        ({"scope": "country", "members": ["CHN", "MMR"]}, 16_000),
        ({"scope": "country", "members": ["CHN", "MMR"], "per_member": "together"}, 18_000),
    ):
        found = prove(
            materials=DY,
            blocs={"EAST|CHN": {}, "EAST|MMR": {}},
            rules={"R": {"bound": 0.2, **rule}},
            **tables,
        )
        assert found.cost == near(cost * K), rule


def test_a_supplier_is_all_its_offers_and_an_offer_is_one() -> None:
    """Proves that 20 % of a seller covers both its offers, 20 % of each offer does not.

    A and A2 of one seller at 100, B at 200: 18,000 against 20 + 20 t: 16,000 k USD.
    """
    tables = market(A={"price": 100}, B={"price": 200})
    tables["offers"]["A2"] = {"supplier": "A-Co", "material": "DY", "price": 100}
    for rule, cost in (
        ({"scope": "supplier", "members": ["A-Co"]}, 18_000),
        ({"scope": "offer", "members": ["A", "A2"]}, 16_000),
        ({"scope": "offer", "members": ["A", "A2"], "per_member": "together"}, 18_000),
    ):
        found = prove(materials=DY, rules={"R": {"bound": 0.2, **rule}}, **tables)
        assert found.cost == near(cost * K), rule


@pytest.mark.parametrize(
    ("scope", "member", "cost"),
    [("route", "EAST", 11_600), ("leg", "STRAIT", 13_200), ("chokepoint", "MALACCA", 14_800)],
)
def test_routes_legs_and_chokepoints(scope: str, member: str, cost: float) -> None:
    """Proves that a route counts its own tonnes, a leg those of its routes, a strait of its legs.

    A comes by EAST free, by WEST at 20 USD/kg, by NORTH at 40, by SOUTH at 60; EAST and WEST share
    the leg STRAIT; it and NORTH pass Malacca. At most 20 %: 80 t go by the next free way: 10,000 +
    80 x 20, x 40, x 60 k USD. If ignored 10,000.
    """
    found = prove(
        materials=DY,
        chokepoints={"MALACCA": {}},
        legs={"STRAIT": {"chokepoints": ["MALACCA"]}},
        routes={
            "EAST": {"legs": ["STRAIT"]},
            "WEST": {"legs": ["STRAIT"], "cost": 20 * K},
            "NORTH": {"chokepoints": ["MALACCA"], "cost": 40 * K},
            "SOUTH": {"cost": 60 * K},
        },
        rules={"R": {"scope": scope, "members": [member], "bound": 0.2}},
        **market(A={"price": 100, "routes": ["EAST", "WEST", "NORTH", "SOUTH"]}),
    )
    assert found.cost == near(cost * K)


def test_star_is_every_member() -> None:
    """Proves that * means each country on any path: 60 t at most of the Chinese A, 14,000 k USD."""
    found = _limited({"scope": "country", "members": ["*"], "bound": 0.6}, {"country": "CHN"})
    assert found.cost == near(14_000 * K)
