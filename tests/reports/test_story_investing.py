"""What is said of investments: what is made, what it is worth, what is left and why."""

from __future__ import annotations

from typing import Any

from orefolio.portfolio import Portfolio, portfolio_of
from orefolio.reports.story.investing import investing
from orefolio.solving import Options, solve
from support import case_of


def _plan(**more: Any) -> Portfolio:
    tables: dict[str, Any] = {
        "materials": {"DY": {"demand": 100}},
        "suppliers": {"S": {}},
        "offers": {
            "A": {"supplier": "S", "material": "DY", "price": 100, "capacity": 40},
            "B": {"supplier": "S", "material": "DY", "price": 300},
        },
        **more,
    }
    case = case_of(**tables)
    return portfolio_of(case, solve(case, Options(relative_gap=1e-9)))


def test_investments_are_told_with_their_worth() -> None:
    """Proves what is said of a mine of 3 MUSD (30 t for 300,000 USD), a dear one and a late one.

    Without the mine the plan costs 22.0 instead of 16.3 million; with the dear one, 70 MUSD for the
    next 30 t, 7 million are borne for 6 saved. The budget of 3 MUSD is spent.
    """
    found = investing(
        _plan(
            investments={
                "MINE": {"capex": 3, "life": 10, "category": "mines"},
                "DEAR": {"capex": 70, "life": 10},
                "LATE": {"earliest": "2050"},
            },
            openings={
                "MINE|offers|A": {"capacity": 30},
                "DEAR|offers|A": {"capacity": 30},
            },
            budgets={"mines": {"2026": 3}},
        )
    )
    assert found is not None
    assert found.lead == (
        "1 of 3 investments is made, for USD 3 million of capex in all: MINE begins in 2026 and"
        " secures 30.00 t at USD 10.00 a kilogram beside their price."
    )
    assert found.sentences == (
        "Without it the plan would cost more by: MINE USD 5.7 million.",
        "Not made, as the plan would cost more by: DEAR USD 1 million."
        " Not made: LATE (cannot begin within the plan).",
        "Budgets that are spent in full: mines 2026.",
    )


def test_nothing_is_said_without_investments() -> None:
    """Proves that a plan without the sheet has no passage, and that none made is said."""
    assert investing(_plan()) is None
    none = investing(_plan(investments={"IDLE": {"capex": 1}}))
    assert none is not None
    assert none.lead == "No investment is made."
