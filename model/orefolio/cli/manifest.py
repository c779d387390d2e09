"""What is written down about a run, beside what the solver says itself."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import platform
from pathlib import Path
from typing import TYPE_CHECKING

import orefolio

if TYPE_CHECKING:
    from orefolio.case import Case
    from orefolio.solving import Options


def manifest(case: Case, file: Path, options: Options, moment: dt.datetime) -> dict[str, str]:
    """Input and its hash (after changes), versions, options as they took effect, the time."""
    from orefolio.case.fingerprint import fingerprint

    gap, limit = options.relative_gap, options.time_limit
    gap = case.plan.relative_gap if gap is None else gap
    limit = case.plan.time_limit if limit is None else limit
    return {
        "title": case.plan.title,
        "run at": moment.isoformat(sep=" ", timespec="seconds"),
        "input file": str(file),
        "input hash": fingerprint(case.records),
        "orefolio": orefolio.__version__,
        "python": platform.python_version(),
        "pandas": importlib.metadata.version("pandas"),
        "platform": platform.platform(),
        "option gap": f"{gap:.12g}",
        "option time limit (s)": "none" if limit is None else f"{limit:.12g}",
        "option threads": str(options.threads),
    }
