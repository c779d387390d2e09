"""A case through its phases: in this process, or each repetition in a process of its own."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from benchmarks.cases import CASE, INPUTS, BenchmarkCase

Figures = dict[str, Any]
"""Of one case: name, columns, rows, nonzeros, and per phase CPU and wall seconds, ratio, peak."""


def measure(case: BenchmarkCase, names: Collection[str] = ()) -> Figures:
    """Run the phases of a case here, up to the last that is named (none: all)."""
    from benchmarks.phases import PHASES, SOLVE, Run  # noqa: PLC0415 - imports are not measured

    wanted = [phase for phase in PHASES if not names or phase.name in names]
    last = PHASES.index(wanted[-1])
    with tempfile.TemporaryDirectory() as folder:
        run = Run(case, Path(folder), case.workbook(Path(folder)))
        peaks = {}
        for phase in PHASES[: last + 1]:
            phase.run(run)
            peaks[phase.name] = peak_megabytes()
    watch = run.watch
    unit = watch.cpu.get(SOLVE.timed_as)
    return {
        "case": case.name,
        "size": dict(run.outcome.size) if run.outcome is not None else {},
        "phases": {
            phase.name: {
                "cpu": watch.cpu.get(phase.timed_as, 0.0),
                "wall": watch.phases.get(phase.timed_as, 0.0),
                "ratio": watch.cpu.get(phase.timed_as, 0.0) / unit if unit else None,
                "peak": peaks[phase.name],
            }
            for phase in wanted
        },
    }


def peak_megabytes() -> float | None:
    """The most memory that this process has held so far; ``None`` where that is not known."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def median_of(runs: Sequence[Figures]) -> Figures:
    """The median of every figure of several runs of one case; ratios are taken within a run."""
    phases = {
        phase: {
            figure: (
                None
                if any(run["phases"][phase][figure] is None for run in runs)
                else statistics.median(run["phases"][phase][figure] for run in runs)
            )
            for figure in figures
        }
        for phase, figures in runs[0]["phases"].items()
    }
    return {**runs[0], "runs": len(runs), "phases": phases}


def measure_apart(case: BenchmarkCase, names: Collection[str], repeat: int) -> Figures:
    """The median of several runs, each in a fresh process that has solved the small case before."""
    return median_of([in_new_process("measure", case.name, *names) for _ in range(repeat)])


def in_new_process(kind: str, *arguments: str) -> Figures:
    """What ``worker`` gives in a process of its own; raises CalledProcessError."""
    code = "import sys; from benchmarks.measure import worker; worker(*sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", code, kind, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=INPUTS.parent,
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def worker(kind: str, name: str, *arguments: str) -> None:
    """Print one measurement as JSON: of the phases of a case, or of one interface on a case."""
    from benchmarks.interfaces import hand_over  # noqa: PLC0415 - imports are not measured

    measure(CASE["small"])  # everything is imported and has run once
    found = measure(CASE[name], arguments) if kind == "measure" else hand_over(name, *arguments)
    print(json.dumps(found))
