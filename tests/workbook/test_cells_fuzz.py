"""Random damage: every file gives a workbook or a WorkbookError, and never anything else."""

from __future__ import annotations

import datetime
import io
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from orefolio.findings import WorkbookError
from orefolio.workbook.cells import RawBook, read_cells

FRAGMENTS = [
    *(b"", b"-1", b"0", b"1e400", b"NaN", b"99999999999", b"\x00", b"\xff", b"&a;", b"]]>"),
    *(b"<c/>", b"</row>", b"<row>", b"<is><t>", b"<!--", b"<!DOCTYPE a>", b"<v>1</v>"),
    *(b"s", b"e", b"b", b"d", b"str", b"inlineStr", b"shared", b"A0", b"ZZZZ9", b"A1:", b"_xD800_"),
    *(b"rId1", b"rId99", b"../..", b"worksheets/sheet1.xml", b"workbook.xml", b"/"),
]
POSITION = st.floats(0, 1, exclude_max=True)


@cache
def sound_workbook() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    offers, routes = book.add_worksheet("Offers"), book.add_worksheet("Routes")
    offers.write_row("A1", ["offer", 2.5, True, "合計"])
    offers.write_formula("A2", "=B1+1", None, 3.5)
    offers.write_formula("B2", "=1/0", None, "#DIV/0!")
    offers.write_datetime("C2", datetime.datetime(2025, 4, 1), day)
    offers.write_rich_string("A3", "Dy", day, "Fe", "B")
    offers.merge_range("A6:B7", "merged")
    offers.set_row(8, None, None, {"hidden": True})
    offers.autofilter("A1:C3")
    routes.add_table("B2:C5", {"data": [["p", 1], ["q", 2]], "total_row": True})
    book.close()
    return stream.getvalue()


@cache
def sound_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(sound_workbook())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_bytes(content: bytes) -> RawBook | WorkbookError:
    """Whatever else is raised fails the test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        path.write_bytes(content)
        try:
            return read_cells(path)
        except WorkbookError as exc:
            assert exc.findings
            assert all(finding.remedy for finding in exc.findings)
            return exc


def test_the_undamaged_workbook_is_read() -> None:
    """Proves that the damage below starts from something sound."""
    book = read_bytes(sound_workbook())
    assert isinstance(book, RawBook)
    assert [len(sheet.cells) for sheet in book.sheets] == [9, 6]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(POSITION, st.integers(0, 255)), min_size=1, max_size=5))
def test_flipped_bytes(changes: list[tuple[float, int]]) -> None:
    content = bytearray(sound_workbook())
    for where, byte in changes:
        content[int(where * len(content))] = byte
    read_bytes(bytes(content))


@settings(max_examples=100, deadline=None)
@given(POSITION)
def test_truncation(where: float) -> None:
    """Proves also that no part of a workbook passes for the whole."""
    content = sound_workbook()
    assert isinstance(read_bytes(content[: int(where * len(content))]), WorkbookError)


@settings(max_examples=1000, deadline=None)
@given(
    st.sampled_from(sorted(name for name in sound_parts() if "theme" not in name)),
    st.lists(
        st.tuples(POSITION, st.sampled_from(FRAGMENTS), st.sampled_from(["value", "put", "cut"])),
        min_size=1,
        max_size=4,
    ),
)
def test_changed_parts(part: str, changes: list[tuple[float, bytes, str]]) -> None:
    """Damage that no check sum tells: attributes and texts exchanged, fragments put in, cut off."""
    parts = dict(sound_parts())
    content = parts[part]
    for where, fragment, how in changes:
        if how == "value":
            values = [
                match.span(1) for match in re.finditer(rb'(?<=[">])([^"<>]*)(?=["<])', content)
            ]
            start, end = values[int(where * len(values))] if values else (0, 0)
        else:
            start = int(where * len(content))
            end = start if how == "put" else min(len(content), start + 20)
        content = content[:start] + fragment + content[end:]
    parts[part] = content
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part_content in parts.items():
            archive.writestr(name, part_content)
    read_bytes(stream.getvalue())
