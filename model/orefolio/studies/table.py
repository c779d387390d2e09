"""A table of a study: declared columns, plain rows; the same in workbook, Parquet and CSV."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import pandas as pd

from orefolio.workbook.sheets.files import write_whole

Kind = Literal["text", "number", "share", "integer", "yes_no", "money"]
Cell = str | float | int | bool | None

FORMATS = (".parquet", ".csv")
_ACTS = ("=", "+", "-", "@", "\t", "\n")
"""A spreadsheet may take a text that begins so for a formula."""


@dataclass(frozen=True)
class StudyColumn:
    """One column. Shares are 0 to 1; ``None`` stands for no value in any kind but integer."""

    name: str
    kind: Kind
    unit: str = ""
    text: str = ""

    @property
    def header(self) -> str:
        """The name with its unit: ``total cost (USD)``."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


@dataclass(frozen=True)
class StudyTable:
    """Columns and rows; ``name`` is that of its sheet."""

    name: str
    text: str
    columns: tuple[StudyColumn, ...]
    rows: Sequence[tuple[Cell, ...]]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """As a pandas frame, its columns named by their headers; no value is NaN or None."""
        series = {}
        for place, column in enumerate(self.columns):
            values = [row[place] for row in self.rows]
            series[column.header] = pd.Series(values, dtype=_dtype(column.kind))
        return pd.DataFrame(series)

    def parquet(self) -> bytes:
        """The table as the bytes of a Parquet file."""
        buffer = io.BytesIO()
        self.frame.to_parquet(buffer, index=False)
        return buffer.getvalue()

    def csv(self) -> bytes:
        """The table as CSV in UTF-8, with the mark by which Excel knows it.

        Text that a spreadsheet could take for a formula gets an apostrophe in front.
        """
        frame = self.frame.copy()
        for column in self.columns:
            if column.kind == "text":
                frame[column.header] = frame[column.header].map(harmless, na_action="ignore")
            elif column.kind == "yes_no":
                frame[column.header] = frame[column.header].map({True: "yes", False: "no"})
        frame.columns = pd.Index([harmless(header) for header in frame.columns])
        return frame.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")

    def write(self, path: Path, *, overwrite: bool = False) -> None:
        """Write to ``.parquet`` or ``.csv``, by the name's ending, whole or not at all.

        Raises ValueError for another ending, FileExistsError, and
        :class:`~orefolio.workbook.sheets.CannotWrite`.
        """
        content = {".parquet": self.parquet, ".csv": self.csv}.get(path.suffix.lower())
        if content is None:
            raise ValueError(f"{path.name} must end in {' or '.join(FORMATS)}")
        write_whole(path, content(), overwrite=overwrite)


def harmless(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would take it for a formula.

    Line breaks of every kind become line feeds, which every reader of CSV keeps inside a cell.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_ACTS) else text


def _dtype(kind: Kind) -> str:
    return {"text": "str", "integer": "int64", "yes_no": "bool"}.get(kind, "float64")
