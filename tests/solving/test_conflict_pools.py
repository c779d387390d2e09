"""What a planner without a plan reads when pools are the reason."""

from __future__ import annotations

from typing import Any

from orefolio.solving import Status, solve
from support import case_of


def _sentences(pools: dict[str, Any], stock: dict[str, Any], **offer: Any) -> str:
    """365 t a year for two years; 42 days of national cover are due at the end of 2027."""
    outcome = solve(
        case_of(
            settings={"years": 2},
            materials={"DY": {"demand": 365.0}, "TB": {"demand": 365.0}},
            suppliers={"S": {}},
            offers={
                "O": {"supplier": "S", "material": "DY", "price": 1.0, **offer},
                "P": {"supplier": "S", "material": "TB", "price": 1.0},
            },
            pools=pools,
            stock=stock,
        )
    )
    assert outcome.status is Status.INFEASIBLE
    assert outcome.conflict is not None
    return "\n".join(outcome.conflict.sentences)


DUE = {"days_of_cover": 42.0, "cover_from": "2027"}


def test_a_refill_that_is_too_slow() -> None:
    """Proves that 20 t a year cannot fill 42 t in two: 21 t a year would, and 40 days need none."""
    said = _sentences({"NAT": {"refill_rate": 20.0}}, {"DY||NAT": DUE})
    assert "Raise Pools!NAT.refill_rate from 20 t/y to at least 21 t/y" in said
    assert "Lower Stock!DY|NAT.days_of_cover from 42 days to at most 40 days" in said
    slow = _sentences({"NAT": {"refill_share": 0.4}}, {"DY||NAT": DUE})
    assert "Pools!NAT.refill_share" in slow


def test_a_pool_that_is_too_small() -> None:
    """Proves that 40 t that are never released and 42 t of cover ask for room for 82 t."""
    said = _sentences(
        {"NAT": {"capacity": 80.0, "release": "never"}},
        {"DY||NAT": DUE, "TB||NAT": {"opening_stock": 40.0}},
    )
    assert "Raise Pools!NAT.capacity from 80 t to at least 82 t" in said


def test_a_pool_that_is_never_released() -> None:
    """Proves that a reserve that could meet the demand is named as closed, not as missing.

    355 t can be bought of 365 t, and 60 t lie in the pool.
    """
    said = _sentences(
        {"NAT": {"release": "never"}}, {"DY||NAT": {"opening_stock": 60.0}}, capacity=355.0
    )
    assert "Lower Materials!DY.demand from 365 t/y to at most 355 t/y" in said
    assert "60 t of DY lie in NAT on the first day; Pools!NAT.release says when" in said
