"""Streaming XML with expat: no tree, no DOCTYPE, no token or nesting without end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol
from xml.parsers import expat

from orefolio.findings import WorkbookError
from orefolio.workbook.cells.limits import (
    MAX_DEPTH,
    MAX_LIST_ELEMENTS,
    MAX_PROLOG_BYTES,
    MAX_TOKEN_BYTES,
)
from orefolio.workbook.cells.refusals import damaged, refused, too_large


class Handler(Protocol):
    """What is called while a part is parsed; ``depth`` is the number of open elements.

    Names come as written, with their prefix: see :func:`local_name`. Matching on local names reads
    transitional and strict OOXML alike, which differ in their namespaces only.
    """

    depth: int

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, data: str) -> None:
        """A piece of the text of the open element."""


class PathHandler:
    """For small parts: calls ``opened(path, attributes)`` with the local names from the root."""

    def __init__(self, opened: Callable[[tuple[str, ...], dict[str, str]], None]) -> None:
        self._path: list[str] = []
        self._opened = opened
        self._elements = 0
        self.depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Tell the path of the element."""
        self.depth += 1
        self._elements += 1
        if self._elements > MAX_LIST_ELEMENTS:
            raise too_large(f"a list of the file has more than {MAX_LIST_ELEMENTS:,} elements")
        if self.depth <= MAX_DEPTH:
            self._path.append(local_name(name))
            self._opened(tuple(self._path), {local_name(k): v for k, v in attributes.items()})

    def end(self, _name: str) -> None:
        """Leave the element."""
        if self.depth <= MAX_DEPTH:
            self._path.pop()
        self.depth -= 1

    def text(self, _data: str) -> None:
        """Small parts keep everything in attributes."""


class _RootReachedError(Exception):
    """The prolog is over."""


def local_name(name: str) -> str:
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def is_true(text: str | None) -> bool:
    """Whether an XML attribute says yes."""
    return text is not None and text.strip().lower() in {"1", "true", "on"}


def parse(chunks: Iterable[bytes], handler: Handler, part: str, place: str = "workbook") -> None:
    """Parse a part; WorkbookError at ``place`` if it is no sound XML, or holds a DOCTYPE."""
    parser = _new_parser(part)
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > MAX_TOKEN_BYTES:
                raise damaged(f"a tag of its part {part} does not end", place)
            if handler.depth > MAX_DEPTH:
                raise damaged(f"its part {part} nests more than {MAX_DEPTH} levels deep", place)
        parser.Parse(b"", True)
    except expat.ExpatError as exc:
        raise damaged(f"its part {part} is not sound XML ({exc})", place) from exc


def refuse_doctype(chunks: Iterable[bytes], part: str) -> None:
    """Look at the prolog of a part that nobody here reads, since others may; see ``parse``."""

    def root(_name: str, _attributes: dict[str, str]) -> None:
        raise _RootReachedError

    parser = _new_parser(part)
    parser.StartElementHandler = root
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed > MAX_PROLOG_BYTES:
                raise damaged(f"its part {part} does not begin")
    except (_RootReachedError, expat.ExpatError):
        return


def _new_parser(part: str) -> expat.XMLParserType:
    def doctype(*_declaration: object) -> None:
        raise _doctype(part)

    parser = expat.ParserCreate()
    # Entities, bombs of them and files drawn in from elsewhere need a DOCTYPE; no workbook has one.
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    return parser


def _doctype(part: str) -> WorkbookError:
    return refused(
        "unreadable_file",
        f"the file holds a document type declaration (DOCTYPE, in its part {part}), which no "
        "spreadsheet program writes and which can be used for attacks",
        "do not open it if it comes from a stranger; else copy the sheets into a new workbook",
    )
