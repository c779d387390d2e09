"""How far a study is: a bar with the remaining time, or plain lines in a log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from orefolio.studies.result import PointResult

Listener = Callable[["PointResult"], None]

EVERY = 5.0
"""Seconds between two plain lines."""


@contextmanager
def shown(console: Console, total: int, *, quiet: bool) -> Iterator[Listener]:
    """A listener that hears of every point as it ends."""
    if quiet:
        yield lambda result: None
    elif console.is_terminal:
        with _bar(console, total) as listener:
            yield listener
    else:
        yield Lines(console, total)


@contextmanager
def _bar(console: Console, total: int) -> Iterator[Listener]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("Points"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    without = 0
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("points", total=total, note="")

        def listen(result: PointResult) -> None:
            nonlocal without
            without += not result.has_plan
            progress.update(bar, advance=1, note=f"{without} without a plan" if without else "")

        yield listen


class Lines:
    """A line every few seconds, and one for each point without a plan."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._total = total
        self._begun = time.monotonic()
        self._next = self._begun + EVERY
        self._done = 0

    def __call__(self, result: PointResult) -> None:
        """Hear of a point."""
        self._done += 1
        now = time.monotonic()
        if not result.has_plan:
            self._say(f"Point {result.id} is {result.status}: {result.reason}")
        if now >= self._next or self._done == self._total:
            left = (now - self._begun) / self._done * (self._total - self._done)
            more = f", about {left:.0f} s left" if self._done < self._total else ""
            self._say(f"{self._done} of {self._total} points{more}")
            self._next = now + EVERY

    def _say(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)
