"""Ctrl-C while solving: once stops the solver and keeps its best plan, twice breaks off."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Stop:
    """Asks a running solve to end; the solver looks at it in its callbacks."""

    def __init__(self) -> None:
        self.requested = False

    def request(self) -> None:
        """Ask for the end."""
        self.requested = True


@contextmanager
def ctrl_c(stop: Stop) -> Iterator[None]:
    """Let the first Ctrl-C request the stop and the second raise KeyboardInterrupt.

    Only the main thread may handle signals: elsewhere nothing is installed. The handler that was
    there before is put back at the end.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def handle(_signal: int, _frame: Any) -> None:
        if stop.requested:
            raise KeyboardInterrupt
        stop.request()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
