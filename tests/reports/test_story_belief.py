"""What is said of believed capacity: every figure by hand; nothing where all is believed."""

from __future__ import annotations

from typing import Any

from orefolio.portfolio import portfolio_of
from orefolio.reports.story import Passage, story
from orefolio.solving import solve
from support import case_of

HEADING = "Capacity that is believed"


def told(**more: Any) -> Passage | None:
    """The passage on a market of A (unlimited) and B (365 t/y)."""
    own = more.pop("B", {})
    case = case_of(
        materials={"M": {"demand": 365.0}},
        suppliers={"A-Co": {}, "B-Co": {}},
        offers={
            "A": {"supplier": "A-Co", "material": "M", "price": 300.0},
            "B": {"supplier": "B-Co", "material": "M", "price": 100.0, "capacity": 365.0, **own},
        },
        **more,
    )
    found = story(portfolio_of(case, solve(case)))
    return next((passage for passage in found if passage.heading == HEADING), None)


def test_nothing_is_said_where_all_is_believed() -> None:
    """Proves that a plan without doubts about capacity has no such passage."""
    assert told() is None


def test_losses_by_reason() -> None:
    """Proves 184 t announced from July, 92 lost to the slip, half of the rest to delivery: 46 t."""
    passage = told(B={"start": "2026-07-01", "slip": 3.0, "delivery_ratio": 0.5})
    assert passage is not None
    assert passage.lead == (
        "Of 184.0 t of limited capacity that sellers announce for the plan, 46.00 t are believed"
        " (25.0 %)."
    )
    assert passage.sentences == (
        "92.00 t are lost because starts slip (B).",
        "46.00 t are lost because less is delivered than announced (B).",
    )


def test_who_is_tested() -> None:
    """Proves 184 of 365 t from July on, at 5,000 USD; all that is announced is believed."""
    passage = told(qualification={"B|M": {"months": 6, "cost": 5000.0}})
    assert passage is not None
    assert passage.lead == "All of the capacity that sellers announce is believed."
    assert passage.sentences[0].startswith("Of 1 source under qualification 1 is qualified, at a")
    assert passage.sentences[1] == (
        "B may serve M from 2026-07-01 on and serves 184.0 t of it"
        " (50.4 % of its demand over the plan)."
    )
