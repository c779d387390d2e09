"""``python -m benchmarks``: measure, print, and write JSON if asked."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cases import CASE, CASES
from benchmarks.measure import Figures, in_new_process, measure_apart
from benchmarks.tables import interface_table, phase_table

NAMES = ("read", "check", "build", "hand-over", "solve", "read back", "extract", "audit", "write")
NAMES += ("sweep point",)
"""Phases to choose from; a test holds them equal to the registry, which is slow to import."""

WAYS = ("orefolio", "appsi_highs", "contrib.solver highs")
"""Interfaces that are compared; a test holds them equal to the registry."""

COMPARED = "generated"
"""The case on which the hand-overs are compared."""

STARTS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    given = _parser().parse_args(arguments)
    found: dict[str, list[Figures]] = {"cases": [], "interfaces": []}
    for name in given.cases:
        figures = measure_apart(CASE[name], given.phases, given.repeat)
        found["cases"].append(figures)
        print(phase_table(figures), end="\n\n", flush=True)
    if COMPARED in given.cases and (not given.phases or "hand-over" in given.phases):
        found["interfaces"] = [in_new_process("interface", COMPARED, way) for way in WAYS]
        print(interface_table(found["interfaces"]), end="\n\n")
    start = start_up()
    print(f"start-up (orefolio --help): {start:.2f} s wall, median of {STARTS}")
    if given.json:
        given.json.write_text(json.dumps({**found, "start-up": start}, indent=1), encoding="utf-8")


def start_up() -> float:
    """Wall seconds of ``orefolio --help``, median of several."""
    seconds = []
    for _ in range(STARTS):
        begun = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "orefolio", "--help"], capture_output=True, check=True
        )
        seconds.append(time.monotonic() - begun)
    return statistics.median(seconds)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = [case.name for case in CASES]
    parser.add_argument("--cases", nargs="+", choices=[*CASE], default=names, metavar="CASE")
    parser.add_argument("--phases", nargs="+", choices=NAMES, default=[], metavar="PHASE")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of each case")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write all figures")
    parser.epilog = f"cases: {', '.join(CASE)}; phases: {', '.join(NAMES)}"
    return parser


if __name__ == "__main__":
    main()
