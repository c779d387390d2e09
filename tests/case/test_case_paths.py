"""Paths: freight, hazard over distinct hazards, what countries touch."""

from __future__ import annotations

import pytest

from support import case_of


def path_of(offer, countries, key="O", **more):
    case = case_of(
        materials={"M": {"demand": 1.0}},
        suppliers={"S": {"hazard": more.pop("supplier_hazard", 0.0)}},
        offers={"O": {"supplier": "S", "material": "M", "price": 1.0, **offer}},
        countries={name: {"hazard": hazard} for name, hazard in countries.items()},
        **more,
    )
    return case.paths[key]


def test_a_country_that_mines_and_processes_is_one_hazard():
    """Proves 1 − (1 − 0.2) = 0.2; counted twice it would be 1 − 0.8² = 0.36."""
    path = path_of({"mined_in": "CN", "processed_in": "CN"}, {"CN": 0.2})
    assert path.hazard == pytest.approx(0.2)


def test_origin_shares_weigh_the_hazard():
    """Proves 1 − (1 − 0.5·0.2)(1 − 0.5·0.1) = 1 − 0.9·0.95 = 0.145 with VN processing at 0."""
    path = path_of(
        {"processed_in": "VN"},
        {"CN": 0.2, "MM": 0.1, "VN": 0.0},
        origins={"O|CN": {"share": 0.5}, "O|MM": {"share": 0.5}},
    )
    assert path.hazard == pytest.approx(0.145)
    assert path.touches["mined"] == {"CN": 0.5, "MM": 0.5}
    assert path.touches["any"] == {"CN": 0.5, "MM": 0.5, "VN": 1.0}


def test_the_largest_share_of_a_country_counts():
    """Proves that CN, mining half and processing all, stops all: 0.2, not 0.1 or 0.28."""
    path = path_of(
        {"processed_in": "CN"},
        {"CN": 0.2, "MM": 0.0},
        origins={"O|CN": {"share": 0.5}, "O|MM": {"share": 0.5}},
    )
    assert path.hazard == pytest.approx(0.2)


def test_every_other_hazard_counts_once_and_legs_add_up():
    """Proves 1 − 0.9^6: supplier, offer, route, leg, one chokepoint passed twice, one country.

    The chokepoint stands on route and leg and the country on both legs; each counted twice would
    give 1 − 0.9^8. Freight 1 + 2 + 3 = 6 USD/t, time 4 + 5 + 6 = 15 days.
    """
    path = path_of(
        {"hazard": 0.1, "routes": "R"},
        {"SG": 0.1},
        key="O|R",
        supplier_hazard=0.1,
        routes={
            "R": {
                "legs": "L1;L2",
                "cost": 1.0,
                "days": 4.0,
                "hazard": 0.1,
                "chokepoints": "Malacca",
            }
        },
        legs={
            "L1": {"cost": 2.0, "days": 5.0, "hazard": 0.1, "countries": "SG"},
            "L2": {"cost": 3.0, "days": 6.0, "countries": "SG", "chokepoints": "Malacca"},
        },
        chokepoints={"Malacca": {"hazard": 0.1}},
    )
    assert path.hazard == pytest.approx(1 - 0.9**6)
    assert (path.freight, path.days) == (6.0, 15.0)
    assert path.legs == ("L1", "L2")
    assert path.chokepoints == ("Malacca",)
    assert path.touches["transit"] == {"SG": 1.0}


def test_countries_and_chokepoints_without_a_sheet_are_those_mentioned():
    """Proves that four sheets suffice: names come from where they are used."""
    case = case_of(
        materials={"M": {"demand": 1.0}},
        suppliers={"S": {"country": "AU"}},
        offers={"O": {"supplier": "S", "material": "M", "price": 1.0, "routes": "R"}},
        routes={"R": {"countries": "SG", "chokepoints": "Malacca"}},
        blocs={"Quad|JP": {}},
    )
    assert list(case.countries) == ["AU", "JP", "SG"]
    assert list(case.chokepoints) == ["Malacca"]
    assert case.blocs == {"Quad": ("JP",)}
