"""Signs of life while solving, and values as they are typed."""

from __future__ import annotations

import io

import click
import pytest
from rich.console import Console

from orefolio.cli.parameters import Seconds, Share
from orefolio.cli.progress import line, shown
from orefolio.solving import Progress

FOUND = Progress(12.34, 2_457_000_000.0, 2_451_000_000.0, 6_000_000.0, "Solving")


def test_line_tells_plan_bound_and_gap_in_money() -> None:
    """Proves incumbent, bound, and the gap in money: 6 of 2,457 million are 0.2 %."""
    assert line(FOUND).strip() == (
        "12.3 s  Solving, best plan USD 2.457 billion, bound USD 2.451 billion,"
        " gap USD 6 million (0.2 %)"
    )
    assert line(Progress(0.0, None, None, None, "Building the model")).strip() == (
        "0.0 s  Building the model"
    )


def test_log_gets_a_line_a_phase_not_a_line_a_beat() -> None:
    """Proves that a file or a pipe is not flooded: the second beat of a phase comes too soon."""
    stream = io.StringIO()
    with shown(Console(file=stream, width=40), quiet=False) as listener:
        assert listener is not None
        for message in ("Building", "Solving", "Solving", "Solving"):
            listener(Progress(1.0, None, None, None, message))
    assert stream.getvalue().split() == ["1.0", "s", "Building", "1.0", "s", "Solving"]


def test_quiet_is_silent() -> None:
    """Proves that nobody listens."""
    with shown(Console(file=io.StringIO()), quiet=True) as listener:
        assert listener is None


def test_terminal_line_is_renewed() -> None:
    """Proves that a terminal shows the latest line."""
    stream = io.StringIO()
    with shown(Console(file=stream, force_terminal=True, width=120), quiet=False) as listener:
        assert listener is not None
        listener(FOUND)
    assert "gap USD 6 million" in stream.getvalue()


@pytest.mark.parametrize(("text", "share"), [("0.01", 0.01), ("1%", 0.01), ("0", 0.0)])
def test_shares(text: str, share: float) -> None:
    """Proves both spellings."""
    assert Share().convert(text, None, None) == pytest.approx(share)


@pytest.mark.parametrize("text", ["1", "100%", "-0.1", "nan", "inf", "a lot"])
def test_wrong_shares(text: str) -> None:
    """Proves that what cannot be a gap is refused."""
    with pytest.raises(click.BadParameter):
        Share().convert(text, None, None)


def test_seconds() -> None:
    """Proves numbers with and without the unit, and that endless and negative times are refused."""
    assert Seconds().convert("60s", None, None) == 60.0
    for text in ("0", "-1", "inf", "nan", "soon"):
        with pytest.raises(click.BadParameter):
            Seconds().convert(text, None, None)
