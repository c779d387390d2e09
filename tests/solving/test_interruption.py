"""Stopping a solve, and its signs of life."""

from __future__ import annotations

import signal
import threading
from itertools import pairwise

import pytest

from hand_made import control, dressed
from orefolio.solving import Options, Progress, Status, solve, solve_formulation
from orefolio.solving.interruption import Stop, ctrl_c
from orefolio.solving.session import Session, Verdict
from support import case_of
from test_solve_status import knapsacks, two_sources

in_main_thread = pytest.mark.skipif(
    threading.current_thread() is not threading.main_thread(),
    reason="only the main thread receives signals",
)


def test_stop_before_the_first_plan_is_a_limit() -> None:
    """Proves that a stop asked for at once leaves no plan, as a value."""
    run = control()
    run.stop.request()
    outcome = solve_formulation(dressed(two_sources()), Options(), run)
    assert outcome.status is Status.LIMIT
    assert "interrupted" in outcome.reason
    assert outcome.interrupted


def test_the_end_of_time_is_no_interruption() -> None:
    """Proves that only the planner interrupts."""
    outcome = solve_formulation(dressed(two_sources()), Options(), control(time_limit=0.0))
    assert outcome.status is Status.LIMIT
    assert not outcome.interrupted


def test_stop_keeps_the_incumbent() -> None:
    """Proves that a stop inside a MIP that would run for hours keeps the plan found so far."""
    seen: list[Progress] = []

    def listen(progress: Progress) -> None:
        seen.append(progress)
        if progress.incumbent is not None:
            run.stop.request()

    run = control(listener=listen)
    outcome = solve_formulation(dressed(knapsacks()), Options(), run)
    assert outcome.status is Status.FEASIBLE
    assert outcome.reason.startswith("The solve was interrupted")
    assert outcome.interrupted
    assert outcome.objective is not None and outcome.objective < 0
    last = seen[-1]
    assert last.incumbent is not None and last.bound is not None
    assert last.gap_money == pytest.approx(last.incumbent - last.bound)


def test_progress_is_told_at_most_four_times_a_second() -> None:
    """Proves the throttle: inside a phase, reports are at least 0.25 s apart."""
    seen: list[Progress] = []
    run = control(time_limit=1.5, listener=seen.append)
    solve_formulation(dressed(knapsacks()), Options(time_limit=1.5), run)
    beats = [item.seconds for item in seen if item.incumbent is not None]
    assert len(beats) >= 2
    assert all(later - sooner >= 0.249 for sooner, later in pairwise(beats))


@in_main_thread
def test_ctrl_c_once_stops_twice_breaks_off_and_the_handler_is_put_back() -> None:
    """Proves the handling of real signals."""
    before = signal.getsignal(signal.SIGINT)
    stop = Stop()
    with ctrl_c(stop):
        signal.raise_signal(signal.SIGINT)
        assert stop.requested
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


@in_main_thread
def test_ctrl_c_while_the_solver_runs_keeps_the_plan() -> None:
    """Proves that the signal reaches the solver's callbacks."""

    def listen(progress: Progress) -> None:
        if progress.incumbent is not None and not run.stop.requested:
            signal.raise_signal(signal.SIGINT)

    run = control(listener=listen)
    with ctrl_c(run.stop):
        outcome = solve_formulation(dressed(knapsacks()), Options(), run)
    assert outcome.status is Status.FEASIBLE


def test_nothing_is_installed_outside_the_main_thread() -> None:
    """Proves that a worker thread can solve: Python lets it install no handler."""
    found: list[Status] = []

    def work() -> None:
        with ctrl_c(Stop()):
            found.append(solve_formulation(dressed(two_sources()), Options(), control()).status)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [Status.OPTIMAL]


def test_end_asked_for_while_an_index_is_still_to_be_matched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Proves that the incumbent of a MIP under an HHI cap is kept when the planner stops it.

    The incumbent meets only the tangents so far, so it is matched for a moment more. If that were
    broken off as well, a plan shown as found would be lost.
    """
    case = case_of(
        materials={"DY": {"demand": 100.0}},
        suppliers={"A": {}, "B": {}},
        offers={
            name: {"supplier": name, "material": "DY", "price": price, "fixed_fee": 5.0}
            for name, price in (("A", 1.0), ("B", 2.0))
        },
        rules={"H": {"scope": "supplier", "measure": "HHI", "bound": 0.61}},
    )
    stop = Stop()
    run = Session._run

    def stopped_once(session: Session, limit: float) -> Verdict:
        verdict = run(session, limit)
        if stop.requested:
            return verdict
        stop.request()
        return Verdict.STOPPED

    monkeypatch.setattr(Session, "_run", stopped_once)
    outcome = solve(case, stop=stop)
    assert outcome.interrupted
    tonnes = [outcome.values["delivery"][name, "2026"] for name in ("A", "B")]
    assert sum(tonne**2 for tonne in tonnes) / sum(tonnes) ** 2 <= 0.61 + 1e-6
