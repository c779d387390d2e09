"""Which files a command may read and write; refused before any work is done."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

WORKBOOK = click.Path(exists=True, dir_okay=False, path_type=Path)
"""A workbook to read."""

NEW_FILE = click.Path(dir_okay=False, path_type=Path)
"""A file to write."""


def refuse_output(
    path: Path, *, inputs: Iterable[Path] = (), force: bool = False, suffix: str = ".xlsx"
) -> None:
    """Refuse a name that is no workbook, an input, a file that exists, or where none can be.

    An existing file is not refused with ``force``. Raises :class:`click.ClickException` for the
    first two, :class:`FileExistsError` for the third and
    :class:`~orefolio.workbook.sheets.CannotWrite` for the last.
    """
    if suffix and path.suffix.lower() != suffix:
        raise click.ClickException(f"{path} is no {suffix} file name; write {path.stem}{suffix}")
    for given in inputs:
        if path.exists() and given.exists() and path.samefile(given):
            raise click.ClickException(
                f"{path} is the input, which is never changed; choose another name"
            )
    if not force and os.path.lexists(path):
        raise FileExistsError(f"{path} exists already; choose another name, or use --force")
    refuse_folder(path.parent)


def refuse_folder(folder: Path) -> None:
    """Refuse a folder that cannot be written into, or is missing: that may be a slip.

    Only the folder of the results is made when it is missing. Raises
    :class:`~orefolio.workbook.sheets.CannotWrite`.
    """
    from orefolio.reports.naming import RESULTS
    from orefolio.workbook.sheets import CannotWrite

    if not os.path.lexists(folder):
        if folder != RESULTS:
            raise CannotWrite(
                f"The folder {folder} does not exist; make it first, or choose another with -o"
            )
        folder = folder.parent
    if not folder.is_dir():
        raise CannotWrite(f"{folder} is not a folder; choose another with -o")
    try:  # asking for permissions says nothing of read-only and unreal file systems
        with tempfile.TemporaryFile(dir=folder, prefix=".orefolio-"):
            pass
    except OSError as problem:
        raise CannotWrite(f"Cannot write into {folder}; choose another folder with -o") from problem
