"""What the plan invests in, what that is worth, and what it leaves."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from orefolio.portfolio.portfolio import Portfolio
from orefolio.reports.story.passage import Passage
from orefolio.reports.wording import listed, money, tonnes, unit_money

MOST = 8
NOISE = 1e-6
SPENT = 1 - 1e-6


def investing(portfolio: Portfolio) -> Passage | None:
    """Investments made and left, if the workbook has any."""
    table = portfolio.table("investments")
    if table.empty:
        return None
    made, left = table[table["made"]], table[~table["made"]]
    if made.empty:
        lead = "No investment is made."
    else:
        capex = float(made["capex"].sum())
        named = [_made(row) for row in made.to_dict("records")]
        lead = (
            f"{len(made)} of {len(table)} investments {'is' if len(made) == 1 else 'are'} made,"
            f" for {money(capex)} of capex in all: {listed(named, MOST)}."
        )
    sentences = [_best(made), _left(left), _budgets(portfolio.table("budgets"))]
    sheets = ("Investment plan", "Opened capacity")
    return Passage("Investments", lead, tuple(filter(None, sentences)), sheets=sheets)


def _made(row: Mapping[Hashable, Any]) -> str:
    text = f"{row['investment']} begins in {row['begins']}"
    if row["secured"] > NOISE:
        text += f" and secures {tonnes(row['secured'])}"
        text += f" at {unit_money(row['cost_per_kilogram'])} a kilogram beside their price"
    return text


def _best(made: pd.DataFrame) -> str:
    """What the plan would cost more without each of them."""
    needed = made[made["worth_found"] == "no plan exists without it"]
    valued = made[made["worth"].notna()].sort_values("worth", ascending=False, kind="stable")
    parts = []
    if len(valued):
        each = [f"{key} {money(worth)}" for key, worth in _pairs(valued)]
        parts.append(f"Without it the plan would cost more by: {listed(each, MOST)}.")
    if len(needed):
        parts.append(f"Without {listed(list(needed['investment']), MOST)} there is no plan.")
    return " ".join(parts)


def _left(left: pd.DataFrame) -> str:
    """What those that are not made would add to the cost."""
    valued = left[left["worth"].notna()].sort_values("worth", ascending=False, kind="stable")
    parts = []
    if len(valued):
        each = [f"{key} {money(max(-worth, 0.0))}" for key, worth in _pairs(valued)]
        parts.append(f"Not made, as the plan would cost more by: {listed(each, MOST)}.")
    rest = left[left["worth"].isna()]
    if len(rest):
        told = zip(rest["investment"], rest["worth_found"], strict=True)
        parts.append(f"Not made: {listed([f'{key} ({why})' for key, why in told], MOST)}.")
    return " ".join(parts)


def _pairs(table: pd.DataFrame) -> list[tuple[str, float]]:
    return list(zip(table["investment"], table["worth"], strict=True))


def _budgets(table: pd.DataFrame) -> str:
    """Budgets that are spent to the end."""
    full = table[(table["spent"] >= SPENT * table["limit"]) & (table["limit"] > 0)]
    names = [
        f"{category} {span}" for category, span in zip(full["category"], full["span"], strict=True)
    ]
    return f"Budgets that are spent in full: {listed(names, MOST)}." if names else ""
