"""What is lifted under contracts, what is paid without lifting, and what their terms bring."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from orefolio.portfolio.portfolio import Portfolio
from orefolio.reports.story.passage import Passage
from orefolio.reports.wording import listed, money, tonnes, unit_money

MOST = 8
NOISE = 1e-6
KG = 1000.0


def contracts(portfolio: Portfolio) -> Passage | None:
    """Contracts, if the workbook has any."""
    years = portfolio.table("contract_years")
    if years.empty:
        return None
    sums = years.groupby("contract").sum(numeric_only=True)
    used = sums[sums["lifted"] > NOISE]
    sentences = [_contract(str(name), sums.loc[name]) for name in used.index[:MOST]]
    if len(used) > MOST:
        sentences.append(f"{len(used) - MOST} more are on the sheet Contract years.")
    sentences += [*_idle(years, sums), *_notes(years)]
    return Passage("Contracts", _lead(used), tuple(sentences), sheets=("Contract years",))


def _lead(used: pd.DataFrame) -> str:
    if used.empty:
        return "Nothing is lifted under contracts."
    lifted, paid = float(used["lifted"].sum()), _paid(used.sum())
    idle = float(used["deficiency"].sum())
    beside = f" and {tonnes(idle)} paid and not lifted" if idle > NOISE else ""
    return (
        f"{tonnes(lifted)} are lifted under {listed(map(str, used.index), MOST)}{beside}, for"
        f" {money(paid)} undiscounted in all."
    )


def _paid(sums: pd.Series) -> float:
    kinds = ["invoiced", "take_or_pay", "rebates", "settlements", "fees"]
    return float(sums[kinds].sum())


def _contract(name: str, sums: pd.Series) -> str:
    """One contract in a sentence: tonnes, price, what its terms did."""
    price = unit_money(_paid(sums) / float(sums["lifted"]) / KG)
    parts = [f"{name}: {tonnes(float(sums['lifted']))} at {price} a kilogram, all told"]
    if sums["at_floor"] > NOISE:
        parts.append(f"{tonnes(float(sums['at_floor']))} of them at the floor price")
    if sums["deficiency"] > NOISE:
        parts.append(f"{tonnes(float(sums['deficiency']))} paid and not lifted in their year")
    if sums["made_up"] > NOISE:
        parts.append(f"{tonnes(float(sums['made_up']))} of these lifted free later")
    if sums["rebates"] < -0.005:
        parts.append(f"{money(-float(sums['rebates']))} rebated")
    if sums["settlements"] < -0.005:
        parts.append(f"{money(-float(sums['settlements']))} saved by price steps")
    return "; ".join(parts) + "."


def _idle(years: pd.DataFrame, sums: pd.DataFrame) -> Iterator[str]:
    idle = [str(name) for name in sums.index[sums["lifted"] <= NOISE]]
    if idle:
        yield f"Nothing is lifted under {listed(idle, MOST)}."
    ended = years[~years["in_force"].astype(bool)]
    if len(ended):
        each = [
            f"{name} in {year}" for name, year in zip(ended["contract"], ended["year"], strict=True)
        ]
        yield f"Not in force: {listed(each, MOST)}."


def _notes(years: pd.DataFrame) -> Iterator[str]:
    """Where more is lifted than is used."""
    told = years[years["note"] != ""].head(3)
    for name, year, note in zip(told["contract"], told["year"], told["note"], strict=True):
        yield f"{name} in {year}: {note}."
