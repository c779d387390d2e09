"""Proves that processes change nothing, and that a dead one costs its point only."""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import replace

import pytest

from orefolio.case import parse_change
from orefolio.studies.result import PointResult, Task
from orefolio.studies.runner import run_points
from orefolio.studies.workers import solve_in_workers
from study_cases import OPTIONS, two_sellers

TASKS = [Task(n, (parse_change(f"settings.risk_weight={n / 10}"),)) for n in range(6)]


def without_time(results: tuple[PointResult, ...]) -> list[PointResult]:
    return [replace(result, seconds=0.0) for result in results]


def test_results_do_not_depend_on_the_number_of_processes() -> None:
    heard: list[int] = []
    side_by_side = run_points(
        *(two_sellers(), TASKS, OPTIONS),
        jobs=2,
        on_result=lambda task, result: heard.append(task.id),
    )
    assert without_time(side_by_side) == without_time(
        run_points(two_sellers(), TASKS, OPTIONS, jobs=1)
    )
    assert sorted(heard) == list(range(6))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_killed_process_costs_its_point_and_the_rest_goes_on() -> None:
    """The only process is killed as it is given the second point; a new one takes the third."""
    found = {}
    results = solve_in_workers(two_sellers(), TASKS[:3], OPTIONS, jobs=1)
    for result in results:
        found[result.id] = result
        if len(found) == 1:
            (worker,) = multiprocessing.active_children()
            assert worker.pid is not None
            os.kill(worker.pid, signal.SIGKILL)
    assert sorted(found) == [0, 1, 2]
    assert [found[n].status for n in range(3)] == ["optimal", "failed", "optimal"]
    assert "SIGKILL" in found[1].reason
    assert multiprocessing.active_children() == []


def test_ctrl_c_ends_a_run_and_keeps_what_is_finished() -> None:
    """After the third point Ctrl-C: no fourth is told, and a half-solved one is none."""
    heard: list[int] = []

    def listen(task: Task, result: PointResult) -> None:
        heard.append(task.id)
        if len(heard) == 3:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        run_points(two_sellers(), TASKS, OPTIONS, jobs=1, on_result=listen)
    assert heard == [0, 1, 2]
