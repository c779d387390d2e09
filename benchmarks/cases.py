"""The registry of cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.everything import everything
from benchmarks.generated import LARGE, TINY, Size, generated
from orefolio.tables import Records
from orefolio.workbook import write_workbook

INPUTS = Path(__file__).resolve().parents[1] / "inputs"


@dataclass(frozen=True)
class BenchmarkCase:
    """One case to measure.

    ``workbook(folder)`` gives the workbook to read, which it may write into the folder first.
    ``changes`` are made to it as ``--set`` makes them; ``point`` is what the sweep point changes.
    """

    name: str
    text: str
    workbook: Callable[[Path], Path]
    changes: tuple[str, ...] = ()
    point: str = "settings.risk_weight=0.5"


def shipped(name: str) -> Callable[[Path], Path]:
    """A workbook of ``inputs/``."""
    return lambda _folder: INPUTS / name


def written(records: Callable[[], Records]) -> Callable[[Path], Path]:
    """A case that is made, written as a planner's workbook."""

    def write(folder: Path) -> Path:
        path = folder / "made.xlsx"
        write_workbook(path, records(), overwrite=True)
        return path

    return write


def _of(size: Size) -> Callable[[], Records]:
    return lambda: generated(size)


CASES: tuple[BenchmarkCase, ...] = (
    BenchmarkCase("small", "two materials, three sellers", shipped("minimal.xlsx")),
    BenchmarkCase("annual", "Japan, ten years", shipped("japan_rare_earths.xlsx")),
    BenchmarkCase(
        "quarterly",
        "Japan, forty quarters",
        shipped("japan_rare_earths.xlsx"),
        ("settings.period_length=quarter",),
    ),
    BenchmarkCase("everything", "Japan, forty quarters, every mechanism on", written(everything)),
    BenchmarkCase("generated", "about 100,000 columns, 120 months", written(_of(LARGE))),
)
"""Every case, from small to large."""

TINY_CASE = BenchmarkCase("tiny", "as generated, but tiny; for the tests", written(_of(TINY)))

CASE: dict[str, BenchmarkCase] = {case.name: case for case in (*CASES, TINY_CASE)}
"""The cases by name, with the one of the tests."""
