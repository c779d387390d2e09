"""Every trap of a cell: what is read, what is refused, with its place and sentence."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from orefolio.findings import Severity, has_errors
from planner_books import Formatted, at, read, sound, with_cells

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def test_sound_workbook(tmp_path: Path) -> None:
    """Proves that a sound workbook is read without a word, in the declared units."""
    records, findings = read(tmp_path, sound())
    assert findings == ()
    assert records.table("settings")[""].values == {
        "start": "2026-01-01",
        "discount_rate": 0.03,
        "jpy_per_usd": 150.0,
    }
    assert records.table("materials")["Nd"].values == {
        "material": "Nd",
        "demand": 100.0,
        "demand_growth": 0.03,
    }
    offer = records.table("offers")["A-Nd"]
    assert (offer.place("price"), offer.row_place) == ("Offers!D2", "Offers!A2")
    assert offer.place("grade") == "Offers!A2"
    assert records.table("suppliers")["A"].values["active"] is True


REFUSED: list[tuple[str, Any, str]] = [
    ("Offers!D3", "=1/3", "never calculated"),
    ("Offers!D3", "#DIV/0!", "price shows #DIV/0!; repair the formula"),
    ("Offers!B3", "#N/A", "supplier shows #N/A"),
    ("Offers!D3", "NA", "leave the cell empty if there is no value, or type 0"),
    ("Offers!D3", "None", "leave the cell empty"),
    ("Offers!D3", "－", "leave the cell empty"),
    ("Offers!D3", "1,234", "can mean 1234 or 1.234"),
    ("Offers!D3", "1.234", "can mean 1234 or 1.234"),
    ("Offers!D3", "80 USD", "the number alone; its unit belongs into the header"),
    ("Offers!D3", "cheap", "price is the text 'cheap'; expected a number in USD/kg"),
    ("Offers!D3", True, "price is TRUE; expected a number"),
    ("Offers!D3", datetime.date(2025, 4, 1), "formatted as a date (2025-04-01)"),
    ("Offers!D3", datetime.time(8, 30), "formatted as a time"),
    ("Offers!D3", Formatted(50, "0%"), "price is shown as 5000%"),
    ("Offers!E3", -5, "capacity is -5; expected at least 0 t/y"),
    ("Offers!E3", "(5)", "expected at least 0 t/y"),
    ("Suppliers!C2", 60, "did you mean 60%? Type 60% or 0.6"),
    ("Suppliers!C2", -0.1, "a share from 0 to 1"),
    ("Suppliers!D2", "maybe", "active is 'maybe'; expected yes or no"),
    ("Materials!C2", 0.03, "it can mean 0.03% or 3%"),
    ("Materials!C2", "-0.5", "it can mean -0.5% or -50%"),
    ("Materials!A2", None, "material is empty"),
    ("Materials!A2", "N|d", "a name without | and ;"),
    ("Materials!A2", datetime.date(2026, 9, 2), "Excel may have turned it into a date"),
    ("Offers!B3", None, "supplier is empty"),
    ("Offers!B3", "C", "'C' is not on the sheet Suppliers"),
    ("Offers!C3", "nd", "did you mean 'Nd'?"),
    ("Offers!A4", "A-Nd", "appears twice (also in Offers!A2)"),
    ("Offers!F1", "price", "column 'price' appears twice (also in Offers!D1)"),
    ("Offers!D1", "price (furlong)", "expected USD/kg, USD/t, JPY/kg"),
    ("Offers!D1", "price (GBP/kg)", "fill the setting gbp_per_usd"),
    ("Settings!B2", 45748, "as a date it would be 2025-04-01; format the cell as a date"),
    ("Settings!B2", "01/04/2026", "day or month first"),
    ("Settings!B2", "FY2026", "fiscal year"),
    ("Settings!B2", "令和8年4月1日", "era"),
    ("Settings!B2", datetime.date(1905, 7, 18), "a date format shows the number 2026"),
    ("Settings!B2", None, "start is empty"),
    ("Settings!C3", "USD", "expected %/y"),
    ("Settings!A4", "Discount_Rate", "appears twice (also in Settings!A3)"),
    # in Excel a typed 5 becomes 5%; a program that writes 5 into such a cell makes it 500%
    (
        "Settings!B3",
        Formatted(5, "0%"),
        "discount rate is 500% a year; expected at most 100%; did you mean 5%?",
    ),
    (
        "Materials!C2",
        Formatted(3, "0.0%"),
        "growth is 300% a year; expected at most 100%; did you mean 3%?",
    ),
    ("Materials!C2", Formatted(-5, "0%"), "at least -100%; did you mean -5%?"),
    ("Materials!C2", 500, "demand growth is 500; expected at most 100%"),
    ("Suppliers!C2", 5, "hazard is 5; expected a share from 0 to 1 (0% to 100%); did you mean 5%?"),
    (
        "Suppliers!C2",
        Formatted(95, "0%"),
        "hazard is 9500%; expected a share from 0 to 1 (0% to 100%); did you mean 95%?",
    ),
]


@pytest.mark.parametrize(("place", "value", "sentence"), REFUSED)
def test_refused(tmp_path: Path, place: str, value: Any, sentence: str) -> None:
    """Proves that the cell is refused, with the way out, and that it is the only error."""
    records, findings = read(tmp_path, with_cells({place: value}))
    found = at(findings, place)
    assert found.severity is ERROR
    assert sentence in found.sentence
    errors = [finding for finding in findings if finding.severity is ERROR]
    follow_up = {"unknown_link"}  # names of a row whose own name was refused
    assert [error for error in errors if error.check not in follow_up or error is found] == [found]
    if place == "Offers!D3":
        offer = records.table("offers")["B-Nd"]
        assert "price" not in offer.values
        assert offer.broken == {"price"}


READ: list[tuple[str, Any, Severity, str, float]] = [
    ("Offers!D3", "0.6", WARNING, "number stored as text, '0.6' read as 0.6", 0.6),
    ("Offers!D3", "０．６", WARNING, "'０．６' read as 0.6", 0.6),
    ("Offers!D3", "１２３", WARNING, "read as 123", 123.0),
    ("Offers!D3", "−5", WARNING, "read as -5", -5.0),
    ("Offers!D3", "(5)", WARNING, "read as -5", -5.0),
    ("Offers!D3", "1\u00a0200", WARNING, "read as 1200", 1200.0),
    ("Offers!D3", "0,6", WARNING, "read as 0.6", 0.6),
    ("Offers!D3", "1.234,5", WARNING, "read as 1234.5", 1234.5),
    ("Offers!D3", "1,234,567", WARNING, "read as 1234567", 1234567.0),
    ("Suppliers!C2", "65%", WARNING, "read as 65%", 0.65),
    ("Suppliers!C2", "６５％", WARNING, "read as 65%", 0.65),
    ("Materials!C2", "65%", WARNING, "read as 65%", 0.65),
    ("Materials!C2", "3", WARNING, "read as 3", 0.03),
]
COLUMN = {"Offers!D3": "price", "Suppliers!C2": "hazard", "Materials!C2": "demand_growth"}


@pytest.mark.parametrize(("place", "value", "severity", "sentence", "expected"), READ)
def test_read_with_a_word(
    tmp_path: Path, place: str, value: Any, severity: Severity, sentence: str, expected: float
) -> None:
    """Proves that what can mean one thing only is read, and said."""
    records, findings = read(tmp_path, with_cells({place: value}))
    (found,) = findings
    assert (found.place, found.severity) == (place, severity)
    assert sentence in found.sentence
    table, key = {
        "Offers!D3": ("offers", "B-Nd"),
        "Suppliers!C2": ("suppliers", "A"),
        "Materials!C2": ("materials", "Nd"),
    }[place]
    assert records.table(table)[key].values[COLUMN[place]] == expected


@pytest.mark.parametrize(
    ("cells", "table", "key", "column", "expected"),
    [
        ({"Materials!C2": Formatted(0.03, "0.0%")}, "materials", "Nd", "demand_growth", 0.03),
        ({"Materials!C2": 1}, "materials", "Nd", "demand_growth", 0.01),
        ({"Materials!C2": 0}, "materials", "Nd", "demand_growth", 0.0),
        ({"Materials!C1": "demand growth (1/y)", "Materials!C2": 0.5}, "materials", "Nd",
         "demand_growth", 0.5),
        ({"Suppliers!C2": Formatted(0.6, "0%")}, "suppliers", "A", "hazard", 0.6),
        ({"Suppliers!C1": "hazard (%)", "Suppliers!C2": 60}, "suppliers", "A", "hazard", 0.6),
        ({"Suppliers!D2": "いいえ"}, "suppliers", "A", "active", False),
        ({"Suppliers!D2": 0}, "suppliers", "A", "active", False),
        ({"Offers!D3": "   "}, "offers", "B-Nd", "price", None),
        ({"Offers!D1": "Price [USD/t]", "Offers!D3": 80000}, "offers", "B-Nd", "price", 80.0),
        ({"Offers!D1": "ＰＲＩＣＥ（JPY/kg）", "Offers!D3": 15000}, "offers", "B-Nd",
         "price", 100.0),
        ({"Offers!E1": "capacity (kt/y)", "Offers!E3": 0.123}, "offers", "B-Nd", "capacity", 123.0),
        ({"Suppliers!B2": "NA"}, "suppliers", "A", "country", "NA"),
        ({"Settings!C3": "1/y", "Settings!B3": 0.5}, "settings", "", "discount_rate", 0.5),
        ({"Settings!A5": "storage cost", "Settings!B5": 15, "Settings!C5": "JPY/kg/y"}, "settings",
         "", "storage_cost", 0.1),
        ({"Settings!A5": "end salvage (%)", "Settings!B5": 60}, "settings", "", "end_salvage", 0.6),
        ({"Settings!B2": datetime.date(2026, 4, 1)}, "settings", "", "start", "2026-04-01"),
        ({"Settings!A5": "Period_length", "Settings!B5": 91}, "settings", "", "period_length",
         "91"),
    ],
)  # fmt: skip
def test_read_silently(
    tmp_path: Path, cells: dict[str, Any], table: str, key: str, column: str, expected: Any
) -> None:
    """Proves units, percentages and plain reading; the factor wrong, the value would differ."""
    records, findings = read(tmp_path, with_cells(cells))
    assert findings == ()
    assert records.table(table)[key].values.get(column) == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nd ", "Nd"),
        ("N\u200bd", "Nd"),
        ("Ｎｄ", "Nd"),
        ("\u3000Nd\u00a0", "Nd"),
    ],
)
def test_keys_are_folded(tmp_path: Path, text: str, key: str) -> None:
    """Proves that a name is the same however its blanks are typed: links to it still meet it."""
    records, findings = read(tmp_path, with_cells({"Materials!A2": text}))
    (found,) = findings
    assert (found.severity, found.place) == (INFO, "Materials!A2")
    assert "read as 'Nd'" in found.sentence
    assert list(records.table("materials")) == [key, "Dy"]


def test_links_are_folded(tmp_path: Path) -> None:
    """Proves that a link is folded like a key; unfolded, ' Ａ ' would not be found."""
    names = {"Offers!B3": "ドイツ", "Offers!B4": "ドイツ"}
    cells = {"Offers!B2": " Ａ ", "Suppliers!A3": "ﾄﾞｲﾂ", **names}
    records, findings = read(tmp_path, with_cells(cells))
    assert not has_errors(findings)
    assert records.table("offers")["A-Nd"].values["supplier"] == "A"
    assert "'ﾄﾞｲﾂ' read as 'ドイツ'" in at(findings, "Suppliers!A3").sentence


def test_leading_zeros_and_numeric_keys(tmp_path: Path) -> None:
    """Proves that 7 shown as 007 is the key 007, and that the number 7 is the key 7."""
    cells = {
        "Materials!A2": Formatted(7, "000"),
        "Materials!A3": 8,
        "Offers!C2": "007",
        "Offers!C3": Formatted(7, "000"),
        "Offers!C4": "8",
    }
    records, findings = read(tmp_path, with_cells(cells))
    assert findings == ()
    assert list(records.table("materials")) == ["007", "8"]


def test_keys_that_differ_by_case(tmp_path: Path) -> None:
    """Proves that case matters, and that it is said."""
    records, findings = read(tmp_path, with_cells({"Materials!A4": "DY"}))
    (found,) = findings
    assert (found.severity, found.place) == (WARNING, "Materials!A4")
    assert "'DY' differs from 'Dy' (Materials!A3) only by case" in found.sentence
    assert list(records.table("materials")) == ["Nd", "Dy", "DY"]


@pytest.mark.parametrize(
    ("text", "severity", "expected"),
    [
        ("R1; R2", None, ("R1", "R2")),
        ("R1；R2;", None, ("R1", "R2")),
        ("R1, R2", INFO, ("R1", "R2")),
        ("R1\nR2", INFO, ("R1", "R2")),
        ("R,3", None, ("R,3",)),
        ("R1; R9", ERROR, None),
        ("R1, R9", ERROR, None),
    ],
)
def test_lists(
    tmp_path: Path, text: str, severity: Severity | None, expected: tuple[str, ...] | None
) -> None:
    """Proves that ; separates, and that commas do only where every part is a known name."""
    cells = {"Offers!F1": "routes", "Offers!F2": text}
    book = with_cells(cells, Routes=[["route", "cost"], ["R1", 1], ["R2", 2], ["R,3", 3]])
    records, findings = read(tmp_path, book)
    assert [f.severity for f in findings] == ([severity] if severity else [])
    assert records.table("offers")["A-Nd"].values.get("routes") == expected


def test_open_links(tmp_path: Path) -> None:
    """Proves that any country goes without a Countries sheet, and none but its rows with one."""
    _, findings = read(tmp_path, with_cells({}, Countries=[["country"], ["CN"], ["VNM"]]))
    (found,) = findings
    assert (found.place, found.severity) == ("Suppliers!B3", ERROR)
    assert "did you mean 'VNM'?" in found.sentence


def test_one_finding_a_cell_and_their_order(tmp_path: Path) -> None:
    """Proves that findings stand in the order of sheets, rows and columns, one a cell."""
    cells = {"Offers!E4": "x", "Offers!D4": "(7)", "Offers!D2": "abc", "Materials!B2": " 1",
             "Suppliers!C3": "６０"}  # fmt: skip
    _, findings = read(tmp_path, with_cells(cells))
    assert [f.place for f in findings] == [
        "Materials!B2",
        "Suppliers!C3",
        "Offers!D2",
        "Offers!D4",
        "Offers!E4",
    ]
    assert at(findings, "Suppliers!C3").check == "out_of_range"  # not the text warning beside it


@pytest.mark.parametrize("legs", ["sea; port; sea", "sea, port, sea", "sea\nport\nsea"])
def test_a_name_twice_in_a_list_is_told(tmp_path: Path, legs: str) -> None:
    """Proves that a leg named twice is counted once, and that the planner hears of it."""
    sheets = {"Routes": [["route", "legs"], ["R", legs]], "Legs": [["leg"], ["sea"], ["port"]]}
    records, findings = read(tmp_path, sound() | sheets)
    found = at(findings, "Routes!B2")
    assert found.severity.value == "warning"
    assert "'sea' named more than once, counted once" in found.found
    assert records.table("routes")["R"].values["legs"] == ("sea", "port")
