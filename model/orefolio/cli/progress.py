"""Signs of life while solving: one line that renews itself, or plain lines in a log."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.live import Live

    from orefolio.solving import Progress

Listener = Callable[["Progress"], None]

EVERY = 5.0
"""Seconds between two plain lines of the same phase."""


@contextmanager
def shown(console: Console, *, quiet: bool) -> Iterator[Listener | None]:
    """A listener for the solver; ``None`` when nothing is to be shown."""
    if quiet:
        yield None
    elif console.is_terminal:
        from rich.live import Live

        with Live(console=console, refresh_per_second=4, transient=True) as live:
            yield _renewing(live)
    else:
        yield _Lines(console)


def line(progress: Progress) -> str:
    """Elapsed time, phase, best plan, bound and the money between them."""
    from orefolio.reports.wording import money, percent

    parts = [f"{progress.seconds:6.1f} s  {progress.message}"]
    if progress.incumbent is not None:
        parts.append(f"best plan {money(progress.incumbent)}")
    if progress.bound is not None:
        parts.append(f"bound {money(progress.bound)}")
    if progress.gap_money is not None:
        share = progress.gap_money / max(abs(progress.incumbent or 0.0), 1e-9)
        relative = f" ({percent(share)})" if share <= 10 else ""
        parts.append(f"gap {money(progress.gap_money)}{relative}")
    return ", ".join(parts)


def _renewing(live: Live) -> Listener:
    from rich.text import Text

    def listen(progress: Progress) -> None:
        live.update(Text(line(progress)))

    return listen


class _Lines:
    """A line for every phase, and within a phase every few seconds when there is news."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._phase = ""
        self._next = -math.inf
        self._last = ""

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.message == self._phase and now < self._next:
            return
        text = line(progress)
        if text != self._last:
            self._console.print(text, markup=False, highlight=False, soft_wrap=True)
        self._phase, self._next, self._last = progress.message, now + EVERY, text
