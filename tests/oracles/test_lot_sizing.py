"""Lot sizing: set-up costs against stock, by Wagner and Whitin, and Silver and Meal's example."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from front_door import PER_TONNE, portfolio, workbook

MONTHS = tuple(str(2026 + month) for month in range(12))
WAGNER_WHITIN = (69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56)
SET_UP = (85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114)
SILVER_MEAL = (10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41)
GOOD = {"supplier": "S", "material": "GOOD", "price": 0.0}


def cost(folder: Path, demand: Sequence[float], holding: float, offers: dict[str, Any]) -> float:
    """Of the best plan; twelve months stand as twelve years, so that all are equally long."""
    path = workbook(
        folder,
        settings={"years": 12, "end_of_horizon": "free"},
        materials={"GOOD": {"reference_price": 1.0}},
        demand={"GOOD": dict(zip(MONTHS, map(float, demand), strict=True))},
        suppliers={"S": {}},
        offers=offers,
        stock={"GOOD": {"storage_cost": holding * PER_TONNE}},
    )
    found = portfolio(path).objective
    assert found is not None
    return found


def test_set_up_costs_by_month(tmp_path: Path) -> None:
    """Wagner and Whitin (1958): 864.

    The set-up cost changes from month to month, so each month has an offer of its own. If stock
    were free everything would be bought in the first month, for 85; if set-ups were, for nothing.
    """
    offers = {
        month: {**GOOD, "fixed_fee": float(fee), "start": month, "end": month}
        for month, fee in zip(MONTHS, SET_UP, strict=True)
    }
    assert cost(tmp_path, WAGNER_WHITIN, 1.0, offers) == pytest.approx(864.0, rel=1e-9)


@pytest.mark.parametrize(("span", "published"), [("period", 501.2), ("horizon", 54.0)])
def test_one_set_up_cost(tmp_path: Path, span: str, published: float) -> None:
    """Silver, Pyke and Peterson (1998): 501.20 with 54 a set-up and 0.40 a month in stock.

    Paid once over the horizon, nothing need be stocked: 54.
    """
    offers = {"any month": {**GOOD, "fixed_fee": 54.0, "lot_span": span}}
    assert cost(tmp_path, SILVER_MEAL, 0.4, offers) == pytest.approx(published, rel=1e-9)
