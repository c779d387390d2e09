"""Single sourcing, where to open facilities, and which products in which plant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from front_door import PER_TONNE, portfolio, workbook

PROFIT = (
    (17, 21, 22, 18, 24, 15, 20, 18, 19, 18, 16, 22, 24, 24, 16),
    (23, 16, 21, 16, 17, 16, 19, 25, 18, 21, 17, 15, 25, 17, 24),
    (16, 20, 16, 25, 24, 16, 17, 19, 19, 18, 20, 16, 17, 21, 24),
    (19, 19, 22, 22, 20, 16, 19, 17, 21, 19, 25, 23, 25, 25, 25),
    (18, 19, 15, 15, 21, 25, 16, 16, 23, 15, 22, 17, 19, 22, 24),
)
HOURS = (
    (8, 15, 14, 23, 8, 16, 8, 25, 9, 17, 25, 15, 10, 8, 24),
    (15, 7, 23, 22, 11, 11, 12, 10, 17, 16, 7, 16, 10, 18, 22),
    (21, 20, 6, 22, 24, 10, 24, 9, 21, 14, 11, 14, 11, 19, 16),
    (20, 11, 8, 14, 9, 5, 6, 19, 19, 7, 6, 6, 13, 9, 18),
    (8, 13, 13, 13, 10, 20, 25, 16, 16, 17, 10, 10, 5, 12, 23),
)
HAVE = (36, 34, 38, 27, 33)


def test_generalised_assignment(tmp_path: Path) -> None:
    """OR-Library gap1, c515-1 (Martello and Toth 1990): profit 336.

    A job is a material of which one tonne is needed, an agent a supplier. Hours stand in a column
    of their own on Offers, and a rule holds their total; profit is 25 less the price. If
    jobs could be shared between agents the profit would be 343.59.
    """
    agents, jobs = range(5), range(15)
    one = {"scope": "supplier", "members": "*", "measure": "count", "bound": 1}
    path = workbook(
        tmp_path,
        materials={f"J{job}": {"demand": 1.0} for job in jobs},
        suppliers={f"A{agent}": {} for agent in agents},
        offers={
            f"A{agent}-J{job}": {
                "supplier": f"A{agent}",
                "material": f"J{job}",
                "price": (25 - PROFIT[agent][job]) * PER_TONNE,
                "extra": {"hours": float(HOURS[agent][job])},
            }
            for agent in agents
            for job in jobs
        },
        rules={
            "one agent": one,
            **{
                f"hours of {agent}": {
                    "scope": "supplier",
                    "members": [f"A{agent}"],
                    "per_material": "together",
                    "measure": "total of column",
                    "column": "hours",
                    "bound": float(hours),
                }
                for agent, hours in enumerate(HAVE)
            },
        },
    )
    found = portfolio(path)
    assert 25 * 15 - found.objective == pytest.approx(336, abs=1e-6)
    flows = found.table("flows")
    assert len(flows[flows["usable"] > 1e-6]) == len(jobs)


NEED = (80, 270, 250, 160, 180)
FREIGHT = ((4, 6, 9), (5, 4, 7), (6, 3, 4), (8, 5, 3), (10, 8, 4))


def test_capacitated_facilities(tmp_path: Path) -> None:
    """SCIP book (Kubo, Pedroso, Muramatsu, Rais 2012), flp: 5,610 with facilities 2 and 3.

    Three sites of 500 t for 1,000 each. If capacity were ignored the cost would be 5,510, with each
    customer at the nearer of the same two sites.
    """
    path = workbook(
        tmp_path,
        materials={f"C{n}": {"demand": float(need)} for n, need in enumerate(NEED, 1)},
        suppliers={"S": {}},
        routes={f"F{site}": {"capacity": 500.0, "fixed_fee": 1_000.0} for site in (1, 2, 3)},
        offers={
            f"F{site}-C{n}": {
                "supplier": "S",
                "material": f"C{n}",
                "price": costs[site - 1] * PER_TONNE,
                "routes": [f"F{site}"],
            }
            for n, costs in enumerate(FREIGHT, 1)
            for site in (1, 2, 3)
        },
    )
    found = portfolio(path)
    assert found.objective == pytest.approx(5_610, rel=1e-7)
    flows = found.table("flows")
    assert set(flows.loc[flows["usable"] > 1e-6, "route"]) == {"F2", "F3"}


WORK = {"first": ((3, 4, 2), 30), "second": ((4, 6, 2), 40)}
"""Hours of a unit of each product in either plant, and the hours that the plant has."""


@pytest.mark.parametrize(("off", "published"), [((), 54.5), (("two products", "one plant"), 97.0)])
def test_which_products_in_which_plant(
    tmp_path: Path, off: tuple[str, ...], published: float
) -> None:
    """Hillier and Lieberman, Good Products Co.: 54.5, 5.5 of product 1 and 9 of 3 in plant 2.

    At most two products, made in one plant. Without both rules all that sells is made, for 97:
    21 + 9 hours in one plant, 30 + 9 in the other.
    """
    sales = {"P1": (5, 7.0), "P2": (7, 5.0), "P3": (3, 9.0)}
    choice = {"members": "*", "per_member": "together", "per_material": "together"}
    rules: dict[str, Any] = {
        "two products": {"scope": "material", **choice, "measure": "count", "bound": 2},
        "one plant": {"scope": "supplier", **choice, "measure": "count", "bound": 1},
        **{
            f"hours of {plant}": {
                "scope": "supplier",
                "members": [plant],
                "per_material": "together",
                "measure": "total of column",
                "column": "hours",
                "bound": float(have),
            }
            for plant, (_, have) in WORK.items()
        },
    }
    path = workbook(
        tmp_path,
        materials={
            product: {"demand": most, "shortage_cost": profit * PER_TONNE}
            for product, (profit, most) in sales.items()
        },
        suppliers={plant: {} for plant in WORK},
        offers={
            f"{plant}-{product}": {
                "supplier": plant,
                "material": product,
                "price": 0.0,
                "extra": {"hours": float(each)},
            }
            for plant, (hours, _) in WORK.items()
            for product, each in zip(sales, hours, strict=True)
        },
        rules={key: rule | {"on": key not in off} for key, rule in rules.items()},
    )
    income = sum(profit * most for profit, most in sales.values())
    assert income - portfolio(path).objective == pytest.approx(published)
