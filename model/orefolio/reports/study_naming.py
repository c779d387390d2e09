"""Where a study goes when nobody says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from orefolio.reports.naming import RESULTS, result_path, safe_stem, strip_moment
from orefolio.studies.journal import begun


def study_path(
    stem: str, moment: dt.datetime, header: Mapping[str, str], folder: Path = RESULTS
) -> Path:
    """``results/<stem>-sweep-YYYYMMDD-HHMMSS.xlsx``.

    A study that was begun and stopped, known by the header of its journal, keeps its name.
    """
    whole = f"{strip_moment(stem).removesuffix('-sweep')}-sweep"
    return begun(folder, safe_stem(whole), header) or result_path(whole, moment, folder)
