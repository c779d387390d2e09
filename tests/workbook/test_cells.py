"""Reading sound workbooks: every cell with its value, formula, error and format."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from orefolio.findings import Severity
from orefolio.workbook.cells import (
    Area,
    ListObject,
    RawBook,
    RawCell,
    cell_name,
    column_letters,
    read_cells,
)
from raw_packages import (
    MAIN,
    OFFICE,
    SHEET_PART,
    STRICT_MAIN,
    STRICT_OFFICE,
    WORKBOOK_PART,
    parts,
    read_cell,
    read_one,
    relationships_xml,
    sheet_xml,
    strings_xml,
    write,
)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A workbook as a planner has it, with every kind of value; cached values as Excel stores."""
    path = tmp_path / "mixed.xlsx"
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "d/m/yy h:mm"})
    clock = book.add_format({"num_format": "h:mm"})
    span = book.add_format({"num_format": "[h]:mm:ss"})
    money = book.add_format({"num_format": "#,##0.00 [$USD]"})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("Offers")
    sheet.write_row("A1", ["offer", "price", "合計", " padded ", "NA", "line\nbreak", "a_x000D_b"])
    sheet.write_row("A2", [1, -2.5, 1e-9, 12345678901, 0.1 + 0.2, 1e300])
    sheet.write_number("A3", 45.5, money)
    sheet.write_datetime("B3", datetime.datetime(2025, 4, 1), day)
    sheet.write_datetime("C3", datetime.datetime(2025, 4, 1, 13, 45, 30), moment)
    sheet.write_datetime("D3", datetime.time(10, 30), clock)
    sheet.write_number("E3", 1.25, span)
    sheet.write_datetime("F3", datetime.datetime(1900, 1, 15), day)
    sheet.write_boolean("A4", True)
    sheet.write_boolean("B4", False)
    sheet.write_formula("A5", "=A2+1", None, 2)
    sheet.write_formula("B5", '=A1&"!"', None, "offer!")
    sheet.write_formula("C5", "=A2/0", None, "#DIV/0!")
    sheet.write_formula("D5", "=A2>0", None, True)
    sheet.write_formula("E5", "=B3+1", day, 45749)
    sheet.write_formula("F5", "=NOW()", None, "")
    sheet.write_rich_string("A6", "Dy", bold, "Fe", "B")
    sheet.write_blank("A7", None, money)
    sheet.write_string("B7", "   ")
    sheet.write_string("XFD1048576", "x")
    hidden = book.add_worksheet("Old")
    hidden.write("B2", 7)
    hidden.hide()
    book.close()
    return path


def openpyxl_cells(path: Path, sheet: str, *, cached: bool) -> dict[tuple[int, int], Any]:
    book = openpyxl.load_workbook(path, data_only=cached, read_only=False)
    found = book[sheet]._cells  # its public iterators walk through all cells up to XFD1048576
    return {key: cell for key, cell in found.items() if cell.value is not None}


def test_values_equal_those_of_openpyxl(mixed: Path) -> None:
    """Proves that values, errors, formats and formulas are what a trusted reader finds.

    openpyxl keeps blank text, writes errors as text and strips nothing; only these differ.
    """
    for sheet in read_cells(mixed).sheets:
        cached = openpyxl_cells(mixed, sheet.name, cached=True)
        plain = openpyxl_cells(mixed, sheet.name, cached=False)
        filled = {k for k, c in plain.items() if str(c.value).strip()}
        assert set(sheet.cells) == filled
        for position, cell in sheet.cells.items():
            expected = cached[position].value if position in cached else None
            assert (cell.error or cell.value) == expected, position
            assert bool(cell.formula) == (plain[position].data_type == "f"), position
            if cell.formula:
                assert cell.formula == plain[position].value
            assert cell.number_format == plain[position].number_format, position


def test_kinds_of_values(mixed: Path) -> None:
    """Proves the types, which equality does not tell: 1 == 1.0 == True in Python."""
    cells = read_cells(mixed).sheets[0].cells
    assert type(cells[2, 1].value) is int
    assert type(cells[2, 2].value) is float
    assert cells[4, 1].value is True
    assert cells[4, 2].value is False
    assert cells[3, 2].value == datetime.datetime(2025, 4, 1)
    assert cells[3, 4].value == datetime.time(10, 30)
    assert cells[3, 5].value == datetime.timedelta(hours=30)
    assert cells[5, 5].value == datetime.datetime(2025, 4, 2)
    assert cells[5, 3] == RawCell(None, "=A2/0", "#DIV/0!")
    assert cells[6, 1].value == "DyFeB"
    assert cells[1_048_576, 16_384].value == "x"


def test_sheets_in_order_with_their_state(mixed: Path) -> None:
    book = read_cells(mixed)
    assert book.path == mixed
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Offers", False),
        ("Old", True),
    ]
    assert not book.date_1904


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<c><f>1+1</f></c>", RawCell(None, "=1+1")),
        ("<c><f>1+1</f><v/></c>", RawCell(None, "=1+1")),
        ("<c><f>1+1</f><v>2</v></c>", RawCell(2, "=1+1")),
        ('<c t="str"><f>""</f><v></v></c>', None),
        ('<c t="str"><f>""</f><v> \u3000\u200b</v></c>', None),
        ('<c t="str"><f>""</f></c>', RawCell(None, '=""')),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', RawCell(None, "=1/0", "#DIV/0!")),
        ('<c t="e"><v>#N/A</v></c>', RawCell(None, "", "#N/A")),
        ('<c t="b"><f>TRUE()</f><v>1</v></c>', RawCell(True, "=TRUE()")),
        ("<c><f/><v>3</v></c>", RawCell(3, "=…")),
        ('<c><f t="dataTable" ref="A1"/><v>3</v></c>', RawCell(3, "=…")),
        ('<c t="inlineStr"><is><t>a</t></is></c>', RawCell("a")),
        ('<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', RawCell("ab")),
        ('<c t="inlineStr"><is><t>東</t><rPh><t>ヒガシ</t></rPh></is></c>', RawCell("東")),
        ('<c t="str"><v>plain</v></c>', RawCell("plain")),
        ('<c t="str"><v>_x0041__x005F_x000D_</v></c>', RawCell("A_x000D_")),
        ('<c t="str"><v>_xD83D__xDE00__xD800_</v></c>', RawCell("😀\ufffd")),
        ('<c t="d"><v>2025-04-01</v></c>', RawCell(datetime.datetime(2025, 4, 1))),
        ('<c t="d"><v>10:30:00</v></c>', RawCell(datetime.time(10, 30))),
        ('<c t="n"><v> 0.6 </v></c>', RawCell(0.6)),
        ('<c s="0"/>', None),
        ("<c><v/></c>", None),
        ('<c s="99"><v>1</v></c>', RawCell(1)),
    ],
)
def test_one_cell(tmp_path: Path, cell: str, expected: RawCell | None) -> None:
    """Proves what each way of writing a cell means; blank and never calculated are told apart."""
    found = read_cell(tmp_path, cell)
    assert found == expected
    if found is not None and expected is not None:
        assert type(found.value) is type(expected.value)


def test_formula_of_openpyxl_is_never_calculated(tmp_path: Path) -> None:
    """Proves that a file saved by a program is told from one saved by a spreadsheet."""
    book = openpyxl.Workbook()
    book.active["C2"] = "=A2*1000"
    book.save(tmp_path / "plan.xlsx")
    cell = read_cells(tmp_path / "plan.xlsx").sheets[0].cells[2, 3]
    assert (cell.formula, cell.value, cell.error) == ("=A2*1000", None, "")


def test_zero_formula_of_xlsxwriter_is_doubted(tmp_path: Path) -> None:
    """Proves that the 0 which XlsxWriter (and pandas) store for any formula is not taken silently.

    With a value of its own the formula is believed.
    """
    for value, count in ((0, 1), (5, 0)):
        path = tmp_path / f"{value}.xlsx"
        book = xlsxwriter.Workbook(str(path))
        book.add_worksheet("Offers").write_formula("F14", "=2+3", None, value)
        book.close()
        findings = read_cells(path).findings
        assert len(findings) == count
        for finding in findings:
            assert finding.severity is Severity.WARNING
            assert finding.place == "Offers!F14"


def test_shared_formula_followers_are_formulas(tmp_path: Path) -> None:
    """Proves that a cell filled down is still a formula; without text it would pass as a value."""
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/></c></row>'
        '<row r="4"><c r="A4"><f t="shared" si="7"/><v>1</v></c></row>'
    )
    cells = read_one(tmp_path, rows).cells
    assert [cells[row, 1].formula for row in (1, 2, 3, 4)] == ["=B1*2", "=B1*2", "=B1*2", "=…"]
    assert cells[3, 1].value is None


def test_missing_addresses_are_counted(tmp_path: Path) -> None:
    """Proves that rows and cells without ``r`` follow the one before, as in the standard."""
    rows = (
        "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
        '<row r="5"><c r="C5"><v>5</v></c><c><v>6</v></c></row>'
        "<row><c><v>7</v></c></row>"
        '<row><c r="B9"><v>8</v></c></row>'
        "<row><c><v>9</v></c></row>"
    )
    cells = read_one(tmp_path, rows).cells
    assert {k: c.value for k, c in cells.items()} == {
        (1, 1): 1,
        (1, 3): 3,
        (5, 3): 5,
        (5, 4): 6,
        (6, 1): 7,
        (9, 2): 8,
        (10, 1): 9,
    }


def test_shared_strings(tmp_path: Path) -> None:
    """Proves that runs are joined, furigana left out, escapes decoded, blanks dropped."""
    strings = strings_xml(
        "<t>plain</t>",
        "<r><t>Dy</t></r><r><rPr/><t xml:space='preserve'> Tb</t></r>",
        "<t>重希土</t><rPh sb='0' eb='2'><t>ジュウキド</t></rPh>",
        "<t>a_x000D_b</t>",
        "<t>\u3000\u00a0</t>",
        "<t/>",
    )
    cells = "".join(f'<c t="s"><v>{i}</v></c>' for i in range(6))
    sheet = read_one(tmp_path, f'<row r="1">{cells}</row>', strings=strings)
    assert [cell.value for cell in sheet.cells.values()] == ["plain", "Dy Tb", "重希土", "a\rb"]


def test_strict_namespaces_and_prefixes(tmp_path: Path) -> None:
    """Proves that strict OOXML, and elements with a prefix, read like the usual form.

    openpyxl finds no sheet at all in strict files.
    """
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>'
    strings = strings_xml("<t>offer</t>").replace(MAIN, STRICT_MAIN)
    strict = parts(rows, strings=strings, main=STRICT_MAIN, office=STRICT_OFFICE)
    prefixed = parts(strings=strings_xml("<t>offer</t>"))
    prefixed[SHEET_PART] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v>'
        '</x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell '
        'ref="A1:B1"/></x:mergeCells></x:worksheet>'
    )
    for name, contents in (("strict", strict), ("prefixed", prefixed)):
        sheet = read_cells(write(tmp_path / f"{name}.xlsx", contents)).sheets[0]
        assert sheet.cells == {(1, 1): RawCell("offer"), (1, 2): RawCell(2)}
        assert len(sheet.merged) == (name == "prefixed")


def test_merged_hidden_filtered_and_tables(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Offers")
    sheet.merge_range("A2:A4", "SARECO")
    sheet.set_row(6, None, None, {"hidden": True})
    sheet.autofilter("A1:C9")
    tables = book.add_worksheet("Tables")
    tables.add_table("B2:C5", {"name": "offers", "total_row": True})
    tables.add_table("E2:F5", {"name": "routes"})
    book.add_chartsheet("Chart")
    book.close()
    offers, with_tables = read_cells(path).sheets
    assert offers.merged == (Area(2, 1, 4, 1),)
    assert offers.hidden_rows == {7}
    assert offers.filtered
    assert not with_tables.filtered
    assert with_tables.list_objects == (
        ListObject("offers", Area(2, 2, 5, 3), totals_row=True),
        ListObject("routes", Area(2, 5, 5, 6), totals_row=False),
    )


def test_filter_of_a_saved_view_or_table(tmp_path: Path) -> None:
    """Proves that a filter set in a table counts, and one in somebody's saved view does not."""
    view = '<customSheetViews><customSheetView><autoFilter ref="A1:B2"/></customSheetView>'
    assert not read_one(tmp_path, after=f"{view}</customSheetViews>").filtered
    contents = parts(after='<tableParts><tablePart r:id="table_1"/></tableParts>')
    contents["xl/worksheets/_rels/sheet1.xml.rels"] = relationships_xml(
        table_1="../tables/t%201.xml"
    )
    contents["xl/tables/t 1.xml"] = (
        '<table displayName="offers" ref="A1:B3"><autoFilter ref="A1:B3"><filterColumn colId="0"/>'
        "</autoFilter></table>"
    )
    sheet = read_cells(write(tmp_path / "plan.xlsx", contents)).sheets[0]
    assert sheet.filtered
    assert sheet.list_objects == (ListObject("offers", Area(1, 1, 3, 2), totals_row=False),)


def test_part_names_in_other_cases_and_backslashes(tmp_path: Path) -> None:
    """Proves that files of careless writers are found: part names know no case."""
    contents = parts('<row r="1"><c><v>1</v></c></row>')
    contents["XL\\Worksheets\\Sheet1.xml"] = contents.pop(SHEET_PART)
    book = read_cells(write(tmp_path / "plan.xlsx", contents))
    assert book.sheets[0].cells == {(1, 1): RawCell(1)}


def test_utf16_part(tmp_path: Path) -> None:
    contents = parts()
    xml = '<?xml version="1.0" encoding="utf-16"?>'
    xml += sheet_xml('<row r="1"><c t="str"><v>合計</v></c></row>')
    contents[SHEET_PART] = xml.encode("utf-16")
    book = read_cells(write(tmp_path / "plan.xlsx", contents))
    assert book.sheets[0].cells == {(1, 1): RawCell("合計")}


def test_workbook_part_found_by_relationship(tmp_path: Path) -> None:
    """Proves that the start is where the package says, with xl/workbook.xml as the fall-back."""
    contents = parts('<row r="1"><c><v>1</v></c></row>')
    contents["xl/plan.xml"] = contents.pop(WORKBOOK_PART)
    contents["xl/_rels/plan.xml.rels"] = contents.pop("xl/_rels/workbook.xml.rels")
    contents["_rels/.rels"] = relationships_xml(OFFICE, officeDocument_1="/xl/plan.xml")
    book: RawBook = read_cells(write(tmp_path / "plan.xlsx", contents))
    assert book.sheets[0].cells == {(1, 1): RawCell(1)}


def test_names_of_cells() -> None:
    assert [column_letters(c) for c in (1, 26, 27, 702, 703, 16_384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert cell_name(14, 6) == "F14"
    assert Area(2, 2, 5, 3).contains(5, 3)
    assert not Area(2, 2, 5, 3).contains(6, 3)
