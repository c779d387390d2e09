"""Settings of the plan as a whole."""

from __future__ import annotations

from orefolio.case.desk import Desk
from orefolio.case.entities import Plan


def make_plan(desk: Desk) -> Plan:
    """The settings that are not about the horizon; defaults where cells are empty."""
    settings = desk.settings
    return Plan(
        title=settings.text("title"),
        period_length=settings.text("period_length"),
        discount_rate=settings.amount("discount_rate"),
        discount_timing=settings.text("discount_timing"),
        risk_weight=settings.amount("risk_weight"),
        concentration_weight=settings.amount("concentration_weight"),
        concentration_of=settings.text("concentration_of"),
        end_replacement=settings.amount("end_replacement"),
        end_salvage=settings.amount("end_salvage"),
        relative_gap=settings.amount("relative_gap"),
        time_limit=settings.number("time_limit"),
        near_tie=settings.amount("near_tie"),
    )


def check_plan(desk: Desk) -> None:
    """End stock credited above its replacement would pay for hoarding without limit."""
    settings = desk.settings
    if settings.amount("end_salvage") > settings.amount("end_replacement"):
        desk.error(
            "settings",
            settings,
            "end_salvage",
            f"end salvage is {settings.amount('end_salvage'):g}, above the end replacement"
            f" {settings.amount('end_replacement'):g}",
            "a salvage value of at most the replacement",
            "otherwise the plan would earn money with stock left over",
        )
