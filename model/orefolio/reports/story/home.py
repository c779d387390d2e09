"""What is saved, recycled and converted at home."""

from __future__ import annotations

import pandas as pd

from orefolio.portfolio.portfolio import Portfolio
from orefolio.reports.story.passage import Passage
from orefolio.reports.wording import listed, money, percent, tonnes

USED_UP = 1 - 1e-6
NOISE = 1e-6
MOST = 8


def home(portfolio: Portfolio) -> Passage | None:
    """Levers and conversions, if the workbook has any."""
    levers, conversions = portfolio.table("levers"), portfolio.table("conversions")
    if levers.empty and conversions.empty:
        return None
    lead = _levers(portfolio, levers) if len(levers) else ""
    sentences = [_idle(levers)] if len(levers) else []
    if len(conversions):
        sentences.append(_conversions(conversions))
    found = [sentence for sentence in (lead, *sentences) if sentence]
    sheets = ("Lever use", "Savings") if len(levers) else ("Conversions done", "Converted tonnes")
    return Passage("At home", found[0], tuple(found[1:]), sheets=sheets)


def _levers(portfolio: Portfolio, levers: pd.DataFrame) -> str:
    sums = levers.groupby("lever")[["tonnes", "ceiling", "cost", "fixed_cost"]].sum()
    kinds = dict(zip(levers["lever"], levers["kind"], strict=True))
    used = sums[sums["tonnes"] > NOISE * sums["ceiling"].clip(lower=1.0)]
    if used.empty:
        return "No lever is used: buying costs less."
    demand = portfolio.table("demand")
    saved, needed = float(demand["saved"].sum()), float(demand["demand"].sum())
    cost = float(used["cost"].sum() + used["fixed_cost"].sum())
    back = [name for name in used.index if kinds[name] == "recycling"]
    parts = []
    if len(back) < len(used):
        of = f" ({percent(saved / needed)} of the demand)" if needed > 0 else ""
        parts.append(f"save {tonnes(saved)}{of}")
    if back:
        parts.append(f"recycle {tonnes(float(used.loc[back, 'tonnes'].sum()))}")
    order = used["tonnes"].sort_values(ascending=False).index
    named = [_named(str(name), used.loc[name]) for name in order]
    return f"Levers {' and '.join(parts)}, for {money(cost)} undiscounted: {listed(named, MOST)}."


def _named(name: str, sums: pd.Series) -> str:
    full = sums["tonnes"] >= USED_UP * sums["ceiling"]
    how = "all it can" if full else f"{percent(sums['tonnes'] / sums['ceiling'])} of what it can"
    return f"{name} {tonnes(float(sums['tonnes']))} ({how})"


def _idle(levers: pd.DataFrame) -> str:
    sums = levers.groupby("lever")[["tonnes", "ceiling"]].sum()
    used = sums["tonnes"] > NOISE * sums["ceiling"].clip(lower=1.0)
    names = [str(name) for name in sums.index[~used]]
    return f"Not used: {listed(names, MOST)}." if names and used.any() else ""


def _conversions(conversions: pd.DataFrame) -> str:
    sums = conversions.groupby("conversion")["converted"].sum()
    of = dict(zip(conversions["conversion"], conversions["from_material"], strict=True))
    done = [
        f"{name} {tonnes(float(amount))} of {of[name]}"
        for name, amount in sums.items()
        if amount > NOISE
    ]
    if not done:
        return "Nothing is converted at home."
    return f"Converted at home: {listed(done, MOST)}."
