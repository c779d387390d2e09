"""The clock of a solve: what each phase took, and what the time limit leaves."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Wall-clock seconds by phase, against one limit for all of them."""

    def __init__(self, limit: float | None = None) -> None:
        self.start = time.monotonic()
        self.limit = math.inf if limit is None else max(limit, 0.0)
        self.phases: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add the time spent inside to the phase."""
        begun = time.monotonic()
        try:
            yield
        finally:
            self.phases[name] = self.phases.get(name, 0.0) + time.monotonic() - begun

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.start

    @property
    def remaining(self) -> float:
        """Seconds left, infinite without a limit, never negative."""
        return max(self.limit - self.elapsed, 0.0)
