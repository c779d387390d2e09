"""Openings of conversions and pools: what they open, and every cell that cannot be right."""

from __future__ import annotations

from typing import Any

import pytest

from support import case_of, findings_of


def tables(opening: dict[str, dict[str, Any]], **more: Any) -> dict[str, Any]:
    """Works of 60 t/y and works without limit, a store of 10 t and one without limit; half-years.

    The store has a cover of 20 t.
    """
    return {
        "settings": {"years": 1, "period_length": "half-year"},
        "materials": {"CON": {}, "DY": {"demand": 365.0}},
        "suppliers": {"S": {}},
        "offers": {
            "con": {"supplier": "S", "material": "CON", "price": 2.0},
            "dy": {"supplier": "S", "material": "DY", "price": 9.0},
        },
        "conversions": {
            "SEP": {"from_material": "CON", "capacity": 60.0},
            "ANY": {"from_material": "CON"},
            "OLD": {"from_material": "CON", "active": False},
        },
        "conversion_outputs": {f"{key}|DY": {"yield": 0.5} for key in ("SEP", "ANY", "OLD")},
        "pools": {"STORE": {"capacity": 10.0}, "FREE": {}},
        "stock": {"DY||FREE": {}, **more.pop("stock", {})},
        "investments": {"PLANT": {"capex": 1.0, "latest": "2026H1"}},
        "openings": opening,
        **more,
    }


def test_works_open_tonnes_a_year_and_pools_tonnes() -> None:
    """Proves that 40 t/y are 20 t in half a year, and 40 t of room 40 t; 50 % of 10 t are 5.

    If both were counted alike the room would be halved.
    """
    case = case_of(
        **tables(
            {
                "PLANT|conversions|SEP": {"capacity": 40.0},
                "PLANT|pools|STORE": {"share": 0.5},
                "PLANT|pools|FREE": {"gate": True, "capacity": 40.0},
            }
        )
    )
    days = (181 / 365, 184 / 365)
    assert case.conversions["SEP"].capacity == pytest.approx([100.0 * share for share in days])
    assert case.pools["STORE"].capacity == (15.0, 15.0)
    assert case.pools["FREE"].capacity == (40.0, 40.0)
    assert case.investing.own["pools", "FREE"] == (0.0, 0.0)


@pytest.mark.parametrize(
    ("key", "row", "cell"),
    [
        ("PLANT|conversions|ANY", {"gate": True}, ""),
        ("PLANT|pools|FREE", {"gate": True}, ""),
        ("PLANT|conversions|ANY", {"capacity": 5.0}, ".capacity"),
        ("PLANT|pools|FREE", {"share": 0.5}, ".share"),
        ("PLANT|conversions|SEP", {"capacity": 5.0, "discount": 1.0}, ".discount"),
        ("PLANT|pools|SEP", {"capacity": 5.0}, ".target"),
        ("PLANT|pools|STORE", {}, ""),
    ],
)
def test_what_cannot_be_opened(key: str, row: dict[str, Any], cell: str) -> None:
    """Proves one error at the cell: a gate or more of what has no limit, discounts, other tables.

    If a gate of works without limit were let through nothing would end what it opens.
    """
    found = findings_of(**tables({key: row}))
    assert [f.place for f in found if f.severity.value == "error"] == [f"Openings!{key}{cell}"]


def test_works_that_are_left_out_are_told() -> None:
    """Proves that an opening of works that are not active is no slip, and opens nothing."""
    found = findings_of(**tables({"PLANT|conversions|OLD": {"capacity": 5.0}}))
    told = [f.place for f in found if "is left out" in f.found]
    assert told == ["Openings!PLANT|conversions|OLD.target"]


def test_a_cover_may_count_on_the_room_that_is_built() -> None:
    """Proves that 20 t of cover in 10 t of room are refused unless 10 t more may be built."""
    stock = {"DY||STORE": {"days_of_cover": 20.0}}
    for capacity, cells in ((9.0, ["Pools!STORE.capacity"]), (10.0, [])):
        found = findings_of(**tables({"PLANT|pools|STORE": {"capacity": capacity}}, stock=stock))
        assert [f.place for f in found if f.severity.value == "error"] == cells
