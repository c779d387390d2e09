"""Machines shared by products over months: Williams' Factory Planning 1 and 2, AMPL's steelT."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from front_door import PER_TONNE, portfolio, usable_tonnes, workbook

MONTHS = tuple(str(2026 + month) for month in range(6))
AFTER = "2032"
"""A seventh month, in which the closing stock of June is asked for and nothing else."""
PROFIT = (10, 6, 8, 4, 11, 9, 3)
HOURS = {
    "grinding": (0.5, 0.7, 0, 0, 0.3, 0.2, 0.5),
    "vertical": (0.1, 0.2, 0, 0.3, 0, 0.6, 0),
    "horizontal": (0.2, 0, 0.8, 0, 0, 0, 0.6),
    "boring": (0.05, 0.03, 0, 0.07, 0.1, 0, 0.08),
    "planing": (0, 0, 0.01, 0, 0.05, 0, 0.05),
}
MACHINES = {"grinding": 4, "vertical": 2, "horizontal": 3, "boring": 1, "planing": 1}
SERVICED = {"grinding": 2, "vertical": 2, "horizontal": 3, "boring": 1, "planing": 1}
"""Machines that are down for a month once in the half year, where the plan chooses when."""
DOWN = {
    "grinding": (1, 0, 0, 0, 1, 0),
    "vertical": (0, 0, 0, 1, 1, 0),
    "horizontal": (0, 2, 0, 0, 0, 1),
    "boring": (0, 0, 1, 0, 0, 0),
    "planing": (0, 0, 0, 0, 0, 1),
}
MARKET = (
    (500, 1000, 300, 300, 800, 200, 100),
    (600, 500, 200, 0, 400, 300, 150),
    (300, 600, 0, 0, 500, 400, 100),
    (200, 300, 400, 500, 200, 0, 100),
    (0, 100, 500, 100, 1000, 300, 0),
    (500, 500, 100, 300, 1100, 500, 60),
)
MONTH = 384.0
"""Hours of a machine in a month."""
SALES = sum(profit * most for line in MARKET for profit, most in zip(PROFIT, line, strict=True))


def factory() -> dict[str, Any]:
    """Products are offers with their hours in columns; a rule holds each kind of machine."""
    products = range(7)
    closing = {f"P{n} closing": {"material": f"P{n}"} for n in products}
    selling = {
        f"P{n} sold": {"material": f"P{n}", "shortage_cost": PROFIT[n] * PER_TONNE}
        for n in products
    }
    return {
        "settings": {"years": 7, "end_of_horizon": "free"},
        "materials": {f"P{n}": {"reference_price": 1.0} for n in products},
        "segments": closing | selling,
        "demand": {
            **{
                f"P{n} sold": {month: MARKET[t][n] for t, month in enumerate(MONTHS)} | {AFTER: 0.0}
                for n in products
            },
            **{key: dict.fromkeys(MONTHS, 0.0) | {AFTER: 50.0} for key in closing},
        },
        "suppliers": {"FACTORY": {}},
        "offers": {
            f"P{n}": {
                "supplier": "FACTORY",
                "material": f"P{n}",
                "price": 0.0,
                "end": MONTHS[-1],
                "extra": {kind: float(hours[n]) for kind, hours in HOURS.items()},
            }
            for n in products
        },
        "stock": {f"P{n}": {"ceiling": 100.0, "storage_cost": 0.5 * PER_TONNE} for n in products},
        "rules": {
            kind: {
                "scope": "any",
                "per_material": "together",
                "span": "period",
                "measure": "total of column",
                "column": kind,
                "bound": MONTH * number,
            }
            for kind, number in MACHINES.items()
        },
    }


def test_factory_planning_1(tmp_path: Path) -> None:
    """Williams (2013), 12.3: profit 93,715.18, with machines down in stated months.

    Six months stand as six years, hours change by Rule paths. The 50 of each product that are left
    in June are a demand of the month after; without it the profit would be 94,890.18.
    """
    tables = factory()
    tables["rule_paths"] = {
        kind: {
            month: MONTH * (MACHINES[kind] - down)
            for month, down in zip(MONTHS, DOWN[kind], strict=True)
        }
        for kind in MACHINES
    }
    found = portfolio(workbook(tmp_path, **tables))
    assert SALES - found.objective == pytest.approx(93_715.17857, rel=1e-7)


def test_factory_planning_2(tmp_path: Path) -> None:
    """Williams (2013), 12.4: profit 108,855, with the months of maintenance chosen by the plan.

    A month in which a machine is down is a service that takes its 384 hours, bought in whole
    numbers under a contract; a rule asks for as many as are due. Without whole numbers the profit
    would be 116,455.
    """
    tables = factory()
    for kind, due in SERVICED.items():
        service = f"down {kind}"
        tables["materials"][service] = {"reference_price": 1.0}
        tables["offers"][service] = {
            "supplier": "FACTORY",
            "material": service,
            "price": 0.0,
            "end": MONTHS[-1],
            "extra": {other: MONTH * (other == kind) for other in MACHINES},
        }
        tables.setdefault("contracts", {})[service] = {
            "offers": [service],
            "lot_multiple": 1.0,
            "lot_span": "period",
            "open_purchase": False,
        }
        tables["rules"][f"due {kind}"] = {
            "scope": "offer",
            "members": [service],
            "materials": [service],
            "span": "horizon",
            "measure": "tonnes",
            "sense": "at least",
            "bound": float(due),
        }
    found = portfolio(workbook(tmp_path, **tables))
    assert SALES - found.objective == pytest.approx(108_855, rel=1e-7)
    for kind, due in SERVICED.items():
        assert usable_tonnes(found, f"down {kind}") == pytest.approx(due)


WEEKS = MONTHS[:4]
ROLLED = {"bands": (200, 10, 2.5, 10), "coils": (140, 11, 3.0, 0)}
"""Tons an hour, cost of a ton, cost of a ton in stock over a week, opening stock."""
REVENUE = {"bands": (25, 26, 27, 27), "coils": (30, 35, 37, 39)}
SOLD_AT_MOST = {"bands": (6000, 6000, 4000, 6500), "coils": (4000, 2500, 3500, 4200)}
AVAILABLE = (40, 40, 32, 40)


def test_steel_over_four_weeks(tmp_path: Path) -> None:
    """Fourer, Gay, Kernighan, AMPL (2003), steelT: 515,033.

    What a ton earns changes by week, so each week is a segment. If nothing could be stocked the
    revenue of later weeks would be missed, and the profit would be lower.
    """
    segments: dict[str, Any] = {}
    demand: dict[str, Any] = {}
    for product, earned in REVENUE.items():
        for week, each, most in zip(WEEKS, earned, SOLD_AT_MOST[product], strict=True):
            key = f"{product} {week}"
            segments[key] = {"material": product, "shortage_cost": each * PER_TONNE}
            demand[key] = {other: float(most) * (other == week) for other in WEEKS}
    path = workbook(
        tmp_path,
        settings={"years": 4, "end_of_horizon": "free"},
        materials={product: {} for product in ROLLED},
        segments=segments,
        demand=demand,
        suppliers={"MILL": {}},
        offers={
            product: {
                "supplier": "MILL",
                "material": product,
                "price": cost * PER_TONNE,
                "extra": {"hours": 1 / rate},
            }
            for product, (rate, cost, _, _) in ROLLED.items()
        },
        stock={
            product: {"storage_cost": cost * PER_TONNE, "opening_stock": float(opening)}
            for product, (_, _, cost, opening) in ROLLED.items()
        },
        rules={
            "hours": {
                "scope": "any",
                "per_material": "together",
                "span": "period",
                "measure": "total of column",
                "column": "hours",
            }
        },
        rule_paths={"hours": dict(zip(WEEKS, map(float, AVAILABLE), strict=True))},
    )
    every = sum(
        each * most
        for product in REVENUE
        for each, most in zip(REVENUE[product], SOLD_AT_MOST[product], strict=True)
    )
    assert every - portfolio(path).objective == pytest.approx(515_033, rel=1e-7)
