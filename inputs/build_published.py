"""Builds ``published/``: three textbook problems as workbooks, from the data of their tests.

    python inputs/build_published.py

The tests in ``tests/oracles`` hold the data, prove the published optimum and cite the books.
"""

from __future__ import annotations

import sys
from pathlib import Path

from orefolio.tables import Records
from orefolio.workbook import write_workbook

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "published"
for folder in ("tests", "tests/oracles"):
    sys.path.insert(0, str(HERE.parent / folder))

import test_blending  # noqa: E402
import test_depots  # noqa: E402
import test_transport  # noqa: E402
from support import records  # noqa: E402

PROBLEMS = {
    "transport": (
        test_transport.multmip,
        "AMPL book (2003), multmi: the least cost is USD 199,500",
    ),
    "food_manufacture": (
        test_blending.food_manufacture,
        "Williams (2013), 12.1 Food Manufacture: the least cost is USD 297,157.41",
    ),
    "depots": (
        test_depots.distribution_1,
        "Williams (2013), 12.19 Distribution: the least cost is USD 198.5, in thousands",
    ),
}
"""The tables of each problem, and what its workbook is called with the published optimum."""


def problem(name: str) -> Records:
    """The tables of a problem, with its title."""
    tables, title = PROBLEMS[name]
    filled = tables()
    return records(**{**filled, "settings": {"title": title, **filled.get("settings", {})}})


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in PROBLEMS:
        write_workbook(FOLDER / f"{name}.xlsx", problem(name), overwrite=True)
        print(f"{FOLDER / name}.xlsx is written.")
