"""Capacity expansion: Williams' Distribution 2 with depots opened, widened and closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from front_door import portfolio, workbook
from test_depots import (
    DEPOTS,
    FACTORIES,
    FROM_DEPOT,
    NEW_FROM_DEPOT,
    NEW_TO_DEPOT,
    TO_DEPOT,
    distribution,
)

USD = 1e-6
"""Capex is in millions; a year of a life of one year without interest bears all of it."""


def distribution_2(at_most: int) -> dict[str, Any]:
    """Bristol and Northampton behind gates, a hall at Birmingham, savings of what is closed."""
    to_depot = {factory: {**TO_DEPOT[factory], **NEW_TO_DEPOT[factory]} for factory in FACTORIES}
    depots = {depot: {"capacity": t} for depot, t in {**DEPOTS, "Br": 30, "No": 25}.items()}
    rule = {
        "scope": "leg",
        "members": [f"at {depot}" for depot in ("N", "E", "Br", "No")],
        "per_member": "together",
        "per_material": "together",
        "measure": "count",
        "bound": at_most - 2,
    }
    capex = {"Bristol": 12, "Northampton": 4, "hall": 3, "no Newcastle": -10, "no Exeter": -5}
    return {
        **distribution(to_depot, {**FROM_DEPOT, **NEW_FROM_DEPOT}, depots, {"depots": rule}),
        "investments": {key: {"capex": cost * USD, "life": 1} for key, cost in capex.items()},
        "openings": {
            "Bristol|legs|at Br": {"gate": True},
            "Northampton|legs|at No": {"gate": True},
            "hall|legs|at Bi": {"capacity": 20},
            "no Newcastle|legs|at N": {"capacity": -70},
            "no Exeter|legs|at E": {"capacity": -40},
        },
    }


@pytest.mark.parametrize(("at_most", "published"), [(4, 174.0), (3, 187.5)])
def test_distribution_2_as_investments(tmp_path: Path, at_most: int, published: float) -> None:
    """Williams (2013), 12.20: 174,000 with Birmingham widened, Northampton open, Newcastle closed.

    What a closed depot saves is a capex below nothing. If it could be closed and used all the same
    the cost would be lower by 15. The worth of Northampton is what the plan costs more without it.
    """
    found = portfolio(workbook(tmp_path, **distribution_2(at_most)))
    assert found.objective == pytest.approx(published, rel=1e-7)
    table = found.table("investments").set_index("investment")
    if at_most == 4:
        made = set(table.index[table["made"]])
        assert made == {"Northampton", "hall", "no Newcastle"}
        closed = {**distribution_2(at_most)}
        closed["investments"] = {**closed["investments"], "Northampton": {"active": False}}
        closed["legs"] = {**closed["legs"], "at No": {**closed["legs"]["at No"], "active": False}}
        without = portfolio(workbook(tmp_path, **closed)).objective
        assert without is not None
        worth = table.loc["Northampton", "worth"]
        assert worth == pytest.approx(without - published, rel=1e-6)
