"""Damage inside a workbook: told with its place, in one pass, and never read as blank or number."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from orefolio.findings import Severity, WorkbookError
from orefolio.workbook.cells import RawCell, read, read_cells
from raw_packages import (
    SHEET_PART,
    STRINGS_PART,
    STYLES_PART,
    WORKBOOK_PART,
    parts,
    refusal,
    refusal_of,
    relationships_xml,
    sheet_xml,
    strings_xml,
    write,
)


def test_flipped_byte_in_a_sheet_is_damage(tmp_path: Path) -> None:
    """Proves that the check sum is looked at: the changed digit alone would be sound XML."""
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts('<row r="1"><c><v>12345</v></c></row>').items():
            archive.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"12345", b"92345"))
    finding = refusal(path)
    assert finding.check == "damaged_file"
    assert "save it again" in finding.remedy


def test_every_damaged_sheet_is_named(tmp_path: Path) -> None:
    """Proves that one pass tells all: with the first sheet alone the planner would run twice."""
    contents = parts()
    contents[WORKBOOK_PART] = (
        '<workbook xmlns:r="x"><sheets><sheet name="A" r:id="worksheet_1"/>'
        '<sheet name="B" r:id="worksheet_2"/><sheet name="C" r:id="worksheet_3"/></sheets>'
        "</workbook>"
    )
    contents["xl/_rels/workbook.xml.rels"] = relationships_xml(
        worksheet_1="worksheets/sheet1.xml", worksheet_2="two.xml", worksheet_3="three.xml"
    )
    contents["xl/two.xml"] = "<worksheet><sheetData>"
    with pytest.raises(WorkbookError) as caught:
        read_cells(write(tmp_path / "plan.xlsx", contents))
    assert [finding.place for finding in caught.value.findings] == ["B", "C"]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="F14"><v>NaN</v></c>',
        '<c r="F14"><v>INF</v></c>',
        '<c r="F14"><v>1e400</v></c>',
        '<c r="F14"><v>1_000</v></c>',
        '<c r="F14"><v>１２</v></c>',
        '<c r="F14"><v>0,6</v></c>',
        f'<c r="F14"><v>{"9" * 5000}</v></c>',
        '<c r="F14" t="s"><v>7</v></c>',
        '<c r="F14" t="s"><v>-1</v></c>',
        '<c r="F14" t="s"><v>x</v></c>',
        '<c r="F14" t="b"><v>maybe</v></c>',
        '<c r="F14" t="d"><v>1 April</v></c>',
        '<c r="F14" t="zz"><v>1</v></c>',
        '<c r="F14"><v>1</v></c><c r="F14"><v>2</v></c>',
    ],
)
def test_unreadable_cell_is_an_error_value_with_a_warning(tmp_path: Path, cell: str) -> None:
    """Proves that nothing unreadable becomes a blank or a number: the cell is an error by name."""
    rows = f'<row r="14"><c r="A14"><v>1</v></c>{cell}</row>'
    book = read_cells(write(tmp_path / "plan.xlsx", parts(rows, strings=strings_xml("<t>a</t>"))))
    assert book.sheets[0].cells[14, 1] == RawCell(1)
    assert book.sheets[0].cells[14, 6] == RawCell(None, "", "#VALUE!")
    (finding,) = book.findings
    assert finding.severity is Severity.WARNING
    assert finding.place == "Offers!F14"


def test_cell_that_stands_twice_alike_is_one_cell(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>'
    book = read_cells(write(tmp_path / "plan.xlsx", parts(rows)))
    assert (dict(book.sheets[0].cells), book.findings) == ({(1, 1): RawCell(1)}, ())


def test_unreadable_cells_are_not_all_listed(tmp_path: Path) -> None:
    """Proves that 1,000 broken cells give 20 lines, and are errors all the same."""
    rows = "".join(f'<row r="{r}"><c><v>x</v></c></row>' for r in range(1, 1001))
    book = read_cells(write(tmp_path / "plan.xlsx", parts(rows)))
    assert len(book.findings) == 20
    assert all(cell.error for cell in book.sheets[0].cells.values())
    assert len(book.sheets[0].cells) == 1000


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('<row r="0"/>', "row 0"),
        ('<row r="-1"/>', "'-1'"),
        ('<row r="1048577"/>', "row 1048577"),
        (f'<row r="{"9" * 5000}"/>', "'999"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "'XFE1' lies outside"),
        ('<row r="1"><c r="A0"><v>1</v></c></row>', "'A0' lies outside"),
        ('<row r="1"><c r="R1C1"><v>1</v></c></row>', "'R1C1' is not a cell"),
        ('<row r="1"><c r="C7"><v>1</v></c></row>', "C7 stands in row 1"),
        ('<row r="1"><c r="XFD1"><v>1</v></c><c><v>1</v></c></row>', "'XFE1' lies outside"),
        ("<row><c></row>", "not sound XML"),
        ("<row>&unknown;</row>", "not sound XML"),
        ("<row>\x00</row>", "not sound XML"),
    ],
)
def test_damaged_sheet(tmp_path: Path, rows: str, expected: str) -> None:
    finding = refusal_of(tmp_path, parts(rows))
    assert finding.place == "Offers"
    assert "the file is damaged" in finding.found
    assert expected in finding.found


@pytest.mark.parametrize("reference", ["", "A1:", ":", "A1:B2:C3", "A0:B2", "1:2", "A1:ZZZ1"])
def test_damaged_merge_and_table(tmp_path: Path, reference: str) -> None:
    """Proves that a broken area is no silent nothing; ``A1:`` alone is read as A1."""
    contents = parts(after='<tableParts><tablePart r:id="table_1"/></tableParts>')
    contents["xl/worksheets/_rels/sheet1.xml.rels"] = relationships_xml(table_1="../table.xml")
    contents["xl/table.xml"] = f'<table name="offers" ref="{reference}"/>'
    merge = parts(after=f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>')
    for broken in (contents, merge):
        if reference == "A1:":
            read_cells(write(tmp_path / "plan.xlsx", broken))
        else:
            assert refusal_of(tmp_path, broken).place == "Offers"


def test_missing_parts(tmp_path: Path) -> None:
    """Proves that a part that is pointed to and not there is named; no sheet is silently empty."""
    for part in (WORKBOOK_PART, SHEET_PART, STRINGS_PART, STYLES_PART):
        contents = parts()
        del contents[part]
        assert f"its part {part} is missing" in refusal_of(tmp_path, contents).found
    contents = parts()
    del contents["xl/_rels/workbook.xml.rels"]
    assert "the content of sheet 'Offers' is missing" in refusal_of(tmp_path, contents).found
    contents = parts(after='<tableParts><tablePart r:id="table_1"/></tableParts>')
    assert "one of its tables is missing" in refusal_of(tmp_path, contents).found


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ("", "no worksheet"),
        ('<sheet r:id="worksheet_1"/>', "without a name"),
        ('<sheet name="A" r:id="worksheet_1"/><sheet name="a" r:id="x"/>', "two sheets named 'a'"),
        (
            '<sheet name="A" r:id="worksheet_1"/><sheet name="B" r:id="worksheet_1"/>',
            "has the content of another sheet",
        ),
        ('<sheet name="A" r:id="styles_1"/>', "no worksheet"),
    ],
)
def test_damaged_list_of_sheets(tmp_path: Path, sheets: str, expected: str) -> None:
    """Proves, among others, that a small part listed a thousand times is not read that often."""
    contents = parts()
    contents[WORKBOOK_PART] = f'<workbook xmlns:r="x"><sheets>{sheets}</sheets></workbook>'
    assert expected in refusal_of(tmp_path, contents).found


def test_sheet_that_is_something_else(tmp_path: Path) -> None:
    """Proves that a wrong part is told; taken as it comes it would be an empty sheet."""
    assert (
        "no worksheet but 'html'" in refusal_of(tmp_path, parts() | {SHEET_PART: "<html/>"}).found
    )


def test_relationships_in_a_circle(tmp_path: Path) -> None:
    contents = parts(after='<tableParts><tablePart r:id="table_1"/></tableParts>')
    contents["xl/worksheets/_rels/sheet1.xml.rels"] = relationships_xml(table_1="sheet1.xml")
    assert refusal_of(tmp_path, contents).place == "Offers"
    contents = parts() | {"_rels/.rels": relationships_xml(officeDocument_1="_rels/.rels")}
    assert "no worksheet" in refusal_of(tmp_path, contents).found


def test_part_that_is_there_twice(tmp_path: Path) -> None:
    """Proves that two contents of one part are not decided by chance (of the zip library)."""
    path = write(tmp_path / "plan.xlsx", parts())
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET_PART, sheet_xml('<row r="1"><c><v>1</v></c></row>'))
    assert "is there twice" in refusal(path).found


@pytest.mark.parametrize(
    ("offset", "value", "expected"),
    [(8, 1, "protected with a password"), (10, 14, "packed in a way no workbook uses")],
)
def test_zip_features_no_workbook_has(
    tmp_path: Path, offset: int, value: int, expected: str
) -> None:
    """Proves that zip encryption and LZMA (whose dictionary may take 4 GB) are not tried."""
    path = write(tmp_path / "plan.xlsx", parts())
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET_PART.encode()))
    content[entry + offset] = value
    path.write_bytes(content)
    assert expected in refusal(path).found


def test_any_other_failure_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves the last net: whatever a library raises becomes a sentence at the sheet."""
    path = write(tmp_path / "plan.xlsx", parts())

    def fail(*_arguments: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(read, "SheetHandler", fail)
    finding = refusal(path)
    assert (finding.place, finding.check) == ("Offers", "damaged_file")
    assert "too deep" in finding.found


@pytest.mark.parametrize("mistake", [AttributeError, TypeError, NameError, AssertionError])
def test_a_mistake_of_the_program_is_not_called_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mistake: type[Exception]
) -> None:
    """Proves that a bug shows as one: a sound file is never called damaged because of it."""
    path = write(tmp_path / "plan.xlsx", parts("<row r='1'><c r='A1'><v>1</v></c></row>"))

    def wrong(*_: object) -> None:
        raise mistake("a bug")

    for name in ("read_contents", "_read_sheet"):
        with monkeypatch.context() as patch:
            patch.setattr(f"orefolio.workbook.cells.read.{name}", wrong)
            with pytest.raises(mistake):
                read_cells(path)


def test_a_path_may_be_a_text(tmp_path: Path) -> None:
    """Proves that the name of a file serves as well as its path."""
    path = write(tmp_path / "plan.xlsx", parts("<row r='1'><c r='A1'><v>1</v></c></row>"))
    assert read_cells(str(path)) == read_cells(path)
