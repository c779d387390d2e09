"""Result tables as small grids for charts: a row a year, period or material, a column a name."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import ALL, COST_KINDS, MONEY_KINDS
from orefolio.reports.story.plan import name_of, periods, year_of, years

MOST_SERIES = 10
OTHERS = "others"


@dataclass(frozen=True)
class Grid:
    """A grid: the header of its first column, then a name for each further column."""

    first: str
    names: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def shares_by_year(portfolio: Portfolio, basis: str) -> Grid:
    """Share of each country of processing in all materials, by year."""
    frame = portfolio.table("shares")
    frame = frame[(frame["material"] == ALL) & (frame["year"] != ALL)]
    return _shares(portfolio, frame, "year", years(portfolio), basis)


def shares_by_material(portfolio: Portfolio, basis: str) -> Grid:
    """Share of each country of processing over the whole plan, by material."""
    frame = portfolio.table("shares")
    frame = frame[(frame["material"] != ALL) & (frame["year"] == ALL)]
    return _shares(portfolio, frame, "material", sorted(frame["material"].unique()), basis)


def costs_by_year(portfolio: Portfolio) -> Grid:
    """Undiscounted cost by kind and year; charges that nobody pays come last, marked."""
    frame = portfolio.table("costs")
    calendar = year_of(portfolio)
    frame = frame.assign(year=frame["period"].map(calendar))
    kinds = [kind for kind, _ in COST_KINDS]
    grid = _pivot(frame, "year", "kind", "amount", years(portfolio)).reindex(columns=kinds)
    grid = grid.loc[:, (grid.abs() > 0.005).any()]
    shown = {kind: kind if kind in MONEY_KINDS else f"{kind} (not paid)" for kind in kinds}
    return _grid("year", grid.rename(columns=shown).fillna(0.0))


def closing_stock(portfolio: Portfolio) -> Grid:
    """Stock at the end of each period, all grades of a material together, t."""
    frame = portfolio.table("stock")
    grid = _pivot(frame, "period", "material", "closing", periods(portfolio)).fillna(0.0)
    return _grid("period", _largest(grid.loc[:, (grid > 1e-6).any()]))


def days_of_cover(portfolio: Portfolio) -> Grid:
    """Days that the stock of a material lasts at the end of each period."""
    frame = portfolio.table("cover")
    frame = frame[(frame["grade"] == "") & _of_all_pools(frame)]
    grid = _pivot(frame, "period", "material", "days_of_cover", periods(portfolio))
    stocked = closing_stock(portfolio).names
    names = [*(n for n in stocked if n in grid.columns), *sorted(set(grid.columns) - {*stocked})]
    grid = grid[names]  # as in the chart of the stock, so that a material keeps its colour
    return _grid("period", grid.loc[:, (grid > 1e-6).any()])


def _of_all_pools(frame: pd.DataFrame) -> pd.Series[bool]:
    """Rows of all pools together; where a material has none, those of its pools (to be added)."""
    together = set(frame.loc[frame["pool"] == "", "material"])
    return (frame["pool"] == "") | ~frame["material"].isin(together)


def _shares(
    portfolio: Portfolio, frame: pd.DataFrame, index: str, order: list[str], basis: str
) -> Grid:
    frame = frame[frame["role"] == "processed"]
    grid = _largest(_pivot(frame, index, "name", basis, order).fillna(0.0))
    shown = {name: name_of(portfolio, "countries", str(name)) for name in grid.columns}
    return _grid(index, grid.rename(columns=shown))


def _pivot(
    frame: pd.DataFrame, index: str, columns: str, values: str, order: list[str]
) -> pd.DataFrame:
    grid = frame.pivot_table(
        index=index, columns=columns, values=values, aggfunc=lambda part: part.sum(min_count=1)
    )
    return grid.reindex(index=[label for label in order if label in grid.index])


def _largest(grid: pd.DataFrame) -> pd.DataFrame:
    """Columns by size, the smallest of too many added up as ``others``."""
    sums = grid.sum()
    names = sorted(grid.columns, key=lambda name: (-float(sums[name]), str(name)))
    if len(names) <= MOST_SERIES:
        return grid[names]
    kept = grid[names[: MOST_SERIES - 1]].copy()
    kept[OTHERS] = grid[names[MOST_SERIES - 1 :]].sum(axis=1)
    return kept


def _grid(first: str, frame: pd.DataFrame) -> Grid:
    rows = tuple(
        (str(label), *(None if pd.isna(value) else float(value) for value in values))
        for label, *values in frame.itertuples()
    )
    return Grid(first, tuple(map(str, frame.columns)), rows)
