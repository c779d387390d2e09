"""Where a result goes when nobody says."""

from __future__ import annotations

import datetime as dt
import os
import re
import unicodedata
from pathlib import Path

RESULTS = Path("results")
"""Folder of the results, in the current directory."""

LONGEST = 60  # characters of the stem; some file systems allow 143 bytes for the whole name
_UNSAFE = re.compile(r"[^\w.-]+")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def result_path(stem: str, moment: dt.datetime, folder: Path = RESULTS) -> Path:
    """``results/<stem>-YYYYMMDD-HHMMSS.xlsx``; a number follows when that file exists already."""
    return free_path(folder / f"{safe_stem(stem)}-{moment:%Y%m%d-%H%M%S}.xlsx")


def free_path(path: Path) -> Path:
    """The path, with a number before its suffix when it is taken: ``plan-2.xlsx``."""
    free, number = path, 2
    while os.path.lexists(free):
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free


def safe_stem(stem: str) -> str:
    """The stem as a file name on every system: letters, digits, ``-``, ``_`` and ``.``."""
    text = unicodedata.normalize("NFKC", stem)
    text = _UNSAFE.sub("-", text).strip("-. ")[:LONGEST].strip("-. ")
    if not text:
        return "plan"
    return f"plan-{text}" if _DEVICES.fullmatch(text) else text


def strip_moment(stem: str) -> str:
    """The stem of a result without its time, so that a result of a result is not dated twice."""
    return re.sub(r"(-\d{8}-\d{6}(-\d+)?)+$", "", stem) or stem
