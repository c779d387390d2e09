"""The runner of all studies: points in, results out, here or in several processes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

from orefolio.solving import Options
from orefolio.solving.interruption import Stop, ctrl_c
from orefolio.studies.point import solve_point
from orefolio.studies.result import PointResult, Task
from orefolio.studies.workers import solve_in_workers
from orefolio.tables import Records

WORTH_WORKERS = 8.0
"""Seconds of work below which starting processes takes longer than it saves."""

Listener = Callable[[Task, PointResult], None]


def run_points(
    records: Records,
    tasks: Sequence[Task],
    options: Options,
    *,
    jobs: int | None = None,
    on_result: Listener = lambda task, result: None,
) -> tuple[PointResult, ...]:
    """Every point solved, in the order of the tasks; a point that fails is a result with a reason.

    ``jobs`` processes work side by side, each with one thread; by default as many as there are
    cores, but none for a study that is quick. The results do not depend on it. ``on_result`` hears
    of every point as it ends, in any order. Ctrl-C raises KeyboardInterrupt; all points of which
    ``on_result`` has heard are finished. Raises
    :class:`~orefolio.studies.workers.WorkersError` when no process can be started.
    """
    options = replace(options, threads=1, explain=False)
    found: dict[int, PointResult] = {}

    def told(task: Task, result: PointResult) -> None:
        found[task.id] = result
        on_result(task, result)

    left = list(tasks)
    if jobs is None and left:
        begun = time.monotonic()
        _run_here(records, [left.pop(0)], options, told)
        quick = (time.monotonic() - begun) * len(left) < WORTH_WORKERS
        jobs = 1 if quick else cores()
    if jobs == 1:
        _run_here(records, left, options, told)
    elif left:
        by_id = {task.id: task for task in left}
        with closing(solve_in_workers(records, left, options, jobs or 1)) as results:
            for result in results:
                told(by_id[result.id], result)
    return tuple(found[task.id] for task in tasks)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run_here(records: Records, tasks: Sequence[Task], options: Options, told: Listener) -> None:
    stop = Stop()
    with ctrl_c(stop):
        for task in tasks:
            result = None if stop.requested else solve_point(records, task, options, stop)
            if (
                result is None or stop.requested
            ):  # the solver may have ended early: this is no result
                raise KeyboardInterrupt
            told(task, result)
