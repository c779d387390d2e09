"""Ctrl-C while solving and writing: it stops the search at once, it never loses a plan by haste."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orefolio.solving.interruption import Stop

STOPPING = "Stopping; writing the best plan found so far (Ctrl-C again gives it up)."
WRITING = "The solve has stopped; its plan is being written, one moment."


class Patience:
    """What Ctrl-C means: first stop the search, then give up; while writing, wait."""

    def __init__(self, stop: Stop) -> None:
        self.stop = stop
        self.solved = False

    def interrupt(self, _signal: int = 0, _frame: Any = None) -> None:
        """Answer a Ctrl-C; raises KeyboardInterrupt when the plan is given up.

        After a solve that was not interrupted Ctrl-C breaks off as it always does.
        """
        if not self.stop.requested:
            if self.solved:
                raise KeyboardInterrupt
            self.stop.request()
            _tell(STOPPING)
        elif self.solved:
            _tell(WRITING)
        else:
            raise KeyboardInterrupt


@contextmanager
def patience() -> Iterator[Patience]:
    """Answer Ctrl-C in the main thread; the handler that was there before is put back."""
    from orefolio.solving.interruption import Stop

    answering = Patience(Stop())
    if threading.current_thread() is not threading.main_thread():
        yield answering
        return
    before = signal.signal(signal.SIGINT, answering.interrupt)
    try:
        yield answering
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)


def _tell(text: str) -> None:
    """Straight to stderr: a signal may come while a stream is being written to."""
    try:
        os.write(sys.stderr.fileno(), f"\n{text}\n".encode())
    except (OSError, ValueError, AttributeError):  # no real stderr
        return
