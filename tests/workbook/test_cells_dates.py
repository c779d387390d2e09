"""Which numbers are dates, and which dates they are."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from orefolio.workbook.cells import read_cells
from raw_packages import parts, read_cell, styles_xml, write


@pytest.mark.parametrize(
    ("code", "serial", "expected"),
    [
        ("yyyy-mm-dd", "45748", datetime.datetime(2025, 4, 1)),
        ("[$-411]ggge&quot;年&quot;m&quot;月&quot;", "45748", datetime.datetime(2025, 4, 1)),
        ("yyyy-mm-dd h:mm", "45748.5", datetime.datetime(2025, 4, 1, 12)),
        ("mmm", "45748", datetime.datetime(2025, 4, 1)),
        ("yyyy-mm-dd", "1", datetime.datetime(1900, 1, 1)),
        ("yyyy-mm-dd", "59", datetime.datetime(1900, 2, 28)),
        ("yyyy-mm-dd", "61", datetime.datetime(1900, 3, 1)),
        ("h:mm", "0.4375", datetime.time(10, 30)),
        ("h:mm", "0.99999999999", datetime.time(23, 59, 59, 999000)),
        ("[h]:mm", "1.5", datetime.timedelta(hours=36)),
        ("[mm]:ss.00", "-0.5", datetime.timedelta(hours=-12)),
        ("yyyy-mm-dd", "-1", -1),
        ("yyyy-mm-dd", "2958466", 2958466),
        ("0.00 &quot;days&quot;", "2.5", 2.5),
        ("0 USD", "2", 2),
        ("#,##0\\ \\d", "2", 2),
        ("[Red]0.0E+00", "2.5", 2.5),
        ("@", "2", 2),
    ],
)
def test_date_formats(tmp_path: Path, code: str, serial: str, expected: object) -> None:
    """Proves which formats make a number a date, and both ends and the leap bug of the calendar.

    45748 is 2025-04-01; serials below 60 count from 1899-12-31, since Excel has a 29 February 1900.
    """
    found = read_cell(tmp_path, f'<c s="1"><v>{serial}</v></c>', styles=styles_xml(code))
    assert found is not None
    assert found.value == expected
    assert type(found.value) is type(expected)


@pytest.mark.parametrize(("built_in", "is_date"), [(14, True), (31, True), (57, True), (9, False)])
def test_built_in_formats(tmp_path: Path, built_in: int, is_date: bool) -> None:
    """Proves that formats known by number only are dates too, those of Japanese Excel included."""
    styles = f'<styleSheet><cellXfs><xf/><xf numFmtId="{built_in}"/></cellXfs></styleSheet>'
    found = read_cell(tmp_path, '<c s="1"><v>45748</v></c>', styles=styles)
    assert found is not None
    assert isinstance(found.value, datetime.datetime) == is_date


def test_date_system_of_1904(tmp_path: Path) -> None:
    """Proves that day 0 is 1904-01-01 there; read in the 1900 system the plan is 4 years early."""
    contents = parts(
        '<row r="1"><c s="1"><v>0</v></c><c s="1"><v>44286</v></c></row>',
        styles=styles_xml("yyyy-mm-dd"),
        workbook_properties='<workbookPr date1904="1"/>',
    )
    book = read_cells(write(tmp_path / "plan.xlsx", contents))
    assert book.date_1904
    assert [cell.value for cell in book.sheets[0].cells.values()] == [
        datetime.datetime(1904, 1, 1),
        datetime.datetime(2025, 4, 1),
    ]
