"""The written book as another library reads it: layout, looks, rules, charts, notes."""

import re
import warnings
import zipfile
from itertools import pairwise

import openpyxl
import pytest

from orefolio.workbook.sheets import (
    ChartSpec,
    ColumnSpec,
    Line,
    Sheet,
    TableBlock,
    TextBlock,
    write_book,
)
from orefolio.workbook.sheets.rules import expectation

NUMBERS = TableBlock((ColumnSpec("period"), ColumnSpec("a", "share")), [["2026", 0.5], ["2027", 1]])


@pytest.fixture
def written(tmp_path):
    """Write sheets and read the book again; a warning of XlsxWriter is a failure."""

    def write(*sheets, **options):
        path = tmp_path / "book.xlsx"
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            write_book(path, sheets, overwrite=True, **options)
        return openpyxl.load_workbook(path)

    return write


def part(tmp_path, name: str) -> str:
    """One part of the written package."""
    with zipfile.ZipFile(tmp_path / "book.xlsx") as package:
        return package.read(name).decode()


def faults(sheet) -> dict[str, list[str]]:
    """Conditional formats of a sheet: range to formulas ("duplicate" for the built-in rule)."""
    return {
        str(area.sqref): [(rule.formula or ["duplicate"])[0] for rule in area.rules]
        for area in sheet.conditional_formatting
    }


def test_single_table_starts_in_a1(written):
    """Input sheets look as the reader expects them: header in row 1, rows below, nothing else."""
    sheet = written(Sheet("Suppliers", (NUMBERS,), tab="input"))["Suppliers"]
    assert [[c.value for c in row] for row in sheet.iter_rows()] == [
        ["period", "a"],
        ["2026", 0.5],
        ["2027", 1],
    ]
    assert sheet.freeze_panes == "B2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes, one page wide
    assert sheet.print_title_rows == "$1:$1"


def test_blocks_are_stacked_with_one_blank_row(written):
    """By hand: text 1-2, title 4, comments 5-6, header 7, rows 8-9, second header 11."""
    text = TextBlock((Line("Hello", "title"), Line("to Suppliers", link="Suppliers")))
    titled = TableBlock(NUMBERS.columns, NUMBERS.rows, title="Shares", comment="one\ntwo")
    book = written(Sheet("Summary", (text, titled, NUMBERS)), Sheet("Suppliers", (NUMBERS,)))
    sheet = book["Summary"]
    found = {cell.row: cell.value for cell in sheet["A"] if cell.value}
    assert found == {
        1: "Hello",
        2: "to Suppliers",
        4: "Shares",
        5: "one",
        6: "two",
        7: "period",
        8: "2026",
        9: "2027",
        11: "period",
        12: "2026",
        13: "2027",
    }
    assert sheet["A2"].hyperlink.location == "'Suppliers'!A1"
    assert sheet.freeze_panes is None  # two tables: no header to freeze under


def test_freeze_can_be_set(written):
    """The caller's freeze wins, no freeze included."""
    book = written(Sheet("A", (NUMBERS,), freeze=(3, 2)), Sheet("B", (NUMBERS,), freeze=(0, 0)))
    assert book["A"].freeze_panes == "C4"
    assert book["B"].freeze_panes is None


def test_looks_of_headers_and_input_cells(written):
    """Blue is required, grey optional, dark a result; input cells are yellow, spare rows too."""
    tones = ("required", "optional", "result")
    columns = tuple(ColumnSpec(tone, tone=tone) for tone in tones)
    table = TableBlock(columns, [["a", "b", "c"]], input=True, spare_rows=2)
    sheet = written(Sheet("A", (table,)))["A"]
    fills = [sheet.cell(1, column).fill.fgColor.rgb for column in (1, 2, 3)]
    assert fills == ["FF2F6EB5", "FFD0D3D6", "FF404040"]
    assert {sheet.cell(row, 1).fill.fgColor.rgb for row in (2, 3, 4)} == {"FFFFF9DB"}
    assert sheet.max_row == 4


def test_red_cells_and_drop_downs(written):
    """Each rule once, for filled and spare rows (2 to 5), relative to the first of them."""
    suppliers = TableBlock(
        (
            ColumnSpec("supplier", unique=True, required=True),
            ColumnSpec("country", choices_from="Land codes"),
            ColumnSpec("status", choices=("operating", "pledged")),
            ColumnSpec("price", "number", minimum=0),
            ColumnSpec("share", "share"),
            ColumnSpec("days", "integer", minimum=0, maximum=720),
            ColumnSpec("from", "date"),
            ColumnSpec("active", "yes_no"),
            ColumnSpec("remark"),
        ),
        [["A", "JP", None, 1, None, None, None, True, None]],
        input=True,
        spare_rows=3,
    )
    codes = TableBlock((ColumnSpec("name"), ColumnSpec("code", unique=True)), [["Japan", "JP"]])
    book = written(Sheet("Suppliers", (suppliers,)), Sheet("Land codes", (codes,)))
    sheet = book["Suppliers"]
    assert faults(sheet) == {
        "A2:A5": ["duplicate", "AND(LEN(TRIM(A2))=0,COUNTA($A2:$I2)>0)"],
        "B2:B5": ["AND(LEN(TRIM(B2))>0,ISNA(MATCH(B2,Land_codes_keys,0)))"],
        "C2:C5": ['AND(LEN(TRIM(C2))>0,NOT(OR(C2="operating",C2="pledged")))'],
        "D2:D5": ["AND(LEN(TRIM(D2))>0,NOT(ISNUMBER(D2)))", "AND(ISNUMBER(D2),OR(D2<0))"],
        "E2:E5": ["AND(LEN(TRIM(E2))>0,NOT(ISNUMBER(E2)))", "AND(ISNUMBER(E2),OR(E2<0,E2>1))"],
        "F2:F5": [
            "AND(LEN(TRIM(F2))>0,NOT(ISNUMBER(F2)))",
            "AND(ISNUMBER(F2),OR(F2<0,F2>720,F2<>INT(F2)))",
        ],
        "G2:G5": ["AND(LEN(TRIM(G2))>0,NOT(ISNUMBER(G2)))"],
        "H2:H5": ['AND(LEN(TRIM(H2))>0,NOT(OR(H2="yes",H2="no")))'],
    }
    validations = {str(v.sqref): v for v in sheet.data_validations.dataValidation}
    assert {area: v.formula1 for area, v in validations.items() if v.type == "list"} == {
        "B2:B5": "Land_codes_keys",
        "C2:C5": '"operating,pledged"',
        "H2:H5": '"yes,no"',
    }
    assert {v.errorStyle for v in validations.values()} == {"warning"}  # never blocks
    # The key column is the unique one, B; its filled part, with room to grow.
    assert book.defined_names["Land_codes_keys"].attr_text == (
        "'Land codes'!$B$2:INDEX('Land codes'!$B$2:$B$2001,"
        "MAX(1,COUNTA('Land codes'!$B$2:$B$2001)))"
    )


def test_result_tables_have_no_rules(written):
    """Rules are for cells that a planner fills in."""
    table = TableBlock((ColumnSpec("a", "share", unique=True, required=True),), [[2.0]])
    sheet = written(Sheet("A", (table,)))["A"]
    assert faults(sheet) == {}
    assert sheet.data_validations.dataValidation == []


@pytest.mark.parametrize(
    "choices", [tuple(f"choice number {n}" for n in range(40)), ("with, comma", 'and "quote"')]
)
def test_long_lists_go_to_a_hidden_sheet(written, choices):
    """More than 255 characters, or a comma, cannot stand inside a rule; Excel would repair."""
    table = TableBlock((ColumnSpec("a", choices=choices),), [], input=True, spare_rows=2)
    book = written(Sheet("A", (table,)), Sheet("lists", (NUMBERS,)))
    assert book["Lists_2"].sheet_state == "hidden"  # "lists" was taken
    assert [cell.value for cell in book["Lists_2"]["A"][1:]] == list(choices)
    assert book["A"].data_validations.dataValidation[0].formula1 == "List_1"
    assert book.defined_names["List_1"].attr_text == f"'Lists_2'!$A$2:$A${len(choices) + 1}"
    assert faults(book["A"]) == {"A2:A3": ["AND(LEN(TRIM(A2))>0,ISNA(MATCH(A2,List_1,0)))"]}


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (ColumnSpec("x", "share"), "a number from 0% to 100%"),
        (ColumnSpec("x", "integer", minimum=0), "a whole number of at least 0"),
        (ColumnSpec("x", "number", maximum=2.5), "a number of at most 2.5"),
        (ColumnSpec("x", choices_from="Suppliers"), "one of the names listed on the sheet Supplie"),
    ],
)
def test_warnings_say_what_is_expected(column, words):
    """The sentence that Excel shows when something else is typed."""
    assert expectation(column).startswith(words)


def test_marks_are_painted_over_any_cell(written):
    """Header (with its own note), value, blank and a cell outside: fill by severity, note kept."""
    table = TableBlock((ColumnSpec("price", "number", note="Price."),), [["1,234"], [None]])
    marks = {
        (1, 1): ("info", "read as price"),
        (2, 1): ("error", "can mean two things"),
        (3, 1): ("warning", "blank"),
        (9, 4): ("error", "stray"),
    }
    sheet = written(Sheet("A", (table,), marks=marks))["A"]
    fills = {place: sheet[place].fill.fgColor.rgb for place in ("A1", "A2", "A3", "D9")}
    assert fills == {"A1": "FFBBDCF7", "A2": "FFF8B4B4", "A3": "FFFFD49A", "D9": "FFF8B4B4"}
    notes = {place: sheet[place].comment.text for place in fills}
    assert notes["A1"] == "read as price\n\nPrice."
    assert notes["D9"] == "stray"
    assert sheet["A2"].value == "1,234"


def test_notes_are_as_large_as_their_text(written, tmp_path):
    """A long note gets more height than a short one, up to a bound."""
    notes = ("Short.", "A sentence of some length. " * 12, "x " * 3000)
    table = TableBlock(tuple(ColumnSpec(str(n), note=t) for n, t in enumerate(notes)), [])
    written(Sheet("A", (table,)))
    shapes = re.findall(r";height:([0-9.]+)pt", part(tmp_path, "xl/drawings/vmlDrawing1.vml"))
    heights = [float(height) for height in shapes]
    assert heights[0] < heights[1] < heights[2] < 400


def test_charts_lie_beside_the_tables_and_not_on_each_other(written):
    """Each chart starts right of the last used column and below the chart before it."""
    chart = ChartSpec("stacked_column", "=Shares", 0, (1,), "period", "share")
    kinds = ("stacked_column", "percent_stacked_column", "line", "column", "bar", "area")
    charts = tuple(ChartSpec(kind, kind, 0, (1,)) for kind in kinds)
    sheet = written(Sheet("It's", (NUMBERS,), charts=(chart, *charts)))["It's"]
    places = [(c.anchor._from.row, c.anchor.to.row, c.anchor._from.col) for c in sheet._charts]
    assert len(places) == 7
    assert all(column >= 2 for _, _, column in places)
    assert all(before[1] < after[0] for before, after in pairwise(places))
    first = sheet._charts[0]
    assert first.series[0].val.numRef.f == "'It''s'!$B$2:$B$3"
    assert first.series[0].cat.numRef.f == "'It''s'!$A$2:$A$3"
    assert first.series[0].tx.strRef.f == "'It''s'!$B$1"
    assert first.title.tx.rich.p[0].r[0].t == " =Shares"  # text, not a reference


def test_charts_of_a_wide_table_lie_below_it(written):
    """Right of a table of 20 columns nobody would find them."""
    columns = tuple(ColumnSpec(f"column {n}", "number") for n in range(20))
    table = TableBlock(columns, [range(20)] * 3)
    chart = ChartSpec("line", "A", 0, (1, 2))
    sheet = written(Sheet("A", (table,), charts=(chart, chart)))["A"]
    assert {drawn.anchor._from.row for drawn in sheet._charts} == {5}
    left, right = (drawn.anchor for drawn in sheet._charts)
    assert left.to.col < right._from.col


def test_a_table_without_rows_draws_no_chart(written):
    """A chart without a cell to show makes Excel complain."""
    empty = TableBlock(NUMBERS.columns, [])
    assert (
        written(Sheet("A", (empty,), charts=(ChartSpec("line", "A", 0, (1,)),)))["A"]._charts == []
    )


def test_hidden_first_sheet(written):
    """Excel cannot open a book whose active sheet is hidden."""
    book = written(Sheet("Data", (NUMBERS,), hidden=True), Sheet("Shown", (NUMBERS,)))
    assert book["Data"].sheet_state == "hidden"
    assert book.active.title == "Shown"


def test_filter_and_properties(written, tmp_path):
    """The filter covers header and rows; properties are kept, the date is not that of today."""
    table = TableBlock(NUMBERS.columns, NUMBERS.rows, autofilter=True)
    book = written(Sheet("A", (table,)), properties={"title": "Case\n1", "input hash": "abc"})
    assert book["A"].auto_filter.ref == "A1:B3"
    assert book.properties.title == "Case 1"
    assert book.custom_doc_props["input hash"].value == "abc"
    assert "2026-01-01T00:00:00Z" in part(tmp_path, "docProps/core.xml")


def test_every_text_is_safe_where_it_is_written(written):
    """Header, title, comment, line, note, choice: none is a formula, none breaks the file."""
    nasty = "=1+1\x00\x0b"
    column = ColumnSpec(nasty, note=nasty, choices=(nasty,))
    table = TableBlock((column,), [[nasty]], title=nasty, comment=nasty, input=True)
    text = TextBlock((Line(nasty), Line(nasty, link="A"), Line(nasty * 60)))
    sheet = written(Sheet("A", (text, table)))["A"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) == 7
    assert all(cell.data_type == "s" and "\x00" not in cell.value for cell in cells)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "no name"),
        ("x" * 32, "longer than 31"),
        ("😀" * 16, "longer than 31"),
        ("a/b", "contains '/'"),
        ("a\nb", "contains"),
        ("'q'", "apostrophe"),
        ("History", "keeps this name"),
    ],
)
def test_sheet_names_that_excel_refuses(written, name, words):
    """16 emoji are 32 UTF-16 units; counting characters would let them pass."""
    with pytest.raises(ValueError, match=words):
        written(Sheet(name, (NUMBERS,)))


CHART = ChartSpec("line", "c", 1, (1,))


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ([Sheet("Flows", (NUMBERS,)), Sheet("flows", (NUMBERS,))], "same name"),
        ([Sheet("A", (NUMBERS,), hidden=True)], "visible"),
        ([Sheet("A", (TableBlock(NUMBERS.columns, [["x"]]),))], "row 1 has 1 cells for 2 columns"),
        ([Sheet("A", (TableBlock((), []),))], "0 columns"),
        ([Sheet("A", (TextBlock((Line("x", link="B"),)),))], "links to sheet 'B'"),
        ([Sheet("A", (TableBlock((ColumnSpec("x", choices_from="B"),), []),))], "lists sheet 'B'"),
        ([Sheet("A", (NUMBERS, TextBlock(())), charts=(CHART,))], "block 1 is not a table"),
        ([Sheet("A", (NUMBERS,), charts=(ChartSpec("line", "c", 0, (2,)),))], "not columns"),
        ([Sheet("A", (NUMBERS,), marks={(0, 1): ("error", "")})], "is no cell"),
        ([Sheet("A", (NUMBERS,), marks={(1, 1): ("bad", "")})], "unknown severity"),
        ([Sheet("A", (TableBlock(NUMBERS.columns, [("x", 1)] * 1_048_576),))], "more than a sheet"),
    ],
)
def test_mistakes_are_named(written, sheets, words):
    """A sheet that Excel would refuse or repair is an error with the sheet's name."""
    with pytest.raises(ValueError, match=words):
        written(*sheets)


def test_cells_can_link_to_sheets(written):
    """Proves that a cell of a table jumps to a sheet of the book, and that its text stays."""
    links = {(0, 0): "Two words"}
    table = TableBlock(
        (ColumnSpec("sheet"), ColumnSpec("rows", "number")), [("go", 1)], links=links
    )
    there = Sheet("Two words", (TableBlock((ColumnSpec("x"),), [(1,)]),))
    cell = written(Sheet("A", (table,)), there)["A"]["A2"]
    assert (cell.value, cell.hyperlink.location) == ("go", "'Two words'!A1")
    with pytest.raises(ValueError, match="links to sheet 'Two words', which does not exist"):
        written(Sheet("A", (table,)))


@pytest.mark.parametrize(("values", "start"), [((94, 102), [0.0]), ((-5, 7), [])])
def test_columns_stand_on_zero(written, tmp_path, values, start):
    """Proves that columns of 94 and 102 are not drawn as 2 and 10 above an axis of 92.

    With a value below zero the axis is left to Excel, or the column would be cut.
    """
    columns = (ColumnSpec("year"), ColumnSpec("t", "number"))
    table = TableBlock(columns, list(zip("ab", values, strict=True)))
    written(Sheet("A", (table,), (ChartSpec("stacked_column", "Tonnes", 0, (1,)),)))
    text = part(tmp_path, "xl/charts/chart1.xml")
    assert [float(found) for found in re.findall(r'<c:min val="([^"]*)"', text)] == start
