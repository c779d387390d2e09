"""Ctrl-C: stops the search, is answered at once, and never loses a plan that is being written."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest

from calls import Run
from orefolio.cli.exit_codes import ExitCode
from orefolio.cli.patience import Patience
from orefolio.portfolio import Portfolio
from orefolio.solving.interruption import Stop


def test_first_stops_second_gives_up() -> None:
    """Proves that a second Ctrl-C while solving breaks off, and one while writing does not."""
    solving = Patience(Stop())
    solving.interrupt()
    assert solving.stop.requested
    with pytest.raises(KeyboardInterrupt):
        solving.interrupt()
    solving.solved = True
    solving.interrupt()


def test_a_finished_solve_is_broken_off_as_ever() -> None:
    """Proves that Ctrl-C still ends the writing of a plan that nobody stopped."""
    done = Patience(Stop())
    done.solved = True
    with pytest.raises(KeyboardInterrupt):
        done.interrupt()


def test_ctrl_c_while_writing_keeps_the_result(
    run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves 130 and a whole workbook after Ctrl-C in the search and again in the writing.

    If the second one were not ignored there would be no file.
    """
    from orefolio import reports, solving

    solve, write = solving.solve, reports.write_results
    before = signal.getsignal(signal.SIGINT)

    def stopped(*given: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return solve(*given)

    def hurried(*given: Any, **more: Any) -> None:
        signal.raise_signal(signal.SIGINT)
        write(*given, **more)

    monkeypatch.setattr(solving, "solve", stopped)
    monkeypatch.setattr(reports, "write_results", hurried)
    assert run("solve", workbook, "-o", "out.xlsx").exit_code == ExitCode.INTERRUPTED
    assert Portfolio.load("out.xlsx").status == "limit"
    assert signal.getsignal(signal.SIGINT) == before
