"""Points side by side in own processes; a process that dies costs its point and nothing else.

Not concurrent.futures: when one of its processes dies, every point then running is lost with it and
nobody knows which of them did it. Here each process has its own pipe.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from orefolio.solving import Options
from orefolio.studies.point import solve_point
from orefolio.studies.result import PointResult, Task
from orefolio.tables import Records

READY = "ready"


class WorkersError(Exception):
    """No process can be started; the message is a sentence for the planner."""


def solve_in_workers(
    records: Records, tasks: Sequence[Task], options: Options, jobs: int
) -> Generator[PointResult]:
    """Results as they come. Every point is solved cold, so they do not depend on ``jobs``.

    The processes are ended when the iterator is closed, also by Ctrl-C; what they were at is lost.
    Raises WorkersError when a process ends before it has begun to work.
    """
    waiting = deque(tasks)
    workers: list[_Worker] = []
    try:
        while waiting or any(worker.task for worker in workers):
            busy = sum(worker.task is not None for worker in workers)
            while len(workers) < min(jobs, len(waiting) + busy):
                workers.append(_Worker(records, options))
            by_pipe: dict[Any, _Worker] = {worker.pipe: worker for worker in workers}
            for pipe in wait(list(by_pipe)):
                worker = by_pipe[pipe]
                result = worker.receive()
                if result is not None:
                    yield result
                if worker.ended:
                    workers.remove(worker)
                elif waiting:
                    worker.give(waiting.popleft())
                else:
                    worker.end()
                    workers.remove(worker)
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """One process with the point that it is at."""

    def __init__(self, records: Records, options: Options) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_work, args=(other, records, options), daemon=True)
        self.task: Task | None = None
        self.ended = False
        self._ready = False
        with _without_ctrl_c():
            self.process.start()
        other.close()  # so that the pipe ends when the process does

    def give(self, task: Task) -> None:
        """Let it compute a point. If it has died meanwhile, :meth:`receive` will tell."""
        self.task = task
        with contextlib.suppress(OSError):
            self.pipe.send(task)

    def receive(self) -> PointResult | None:
        """What it has sent: a result, or that it is ready; a failed point when it has died."""
        try:
            message = self.pipe.recv()
        except (EOFError, OSError):
            return self._died()
        if message == READY:
            self._ready = True
            return None
        self.task = None
        assert isinstance(message, PointResult)
        return message

    def end(self) -> None:
        """End the process, whatever it is at."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.ended = True

    def _died(self) -> PointResult | None:
        self.process.join(5.0)
        how = _cause(self.process.exitcode)
        self.end()
        if not self._ready:
            raise WorkersError(
                f"a working process cannot be started ({how}); compute the points one after the"
                " other with --jobs 1"
            )
        if self.task is None:
            return None
        reason = f"The process that computed this point ended unexpectedly ({how})."
        result = PointResult(self.task.id, "failed", reason)
        self.task = None
        return result


def _work(pipe: Connection, records: Records, options: Options) -> None:
    """The life of a process: take a point, compute it, send the result, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        pipe.send(READY)
        while True:
            pipe.send(solve_point(records, pipe.recv(), options))


@contextlib.contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """A process begun in here never sees Ctrl-C; ours sees it afterwards (not on Windows)."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            name = signal.Signals(-code).name
            memory = "; the memory may be exhausted" if name == "SIGKILL" else ""
            return f"signal {name}{memory}"
    return f"exit code {code}"
