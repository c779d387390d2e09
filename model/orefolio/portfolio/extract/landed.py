"""The landed cost of every path by year, from the parts by period."""

from __future__ import annotations

import pandas as pd

from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.declared.landed import LANDED_COST
from orefolio.portfolio.extract.solved import PER_KG, Solved


def landed_cost(solved: Solved) -> pd.DataFrame:
    """Every path and year: each part of its landed cost, averaged over the days of the year."""
    case = solved.case
    bought = solved.flows.groupby(["path", "year"], sort=False)["bought"].sum().to_dict()
    days: dict[str, list[tuple[int, float]]] = {year: [] for year in case.years}
    for period in case.periods:
        days[period.year].append((period.index, float(period.days)))
    rows = []
    for path in case.paths.values():
        offer, levied = case.offers[path.offer], case.landed[path.key]
        yields = sum(each.tonnes for each in path.yields)
        for year, inside in days.items():
            whole = sum(count for _, count in inside)
            price, tax, insurance, tariff = (
                sum(series[index] * count for index, count in inside) / whole / PER_KG
                for series in (offer.price, levied.export_tax, levied.insurance, levied.tariff)
            )
            parts = (price, tax, path.freight / PER_KG, insurance, path.toll / PER_KG, tariff)
            rows.append(
                (
                    *(path.key, path.offer, path.product, path.way),
                    case.terms[path.offer].incoterm,
                    year,
                    *parts,
                    sum(parts),
                    yields,
                    sum(parts) / yields,
                    bought.get((path.key, year), 0.0),
                )
            )
    return from_rows(LANDED_COST, rows, solved.ranks)
