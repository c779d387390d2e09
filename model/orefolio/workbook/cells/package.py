"""The zip package of a workbook: its parts as streams of bytes under one budget."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from orefolio.findings import WorkbookError
from orefolio.workbook.cells.limits import (
    CHUNK_BYTES,
    MAX_CELLS,
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_TAGS,
    MAX_UNPACKED_BYTES,
    RATIO_MATTERS_ABOVE_BYTES,
)
from orefolio.workbook.cells.refusals import damaged, refused, too_large

_DIRECTORY_ENTRY = b"PK\x01\x02"
_KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # LZMA may ask for 4 GB
_PASSWORD_FLAG = 0x1
_AS_XLSX = "open it in Excel or LibreOffice and save it as .xlsx (Excel workbook)"


@dataclass
class Budget:
    """What reading one workbook may still cost, over all its parts: declared sizes can lie."""

    unpacked_bytes: int = MAX_UNPACKED_BYTES
    tags: int = MAX_TAGS
    cells: int = MAX_CELLS

    def charge(self, chunk: bytes) -> None:
        """Account for a chunk that was unpacked; WorkbookError beyond the limits."""
        self.unpacked_bytes -= len(chunk)
        self.tags -= chunk.count(b"<")
        if self.unpacked_bytes < 0:
            raise _too_much_unpacked()
        if self.tags < 0:
            raise too_large(f"the file has more than {MAX_TAGS:,} XML tags, formats included")

    def charge_cell(self) -> None:
        """Account for a cell that holds something; WorkbookError beyond the limit."""
        self.cells -= 1
        if self.cells < 0:
            raise too_large(f"the file has more than {MAX_CELLS:,} filled cells")


class Package:
    """The parts of a workbook by name, in any case; raises WorkbookError for a bomb."""

    def __init__(self, content: bytes, file_name: str) -> None:
        # Every entry of the directory has this mark: a bound before zipfile builds a list of them.
        if content.count(_DIRECTORY_ENTRY) > MAX_ENTRIES:
            raise too_large(f"{file_name} has more than {MAX_ENTRIES:,} parts")
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        entries = self._archive.infolist()
        _check_sizes(entries)
        self._entries = {_key(entry.filename): entry for entry in entries}
        counts = Counter(_key(entry.filename) for entry in entries)
        self._twice = {name for name, count in counts.items() if count > 1}
        self.budget = Budget()
        self._explain_other_formats(file_name)

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._entries

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._entries)

    def chunks(
        self, part: str, place: str = "workbook", size: int = CHUNK_BYTES
    ) -> Iterator[bytes]:
        """The content of a part; WorkbookError if it is missing, ambiguous or beyond the budget."""
        entry = self._entries.get(_key(part))
        if entry is None:
            raise damaged(f"its part {part} is missing", place)
        if _key(part) in self._twice:
            raise damaged(f"its part {part} is there twice", place)
        if entry.flag_bits & _PASSWORD_FLAG:
            raise refused(
                "unreadable_file",
                "the file is protected with a password (of the zip program)",
                "save a copy without a password",
            )
        if entry.compress_type not in _KNOWN_METHODS:
            raise damaged(f"its part {part} is packed in a way no workbook uses", place)
        with self._archive.open(entry) as stream:
            while chunk := stream.read(size):
                self.budget.charge(chunk)
                yield chunk

    def _explain_other_formats(self, file_name: str) -> None:
        kind = ""
        if "xl/workbook.bin" in self:
            kind = "a binary workbook (.xlsb)"
        elif "mimetype" in self:
            content = next(self.chunks("mimetype"), b"")
            kind = "an OpenDocument file (.ods)" if b"opendocument" in content else ""
        elif "word/document.xml" in self:
            kind = "a Word document"
        elif "ppt/presentation.xml" in self:
            kind = "a PowerPoint presentation"
        elif any(name.endswith(".iwa") for name in self._entries):
            kind = "a document of Apple Numbers or Pages"
        elif "[content_types].xml" not in self and "xl/workbook.xml" not in self:
            kind = "a zip archive without a workbook"
        if kind:
            raise refused(
                "unreadable_file", f"{file_name} is {kind}", f"if it holds a table, {_AS_XLSX}"
            )


def resolve(target: str, source: str) -> str:
    """The part that a relationship of the part ``source`` points to."""
    target = unquote(target.partition("#")[0]).replace("\\", "/")
    if not target.startswith("/"):
        target = posixpath.join(posixpath.dirname(source), target)
    return posixpath.normpath(target).lstrip("/")


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _too_much_unpacked() -> WorkbookError:
    return too_large(
        f"the file unpacks to more than {MAX_UNPACKED_BYTES / 1e6:,.0f} MB",
        "if it comes from a stranger do not open it; else copy the sheets of the plan into a new "
        "workbook and save that",
    )


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise _too_much_unpacked()
    for entry in entries:
        if entry.file_size > max(RATIO_MATTERS_ABOVE_BYTES, MAX_RATIO * entry.compress_size):
            raise too_large(
                f"its part {entry.filename} unpacks to more than {MAX_RATIO} times its size"
            )
