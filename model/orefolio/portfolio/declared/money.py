"""What the plan costs."""

from __future__ import annotations

from orefolio.portfolio.result_table import ResultTable, money, text

COST_KINDS: tuple[tuple[str, str], ...] = (
    ("purchase", "price x tonnes bought"),
    ("freight", "freight, transit and handling of routes and legs x tonnes bought"),
    ("fixed fees", "fees of offers, routes and legs that are used"),
    ("holding", "interest and warehouse of the stock"),
    ("shortage", "missing tonnes at the shortage cost of their segment"),
    ("surplus", "disposal of surplus; negative: it is sold"),
    ("end stock", "stock missing against the opening level; negative: stock above it"),
    ("risk premium", "risk weight x hazard x reference value; a charge that nobody pays"),
    ("concentration charge", "concentration weight x HHI x reference value; nobody pays it"),
    ("soft rules", "penalties of soft rules that are exceeded"),
)
"""Kinds of cost with their meaning, in the order of the reports. They add up to the objective."""

MONEY_KINDS = ("purchase", "freight", "fixed fees", "holding", "shortage", "surplus", "end stock")
"""Kinds that are paid, or lost; the others only steer the plan."""

COSTS = ResultTable(
    "costs",
    "Costs",
    "Cost by kind and period; the discounted column adds up to the objective.",
    (
        text("kind", "; ".join(f"{kind}: {meaning}" for kind, meaning in COST_KINDS)),
        text("period", "period in which it is counted"),
        money("amount", "in the money of the period"),
        money("discounted", "worth on the first day of the plan"),
    ),
    key=("kind", "period"),
)
