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
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from orefolio.case import Change
from orefolio.studies.result import PointResult, Task
from orefolio.workbook.sheets import CannotWrite

FORM = "orefolio journal 1"
SUFFIX = ".journal.jsonl"


class JournalError(Exception):
    """The journal is of another study or damaged; the message is a sentence for the planner."""


def journal_path(result: Path) -> Path:
    """Where the journal of a result lies: beside it."""
    return result.with_name(f"{result.name}{SUFFIX}")


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
    def open(cls, path: Path, header: Mapping[str, str], *, force: bool = False) -> Journal:
        """The journal at ``path``, continued when its header is the same, else begun.

        A last line that was cut off is dropped. Raises JournalError when another study's journal
        lies there or it is damaged; with ``force`` it is thrown away instead. Raises
        :class:`~orefolio.workbook.sheets.CannotWrite` when the system refuses.
        """
        try:
            content = path.read_bytes() if path.exists() else b""
            lines = content.split(b"\n")[:-1]  # what follows the last line feed was cut off
            try:
                finished = _points(path, lines, header)
            except JournalError:
                if not force:
                    raise
                lines, finished = [], {}
            path.parent.mkdir(parents=True, exist_ok=True)
            stream = path.open("r+b" if path.exists() else "w+b")
            good = sum(len(line) + 1 for line in lines)
            stream.truncate(good)
            stream.seek(good)
            if not lines:
                stream.write(_first(header))
                stream.flush()
        except OSError as problem:
            raise _cannot(path, problem) from problem
        return cls(path, stream, finished)

    def add(self, task: Task, result: PointResult) -> None:
        """Keep a finished point: it is on the disk when this returns. Raises CannotWrite."""
        try:
            self._stream.write(_line({"point": point_key(task.changes), **result.to_json()}))
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as problem:
            raise _cannot(self.path, problem) from problem
        self.finished[point_key(task.changes)] = result

    def kept(self, task: Task) -> PointResult | None:
        """The result of a point that is finished; points that broke down are to be tried again."""
        found = self.finished.get(point_key(task.changes))
        return None if found is None or found.failed else replace(found, id=task.id)

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
            return stream.readline() == _first(header)
    except OSError:
        return False


def begun(folder: Path, stem: str, header: Mapping[str, str]) -> Path | None:
    """The result for which a journal with this header lies in ``folder``, if there is one."""
    for path in sorted(folder.glob(f"{stem}-*{SUFFIX}")):
        result = path.with_name(path.name.removesuffix(SUFFIX))
        if belongs(path, header) and not result.exists():
            return result
    return None


def _first(header: Mapping[str, str]) -> bytes:
    return _line({"form": FORM, **header})


def _line(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=True).encode("ascii") + b"\n"


def _points(
    path: Path, lines: Sequence[bytes], header: Mapping[str, str]
) -> dict[str, PointResult]:
    """The finished points by their changes; raises JournalError."""
    if lines and lines[0] + b"\n" != _first(header):
        raise JournalError(_mismatch(path, header, lines[0]))
    found = {}
    for number, line in enumerate(lines[1:], start=2):
        try:
            stored = json.loads(line)
            key = stored.pop("point")
            found[key] = PointResult.from_json(stored)
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
    what = f"its {' and '.join(differing)} differ" if differing else "its first line is damaged"
    return (
        f"the journal {path} belongs to another study ({what}); finish that one, choose another"
        " name with -o, or throw its points away with --force"
    )


def _cannot(path: Path, problem: OSError) -> CannotWrite:
    return CannotWrite(f"the journal {path} cannot be written: {problem.strerror or problem}")
