"""Who supplies: by volume, by value, by country of the mine, and where one country has it all."""

from __future__ import annotations

import pandas as pd

from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import ALL
from orefolio.reports.story.passage import Passage
from orefolio.reports.story.plan import horizon, name_of, years
from orefolio.reports.wording import listed, percent

MOST_NAMED = 8
MOVED = 0.01
"""Shares of first and last year are told when one differs by more."""

ALONE = 0.9
"""A material depends on one country from this share on."""


def suppliers(portfolio: Portfolio) -> Passage:
    """Import shares of all materials together; the basis of every share is stated."""
    volume = shares(portfolio, "processed", "share_of_volume")
    sheets = ("Import shares", "Concentration")
    if not volume:
        return Passage("Who supplies", "Nothing is bought.", sheets=sheets)
    lead = (
        f"By volume (usable tonnes, {horizon(portfolio)} together), by country of processing:"
        f" {_told(portfolio, volume)}."
    )
    value = shares(portfolio, "processed", "share_of_value")
    sentences = []
    if value:
        sentences.append(f"The same by value at reference prices: {_told(portfolio, value)}.")
    mined = shares(portfolio, "mined", "share_of_volume")
    if mined != volume:
        sentences.append(f"By volume, by country of the mine: {_told(portfolio, mined)}.")
    sentences += _moved(portfolio)
    sentences += _alone(portfolio)
    return Passage("Who supplies", lead, tuple(sentences), sheets=sheets)


def shares(portfolio: Portfolio, role: str, basis: str, year: str = ALL) -> dict[str, float]:
    """Share of each name of a role in all materials together, the largest first."""
    frame = portfolio.table("shares")
    chosen = frame[(frame["material"] == ALL) & (frame["role"] == role) & (frame["year"] == year)]
    found = {
        str(name): float(share)
        for name, share in zip(chosen["name"], chosen[basis], strict=True)
        if pd.notna(share) and share > 0
    }
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _told(portfolio: Portfolio, found: dict[str, float]) -> str:
    return listed(
        (
            f"{name_of(portfolio, 'countries', name)} {percent(share)}"
            for name, share in found.items()
        ),
        MOST_NAMED,
    )


def _moved(portfolio: Portfolio) -> list[str]:
    labels = years(portfolio)
    if len(labels) < 2:
        return []
    first, last = (
        shares(portfolio, "processed", "share_of_volume", year) for year in (labels[0], labels[-1])
    )
    names = first.keys() | last.keys()
    if all(abs(first.get(name, 0.0) - last.get(name, 0.0)) <= MOVED for name in names):
        return []
    return [
        f"By volume in {labels[0]}: {_told(portfolio, first)};"
        f" in {labels[-1]}: {_told(portfolio, last)}."
    ]


def _alone(portfolio: Portfolio) -> list[str]:
    """Materials of which one country processes nearly all, by country."""
    frame = portfolio.table("concentration")
    chosen = frame[
        (frame["role"] == "processed")
        & (frame["year"] == ALL)
        & (frame["material"] != ALL)
        & (frame["largest_share"] >= ALONE)
    ]
    return [
        f"{name_of(portfolio, 'countries', str(country))} processes {ALONE:.0%} or more of the"
        f" deliveries of {listed(rows['material'])}.".replace("90%", "90 %")
        for country, rows in chosen.groupby("largest", sort=True)
    ]
