"""The journal beside the result: every finished point, so that a stopped study can go on.

A file of JSON lines, ``<result>.journal.jsonl``. The first line says what the points belong to
(inputs, options, versions), every further line is one finished point. It is removed once the result
is written.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from orefolio.case import Change
from orefolio.studies.result import PointResult, Task

FORM = "orefolio journal 1"


class JournalError(Exception):
    """The journal cannot be used; the message is a sentence for the planner."""


def journal_path(result: Path) -> Path:
    """Where the journal of a result lies: beside it."""
    return result.with_name(f"{result.name}.journal.jsonl")


def point_key(changes: Sequence[Change]) -> str:
    """What a point is, whatever its number: so a longer study can use the points of a shorter."""
    return "; ".join(map(str, changes))


class Journal:
    """Finished points on disk. Use as a context manager; :meth:`remove` it when all is written."""

    def __init__(self, path: Path, stream: IO[bytes], finished: dict[str, PointResult]) -> None:
        self.path = path
        self.finished = finished
        self._stream = stream

    @classmethod
    def open(cls, path: Path, header: Mapping[str, str], *, fresh: bool = False) -> Journal:
        """The journal at ``path``, continued when its header is the same, else begun.

        A last line that was cut off is dropped. With ``fresh`` what is there is thrown away.
        Raises JournalError when another study's journal lies there or it is damaged.
        """
        finished: dict[str, PointResult] = {}
        good = 0
        first = _line({"form": FORM, **header})
        try:
            if path.exists() and not fresh:
                content = path.read_bytes()
                lines = content.split(b"\n")[:-1]  # what follows the last line feed was cut off
                if lines and lines[0] + b"\n" != first:
                    raise JournalError(_mismatch(path, header, lines[0]))
                finished = _points(path, lines[1:])
                good = sum(len(line) + 1 for line in lines)
            path.parent.mkdir(parents=True, exist_ok=True)
            stream = path.open("r+b" if path.exists() else "w+b")
            stream.truncate(good)
            stream.seek(good)
            if not good:
                stream.write(first)
                stream.flush()
        except OSError as problem:
            raise JournalError(
                f"the journal {path} cannot be kept: {problem.strerror or problem}"
            ) from problem
        return cls(path, stream, finished)

    def add(self, task: Task, result: PointResult) -> None:
        """Keep a finished point; it is on the disk when this returns. Raises JournalError."""
        try:
            self._stream.write(_line({"point": point_key(task.changes), **result.to_json()}))
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as problem:
            raise JournalError(
                f"the journal {self.path} cannot be written: {problem.strerror or problem};"
                " the points before are kept"
            ) from problem

    def remove(self) -> None:
        """Delete the journal: the result is written."""
        self._stream.close()
        self.path.unlink(missing_ok=True)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


def digest(content: object) -> str:
    """A short hash of anything that JSON knows."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def belongs(path: Path, header: Mapping[str, str]) -> bool:
    """Whether a journal at ``path`` begins with this header."""
    try:
        with path.open("rb") as stream:
            return stream.readline() == _line({"form": FORM, **header})
    except OSError:
        return False


def _line(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=True).encode("ascii") + b"\n"


def _points(path: Path, lines: Sequence[bytes]) -> dict[str, PointResult]:
    found = {}
    for number, line in enumerate(lines, start=2):
        try:
            stored = json.loads(line)
            found[stored.pop("point")] = PointResult.from_json(stored)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise JournalError(
                f"line {number} of the journal {path} is damaged; delete that line, or begin anew"
                " with --force"
            ) from None
    return found


def _mismatch(path: Path, header: Mapping[str, str], line: bytes) -> str:
    """What differs between this study and the one that the journal belongs to."""
    try:
        stored = json.loads(line)
        differing = [name for name in header if stored.get(name) != header[name]]
    except (ValueError, AttributeError):
        differing = []
    what = " and ".join(differing) or "the first line"
    return (
        f"the journal {path} is of another study: {what} differ; finish that one, choose another"
        " name with -o, or throw its points away with --force"
    )
