"""No grid of cells, however wild, makes the reader raise."""

from __future__ import annotations

import datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orefolio.findings import Finding
from orefolio.tables import TABLES, Records
from orefolio.workbook.cells import Area, ListObject, RawBook, RawCell, RawSheet
from orefolio.workbook.records import records_of

_WORDS = [name for table in TABLES for name in (*table.column, table.sheet)]
_HEADERS = [column.header for table in TABLES for column in table.columns]
_TRAPS = [
    "NA",
    "1,234",
    "(5)",
    "65%",
    "a;b",
    "a,b",
    "Total",
    "* x",
    "2026Q1",
    "FY2026",
    "令和8年",
    "|",
]

values = (
    st.sampled_from([*_WORDS, *_HEADERS, *_TRAPS])
    | st.text(max_size=6)
    | st.integers(-(10**6), 10**6)
    | st.floats()
    | st.booleans()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.none()
)
cells = st.builds(
    RawCell,
    value=values,
    formula=st.sampled_from(["", "", "=1"]),
    error=st.sampled_from(["", "", "", "#N/A"]),
    number_format=st.sampled_from(["General", "0%", "000", '"%"0', "yyyy-mm-dd", ""]),
)
positions = st.tuples(st.integers(1, 9), st.integers(1, 6))
far = st.tuples(st.sampled_from([40, 200, 1_048_576]), st.sampled_from([1, 2, 16_384]))


@st.composite
def areas(draw: st.DrawFn) -> Area:
    """A rectangle near the top, or as large as the sheet."""
    row, column = draw(positions)
    more = draw(st.sampled_from([(0, 0), (1, 0), (0, 1), (3, 2), (1_048_000, 16_000)]))
    return Area(row, column, row + more[0], column + more[1])


@st.composite
def sheets(draw: st.DrawFn) -> RawSheet:
    """A sheet of a table with a header of its own columns, and anything else below and beside."""
    table = draw(st.sampled_from(TABLES))
    held = draw(st.dictionaries(positions | far, cells, max_size=25))
    if draw(st.booleans()):
        for column, name in enumerate(table.key or ("setting", "value"), start=1):
            held[draw(st.integers(1, 2)), column] = RawCell(name)
    lists = st.builds(ListObject, st.just("T"), areas(), st.booleans())
    return RawSheet(
        name=draw(st.sampled_from([table.sheet, table.sheet.upper() + " ", "!x'", "Z"])),
        hidden=draw(st.booleans()),
        cells=held,
        merged=tuple(draw(st.lists(areas(), max_size=3))),
        hidden_rows=draw(st.frozensets(st.integers(1, 9))),
        filtered=draw(st.booleans()),
        list_objects=tuple(draw(st.lists(lists, max_size=2))),
    )


books = st.lists(sheets(), max_size=6, unique_by=lambda sheet: sheet.name).map(tuple)


def _check(records: Records, findings: tuple[Finding, ...]) -> None:
    """What holds for every workbook."""
    in_cells = [f.place for f in findings if "!" in f.place and "!row" not in f.place]
    assert len(in_cells) == len(set(in_cells))
    for finding in findings:
        assert finding.found
        assert "\n" not in finding.found
    for table in records.tables.values():
        for record in table.values():
            assert record.broken.isdisjoint(record.values)
            for value in record.values.values():
                assert not isinstance(value, datetime.date)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(books)
def test_never_raises(book: tuple[RawSheet, ...]) -> None:
    """Proves that any workbook gives records and findings, one finding a cell at most."""
    _check(*records_of(RawBook(Path("fuzz.xlsx"), book, False, ())))


def test_many_misspelt_links_take_no_time() -> None:
    """Proves that suggestions are given up in time: 20,000 x 20,000 comparisons would hang."""
    count = 20_000
    materials = {(row, 1): RawCell(f"M{row}") for row in range(2, count)}
    demand = {(row, 1): RawCell(f"X{row}") for row in range(2, count)}
    materials[1, 1], demand[1, 1], demand[1, 2] = (
        RawCell("material"),
        RawCell("segment"),
        RawCell(2026),
    )
    made = tuple(
        RawSheet(name, False, held, (), frozenset(), False, ())
        for name, held in (("Materials", materials), ("Demand", demand))
    )
    _, findings = records_of(RawBook(Path("big.xlsx"), made, False, ()))
    assert sum(finding.check == "unknown_link" for finding in findings) == count - 2
