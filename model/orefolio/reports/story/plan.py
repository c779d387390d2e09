"""What several passages look up: names of countries, years and periods of the plan."""

from __future__ import annotations

from orefolio.case.desk import Desk
from orefolio.case.periods import make_periods
from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import NOT_STATED

REACHED = 1e-6
"""A limit is reached within this share of it (or this much, near zero)."""


def title(portfolio: Portfolio) -> str:
    """What the planner calls the plan."""
    settings = portfolio.case_records.table("settings").get("")
    return str(settings.values.get("title") or "Plan") if settings is not None else "Plan"


def year_of(portfolio: Portfolio) -> dict[str, str]:
    """The year of each period, by label, in order; from the settings among the inputs."""
    return {period.label: period.year for period in make_periods(Desk(portfolio.case_records))}


def periods(portfolio: Portfolio) -> list[str]:
    """Labels of the periods, in order."""
    return list(year_of(portfolio))


def years(portfolio: Portfolio) -> list[str]:
    """Labels of the years, in order."""
    return list(dict.fromkeys(year_of(portfolio).values()))


def horizon(portfolio: Portfolio) -> str:
    """The first and the last period: ``2026 to 2035``."""
    labels = periods(portfolio)
    if not labels:
        return ""
    return labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"


def name_of(portfolio: Portfolio, table: str, key: str) -> str:
    """The full name of a country, supplier …, else its key."""
    if key == NOT_STATED:
        return "not stated"
    record = portfolio.case_records.table(table).get(key)
    name = record.values.get("name") if record is not None else None
    return str(name) if name else key
