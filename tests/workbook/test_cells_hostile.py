"""Broken and hostile files: one sentence with a remedy each, never another exception or a hang."""

from __future__ import annotations

import functools
import random
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from orefolio.workbook.cells import RawCell, package, read_cells
from raw_packages import (
    SHEET_PART,
    STRINGS_PART,
    STYLES_PART,
    WORKBOOK_PART,
    parts,
    refusal,
    refusal_of,
    sheet_xml,
    write,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("plan.xlsx", b"", "plan.xlsx is empty"),
        ("plan.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        ("plan.xls", OLE + "Workbook".encode("utf-16-le"), "old format of Excel 97-2003"),
        ("plan.xlsx", OLE, "old format of Excel 97-2003 (.xls), or protected by a password"),
        ("plan.xlsx", OLE + "WordDocument".encode("utf-16-le"), "is a Word document"),
        ("plan.xlsx", b"<!DOCTYPE html><html></html>", "is a web page"),
        ("plan.xlsx", b"\xef\xbb\xbf \n<TABLE><tr>", "is a web page"),
        (
            "plan.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "XML format of Excel 2003",
        ),
        ("plan.csv", "offer;price\nA;合計".encode(), "is a CSV file"),
        ("plan.xlsx", "会社,価格\n".encode("cp932"), "is plain text"),
        ("plan.xlsx", "offer\tprice\n".encode("utf-16"), "is plain text"),
        ("plan.xlsx", b"%PDF-1.7\n\x00\x01", "is a PDF document"),
        ("plan.xlsx", bytes(5000), "nothing but zero bytes"),
        ("plan.xlsx", b"\x00\x01\x02binary", "is not an Excel workbook"),
        ("~$plan.xlsx", b"\x05Sato", "the note that Excel leaves"),
    ],
)
def test_other_files(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    """Proves that each file is called what it is, by its content."""
    path = tmp_path / name
    path.write_bytes(content)
    finding = refusal(path)
    assert finding.place == "workbook"
    assert expected in finding.found


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"[Content_Types].xml": "<a/>", "xl/workbook.bin": "x"}, "a binary workbook (.xlsb)"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"},
            "an OpenDocument file (.ods)",
        ),
        ({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}, "a Word document"),
        ({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}, "PowerPoint"),
        ({"Index/Document.iwa": "x"}, "Apple Numbers"),
        ({"photo.jpg": "x"}, "a zip archive without a workbook"),
        ({}, "a zip archive without a workbook"),
    ],
)
def test_other_zip_files(tmp_path: Path, members: dict[str, str | bytes], expected: str) -> None:
    assert expected in refusal_of(tmp_path, members).found


def test_missing_and_folder(tmp_path: Path) -> None:
    assert "there is no file" in refusal(tmp_path / "absent.xlsx").found
    assert "is a folder" in refusal(tmp_path).found
    assert refusal(Path("a\0b.xlsx")).remedy


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (PermissionError(13, "Permission denied"), "there is no permission to read plan.xlsx"),
        (BlockingIOError(11, "locked"), "plan.xlsx is locked by another program"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (MemoryError(), "too large for the memory"),
    ],
)
def test_file_that_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, expected: str
) -> None:
    path = write(tmp_path / "plan.xlsx", parts())

    def fail(_path: Path) -> bytes:
        raise failure

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert expected in refusal(path).found


def test_windows_lock_is_told_from_missing_permission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "plan.xlsx", parts())

    def fail(_path: Path) -> bytes:
        exc = PermissionError(13, "used by another process")
        exc.winerror = 32  # type: ignore[attr-defined,unused-ignore]
        raise exc

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert "is locked by another program" in refusal(path).found


def test_truncated(tmp_path: Path) -> None:
    """Proves that an unfinished download is called so; its remedy is another than for damage."""
    path = write(tmp_path / "plan.xlsx", parts())
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    assert "is cut off" in refusal(path).found


# ---- bombs


def test_zip_bomb_by_declared_size(tmp_path: Path) -> None:
    """Proves that 300 MB of zeros in a part nobody reads are refused unopened."""
    path = write(tmp_path / "plan.xlsx", parts())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            with archive.open(f"xl/media/{number}.bin", "w") as stream:
                for _ in range(100):
                    stream.write(bytes(1_000_000))
    assert "unpacks to more than 200 MB" in refusal(path).found


def test_zip_bomb_by_ratio(tmp_path: Path) -> None:
    """Proves that 12 MB of one repeated tag are refused: sheets repeat far less."""
    finding = refusal_of(tmp_path, parts("<row>" + "<c/>" * 3_000_000 + "</row>"))
    assert "250 times its size" in finding.found


def lie_about_size(path: Path, part: str, size: int) -> None:
    """Change the unpacked size that the zip directory declares for a part."""
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(part.encode()))
    content[entry + 24 : entry + 28] = struct.pack("<I", size)
    path.write_bytes(content)


@pytest.mark.parametrize("declared", [100, 4_000_000_000])
def test_lying_sizes(tmp_path: Path, declared: int) -> None:
    """Proves that a size declared too small or too large does not get a file through."""
    rows = "".join(f'<row r="{r}"><c><v>{r}</v></c></row>' for r in range(1, 1000))
    path = write(tmp_path / "plan.xlsx", parts(rows))
    lie_about_size(path, SHEET_PART, declared)
    expected = "is damaged" if declared == 100 else "unpacks to more than"
    assert expected in refusal(path).found


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ({"unpacked_bytes": 9_000}, "unpacks to more than"),
        ({"tags": 100}, "XML tags"),
        ({"cells": 2}, "filled cells"),
    ],
)
def test_budget_holds_while_unpacking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: dict[str, int], expected: str
) -> None:
    """Proves that the limits count what is really there, over all parts and not per part."""
    rows = f'<row r="1"><c t="str"><v>{"x" * 8000}</v></c>' + "<c><v>1</v></c>" * 4 + "</row>"
    path = write(tmp_path / "plan.xlsx", parts(rows + "<row/>" * 80))
    assert len(read_cells(path).sheets[0].cells) == 5
    monkeypatch.setattr(package, "Budget", functools.partial(package.Budget, **limit))
    assert expected in refusal(path).found


def test_file_beyond_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with path.open("wb") as stream:
        stream.truncate(100_000_001)
    assert "at most 100 MB are read" in refusal(path).found


@pytest.mark.parametrize(
    ("part", "content", "expected"),
    [
        (STYLES_PART, "<a>" + "<b/>" * 1_000_000 + "</a>", "more than 1,000,000 elements"),
        (
            SHEET_PART,
            sheet_xml("", "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 100_001 + "</mergeCells>"),
            "more than 100,000 merged areas",
        ),
    ],
)
def test_lists_without_end(tmp_path: Path, part: str, content: str, expected: str) -> None:
    assert expected in refusal_of(tmp_path, parts() | {part: content}).found


def test_too_many_parts(tmp_path: Path) -> None:
    contents = parts() | {f"xl/media/{number}": "" for number in range(5_001)}
    assert "more than 5,000 parts" in refusal_of(tmp_path, contents).found


DOCTYPES = {
    "entities": '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>',
    "external": '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    "plain": "<!DOCTYPE worksheet>",
}


@pytest.mark.parametrize("kind", list(DOCTYPES))
@pytest.mark.parametrize(
    "part",
    [SHEET_PART, STRINGS_PART, STYLES_PART, WORKBOOK_PART, "_rels/.rels", "docProps/app.xml"],
)
def test_doctype_is_refused_in_any_part(tmp_path: Path, part: str, kind: str) -> None:
    """Proves that no entity is ever expanded, in parts that are read and in those that are not."""
    contents = parts()
    contents[part] = '<?xml version="1.0"?>' + DOCTYPES[kind] + str(contents.get(part, "<a/>"))
    finding = refusal_of(tmp_path, contents)
    assert "DOCTYPE" in finding.found
    assert part.lower() in finding.found


def test_doctype_in_utf16_is_refused(tmp_path: Path) -> None:
    """Proves that the parser looks, not a search for bytes, which another encoding would hide."""
    contents = parts()
    xml = f'<?xml version="1.0" encoding="utf-16"?>{DOCTYPES["entities"]}{sheet_xml("")}'
    contents[SHEET_PART] = xml.encode("utf-16")
    assert "DOCTYPE" in refusal_of(tmp_path, contents).found


def noise(length: int) -> str:
    """Text that hardly packs, so that no limit on the ratio is met."""
    return random.Random(1).randbytes(length // 2).hex()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (f'<row a="{noise(3_000_000)}"/>', "a tag of its part"),
        (f"<!--{noise(3_000_000)}-->", "a tag of its part"),
        ("".join(f"<a{n}>" for n in range(100_000)), "nests more than"),
    ],
)
def test_tags_without_end(tmp_path: Path, rows: str, expected: str) -> None:
    """Proves the guards against an endless tag (quadratic time) and endless nesting (memory)."""
    finding = refusal_of(tmp_path, parts(rows))
    assert expected in finding.found
    assert finding.place == "Offers"


def test_prolog_without_end(tmp_path: Path) -> None:
    contents = parts() | {"docProps/app.xml": f"<!--{noise(300_000)}--><a/>"}
    assert "does not begin" in refusal_of(tmp_path, contents).found


# ---- absurd used ranges


def test_stray_cell_in_the_last_corner(tmp_path: Path) -> None:
    """Proves that the size of a sheet does not matter: two cells, whatever lies between them."""
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'
    )
    book = read_cells(write(tmp_path / "plan.xlsx", parts(rows)))
    assert book.sheets[0].cells == {(1, 1): RawCell(1), (1_048_576, 16_384): RawCell("x")}


def test_formatted_blanks_leave_nothing(tmp_path: Path) -> None:
    """Proves that 300,000 painted blank cells cost no memory; the one value among them is found."""
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}" s="1"/>' for c in "ABCDEFGHIJ") + "</row>"
        for r in range(1, 30_001)
    )
    rows = rows.replace('<c r="F14" s="1"/>', '<c r="F14" s="1"><v>4</v></c>')
    path = write(tmp_path / "plan.xlsx", parts(rows))
    tracemalloc.start()
    book = read_cells(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert book.sheets[0].cells == {(14, 6): RawCell(4)}
    assert peak < 10_000_000  # the sheet has 6 MB; as objects the cells would take 60 MB


def test_merge_of_a_whole_sheet_is_one_area(tmp_path: Path) -> None:
    after = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    (area,) = read_cells(write(tmp_path / "plan.xlsx", parts(after=after))).sheets[0].merged
    assert area.contains(500_000, 5_000)
