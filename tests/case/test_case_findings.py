"""Findings: all in one pass, none twice; order of rows never matters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from full_case import FULL
from orefolio.case import arithmetic_check, assemble
from orefolio.case.load import joined
from orefolio.findings import error, info
from orefolio.tables import Records
from support import case_of, findings_of, records


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


def test_long_names_are_cut_in_sentences_only():
    """Proves that a name of 500 signs is told by its first 79, and kept whole in place and case.

    One of 80 signs is told whole.
    """
    for length, told in ((80, "x" * 80 + " has"), (500, "x" * 79 + "… has")):
        name = "x" * length
        tables = {"materials": {name: {}}, "suppliers": {"S": {}}}
        tables["offers"] = {"O": {"supplier": "S", "material": name, "price": 1.0}}
        case, found = assemble(records(**tables))
        (finding,) = [f for f in found if "has no demand" in f.found]
        assert finding.found.startswith(told)
        assert name in finding.place
        assert list(case.materials) == [name]


def test_long_names_are_cut_in_the_arithmetic_too():
    """Proves that what cannot come of a material with a long name is told in a readable line."""
    name = "rare " * 100 + "earth"
    case = case_of(
        materials={name: {"demand": 5.0}},
        suppliers={"S": {}},
        offers={"O": {"supplier": "S", "material": name, "price": 1.0, "capacity": 1.0}},
    )
    (found,) = arithmetic_check(case)
    assert f"{name[:79]}… in 2026" in found.found
