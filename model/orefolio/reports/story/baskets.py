"""Baskets and plants: what each basket is worth most for, what is left over, hidden countries."""

from __future__ import annotations

import pandas as pd

from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import ALL
from orefolio.reports.story.passage import Passage
from orefolio.reports.story.plan import horizon, name_of
from orefolio.reports.wording import listed, money, percent, tonnes

NOISE = 1e-6
MOST = 5
WORTH_TELLING = 0.005
"""A hidden share is told from here on."""
MOST_OF_THE_VALUE = 0.8
"""A basket is worth most for the materials that make up so much of its value."""


def baskets(portfolio: Portfolio) -> Passage | None:
    """Products of several materials, plants and hidden countries, if there are any."""
    contents, loads = portfolio.table("baskets"), portfolio.table("plant_loads")
    hidden = _hidden(portfolio)
    if contents.empty and loads.empty and not hidden:
        return None
    told = [*_drivers(portfolio), _left_over(portfolio), _loads(loads), hidden]
    found = [sentence for sentence in told if sentence]
    if not found:
        return None
    names = {"Basket contents": contents, "Plant loads": loads}
    sheets = tuple(name for name, frame in names.items() if len(frame))
    return Passage("Baskets and plants", found[0], tuple(found[1:]), sheets=(*sheets, "Exposure"))


def _worth_most(contents: pd.DataFrame, offer: str) -> str:
    """The materials that make up most of the value of a basket, the dearest first."""
    parts = contents[contents["offer"] == offer].groupby("material")["value"].sum()
    parts = parts[parts > 0].sort_values(ascending=False, kind="stable")
    if parts.empty:
        return ""
    before = parts.cumsum() - parts
    most = [str(key) for key in parts.index[before < MOST_OF_THE_VALUE * parts.sum()]]
    return f" (worth most for its {listed(most, len(most))})"


def _drivers(portfolio: Portfolio) -> list[str]:
    """What each basket is worth most for, and whether its price is met by its value."""
    contents = portfolio.table("baskets")
    several = set(contents["offer"])
    sources = portfolio.table("sources")
    sources = sources[sources["offer"].isin(several)]
    taken, left = [], []
    for offer, rows in sources.groupby("offer", sort=True):
        bought, gap = float(rows["bought"].sum()), float(rows["margin"].mean())
        if bought > NOISE:
            taken.append(f"{offer} {tonnes(bought)}{_worth_most(contents, str(offer))}")
        elif pd.notna(gap) and gap < 0:
            left.append(f"{offer} (worth {-gap:,.4g} USD/kg less than it costs on arrival)")
        else:
            left.append(str(offer))
    return [
        *([f"Baskets bought: {listed(taken, MOST)}."] if taken else []),
        *([f"Baskets not bought: {listed(left, MOST)}."] if left else []),
    ]


def _left_over(portfolio: Portfolio) -> str:
    table = portfolio.table("surplus")
    sums = table.groupby("material")[["tonnes", "income"]].sum()
    sums = sums[sums["tonnes"] > NOISE].sort_values("tonnes", ascending=False)
    if sums.empty:
        return ""
    named = listed((f"{name} {tonnes(float(t))}" for name, t in sums["tonnes"].items()), MOST)
    income = float(sums["income"].sum())
    what = f"brings {money(income)}" if income >= 0 else f"costs {money(-income)} to dispose of"
    return f"Left over are {named}, which {what} undiscounted."


def _loads(loads: pd.DataFrame) -> str:
    sums = loads.groupby("plant")[["fed", "toll"]].sum()
    used = sums[sums["fed"] > NOISE].sort_values("fed", ascending=False)
    if sums.empty:
        return ""
    if used.empty:
        return "No plant is used."
    named = (f"{name} {tonnes(float(fed))}" for name, fed in used["fed"].items())
    paid = float(used["toll"].sum())
    return f"Plants take {listed(named, MOST)} of feed, for {money(paid)} of tolls undiscounted."


def _hidden(portfolio: Portfolio) -> str:
    """Countries that touch what customs see under the name of another."""
    frame = portfolio.table("exposure")
    chosen = frame[
        (frame["material"] == ALL) & (frame["year"] == ALL) & (frame["role"] == "any")
    ].copy()
    through = chosen[["country", "hidden_share"]]
    made = frame[
        (frame["material"] == ALL)
        & (frame["year"] == ALL)
        & frame["role"].isin(["mined", "processed"])
        & (frame["hidden_share"] >= WORTH_TELLING)
    ]
    through = through[through["country"].isin(set(made["country"]))]
    through = through.sort_values(["hidden_share", "country"], ascending=[False, True])
    if through.empty:
        return ""
    named = (
        f"{name_of(portfolio, 'countries', country)} {percent(float(part))}"
        for country, part in through.itertuples(index=False, name=None)
    )
    return (
        "Mined, processed or carried there, though the last processing is elsewhere (by volume,"
        f" {horizon(portfolio)} together): {listed(named, MOST)}."
    )
