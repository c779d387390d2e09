"""Whole input workbooks: the empty template and a filled one."""

from __future__ import annotations

from pathlib import Path

from orefolio.tables import TABLE, Record, Records
from orefolio.workbook.inputs.index import index_sheet
from orefolio.workbook.inputs.readme import readme_sheet
from orefolio.workbook.inputs.sheets import input_sheets
from orefolio.workbook.sheets import write_book


def write_template(path: Path, *, overwrite: bool = False) -> None:
    """Write a workbook with every table empty and the settings at their defaults.

    The tables that nearly every plan needs come first, the others stand behind with pale tabs.

    Raises FileExistsError if the file exists and ``overwrite`` is false, CannotWrite if the system
    refuses.
    """
    settings = TABLE["settings"]
    defaults = {c.name: c.default for c in settings.columns if c.default is not None}
    records = Records({settings.name: {"": Record(values=defaults)}})
    _write(path, records, all_tables=True, overwrite=overwrite)


def write_workbook(path: Path, records: Records, *, overwrite: bool = False) -> None:
    """Write the records as an input workbook; reading it gives the same records.

    Raises FileExistsError if the file exists and ``overwrite`` is false, CannotWrite if the system
    refuses.
    """
    _write(path, records, all_tables=False, overwrite=overwrite)


def _write(path: Path, records: Records, *, all_tables: bool, overwrite: bool) -> None:
    path = Path(path)
    sheets = input_sheets(records, all_tables=all_tables)
    index = index_sheet(records, frozenset(sheet.name for sheet in sheets))
    write_book(path, [readme_sheet(path.name), index, *sheets], overwrite=overwrite)
