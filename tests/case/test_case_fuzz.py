"""Any records that the reader could give: findings or a case, never an exception."""

from __future__ import annotations

import math

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from full_case import FULL
from orefolio.case import (
    Change,
    ChangeError,
    apply_changes,
    arithmetic_check,
    assemble,
    fingerprint,
)
from orefolio.findings import has_errors
from orefolio.tables import TABLE, TABLES, Column, Kind, Record, Records, Table
from support import records

NAMES = st.sampled_from(["A", "B", "C"])
LABELS = st.sampled_from(
    ["2026", "2027", "2026H1", "2026Q2", "2026-01", "2026-W05", "2026-04-01", "2031", "nonsense"]
)
FIGURES = st.sampled_from([0.0, 1e-9, 0.3, 0.5, 1.0, 2.0, 10.0, 365.0, 1e6, 1e15, 1e300])
LENGTHS = st.sampled_from(["year", "half-year", "quarter", "month", "week", "45 days", "x"])


def value_of(column: Column) -> st.SearchStrategy:
    """A value that the reader would let through."""
    if column.name == "period_length":
        return LENGTHS
    if column.kind in (Kind.NUMBER, Kind.SHARE):
        low = -math.inf if column.low is None else column.low
        high = math.inf if column.high is None else column.high
        signed = FIGURES if low >= 0 else FIGURES | FIGURES.map(lambda figure: -figure)
        return signed.map(lambda figure: min(max(figure, low), high))
    return {
        Kind.INTEGER: st.integers(1, 30),
        Kind.YES_NO: st.booleans(),
        Kind.CHOICE: st.sampled_from(column.choices or ("",)),
        Kind.DATE: st.sampled_from(["2026-01-01", "2026-04-01", "2026-01-31", "9999-12-31"]),
        Kind.PERIOD: LABELS,
        Kind.LINKS: st.lists(NAMES | st.just("*"), min_size=1, max_size=3).map(tuple),
    }.get(column.kind, NAMES)


def rows_of(table: Table) -> st.SearchStrategy:
    """A few rows of a table, required cells often and others seldom filled."""
    columns = {column.name: value_of(column) for column in table.columns}
    values = st.fixed_dictionaries(
        {name: value for name, value in columns.items() if table.column[name].required},
        optional={
            name: value for name, value in columns.items() if not table.column[name].required
        },
    )
    if table.by_period is None:
        by_period = st.just({})
    else:
        by_period = st.dictionaries(LABELS, FIGURES, max_size=3)
    record = st.builds(
        lambda values, by_period, broken: Record(
            values={name: value for name, value in values.items() if name not in broken},
            by_period=by_period,
            row_place=f"{table.sheet}!A2",
            broken=frozenset(broken - set(table.key)),
        ),
        values,
        by_period,
        st.sampled_from([set()] * 9 + [{table.columns[-1].name}]),
    )

    def keyed(records: list[Record]) -> dict[str, Record]:
        return {
            "|".join(str(r.values[name]) for name in table.key if name in r.values): r
            for r in records
            if all(name in r.values for name in table.key if table.column[name].required)
        }

    return st.lists(record, min_size=1 if table.required else 0, max_size=3).map(keyed)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries({table.name: rows_of(table) for table in TABLES}))
def test_assembling_never_fails(tables):
    """Proves that whatever passes the reader gives a case, or errors, or waits for the reader."""
    given_records = Records(tables)
    case, found = assemble(given_records)
    refused = any(record.broken for rows in tables.values() for record in rows.values())
    assert (case is None) == (has_errors(found) or refused)
    assert all(finding.place and finding.found for finding in found)
    assert len(fingerprint(given_records)) == 64
    if case is not None:
        for finding in arithmetic_check(case):
            assert "nan" not in finding.found


CELLS = [
    (table, key, column)
    for table, rows in records(**FULL).tables.items()
    for key in rows
    for column in TABLE[table].columns
    if column.name not in TABLE[table].key and column.name not in ("name", "title", "text")
]
CHANGED = st.sampled_from(CELLS).flatmap(
    lambda cell: st.builds(
        Change,
        st.just(cell[0]),
        st.just(cell[1]),
        st.just(cell[2].name),
        st.just("set"),
        value_of(cell[2]),
    )
)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(CHANGED, min_size=1, max_size=4))
def test_changing_cells_never_fails(changes):
    """Proves the same near a good case, where most changes give a case again."""
    try:
        changed, log = apply_changes(records(**FULL), changes)
    except ChangeError:
        return
    assert len(log) == len(changes)
    case, found = assemble(changed)
    assert (case is None) == has_errors(found)
    if case is not None:
        for finding in arithmetic_check(case):
            assert "nan" not in finding.found
