"""Segments and demand."""

from __future__ import annotations

import pytest

from support import case_of, findings_of


def tables(materials, **more):
    return {
        "materials": materials,
        "suppliers": {"S": {}},
        "offers": {"O": {"supplier": "S", "material": "M", "price": 1.0}},
        **more,
    }


def test_growth_by_plan_year():
    """Proves 365 t/y growing by 10 %: Q1 of 2026 90 t, of 2027 99 t; within a year no growth."""
    case = case_of(
        settings={"years": 2, "period_length": "quarter"},
        **tables({"M": {"demand": 365.0, "demand_growth": 0.1, "shortage_cost": 7.0}}),
    )
    segment = case.segments["M"]
    assert segment.demand == pytest.approx((90, 91, 92, 92, 99, 100.1, 101.2, 101.2))
    assert (segment.table, segment.material, segment.shortage_cost) == ("materials", "M", 7000.0)


def test_segments_take_the_place_of_the_material():
    """Proves that a material with segments has no demand of its own."""
    case = case_of(
        **tables(
            {"M": {}},
            segments={"magnets": {"material": "M", "demand": 3.0}, "glass": {"material": "M"}},
            demand={"glass": {"2026": 2.0}},
        )
    )
    assert {key: s.demand for key, s in case.segments.items()} == {
        "glass": (2.0,),
        "magnets": (3.0,),
    }
    assert case.segments["glass"].table == "segments"
    assert case.segments["glass"].shortage_cost is None


def test_a_material_with_segments_must_leave_demand_to_them():
    """Proves an error at each cell that would count demand twice."""
    found = findings_of(
        **tables(
            {"M": {"demand": 5.0, "shortage_cost": 1.0}},
            segments={"magnets": {"material": "M", "demand": 3.0}},
            demand={"M": {"2026": 2.0}},
        )
    )
    errors = {f.place for f in found if f.severity.value == "error"}
    assert errors == {"Materials!M.demand", "Materials!M.shortage_cost", "Demand!M.segment"}


def test_no_demand_is_said():
    """Proves that a forgotten demand is 0 with a warning, and a segment needs a name of its own."""
    found = findings_of(**tables({"M": {}}))
    assert [f.place for f in found if f.severity.value == "warning"] == ["Materials!M"]
    found = findings_of(**tables({"M": {}}, segments={"M": {"material": "M", "demand": 1.0}}))
    assert [f.place for f in found if f.severity.value == "error"] == ["Segments!M.segment"]


def test_figures_beyond_any_trade_are_refused():
    """Proves that a growth of 300,000 % or 1e300 t gives a finding, not an overflow."""
    found = findings_of(
        settings={"years": 99}, **tables({"M": {"demand": 1.0, "demand_growth": 3000.0}})
    )
    assert [f.place for f in found if f.severity.value == "error"] == ["Materials!M.demand_growth"]
    found = findings_of(**tables({"M": {"demand": 1e300}}))
    assert [f.place for f in found if f.severity.value == "error"] == ["Materials!M.demand"]
