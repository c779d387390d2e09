"""The texts of the workbook, which the sheets refer to by number."""

from __future__ import annotations

import re

from orefolio.workbook.cells.markup import local_name, parse
from orefolio.workbook.cells.package import Package

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]*")


def decode_escapes(text: str) -> str:
    """``_x000D_`` is a carriage return, ``_x005F_`` an underscore (ECMA-376 part 1, 22.9.2.19)."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if _SURROGATE.search(text):  # halves of one character, or of none: no encoder would take them
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def is_blank(text: str) -> bool:
    """Whether the text shows nothing: white space of any script, zero-width characters."""
    return _BLANK.fullmatch(text) is not None


class _StringsHandler:
    """Joins the runs of rich text; leaves out phonetic readings (rPh), which are not the text."""

    def __init__(self) -> None:
        self.depth = 0
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._phonetic = 0
        self._in_text = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        if ":" in name:
            name = local_name(name)
        if name == "t":
            self._in_text = self._phonetic == 0
        elif name == "si":
            self._pieces = []
        elif name == "rPh":
            self._phonetic += 1

    def end(self, name: str) -> None:
        self.depth -= 1
        if ":" in name:
            name = local_name(name)
        if name == "t":
            self._in_text = False
        elif name == "si":
            self.strings.append(decode_escapes("".join(self._pieces)))
        elif name == "rPh":
            self._phonetic -= 1

    def text(self, data: str) -> None:
        if self._in_text:
            self._pieces.append(data)


def read_strings(package: Package, part: str) -> list[str]:
    """The shared texts in their order; none if the workbook has no such part ('')."""
    handler = _StringsHandler()
    if part:
        parse(package.chunks(part), handler, part)
    return handler.strings
