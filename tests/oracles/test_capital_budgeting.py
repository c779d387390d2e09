"""Choosing investments under budgets: Lorie and Savage, and the California Manufacturing Co."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from front_door import portfolio, workbook

NOTHING_ELSE: dict[str, Any] = {
    "materials": {"ORE": {}},
    "suppliers": {"S": {}},
    "offers": {"S": {"supplier": "S", "material": "ORE", "price": 0.0}},
}
"""A plan of investments alone still names a material and an offer."""


def best(folder: Path, years: int, **tables: Any) -> tuple[float, Collection[str]]:
    """Net present value in millions, and what is made; capex counts when it is spent."""
    settings = {"years": years, "capex_charging": "whole", "investment_values": False}
    found = portfolio(workbook(folder, settings=settings, **NOTHING_ELSE, **tables))
    table = found.table("investments")
    assert found.objective is not None
    return -found.objective / 1e6, set(table.loc[table["made"], "investment"])


PROJECTS = {
    "1": (14, 12, 3),
    "2": (17, 54, 7),
    "3": (17, 6, 6),
    "4": (15, 6, 2),
    "5": (40, 30, 35),
    "6": (12, 6, 6),
    "7": (14, 48, 4),
    "8": (10, 36, 3),
    "9": (12, 18, 3),
}
"""Net present value, outlay now, outlay in the second year."""


def test_two_budgets(tmp_path: Path) -> None:
    """Lorie and Savage (1955), in whole projects (Weingartner 1963): 70 with 1, 3, 4, 6 and 9.

    Outlays now keep within 50 and in the second year within 20. The income of a project gives back
    its outlays and its net present value. If the second budget were ignored project 5, with the
    highest value, would be made.
    """
    worth, made = best(
        tmp_path,
        2,
        investments={
            key: {"capex": first + second, "income": value + first + second, "life": 1}
            | {"latest": "2026"}
            for key, (value, first, second) in PROJECTS.items()
        },
        capex_profile={
            f"{key}|{year}": {"share": (first, second)[year] / (first + second)}
            for key, (_, first, second) in PROJECTS.items()
            for year in (0, 1)
        },
        budgets={"all": {"2026": 50.0, "2027": 20.0}},
    )
    assert worth == pytest.approx(70)
    assert made == {"1", "3", "4", "6", "9"}


@pytest.mark.parametrize(
    ("capital", "published", "made"),
    [
        (10, 14, {"factory LA", "factory SF"}),
        (11, 18, {"factory LA", "factory SF", "warehouse SF"}),
    ],
)
def test_factories_and_warehouses(
    tmp_path: Path, capital: float, published: float, made: set[str]
) -> None:
    """Hillier and Lieberman, California Manufacturing Co.: 14 with both factories; capital 10.

    At most one warehouse, and only where there is a factory. Without the two conditions the first
    answer would be 15, with both warehouses and the factory in San Francisco (3 + 5 + 2). A capital
    of 11 by hand: both factories and the warehouse in San Francisco, 9 + 5 + 4.
    """
    sites = {
        "factory LA": (9, 6, {}),
        "factory SF": (5, 3, {}),
        "warehouse LA": (6, 5, {"exclusive_group": "W", "requires": ["factory LA"]}),
        "warehouse SF": (4, 2, {"exclusive_group": "W", "requires": ["factory SF"]}),
    }
    found = best(
        tmp_path,
        1,
        investments={
            key: {"capex": cost, "income": value + cost, "life": 1, **terms}
            for key, (value, cost, terms) in sites.items()
        },
        budgets={"all": {"2026": float(capital)}},
    )
    assert found[0] == pytest.approx(published)
    assert found[1] == made
