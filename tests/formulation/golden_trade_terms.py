"""The small case of the golden algebra whose prices follow a market and cross borders."""

from __future__ import annotations

from orefolio.case import Case
from support import case_of


def trade_terms() -> Case:
    """Two years, a spike in the second: EXW, FOB and CIF, taxed on leaving and on arrival."""
    return case_of(
        settings={"years": 2, "price_path": "spike", "jpy_per_usd": 150.0},
        materials={"DY": {"demand": 100.0, "reference_price": 200.0}},
        price_paths={"spike": {"2026": 1.0, "2027": 3.0}},
        suppliers={"A": {"country": "CHN"}, "B": {"country": "AUS"}, "C": {"country": "KAZ"}},
        routes={"SEA": {"cost": 10_000.0}},
        export_taxes={"CN": {"country": "CHN", "rate": 0.2, "start": "2027"}},
        tariffs={"IMPORT": {"rate": 0.05}, "CN": {"country": "CHN", "amount": 1.0}},
        offers={
            "A": {
                "supplier": "A",
                "material": "DY",
                "price": 200.0,
                "price_follows": 0.5,
                "routes": ["SEA"],
            },
            "B": {
                "supplier": "B",
                "material": "DY",
                "price": 45_000.0,
                "currency": "JPY",
                "incoterm": "FOB",
                "insurance_rate": 0.01,
                "routes": ["SEA"],
            },
            "C": {
                "supplier": "C",
                "material": "DY",
                "price": 350.0,
                "incoterm": "CIF",
                "routes": ["SEA"],
            },
        },
    )
