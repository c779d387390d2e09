"""National and private stock through the front door: workbook, changes, sweep, results file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from front_door import optimum, portfolio, workbook

K = 1000.0


def _tables() -> dict[str, Any]:
    """365 t a year at 100 USD/kg for three years; 42 days national, 18 days private."""
    return {
        "settings": {"years": 3, "end_of_horizon": "free"},
        "materials": {"DY": {"demand": 365.0}},
        "suppliers": {"S": {"country": "AUS"}},
        "offers": {"O": {"supplier": "S", "material": "DY", "price": 100.0}},
        "prices": {"O": {"2026": 100.0, "2027": 300.0, "2028": 100.0}},
        "pools": {
            "NAT": {"owner": "national", "capacity": 42.0, "release": "never"},
            "IND": {"owner": "private", "capacity": 18.0},
        },
        "stock": {
            "DY||NAT": {"days_of_cover": 42.0, "opening_stock": 42.0},
            "DY||IND": {"days_of_cover": 18.0, "opening_stock": 18.0},
        },
    }


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return workbook(tmp_path, **_tables())


def test_cover_stands_whatever_the_price(path: Path) -> None:
    """Proves 365 t each year, 365 x (100 + 300 + 100) = 182,500 k USD, with all stock untouched.

    The days are of 365 in 2027 and 2028, of 366 after the plan: 2028 has a leap day, which is not
    in the demand of the year, so a day of it is 365/366 t and 60/366 t may be used before.
    """
    found = portfolio(path)
    assert found.objective == pytest.approx(182_500 * K, rel=1e-3)
    levels = found.table("pool_levels").set_index(["pool", "period"])["closing"]
    assert levels["NAT", "2027"] == pytest.approx(42.0)
    assert levels["IND", "2027"] == pytest.approx(18.0, rel=5e-3)
    assert found.measure("least days of cover of national stock") == pytest.approx(42.0)
    assert found.measure("least days of cover of private stock") == pytest.approx(18.0)


def test_a_declared_release_is_worth_its_price(path: Path) -> None:
    """Proves that 42 t released in 2027 and filled again in 2028 save 42 x 200 = 8,400 k USD.

    If the reserve were not filled again they would save 12,600; if it could not be used, nothing.
    """
    release = [
        "pools[NAT].release=declared periods",
        "pools[NAT].release_from=2027",
        "pools[NAT].release_to=2027",
        "pools[NAT].refill_by=2028",
    ]
    saved = optimum(path) - optimum(path, release)
    assert saved == pytest.approx(8_400 * K, rel=5e-3)
    slow = [*release, "pools[NAT].refill_rate=41"]
    kept = optimum(path, slow) - optimum(path, release)
    assert kept == pytest.approx(200 * K, rel=0.2)


def test_a_row_of_a_pool_is_named_by_material_and_pool(path: Path) -> None:
    """Proves that ``stock[DY|NAT]`` is the row of the reserve, without a grade between.

    Ten days less of national cover change nothing while the reserve is never released; of private
    cover they save 10 t at 300 USD/kg now, and need not be bought again.
    """
    base = optimum(path)
    assert optimum(path, ["stock[DY|NAT].days_of_cover=32"]) == pytest.approx(base)
    saved = base - optimum(path, ["stock[DY|IND].days_of_cover=8"])
    assert saved == pytest.approx(3_000 * K, rel=1e-2)
