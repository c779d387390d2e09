"""Which files a command may read and write; refused before any work is done."""

from __future__ import annotations

import os
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
    """Refuse a name that is no workbook, an input, or an existing file without ``force``.

    Raises :class:`click.UsageError` for the first two and :class:`FileExistsError` for the last.
    """
    if suffix and path.suffix.lower() != suffix:
        raise click.UsageError(f"{path} is no {suffix} file name; write {path.stem}{suffix}")
    for given in inputs:
        if path.exists() and given.exists() and path.samefile(given):
            raise click.UsageError(f"{path} is the input; choose another name, it is never changed")
    if not force and os.path.lexists(path):
        raise FileExistsError(f"{path} exists already; choose another name, or use --force")
