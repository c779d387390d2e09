"""A value of a record as the cell from which the reader gets it back exactly."""

from __future__ import annotations

import datetime

from orefolio.tables import Column, Kind, Value


def cell_value(value: Value, column: Column) -> object:
    """Dates as dates, lists separated by ``;``; everything else as it is."""
    if isinstance(value, tuple):
        # A single name with a comma would be read as several without the ;
        alone = len(value) == 1 and any(sign in value[0] for sign in ",、")
        return value[0] + ";" if alone else "; ".join(value)
    if column.kind is Kind.DATE and isinstance(value, str):
        return datetime.date.fromisoformat(value)
    if column.kind is Kind.NUMBER and isinstance(value, int):
        return float(value)
    return value


def in_words(value: Value, column: Column) -> str:
    """A default for a sentence: ``yes``, ``3%``, ``0 t``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        if column.kind is Kind.SHARE or column.unit.startswith("%"):
            return f"{value * 100:.10g}%"
        return f"{value:.10g} {column.unit}".strip()
    return "; ".join(value) if isinstance(value, tuple) else str(value)
