"""The small case of the golden algebra that has contracts of every kind, and one scenario node."""

from __future__ import annotations

import dataclasses

from orefolio.case import Case
from orefolio.case.entities import Node
from support import case_of


def contracts() -> Case:
    """Three years; a take-or-pay contract with make-up, two with steps, lots, a bundle."""
    case = case_of(
        settings={"years": 3},
        materials={"DY": {"demand": 60, "shortage_cost": 900, "reference_price": 200}},
        suppliers={"A": {}, "B": {}},
        offers={
            "A1": {"supplier": "A", "material": "DY", "price": 180, "capacity": 90},
            "A2": {"supplier": "A", "material": "DY", "price": 190, "capacity": 50},
            "B1": {"supplier": "B", "material": "DY", "price": 170, "capacity": 80},
        },
        contracts={
            "LONG": {
                **{"offers": ["A1"], "firm": 40, "option": 20, "take_or_pay": 0.75},
                **{"make_up_years": 1, "price": 160, "end": "2027"},
                **{"rebate_above": 150, "rebate_share": 0.3, "rebate_cap": 50_000},
                **{"signed": False, "exit_fee": 5_000, "open_purchase": False},
            },
            "STEPS": {
                **{"offers": ["A1", "A2"], "tiers": "incremental", "tier_span": "horizon"},
                **{"minimum": 10, "fixed_fee": 1_000, "onboarding_fee": 2_000},
                "start": "2027",
            },
            "SHARES": {"offers": ["B1"], "tiers": "all units", "lot_multiple": 25, "end": "2026"},
            "EXACT": {"offers": ["B1"], "exact_lot": 30, "lot_span": "horizon", "start": "2028"},
        },
        tiers={
            "STEPS|1": {"from": 50, "discount": 10},
            "STEPS|2": {"from": 100, "discount": 30},
            "SHARES|1": {"from": 0, "discount_share": 0},
            "SHARES|2": {"from": 50, "discount_share": 0.1},
        },
        bundles={"PAIR": {"contract_a": "LONG", "contract_b": "STEPS", "ratio": 2, "discount": 5}},
    )
    second = case.nodes["2027"]
    branch = Node("STOP@2027", second.period, "2026", "STOP", 0.25, trunk=False)
    return dataclasses.replace(case, nodes={**case.nodes, branch.name: branch})
