"""The right way to read a cell, by the kind of its column."""

from __future__ import annotations

from collections.abc import Callable

from orefolio.tables import Column, Kind
from orefolio.workbook.cells import RawCell
from orefolio.workbook.records.values.days import read_date, read_period
from orefolio.workbook.records.values.figures import read_figure
from orefolio.workbook.records.values.reading import Reading, Scale, shows_nothing, unusable
from orefolio.workbook.records.values.words import (
    read_choice,
    read_key,
    read_link,
    read_list,
    read_text,
    read_yes_no,
)

_Reader = Callable[[RawCell, Column, str], Reading]

_READERS: dict[Kind, _Reader] = {
    Kind.KEY: read_key,
    Kind.LINK: read_link,
    Kind.LINKS: read_list,
    Kind.TEXT: read_text,
    Kind.YES_NO: read_yes_no,
    Kind.CHOICE: read_choice,
    Kind.DATE: read_date,
    Kind.PERIOD: read_period,
}
FIGURES = frozenset({Kind.NUMBER, Kind.INTEGER, Kind.SHARE})
"""Kinds that hold numbers, and whose headers may have a unit."""


def read_value(cell: RawCell | None, column: Column, name: str, scale: Scale) -> Reading:
    """The value of a cell in the column's unit; ``name`` is what messages call it.

    Never raises: what cannot be read comes back as an error in the reading.
    """
    if cell is None or shows_nothing(cell):
        return Reading()
    trouble = unusable(cell, name)
    if trouble:
        return Reading(None, trouble)
    if column.kind in FIGURES:
        return read_figure(cell, column, name, scale)
    return _READERS[column.kind](cell, column, name)
