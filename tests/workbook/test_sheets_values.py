"""What a cell holds: exact numbers, harmless text, blanks for what is no value."""

import datetime as dt
import math
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orefolio.workbook.sheets import ColumnSpec, Sheet, TableBlock, write_book
from orefolio.workbook.sheets.book import book_bytes
from orefolio.workbook.sheets.formats import number_look, own_look
from orefolio.workbook.sheets.values import clean_text, plain, utf16_length


def column_back(tmp_path: Path, values: list[object], kind: str = "text") -> list[object]:
    """The values of one column, written and read again by another library."""
    table = TableBlock((ColumnSpec("value", kind),), [[value] for value in values])
    path = tmp_path / "book.xlsx"
    write_book(path, [Sheet("Values", (table,))], overwrite=True)
    sheet = openpyxl.load_workbook(path)["Values"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [sheet.cell(row + 2, 1).value for row in range(len(values))]


finite = st.floats(-1e300, 1e300, allow_subnormal=False)


@settings(max_examples=25, deadline=None)
@given(st.lists(finite, min_size=1, max_size=40), st.sampled_from([12, 15]))
def test_rounded_numbers_come_back_exactly(tmp_path_factory, numbers, digits):
    """Proves that 16 written digits carry every number of at most 15 significant digits.

    With 14 written digits 1/3 rounded to 15 would come back as another number.
    """
    rounded = [float(f"{number:.{digits}g}") for number in numbers]
    back = column_back(tmp_path_factory.mktemp("numbers"), rounded, "number")
    assert [float(value) for value in back] == rounded


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "{=1}", "@x", "+1", "-1", "=cmd|' /C calc'!A0", "http://a.org", "internal:A!A1"),
        *(
            "'quoted",
            " blanks ",
            "007",
            "TRUE",
            "#N/A",
            "1e5",
            "_x0041_",
            "中国\n北方",
            "😀",
            '<&>"',
        ),
    ],
)
def test_text_stays_text(tmp_path, text):
    """Proves that no text acts: it comes back letter by letter and is never a formula or link."""
    assert column_back(tmp_path, [text]) == [text]


def test_text_is_cleaned_not_refused(tmp_path):
    """Control characters go, line breaks become one kind, half characters become a mark."""
    assert column_back(tmp_path, ["a\x00b\x0bc\x1f\ufffe", "a\r\nb\rc", "x\ud800y"]) == [
        "abc",
        "a\nb\nc",
        "x\ufffdy",
    ]


@pytest.mark.parametrize("character", ["a", "😀"])
def test_long_text_is_cut_with_a_mark(character):
    """Excel holds 32,767 UTF-16 units: 40,000 letters are cut there, 20,000 emoji (two each) too.

    Counting characters instead of units would leave 20,000 emoji whole and Excel would repair.
    """
    cut = clean_text(character * 40_000)
    assert cut.endswith("… (cut)")
    assert 32_766 <= utf16_length(cut) <= 32_767
    assert clean_text("b" * 32_767) == "b" * 32_767


@given(st.text(max_size=60), st.integers(10, 40))
def test_cut_text_is_a_beginning(text, limit):
    """Proves that cutting keeps a beginning of the text and never exceeds the limit."""
    cleaned = clean_text(text)
    cut = clean_text(text, limit)
    assert utf16_length(cut) <= limit
    assert cut == cleaned or cleaned.startswith(cut.removesuffix("… (cut)"))


@pytest.mark.parametrize(
    "nothing", [None, "", math.nan, math.inf, -math.inf, np.nan, pd.NaT, pd.NA, Decimal("NaN")]
)
def test_no_value_is_a_blank_cell(tmp_path, nothing):
    """Every kind of "none" is a blank; an infinity written as a number would not open in Excel."""
    assert plain(nothing) is None
    assert column_back(tmp_path, [nothing, 1.5], "number") == [None, 1.5]


def test_values_of_other_libraries(tmp_path):
    """Numpy's and pandas' values are written as what they are, not as their text."""
    values = [np.float64(0.5), np.int64(7), np.bool_(True), Decimal("2.5"), True, -0.0, 2**60]
    assert column_back(tmp_path, values) == [0.5, 7, True, 2.5, True, 0, str(2**60)]
    assert plain(pd.Timestamp("2026-04-01 12:00")) == dt.datetime(2026, 4, 1, 12)


def test_dates(tmp_path):
    """Dates come back as dates; before Excel's false leap day, or with a zone, as text."""
    zoned = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)
    values = [dt.date(2026, 4, 1), dt.datetime(2026, 4, 1, 9, 30), dt.date(1899, 1, 1), zoned]
    assert column_back(tmp_path, values, "date") == [
        dt.datetime(2026, 4, 1),
        dt.datetime(2026, 4, 1, 9, 30),
        "1899-01-01",
        "2026-04-01 09:00:00+00:00",
    ]


def test_yes_and_no_in_words(tmp_path):
    """A bool is a word in a yes/no column and a TRUE elsewhere."""
    assert column_back(tmp_path, [True, False, None], "yes_no") == ["yes", "no", None]
    assert column_back(tmp_path, [True, False, None]) == [True, False, None]


@pytest.mark.parametrize(
    ("kind", "values", "is_input", "code"),
    [
        ("number", [12345.6, 1.5], False, "#,##0"),
        ("number", [123.45], False, "#,##0.0"),
        ("number", [1.23456], False, "#,##0.00"),
        ("number", [0.123456], False, "#,##0.0000"),
        ("number", [3, 4], False, "#,##0"),
        ("number", [0.123456], True, "General"),
        ("share", [0.65, 0.1], False, "0.0%"),
        ("share", [0.65, 0.1234], True, "0.00%"),
        ("money", [1_500_000.25], False, "#,##0"),
        ("money", [12.5], False, "#,##0.00"),
        ("money", [2_000_000], True, "#,##0"),
        ("integer", [2026], False, "0"),
        ("text", ["007"], True, "@"),
        ("date", [], True, "yyyy-mm-dd"),
    ],
)
def test_decimals_suit_the_values(kind, values, is_input, code):
    """Results show about four digits of the largest value, inputs every digit that was typed."""
    assert number_look(ColumnSpec("x", kind), values, is_input=is_input).code == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1_234_567.0, "#,##0"),
        (0.4312, "#,##0.000"),
        (61.5, "#,##0.0"),
        (3.21e-5, "#,##0.0000000"),
        (2e-8, "0.0E+00"),
        (1e-12, "#,##0"),
        (0.0, "#,##0"),
    ],
)
def test_small_value_beside_large_ones_is_legible(value, code):
    """A concentration of 0.4312 under a cost of 10⁹ would be shown as 0 in the cost's format."""
    column = number_look(ColumnSpec("x", "number"), [1_234_567_890.5, value], is_input=False)
    assert own_look(column, value).code == code


def test_equal_input_gives_equal_bytes():
    """Proves that nothing of the moment (clock, temporary name, hash order) enters the file."""
    sheet = Sheet("A", (TableBlock((ColumnSpec("x", note="a note"),), [["v"], [dt.date.max]]),))
    first = book_bytes([sheet], {"title": "t", "input hash": "abc"})
    assert first == book_bytes([sheet], {"title": "t", "input hash": "abc"})
    assert first != book_bytes([sheet], {"title": "t", "input hash": "abd"})
