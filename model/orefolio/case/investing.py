"""All that the plan may invest in, put together, and the capacities that it opens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orefolio.case.budgets import make_budgets
from orefolio.case.desk import Desk
from orefolio.case.entities import Ramp
from orefolio.case.entities.investing import Investing
from orefolio.case.horizon import Horizon
from orefolio.case.investments import make_investments
from orefolio.case.openings import Targets, make_openings, opened, own_capacities


def make_investing(
    desk: Desk, horizon: Horizon, ramps: Mapping[str, Ramp], targets: Targets
) -> Investing:
    """Investments, openings and budgets; ``targets`` are the tables of what can be opened."""
    investments = make_investments(desk, horizon, ramps)
    openings = make_openings(desk, horizon, investments, targets)
    return Investing(
        investments=investments,
        openings=openings,
        budgets=make_budgets(desk, horizon, investments),
        own=own_capacities(openings, targets),
        charging=desk.settings.text("capex_charging"),
        values=desk.settings.yes("investment_values"),
    )


def with_openings(investing: Investing, table: str, things: Mapping[str, Any]) -> Mapping[str, Any]:
    """The offers, routes … of a table with the most that investments can open of them."""
    if not any(name == table for name, _ in investing.own):
        return things
    return opened(things, table, investing.openings, investing.own, investing.investments)
