"""The one form of a result table: column order, types, rounding, order of rows.

Floats are rounded to 12 significant digits. A workbook keeps at least 15, so a table that was saved
and loaded is exactly the table that was extracted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from orefolio.portfolio.result_table import Kind, ResultTable
from orefolio.workbook.sheets.values import clean_text

DIGITS = 12
"""Significant digits of every float in a result table."""

Ranks = Mapping[str, Mapping[str, int]]
"""Column → value → rank; columns without ranks are ordered as text."""


def canonical(table: ResultTable, frame: pd.DataFrame, ranks: Ranks | None = None) -> pd.DataFrame:
    """The frame as the declaration says; raises KeyError when a column is missing.

    Rows are ordered by key (``ranks`` orders periods and years as the plan does), unless the table
    keeps the order in which its rows were made.
    """
    built = {column.name: _typed(column.kind, frame[column.name]) for column in table.columns}
    result = pd.DataFrame(built)
    if table.key and not table.ordered and len(result):
        ranks = ranks or {}
        order = pd.DataFrame(
            {
                name: result[name].map(ranks[name]).fillna(len(ranks[name]))
                if name in ranks
                else result[name]
                for name in table.key
            }
        )
        result = result.loc[order.sort_values(list(table.key), kind="stable").index]
    return result.reset_index(drop=True)


def from_rows(
    table: ResultTable, rows: Iterable[Iterable[Any]], ranks: Ranks | None = None
) -> pd.DataFrame:
    """A table from rows whose cells stand in the declared order of columns."""
    names = [column.name for column in table.columns]
    frame = pd.DataFrame([tuple(row) for row in rows], columns=names, dtype=object)
    return canonical(table, frame, ranks)


def empty(table: ResultTable) -> pd.DataFrame:
    """The table without rows."""
    return from_rows(table, ())


def rounded(values: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Floats rounded to 12 significant digits; no negative zero, no infinity (NaN: none)."""
    floats = np.asarray(pd.to_numeric(pd.Series(values)), dtype=np.float64)
    floats = np.where(np.isfinite(floats), floats, np.nan)
    # Formatting is slow and prices repeat, so every distinct number is formatted once.
    distinct, place = np.unique(floats, return_inverse=True)
    formatted = [float(f"{number:.{DIGITS}g}") for number in distinct.tolist()]
    return np.asarray(formatted, dtype=np.float64)[place] + 0.0


def _typed(kind: Kind, values: pd.Series[Any]) -> pd.Series[Any]:
    index = values.index
    if kind == "text":
        given = values.tolist()
        # Names repeat from row to row, so every distinct value is looked at once.
        texts = {v: "" if _missing(v) else clean_text(str(v)) for v in dict.fromkeys(given)}
        return pd.Series([texts[value] for value in given], index=index, dtype=object)
    if kind == "integer":
        return pd.Series([int(value) for value in values], index=index, dtype=np.int64)
    if kind == "yes_no":
        return pd.Series([bool(value) for value in values], index=index, dtype=np.bool_)
    return pd.Series(rounded(values), index=index, dtype=np.float64)


def _missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))
