"""Findings: all in one pass, none twice; order of rows never matters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orefolio.case import assemble
from orefolio.case.load import joined
from orefolio.findings import error, info
from orefolio.tables import Records
from support import case_of, findings_of, records

FULL = {
    "settings": {"years": 2, "period_length": "half-year"},
    "materials": {"M": {"shortage_cost": 9.0}, "N": {"demand": 3.0}},
    "segments": {"u": {"material": "M", "demand": 4.0}, "v": {"material": "M", "demand": 2.0}},
    "suppliers": {"S": {"country": "CN"}, "T": {"country": "AU"}},
    "offers": {
        "A": {"supplier": "S", "material": "M", "price": 1.0, "grade": "G", "routes": "R;Q"},
        "B": {"supplier": "T", "material": "M", "price": 2.0, "grade": "H"},
        "C": {"supplier": "T", "material": "N", "price": 2.0},
    },
    "origins": {"A|CN": {"share": 0.7}, "A|MM": {"share": 0.2}, "A|LA": {"share": 0.1}},
    "routes": {"R": {"legs": "L2;L1", "countries": "SG;CN"}, "Q": {}},
    "legs": {"L1": {"cost": 0.1}, "L2": {"cost": 0.2}},
    "grades": {"G": {}, "H": {}},
    "attributes": {"fe": {}, "si": {}},
    "quality": {
        "G|fe": {"value": 1},
        "G|si": {"value": 2},
        "H|fe": {"value": 3},
        "H|si": {"value": 4},
    },
    "specifications": {"u|fe": {"maximum": 2}, "u|si": {"maximum": 3}, "v|fe": {"maximum": 9}},
    "stock": {"M|G": {"opening_stock": 1}, "M|H": {"opening_stock": 2}, "N": {}},
    "rules": {"r1": {"bound": 0.5, "scope": "country"}, "r2": {"bound": 1, "scope": "supplier"}},
}
FULL["materials"]["M"].pop("shortage_cost")


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_row_order_never_matters(random):
    """Proves that shuffling every sheet gives the same case and the same findings."""
    plain = records(**FULL)
    shuffled = {}
    for name, rows in plain.tables.items():
        keys = list(rows)
        random.shuffle(keys)
        shuffled[name] = {key: rows[key] for key in keys}
    first, second = assemble(plain), assemble(Records(shuffled))
    assert first[1] == second[1]
    assert first[0] is not None
    assert second[0] is not None
    for name in ("periods", "offers", "paths", "segments", "stock", "rules", "specifications"):
        one, two = getattr(first[0], name), getattr(second[0], name)
        assert one == two
        assert list(one) == list(two)


def test_everything_wrong_is_found_in_one_pass():
    """Proves that mistakes on six sheets are all told at once, each at its cell."""
    found = findings_of(
        materials={"M": {"demand": 1.0}},
        suppliers={"S": {}},
        offers={
            "A": {"supplier": "X", "material": "M", "price": 1.0},
            "B": {"supplier": "S", "material": "M"},
            "C": {"supplier": "S", "material": "M", "price": 1.0, "start": "later"},
        },
        demand={"M": {"2027": 1.0}},
        routes={"R": {"legs": "nowhere"}},
        stock={"M": {"days_of_cover": 9.0, "ceiling": 0.0}, "Z": {}},
        rules={"X": {"bound": 65.0}, "Y": {}},
    )
    assert sorted(f.place for f in found if f.severity.value == "error") == [
        "Demand!M.segment",
        "Offers!A.supplier",
        "Offers!B",
        "Offers!C.start",
        "Routes!R.legs",
        "Rules!X.bound",
        "Rules!Y",
        "Stock!Z.material",
    ]


def test_empty_required_sheets_are_told_once():
    """Proves that links to an empty sheet are not reported one by one as well."""
    found = findings_of(offers={"A": {"supplier": "X", "material": "M", "price": 1.0}})
    assert [f.place for f in found if f.severity.value == "error"] == ["Materials", "Suppliers"]


@pytest.mark.parametrize(
    ("table", "key", "column"),
    [
        ("settings", "", "start"),
        ("settings", "", "period_length"),
        ("materials", "N", "demand"),
        ("offers", "A", "supplier"),
        ("offers", "A", "price"),
        ("offers", "A", "grade"),
        ("origins", "A|CN", "share"),
        ("quality", "G|fe", "value"),
        ("specifications", "u|fe", "maximum"),
        ("rules", "r1", "bound"),
        ("stock", "M|G", "opening_stock"),
    ],
)
def test_a_refused_cell_is_not_reported_again(table, key, column):
    """Proves that a cell that the reader refused gives no second error, and no case."""
    plain = records(**FULL)
    row = plain.table(table)[key]
    values = {name: value for name, value in row.values.items() if name != column}
    broken = replace(row, values=values, broken=frozenset({column}))
    tables = {**plain.tables, table: {**plain.tables[table], key: broken}}
    case, found = assemble(Records(tables))
    assert case is None
    assert [f.sentence for f in found if f.severity.value == "error"] == []


def test_reader_and_assembler_speak_once():
    """Proves that what follows from a refused cell is dropped, and all else kept."""
    read = (error("number", "Offers!F3", "the price is 'x'"), info("text", "Offers!F4", "a note"))
    made = (
        error("price", "Offers!F3", "no price"),
        error("no_rows", "Suppliers", "no rows"),
        error("price", "Offers!F4", "no price"),
    )
    assert joined(read, made) == (*read, made[2])
    assert joined(read[1:], made) == (read[1], *made)


def test_a_full_case_has_its_cells():
    """Proves the way back from case to cell, and to the row of an empty cell."""
    case = case_of(**FULL)
    assert case.place("offers", "A", "price") == "Offers!A.price"
    assert case.place("offers", "A", "capacity") == "Offers!A"
