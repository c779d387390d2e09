"""Inputs of conversions: what the rows mean, and every cell that cannot be right."""

from __future__ import annotations

from typing import Any

import pytest

from support import case_of, findings_of


def tables(
    inputs: dict[str, dict[str, Any]], sep: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """Works take in CON, bought in the grades A and B; ACID and CE are bought in no grade."""
    sold = {"supplier": "S", "price": 1.0}
    return {
        "materials": {"CON": {}, "ACID": {}, "CE": {"demand": 50.0}},
        "suppliers": {"S": {}},
        "grades": {"A": {}, "B": {}, "C": {}},
        "offers": {
            "con a": {"material": "CON", "grade": "A", **sold},
            "con b": {"material": "CON", "grade": "B", **sold},
            "acid": {"material": "ACID", **sold},
            "ce": {"material": "CE", **sold},
        },
        "conversions": {"SEP": {"from_material": "CON", **(sep or {})}},
        "conversion_inputs": inputs,
        "conversion_outputs": {"SEP|CE": {"yield": 0.5}},
        **more,
    }


def told(severity: str, *args: Any, **more: Any) -> list[str]:
    """The cells of the findings of a severity."""
    return [f.place for f in findings_of(**tables(*args, **more)) if f.severity.value == severity]


def test_inputs_are_tonnes_for_a_tonne_converted() -> None:
    """Proves the amounts; 0 is none; what is needed counts all grades and what is converted."""
    inputs = {"SEP|ACID": {"amount": 0.4}, "SEP|CON|B": {"amount": 0.1}}
    sep = case_of(**tables(inputs, {"from_grade": "A"})).conversions["SEP"]
    assert [(i.material, i.grade, i.tonnes) for i in sep.inputs] == [
        ("ACID", "", 0.4),
        ("CON", "B", 0.1),
    ]
    assert [sep.needs(material) for material in ("CON", "ACID", "CE")] == [1.1, 0.4, 0.0]
    none = case_of(**tables({"SEP|ACID": {"amount": 0.0}})).conversions["SEP"]
    assert none.inputs == ()


@pytest.mark.parametrize(
    ("inputs", "cells"),
    [
        ({"SEP|ACID": {"amount": -0.4}}, ["Conversion inputs!SEP|ACID.amount"]),
        ({"SEP|ACID": {}}, ["Conversion inputs!SEP|ACID"]),
        ({"SEP|NONE": {"amount": 1.0}}, ["Conversion inputs!SEP|NONE.material"]),
        ({"NONE|ACID": {"amount": 1.0}}, ["Conversion inputs!NONE|ACID.conversion"]),
        ({"SEP|CON": {"amount": 1.0}}, ["Conversion inputs!SEP|CON.material"]),
        ({"SEP|CON|B": {"amount": 1.0}}, ["Conversion inputs!SEP|CON|B.material"]),
        ({"SEP|ACID|C": {"amount": 1.0}}, ["Conversion inputs!SEP|ACID|C.grade"]),
        ({"SEP|CE": {"amount": 0.1}}, ["Conversions!SEP.from_material"]),
    ],
)
def test_what_cannot_be_is_told_at_its_cell(inputs: dict[str, Any], cells: list[str]) -> None:
    """Proves a finding for each: a negative or empty amount, unknown names, what is converted
    anyhow, a grade that does not come, and an own output as input.
    """
    assert told("error", inputs) == cells


def test_any_grade_beside_single_grades_is_refused() -> None:
    """Proves that a row without grade and one with a grade of the same material are one too many.

    If both were kept, a tonne of B would serve both.
    """
    inputs = {"SEP|ACID": {"amount": 1.0}, "SEP|ACID|C": {"amount": 1.0}}
    assert told("error", inputs) == ["Conversion inputs!SEP|ACID|C.grade"]


def test_an_input_that_never_comes_is_doubted() -> None:
    """Proves the warning at the cell of the material; stock, offers and works are ways to come."""
    materials = {"CON": {}, "CE": {"demand": 50.0}, "GAS": {"reference_price": 1.0}}
    inputs = {"SEP|GAS": {"amount": 1.0}}
    rest = tables(inputs, materials=materials)
    rest["offers"].pop("acid")
    found = [f for f in findings_of(**rest) if f.severity.value == "warning"]
    assert [f.place for f in found] == ["Conversion inputs!SEP|GAS.material"]
    rest["stock"] = {"GAS": {"opening_stock": 1.0}}
    assert [f for f in findings_of(**rest) if f.severity.value == "warning"] == []


def test_a_ring_through_inputs_is_refused() -> None:
    """Proves that works whose acid is made of their own output are told, once.

    If inputs were not looked at, tonnes could go round without end.
    """
    more = {
        "conversions": {"SEP": {"from_material": "CON"}, "BURN": {"from_material": "CE"}},
        "conversion_outputs": {"SEP|CE": {"yield": 0.5}, "BURN|ACID": {"yield": 1.0}},
    }
    assert told("error", {"SEP|ACID": {"amount": 1.0}}, **more) == [
        "Conversions!BURN.from_material"
    ]


def test_a_negative_yield_is_told() -> None:
    """Proves that records that no reader has seen are held to the limits of their columns.

    If it were dropped in silence the works would make CE alone.
    """
    outputs = {"SEP|CE": {"yield": 0.5}, "SEP|ACID": {"yield": -0.2}}
    found = told("error", {}, conversion_outputs=outputs)
    assert found == ["Conversion outputs!SEP|ACID.yield"]
