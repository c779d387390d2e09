"""Signs of life: what the solver is at, told at most four times a second."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from orefolio.solving.clock import Clock
from orefolio.solving.outcome import Progress

INTERVAL = 0.25
"""Least seconds between two reports of the same phase."""


class Reporter:
    """Passes on progress to whoever listens; does nothing when nobody does."""

    def __init__(self, listener: Callable[[Progress], None] | None, clock: Clock) -> None:
        self._listener = listener
        self._clock = clock
        self._last = -math.inf

    @property
    def due(self) -> bool:
        """Whether it is time for another report."""
        return self._listener is not None and time.monotonic() - self._last >= INTERVAL

    def phase(self, message: str) -> None:
        """A new phase begins; always told."""
        self._tell(message, None, None)

    def beat(
        self, message: str, incumbent: float | None = None, bound: float | None = None
    ) -> None:
        """A sign of life inside a phase; told when due. Infinite numbers count as unknown."""
        if self.due:
            self._tell(message, _known(incumbent), _known(bound))

    def _tell(self, message: str, incumbent: float | None, bound: float | None) -> None:
        if self._listener is None:
            return
        self._last = time.monotonic()
        gap = None if incumbent is None or bound is None else max(incumbent - bound, 0.0)
        self._listener(Progress(self._clock.elapsed, incumbent, bound, gap, message))


def _known(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
