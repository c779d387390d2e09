"""What-ifs by changing one cell: the OptiGuide coffee chain (MIT licence, Li et al. 2023)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from front_door import optimum, outcome_of, workbook

CAPACITY = {"s1": 150, "s2": 50, "s3": 100}
TO_ROASTERY = {"s1": (5, 4), "s2": (6, 3), "s3": (2, 7)}
ROASTING = {"light": (3, 5), "dark": (5, 6)}
TO_CAFE = {"r1": (5, 3, 6), "r2": (4, 5, 2)}
NEED = {"light": (20, 30, 40), "dark": (20, 20, 100)}
ROASTERIES = ("r1", "r2")
CAFES = ("c1", "c2", "c3")


def coffee() -> dict[str, Any]:
    """A roast at a cafe is a material; roasting and both lanes are legs of a route."""
    legs = {
        **{
            f"{s}-{r}": {"cost": c}
            for s, costs in TO_ROASTERY.items()
            for r, c in zip(ROASTERIES, costs, strict=True)
        },
        **{
            f"{r} {k}": {"cost": c}
            for k, costs in ROASTING.items()
            for r, c in zip(ROASTERIES, costs, strict=True)
        },
        **{
            f"{r}-{cafe}": {"cost": c}
            for r, costs in TO_CAFE.items()
            for cafe, c in zip(CAFES, costs, strict=True)
        },
    }
    routes = {
        f"{s}-{r}-{k}-{cafe}": {"legs": [f"{s}-{r}", f"{r} {k}", f"{r}-{cafe}"]}
        for s in CAPACITY
        for r in ROASTERIES
        for k in ROASTING
        for cafe in CAFES
    }
    return {
        "materials": {
            f"{k}-{cafe}": {"demand": need, "reference_price": 1.0}
            for k, needs in NEED.items()
            for cafe, need in zip(CAFES, needs, strict=True)
        },
        "suppliers": {s: {} for s in CAPACITY},
        "offers": {
            f"{s}-{k}-{cafe}": {
                "supplier": s,
                "material": f"{k}-{cafe}",
                "price": 0.0,
                "routes": [f"{s}-{r}-{k}-{cafe}" for r in ROASTERIES],
            }
            for s in CAPACITY
            for k in ROASTING
            for cafe in CAFES
        },
        "routes": routes,
        "legs": legs,
        "rules": {
            f"capacity-{s}": {
                "scope": "supplier",
                "members": [s],
                "per_material": "together",
                "measure": "tonnes",
                "bound": bound,
            }
            for s, bound in CAPACITY.items()
        },
    }


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("coffee"), **coffee())


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        ([], 2_470),
        (["rules[capacity-s2].bound=*0.5"], 2_495),
        (["rules[capacity-s3].bound=*0.5"], 2_570),
        (["legs[s1-r1].cost=1"], 2_370),
        (["legs[s3-r2].cost=5"], 2_470),
        (["legs[s3-r2].cost=2"], 2_450),
        (["legs[s3-r2].cost=1"], 2_420),
        (["legs[s1-r2].cost=7"], 2_710),
        (["legs[s3-r1].cost=7"], 2_780),
        (["legs[r1-c2].active=no", "legs[r1-c3].active=no"], 2_750),
        (["legs[r2-c1].active=no", "legs[r2-c3].active=no"], 3_010),
    ],
)
def test_what_if(path: Path, changes: list[str], published: float) -> None:
    """Proves that a change of one cell gives the published cost of the what-if."""
    assert optimum(path, changes) == pytest.approx(published, rel=1e-7)


def test_half_of_s1_is_infeasible_by_five(path: Path) -> None:
    """Supply 225 against a demand of 230: the demand that must be met cannot be, five are short."""
    outcome = outcome_of(path, ["rules[capacity-s1].bound=*0.5"])
    assert outcome.status.value == "infeasible"
    assert outcome.conflict is not None
    repaired = {
        repair.changes[0][0].key: repair.changes[0][1]
        for repair in outcome.conflict.repairs
        if repair.single
    }
    assert repaired["capacity-s1"] == pytest.approx(80, abs=0.1)
