"""The audit agrees with the model on cases of every shape: no false alarm."""

from __future__ import annotations

import random
from typing import Any

import pytest

from orefolio.case import assemble
from orefolio.portfolio import audit, portfolio_of
from orefolio.solving import Options, solve
from plans import rich_tables
from support import records

SEEDS = range(8)
"""Each a case of its own; all have a plan."""


def _varied(seed: int) -> dict[str, Any]:
    """The rich case with other prices, lots, spans, weights, and some rules left out or soft."""
    draw = random.Random(seed)
    tables = rich_tables()
    settings = tables["settings"]
    settings["period_length"] = draw.choice(["year", "half-year", "quarter"])
    settings["discount_timing"] = draw.choice(["start", "middle", "end"])
    settings["risk_weight"] = draw.choice([0.0, 0.5, 2.0])
    settings["concentration_weight"] = draw.choice([0.0, 0.2])
    settings["concentration_of"] = draw.choice(["mined", "processed", "supplier"])
    settings["end_of_horizon"] = draw.choice(["value", "keep", "free"])
    for offer in tables["offers"].values():
        if "price" in offer:
            offer["price"] *= draw.uniform(0.5, 1.8)
        offer["lot_span"] = draw.choice(["period", "year", "horizon"])
        offer["minimum_lot"] = draw.choice([0.0, 0.0, 8.0])
        offer["yield"] = draw.uniform(0.6, 1.0)
    for name, rule in list(tables["rules"].items()):
        if draw.random() < 0.4:
            del tables["rules"][name]
            continue
        rule["span"] = draw.choice(["period", "year", "horizon"])
        rule["share_of"] = draw.choice(["demand", "deliveries"])
        if name not in ("HHI", "TWO", "FEW"):
            rule["penalty"] = draw.choice([10.0, 1e4])
    return tables


@pytest.mark.parametrize("seed", SEEDS)
def test_audit_accepts_what_the_model_accepts(seed: int) -> None:
    """Proves that two readings of one workbook, algebra and audit, agree to rounding."""
    case, _ = assemble(records(**_varied(seed)))
    assert case is not None
    outcome = solve(case, Options(relative_gap=1e-4, explain=False))
    assert outcome.has_plan, "choose another seed"
    report = audit(case, portfolio_of(case, outcome))
    assert report.passed, [violation.sentence for violation in report.violations]
