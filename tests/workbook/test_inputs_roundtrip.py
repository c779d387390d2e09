"""Input sheets: what is written is read again exactly; the template; the notes."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from orefolio.findings import Severity, has_errors
from orefolio.tables import FLAGS, TABLES, Column, Kind, Record, Records, Table, Value
from orefolio.workbook import input_sheets, read_records, write_template, write_workbook
from orefolio.workbook.records.text import fold, tidy_text
from orefolio.workbook.records.values.figures import canonical
from orefolio.workbook.sheets import write_book
from planner_books import read, sound

Content = dict[str, dict[str, tuple[Any, ...]]]

LABELS = ("2026", "2027H2", "2026Q1", "2026-01", "2026-W05", "2026-04-01")
letters = st.text(
    st.sampled_from("abNd -_'\"(),*=+@#%.１ｱß€中🙂\u00e9&<>0129"), min_size=1, max_size=8
)
keys = letters.map(fold).filter(lambda t: t not in ("", "*"))
texts = st.text(max_size=12).map(tidy_text).filter(fold)  # invisible signs alone are a blank


def content(records: Records) -> Content:
    """All that a round trip must keep."""
    return {
        name: {
            key: (dict(r.values), dict(r.by_period), dict(r.provenance), dict(r.extra))
            for key, r in rows.items()
        }
        for name, rows in records.tables.items()
    }


def numbers(column: Column) -> st.SearchStrategy[float]:
    """Numbers of every size within the limits of a column, of 15 digits."""
    low = -1e12 if column.low is None else column.low
    high = 1e12 if column.high is None else column.high
    drawn = st.floats(low, high) | st.floats(max(low, 0.0), min(high, 1.0))
    return drawn.map(canonical).filter(lambda x: low <= x <= high)


def values(column: Column, names: dict[str, list[str]]) -> st.SearchStrategy[Value]:
    """What a cell of the column may hold."""
    known = [key for table in column.links for key in names.get(table, [])]
    match column.kind:
        case Kind.KEY:
            return keys
        case Kind.LINK:
            return st.sampled_from(known)
        case Kind.LINKS:
            one = st.sampled_from(known) if known else keys
            return st.lists(one, min_size=1, max_size=3, unique=True).map(tuple)
        case Kind.NUMBER | Kind.SHARE:
            return numbers(column)
        case Kind.INTEGER:
            return st.integers(1, 10**9)
        case Kind.YES_NO:
            return st.booleans()
        case Kind.CHOICE:
            return st.sampled_from(column.choices)
        case Kind.DATE:
            dates = st.dates(datetime.date(1950, 1, 1), datetime.date(2200, 1, 1))
            return dates.map(datetime.date.isoformat)
        case Kind.PERIOD:
            return st.sampled_from(LABELS)
        case _:
            return texts


@st.composite
def rows(draw: st.DrawFn, table: Table, names: dict[str, list[str]]) -> Record:
    """One row with some of its columns filled."""
    held: dict[str, Value] = {}
    for column in table.columns:
        if column.kind is Kind.KEY and table.key == (column.name,):
            continue
        if column.required or draw(st.booleans()):
            held[column.name] = draw(values(column, names))
    told = [c.name + f" {kind}" for c in table.columns for kind in ("note", "source", "flag")]
    told += [kind for kind in ("note", "flag") if kind not in table.column]
    provenance = {
        name: draw(st.sampled_from(FLAGS) if name.endswith("flag") else texts)
        for name in draw(st.lists(st.sampled_from(told), max_size=2, unique=True))
        if not table.vertical or " " in name
    }
    extra = draw(
        st.dictionaries(
            st.sampled_from(["my remark", "seen (by)", "2026 x", "α"]),
            texts | st.integers(-(10**9), 10**9) | st.booleans() | st.floats(-1, 1).map(canonical),
            max_size=2,
        )
    )
    by_period = {}
    if table.by_period:
        amount = st.floats(0 if table.by_period.amount else -1e6, 1e6).map(canonical)
        by_period = draw(st.dictionaries(st.sampled_from(LABELS), amount, max_size=3))
    return Record(values=held, by_period=by_period, provenance=provenance, extra=extra)


@st.composite
def books(draw: st.DrawFn) -> Records:
    """Records of all tables, with links that hold."""
    names = {
        table.name: draw(st.lists(keys, min_size=1, max_size=2, unique=True))
        for table in TABLES
        if table.key
    }
    tables: dict[str, dict[str, Record]] = {}
    for table in TABLES:
        made: dict[str, Record] = {}
        for key in [""] if table.vertical else names[table.name]:
            record = draw(rows(table, names))
            held = dict(record.values)
            own = table.key_columns
            if own and own[0].kind is Kind.KEY:
                held = {own[0].name: key} | held | {own[0].name: key}
            name = "|".join(str(held[c.name]) for c in own if c.name in held)
            if "|" not in name or len(own) > 1:
                made[name] = Record(held, record.by_period, {}, "", record.provenance, record.extra)
        tables[table.name] = made
    return Records(tables)


def round_trip(records: Records) -> tuple[Records, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        write_book(path, input_sheets(records, spare_rows=1))
        return read_records(path)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking whole workbooks takes long
)
@given(books())
def test_round_trip(records: Records) -> None:
    """Proves that values, periods, provenance and further columns survive, bit for bit."""
    again, findings = round_trip(records)
    told = [f.sentence for f in findings if f.severity is Severity.ERROR]
    assert told == []
    assert content(again) == {name: rows for name, rows in content(records).items() if rows}


@settings(max_examples=200, deadline=None)
@given(st.floats(-1, 1e12, allow_subnormal=False), st.sampled_from(["%/y", "", "USD/kg"]))
def test_canonical_is_stable(number: float, unit: str) -> None:
    """Proves that 15 digits printed with 16 and rounded again are the same number."""
    once = canonical(number)
    assert canonical(float(f"{once:.16g}")) == once
    assert canonical(once) == once


def test_sound_workbook_survives(tmp_path: Path) -> None:
    """Proves the round trip of a planner's own workbook, headers in other units included."""
    book = sound()
    book["Offers"][0][3] = "price (JPY/t)"
    records, _ = read(tmp_path, book)
    path = tmp_path / "again.xlsx"
    write_workbook(path, records)
    again, findings = read_records(path)
    assert findings == ()
    assert content(again) == content(records)
    with pytest.raises(FileExistsError):
        write_workbook(path, records)
    before = path.read_bytes()
    write_workbook(path, records, overwrite=True)
    assert path.read_bytes() == before  # equal input, equal bytes


def test_single_name_with_comma(tmp_path: Path) -> None:
    """Proves that 'Korea, Republic of' stays one name; without a ; it could be two."""
    rows = {"R": Record({"route": "R", "countries": ("Korea, Republic of",)})}
    again, findings = round_trip(Records({"routes": rows}))
    assert [f.check for f in findings] == ["missing_sheet"] * 4
    assert again.table("routes")["R"].values["countries"] == ("Korea, Republic of",)


def test_template(tmp_path: Path) -> None:
    """Proves that the template has every table and column, and lacks nothing but its rows."""
    path = tmp_path / "template.xlsx"
    write_template(path)
    records, findings = read_records(path)
    assert [f.place for f in findings] == ["Settings!B3", "Materials", "Suppliers", "Offers"]
    assert has_errors(findings)
    defaults = {c.name: c.default for c in TABLES[0].columns if c.default is not None}
    assert records.table("settings")[""].values == defaults
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:6] == [
        "README",
        "Index",
        "Settings",
        "Materials",
        "Demand",
        "Suppliers",
    ]
    assert sorted(book.sheetnames[2:]) == sorted(table.sheet for table in TABLES)
    for table in TABLES:
        headers = [cell.value for cell in book[table.sheet][1]]
        if not table.vertical:
            assert headers[: len(table.columns)] == [column.header for column in table.columns]
        assert set(headers) >= {"note", "source", "flag"}
        assert book[table.sheet].freeze_panes == "B2"


def test_template_notes_and_lists(tmp_path: Path) -> None:
    """Proves that a header tells unit, meaning and default, and that cells offer their choices."""
    path = tmp_path / "template.xlsx"
    write_template(path)
    book = openpyxl.load_workbook(path)
    offers = book["Offers"]
    notes = {cell.value: cell.comment.text for cell in offers[1] if cell.comment}
    assert "required" in notes["supplier"]
    assert "Names of the sheet Suppliers" in notes["supplier"]
    assert "minimum lot (t): optional" in notes["minimum lot (t)"]
    assert "Empty: 0 t." in notes["minimum lot (t)"]
    assert "One of: period, year, horizon." in notes["lot span"]
    rules = {str(v.sqref).split(":")[0]: v.formula1 for v in offers.data_validations.dataValidation}
    assert rules["B2"] == "Suppliers_keys"
    in_settings = {
        str(v.sqref): v.formula1 for v in book["Settings"].data_validations.dataValidation
    }
    assert '"start,middle,end"' in in_settings.values()


def test_tiny_rates_keep_their_sign() -> None:
    """Proves that a rate too small for its format is still written as a percentage."""
    rows = {"Nd": Record({"material": "Nd", "demand_growth": 1e-12})}
    plan = {"": Record({"start": "2026-01-01", "discount_rate": 3e-13})}
    again, _ = round_trip(Records({"settings": plan, "materials": rows}))
    assert again.table("materials")["Nd"].values["demand_growth"] == 1e-12
    assert again.table("settings")[""].values["discount_rate"] == 3e-13
