"""Nodes of scenarios: expected cost, and recourse within the contract."""

from __future__ import annotations

import dataclasses
from typing import Any

from orefolio.case import Case
from orefolio.case.entities import Node
from proof import K, market, near, proved
from support import case_of


def _branched(probability: float, label: str = "2027", **tables: Any) -> Case:
    """The last period ends two ways: as planned, or as the scenario STOP."""
    case = case_of(**tables)
    trunk = case.nodes[label]
    nodes = {
        **case.nodes,
        label: dataclasses.replace(trunk, probability=1 - probability),
        "STOP": Node("STOP", trunk.period, trunk.parent, "STOP", probability, trunk=False),
    }
    return dataclasses.replace(case, nodes=nodes)


def test_recourse_is_limited_by_the_contract_and_cost_is_expected() -> None:
    """Proves that in a scenario an offer brings at most what the plan takes of it.

    At most 65 % from China, on the trunk: each year 65 t of A and 35 t of B, 13,500 k USD. Rules do
    not hold in the scenario, but A's contract of 65 t does: the branch costs the same, and the
    expected cost is 13,500 + 0.75 x 13,500 + 0.25 x 13,500 = 27,000. If contracts were ignored the
    branch would buy 100 t of A at 10,000: 26,125. If probabilities were, it would be 40,500.
    """
    case = _branched(
        0.25,
        settings={"years": 2},
        materials={"DY": {"demand": 100}},
        rules={"R": {"scope": "country", "members": ["CHN"], "bound": 0.65}},
        **market(A={"price": 100, "country": "CHN"}, B={"price": 200, "country": "AUS"}),
    )
    found = proved(case, audited=False)
    assert found.cost == near(27_000 * K)
    assert found.bought("A", "STOP") == near(65)
    assert found.amount("contract", "A", "2027") == near(65)


def test_recourse_is_even_over_the_year() -> None:
    """Proves that half a year brings its days' share of the contract: 184/365 of 200 t.

    A is cheap in the first half only, on the trunk 200 t are bought then, half of them for stock.
    In the scenario the second half may call 184/365 x 200 t of the contract: 100 t are needed.
    """
    case = _branched(
        0.5,
        "2026H2",
        settings={"period_length": "half-year", "end_of_horizon": "free"},
        materials={"DY": {"shortage_cost": 900}},
        demand={"DY": {"2026H1": 0, "2026H2": 100}},
        prices={"A": {"2026H1": 100, "2026H2": 100}},
        **market(A={}),
    )
    found = proved(case, audited=False)
    short = 100 - 184 / 365 * found.amount("contract", "A", "2026")
    assert found.amount("shortage", "DY", "STOP") == near(max(short, 0))
    # A tonne of contract costs 100 on the trunk (half of the time) and saves 184/365 x 800 / 2.
    assert found.amount("contract", "A", "2026") == near(365 / 184 * 100)


def test_stock_of_the_trunk_opens_every_branch() -> None:
    """Proves that the scenario begins with the trunk's stock and not with none of it.

    100 t are stocked at 100 before a year in which B costs 300 on both branches: 20,000 k USD. If
    the branch had no parent's stock it would buy or be short.
    """
    case = _branched(
        0.25,
        settings={"years": 2, "end_of_horizon": "free"},
        materials={"DY": {"demand": 100}},
        stock={"DY": {}},
        **market(A={"price": 100, "end": "2026"}, B={"price": 300}),
    )
    found = proved(case, audited=False)
    assert found.cost == near(20_000 * K)
    assert found.bought("B") == 0


def test_cover_does_not_bind_inside_a_disruption() -> None:
    """Proves that cover is demanded of the trunk only: in the scenario the stock may be used.

    Cover of 20 t at the end of both years of the trunk: 220 t, 12,000 + 0.75 x 10,000 k USD; the
    branch uses 20 t of it: 0.25 x 80 x 100 = 2,000 k USD. If cover held there, 2,500.
    """
    case = _branched(
        0.25,
        settings={"years": 2, "end_of_horizon": "free"},
        materials={"DY": {"demand": 100}},
        stock={"DY": {"days_of_cover": 73}},
        **market(A={"price": 100}),
    )
    found = proved(case, audited=False)
    assert found.amount("stock", "DY", "", "", "STOP") == 0
    assert found.cost == near((12_000 + 0.75 * 10_000 + 0.25 * 8_000) * K)


PROVES_FAMILIES = {
    "def_contract": (test_recourse_is_limited_by_the_contract_and_cost_is_expected,),
    "limit_recourse": (
        test_recourse_is_limited_by_the_contract_and_cost_is_expected,
        test_recourse_is_even_over_the_year,
    ),
}
"""By constraint family the proofs here that must fail without it."""
