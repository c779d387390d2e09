"""One small case in which every part of the model is at work, and its solved portfolio."""

from __future__ import annotations

import functools
from typing import Any

from orefolio.case import Case
from orefolio.portfolio import Portfolio, portfolio_of
from orefolio.solving import Options, Outcome, solve
from support import case_of


def rich_tables() -> dict[str, Any]:
    """Two years in halves, three materials, every optional sheet in use; it has a plan."""
    return {
        "settings": {
            "years": 2,
            "period_length": "half-year",
            "discount_rate": 0.05,
            "risk_weight": 0.3,
            "concentration_weight": 0.1,
            "concentration_of": "processed",
            "holding_rate": 0.04,
            "storage_cost": 0.2,
        },
        "materials": {
            "DY": {"reference_price": 250.0, "surplus_value": 20.0},
            "LA": {"demand": 50.0, "reference_price": 1.5, "surplus_value": -0.5},
            "GA": {"demand": 30.0, "reference_price": 400.0, "shortage_cost": 900.0},
            "CE": {"reference_price": 0.4, "surplus_value": -0.2},
        },
        "segments": {
            "MAGNET": {"material": "DY", "demand": 60.0, "shortage_cost": 900.0},
            "LASER": {"material": "DY", "demand": 40.0, "shortage_cost": 500.0},
        },
        "suppliers": {
            "A": {"country": "CHN", "hazard": 0.02},
            "B": {"country": "AUS"},
            "C": {"country": "VNM"},
        },
        "countries": {
            "CHN": {"hazard": 0.2, "governance_risk": 0.6, "world_production": 0.7},
            "AUS": {"governance_risk": 0.2, "world_production": 0.1},
            "MYS": {"hazard": 0.05, "governance_risk": 0.45},
            "VNM": {"hazard": 0.1, "governance_risk": 0.5, "world_production": 0.2},
            "SGP": {"hazard": 0.01},
        },
        "blocs": {"FRIENDS|AUS": {}, "FRIENDS|MYS": {}},
        "export_taxes": {"OUT": {"country": "CHN", "material": "DY", "rate": 0.01}},
        "tariffs": {"IN": {"country": "MYS", "rate": 0.01}},
        "grades": {"HIGH": {}, "LOW": {}},
        "attributes": {"IRON": {}, "PURITY": {"scale": "nines"}},
        "quality": {
            "HIGH|IRON": {"value": 10.0},
            "LOW|IRON": {"value": 90.0},
            "HIGH|PURITY": {"value": 4.0},
            "LOW|PURITY": {"value": 3.0},
        },
        "specifications": {
            "MAGNET|IRON": {"maximum": 60.0, "basis": "blend"},
            "MAGNET|PURITY": {"minimum": 3.5, "off_specification": 0.7},
            "LASER|IRON": {"minimum": 200.0, "maximum": 1500.0, "basis": "total"},
        },
        "offers": {
            "A-DY": _offer("A", "DY", 200.0, 120.0, grade="LOW", routes=["SEA", "AIR"]),
            "B-DY": _offer(
                "B",
                "DY",
                300.0,
                120.0,
                grade="HIGH",
                processed_in="MYS",
                routes=["SEA"],
                minimum_lot=10.0,
                insurance_rate=0.001,
                fixed_fee=5000.0,
                **{"yield": 0.9, "delivery_ratio": 0.8},
            ),
            "A-LA": _offer("A", "LA", 1.0),
            "C-LA": _offer("C", "LA", 1.2, 60.0, routes=["SEA"], fixed_fee=100.0),
            "A-GA": _offer("A", "GA", 380.0, 20.0, routes=["AIR"]),
            "C-GA": _offer("C", "GA", 420.0, 8.0, routes=["SEA"]),
            "C-MIX": {
                "supplier": "C",
                "product": "MIX",
                "price": 6.0,
                "capacity": 80.0,
                "plants": ["KLANG"],
            },
        },
        "delivery_records": {"C||2025": {"year": 2025, "announced": 10, "delivered": 9}},
        "qualification": {"C|GA": {"months": 3, "cost": 50.0, "first_year_share": 0.9}},
        "origins": {"C-GA|VNM": {"share": 0.6}, "C-GA|CHN": {"share": 0.4}},
        "prices": {"A-LA": {"2026": 1.0, "2027": 1.1}},
        "routes": {
            "SEA": {"cost": 20.0, "legs": ["STRAIT"], "capacity": 500.0, "days": 20.0},
            "AIR": {"cost": 900.0, "capacity": 60.0, "days": 2.0, "fixed_fee": 800.0},
        },
        "legs": {
            "STRAIT": {
                "cost": 5.0,
                "capacity": 400.0,
                "chokepoints": ["MALACCA"],
                "countries": ["SGP"],
            }
        },
        "chokepoints": {"MALACCA": {"capacity": 300.0, "hazard": 0.01}},
        "stock": {
            "DY|HIGH": {"opening_stock": 5.0, "end_of_horizon": "keep"},
            "DY|LOW": {"ceiling": 0.0},
            "LA": {"days_of_cover": 73.0, "ceiling": 40.0, "opening_stock": 8.0},
            "GA": {"days_wanted": 90.0, "cover_price": 400.0},
            "GA||NAT": {"days_of_cover": 15.0, "opening_stock": 4.0, "loss_rate": 0.02},
            "GA||IND": {"opening_stock": 2.0, "shelf_life": 18.0},
        },
        "pools": {
            "NAT": {
                "owner": "national",
                "release": "declared periods",
                "release_from": "2027H2",
                "capacity": 20.0,
                "refill_rate": 9.0,
                "refill_share": 0.9,
            },
            "IND": {},
        },
        "rules": _rules(),
        **_home(),
        **_investing(),
        **_baskets(),
    }


def _baskets() -> dict[str, Any]:
    """What the offer C-MIX holds and the plant that separates it; more comes than is needed."""
    return {
        "products": {"MIX": {}},
        "contents": {
            "MIX|GA": {"share": 0.03},
            "MIX|LA": {"share": 0.8},
            "MIX|CE": {"share": 0.1},
        },
        "plants": {
            "KLANG": {
                "country": "MYS",
                "stage": "separation",
                "capacity": 150.0,
                "toll": 2.0,
                "routes": ["SEA"],
            }
        },
        "recoveries": {
            "KLANG|GA": {"recovery": 0.9},
            "KLANG|LA": {"recovery": 0.8},
            "KLANG|CE": {"recovery": 0.5},
        },
        "surplus_steps": {"CE|1": {"step": 1, "quantity": 0.5, "price": 0.3}},
    }


def _home() -> dict[str, Any]:
    """A lever of two steps with a fee and a cross effect, scrap that comes back, and a refinery."""
    return {
        "levers": {
            "LESS": {"acts_on": "LASER", "ceiling_share": 0.2, "fixed_cost": 900.0},
            "SCRAP": {"acts_on": "DY", "kind": "recycling", "cost": 90.0, "grade": "LOW"},
        },
        "lever_steps": {
            "LESS|1": {"quantity": 3.0, "cost": 20.0},
            "LESS|2": {"quantity": 8.0, "cost": 80.0},
        },
        "lever_effects": {"LESS|MAGNET": {"effect": -0.1}},
        "collection": {"SCRAP": {"2026": 4.0, "2027": 6.0}},
        "conversions": {
            "REFINE": {"from_material": "LA", "cost": 0.1, "capacity": 4.0},
        },
        "conversion_outputs": {"REFINE|GA": {"yield": 0.05}},
    }


def _investing() -> dict[str, Any]:
    """A mine with a right to a discount, a loan that earns, one that is not made, and budgets."""
    return {
        "investments": {
            "MINE": {
                "name": "The mine",
                "kind": "mine",
                "capex": 0.2,
                "life": 10.0,
                "lead_time": 6.0,
                "ramp_time": 0.5,
                "running_cost": 0.01,
                "income": 0.02,
                "category": "mines",
            },
            "LOAN": {
                "kind": "loan",
                "capex": 0.5,
                "loan_term": 4.0,
                "interest_rate": 0.09,
                "requires": ["MINE"],
            },
            "DEAR": {"capex": 90.0, "life": 10.0, "running_cost": 1.0, "income": 0.1},
        },
        "capex_profile": {
            "MINE|0": {"year": 0, "share": 0.7},
            "MINE|1": {"year": 1, "share": 0.3},
        },
        "openings": {
            "MINE|offers|C-GA": {"capacity": 3.0, "discount": 5.0},
            "DEAR|offers|A-GA": {"share": 0.1, "discount": 1.0},
        },
        "budgets": {"all": {"2026": 9.0, "2027": 400.0, "total": 500.0}, "mines": {"2026": 1.0}},
    }


def _offer(
    supplier: str, material: str, price: float, capacity: float | None = None, **more: Any
) -> dict[str, Any]:
    own = {} if (supplier, material) == ("A", "LA") else {"price": price}
    return {"supplier": supplier, "material": material, "capacity": capacity, **own, **more}


def _rules() -> dict[str, Any]:
    """A rule of every measure, scope and sense; hard unless it has a penalty."""
    return {
        "CAP": {"scope": "country", "role": "processed", "members": ["CHN"], "bound": 0.65},
        "VALUE": {
            "scope": "country",
            "role": "mined",
            "materials": ["GA", "DY"],
            "per_material": "together",
            "measure": "share of value",
            "span": "horizon",
            "bound": 0.66,
        },
        "FRIENDS": {
            "scope": "bloc",
            "members": ["FRIENDS"],
            "materials": ["DY"],
            "sense": "at least",
            "share_of": "deliveries",
            "bound": 0.75,
            "penalty": 7000.0,
        },
        "TWO": {
            "scope": "supplier",
            "measure": "count",
            "materials": ["DY", "LA"],
            "sense": "at least",
            "bound": 2,
            "counted_from": 5.0,
        },
        "FEW": {"scope": "offer", "measure": "count", "bound": 6, "per_material": "together"},
        "HHI": {
            "scope": "country",
            "role": "processed",
            "materials": ["DY"],
            "measure": "HHI",
            "bound": 0.55,
            "span": "horizon",
        },
        "SPEND": {
            "scope": "route",
            "members": ["SEA", "AIR"],
            "per_member": "together",
            "per_material": "together",
            "measure": "spend",
            "bound": 40e6,
        },
        "LEG": {
            "scope": "leg",
            "members": ["STRAIT"],
            "per_material": "together",
            "measure": "tonnes",
            "span": "period",
            "bound": 90.0,
            "start": "2027",
        },
        "EXACT": {
            "scope": "supplier",
            "members": ["C"],
            "materials": ["LA"],
            "measure": "tonnes",
            "sense": "exactly",
            "bound": 21.0,
        },
        "TRANSIT": {
            "scope": "country",
            "role": "transit",
            "members": ["SGP"],
            "materials": ["LA"],
            "bound": 0.9,
        },
    }


@functools.cache
def rich() -> tuple[Case, Outcome, Portfolio]:
    """The case, its outcome and its portfolio, solved once."""
    case = case_of(**rich_tables())
    outcome = solve(case, Options(relative_gap=1e-9))
    assert outcome.has_plan, outcome.conflict and outcome.conflict.sentences
    return case, outcome, portfolio_of(case, outcome, manifest={"input hash": "abc"})
