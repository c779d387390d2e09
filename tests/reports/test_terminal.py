"""The terminal says the most important first, and little of the rest."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from orefolio.reports import terminal
from orefolio.reports.story import Passage
from orefolio.reports.terminal import print_portfolio
from two_countries import plan


def printed(path: Path | None = None) -> list[str]:
    """The lines of the plan of two countries on a terminal of 80 columns."""
    stream = io.StringIO()
    print_portfolio(Console(file=stream, width=80), plan(), path)
    return stream.getvalue().splitlines()


def test_the_most_important_comes_first() -> None:
    """Proves result, cost and shortage, then who supplies, then what is behind it; file at the end.

    The plan of two countries is 30 t short, so a reader must not have to look for it.
    """
    lines = printed(Path("out.xlsx"))
    first = {line.split(":")[0]: number for number, line in reversed(list(enumerate(lines)))}
    table = next(number for number, line in enumerate(lines) if "Import shares" in line)
    assert first["Result"] < first["Cost"] < first["Shortage"] < table
    assert table < first["Rules"] < first["Ties"] < first["This run"] < first["Results"]
    assert lines[first["Results"]] == "Results: out.xlsx"
    assert len(lines) == first["Results"] + 2


def test_what_is_left_out_is_told_of_lists_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that of eight rules six are shown and two counted, and that of ties only the lead is.

    If all were printed, contracts and ties of a large plan would fill several screens.
    """
    each = tuple(f"Number {number}." for number in range(8))
    told = (Passage("Rules", "Eight.", each), Passage("Ties", "Some.", each))
    monkeypatch.setattr(terminal, "story", lambda _: told)
    lines = printed()[1:]
    rules = ["Rules: Eight.", *(f"  {text}" for text in each[:6]), "  … 2 more in the workbook."]
    assert lines == [*rules, "Ties: Some."]
