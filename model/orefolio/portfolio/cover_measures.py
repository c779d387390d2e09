"""Measures of the days that stock lasts: of all pools together, and of those of one owner."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from orefolio.portfolio.result_table import ALL

Tables = Mapping[str, pd.DataFrame]


def least_cover(tables: Tables, material: str) -> float | None:
    """The least days of all rows of the Stock sheet; rows of single pools are added up.

    Where a row speaks of all pools of a material together, those of its pools are left out.
    """
    frame = _of_material(tables["cover"], material)
    together = frame[frame["pool"] == ""]
    known = set(together["material"])
    pools = frame[(frame["pool"] != "") & ~frame["material"].isin(known)]
    apart = pools.groupby(["material", "grade", "period"])["days_of_cover"].sum(min_count=1)
    days = [*together["days_of_cover"].dropna(), *apart.dropna()]
    return min(days) if days else None


def owned_cover(owner: str) -> Callable[[Tables, str], float | None]:
    """The least days of cover in pools of one owner, all of them together."""

    def value(tables: Tables, material: str) -> float | None:
        frame = _of_material(tables["pool_levels"], material)
        frame = frame[frame["owner"] == owner]
        days = frame.groupby(["material", "period"])["days_of_cover"].sum(min_count=1).dropna()
        return float(days.min()) if len(days) else None

    return value


def missing_days(tables: Tables, material: str) -> float:
    """Days missing of those wanted at a price, added over rows and periods."""
    return float(_of_material(tables["cover"], material)["missing_days"].sum())


def _of_material(frame: pd.DataFrame, material: str) -> pd.DataFrame:
    return frame if material == ALL else frame[frame["material"] == material]


COVER_MEASURES = (
    (
        "least days of cover",
        "days",
        "the lowest stock of all periods, in days of the demand that follows",
        least_cover,
    ),
    (
        "least days of cover of national stock",
        "days",
        "the same of the pools that are national",
        owned_cover("national"),
    ),
    (
        "least days of cover of private stock",
        "days",
        "the same of the pools that are private",
        owned_cover("private"),
    ),
    (
        "days of cover missing",
        "days",
        "days missing of those wanted at a price, added over rows and periods",
        missing_days,
    ),
)
"""Name, unit, meaning and value of each; they are told by material as well."""
