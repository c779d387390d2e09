"""Levers and conversions: what the rows mean in tonnes, and every cell that cannot be right."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.case import arithmetic_check
from orefolio.case.home import home_supply
from support import case_of, findings_of


def tables(**more: Any) -> dict[str, Any]:
    """DY for two segments and CE for itself, two years, one offer of each."""
    case: dict[str, Any] = {
        "settings": {"years": 2},
        "materials": {"DY": {}, "CE": {"demand": 50.0}, "CON": {}},
        "segments": {
            "MAGNET": {"material": "DY", "demand": 60.0},
            "LASER": {"material": "DY", "demand": 40.0},
        },
        "suppliers": {"S": {}},
        "offers": {
            "dy": {"supplier": "S", "material": "DY", "price": 100.0},
            "ce": {"supplier": "S", "material": "CE", "price": 4.0},
            "con": {"supplier": "S", "material": "CON", "price": 2.0},
        },
        "conversions": {"SEP": {"from_material": "CON"}},
        "conversion_outputs": {"SEP|CE": {"yield": 0.5}},
    }
    return {**case, **more}


def lever(row: dict[str, Any], **more: Any) -> Any:
    """The lever ``L`` of a row."""
    return case_of(**tables(levers={"L": row}, **more)).levers["L"]


def found(severity: str, **more: Any) -> list[tuple[str, str]]:
    """Place and text of the findings of levers and conversions."""
    return [
        (finding.place, finding.found)
        for finding in findings_of(**tables(**more))
        if finding.severity.value == severity and finding.check in ("lever", "conversion")
    ]


def test_share_of_recycling_is_of_the_whole_material() -> None:
    """Proves that 10 % of MAGNET are 6 t, and 10 % of recycled DY are 10 t of both segments."""
    assert lever({"acts_on": "MAGNET", "ceiling_share": 0.1}).ceiling == (6.0, 6.0)
    recycled = lever({"acts_on": "DY", "kind": "recycling", "ceiling_share": 0.1})
    assert recycled.ceiling == (10.0, 10.0)
    assert recycled.effects == {}


def test_the_smallest_of_all_limits_is_the_ceiling() -> None:
    """Proves min(20 t/y, 50 % of 60 t, steps of 4 + 5 t) = 9 t; without steps 20, alone 60 t."""
    row = {"acts_on": "MAGNET", "ceiling": 20.0, "ceiling_share": 0.5}
    steps = {"L|1": {"quantity": 4.0, "cost": 1.0}, "L|2": {"quantity": 5.0, "cost": 1.0}}
    assert lever(row, lever_steps=steps).ceiling == (9.0, 9.0)
    assert lever(row).ceiling == (20.0, 20.0)
    assert lever({"acts_on": "MAGNET"}).ceiling == (60.0, 60.0)


def test_a_demand_that_others_add_is_no_ceiling() -> None:
    """Proves that 70 t may be saved of 60 t where another lever adds demand; else only 60 t."""
    levers = {"L": {"acts_on": "MAGNET", "ceiling": 70.0}, "K": {"acts_on": "CE"}}
    effects = {"K|MAGNET": {"effect": -0.2}}
    plain = case_of(**tables(levers=levers))
    added = case_of(**tables(levers=levers, lever_effects=effects))
    assert plain.levers["L"].ceiling == (60.0, 60.0)
    assert added.levers["L"].ceiling == (70.0, 70.0)


def test_first_period_in_which_it_can_work() -> None:
    """Proves that the fixed cost of a lever that starts in 2027 belongs to the second period."""
    assert lever({"acts_on": "MAGNET", "start": "2027"}).first == 1


@pytest.mark.parametrize(
    ("more", "place", "words"),
    [
        ({"levers": {"L": {"acts_on": "DY"}}}, "Levers!L.acts_on", "segments of its own"),
        (
            {"levers": {"L": {"acts_on": "MAGNET", "kind": "recycling", "ceiling": 1}}},
            "Levers!L.acts_on",
            "which is a segment",
        ),
        (
            {"levers": {"L": {"acts_on": "DY", "kind": "recycling"}}},
            "Levers!L",
            "nothing limits",
        ),
        (
            {
                "levers": {"L": {"acts_on": "MAGNET"}},
                "lever_steps": {
                    "L|1": {"quantity": 1, "cost": 5},
                    "L|2": {"quantity": 1, "cost": 4},
                },
            },
            "Lever steps!L|2.cost",
            "less than the step before",
        ),
        (
            {
                "levers": {"L": {"acts_on": "MAGNET"}},
                "lever_effects": {"L|MAGNET": {"effect": -1}},
            },
            "Lever effects!L|MAGNET.effect",
            "saves -1 t",
        ),
        (
            {
                "levers": {"L": {"acts_on": "MAGNET"}},
                "lever_effects": {"L|DY": {"effect": 1}},
            },
            "Lever effects!L|DY.segment",
            "segments of its own",
        ),
        (
            {
                "levers": {"L": {"acts_on": "MAGNET"}},
                "collection": {"L": {"2026": 1, "2027": 1}},
            },
            "Collection!L.lever",
            "its kind is thrift",
        ),
        ({"conversion_outputs": {}}, "Conversions!SEP.conversion", "nothing comes out"),
        (
            {"conversion_outputs": {"SEP|CE": {"yield": 0.0}}},
            "Conversion outputs!SEP|CE.yield",
            "nothing comes out",
        ),
        (
            {"conversion_outputs": {"SEP|CON": {"yield": 2.0}}},
            "Conversions!SEP.from_material",
            "converted back into it",
        ),
        (
            {
                "conversions": {"A": {"from_material": "CON"}, "B": {"from_material": "CE"}},
                "conversion_outputs": {"A|CE": {"yield": 1.1}, "B|CON": {"yield": 1.1}},
            },
            "Conversions!A.from_material",
            "converted back into it",
        ),
        (
            {
                "grades": {"G": {}},
                "conversions": {"SEP": {"from_material": "CON", "from_grade": "G"}},
            },
            "Conversions!SEP.from_grade",
            "neither bought nor made nor stocked",
        ),
    ],
)
def test_what_cannot_be_right_is_told_at_its_cell(
    more: dict[str, Any], place: str, words: str
) -> None:
    """Proves that each wrong row gives one error at its cell, in words that say what is wrong."""
    (error,) = found("error", **more)
    assert error[0] == place
    assert words in error[1]


def test_several_errors_are_told_at_once() -> None:
    """Proves that two wrong levers and a wrong conversion give three errors in one pass."""
    wrong = {"A": {"acts_on": "DY"}, "B": {"acts_on": "DY", "kind": "recycling"}}
    assert len(found("error", levers=wrong, conversion_outputs={})) == 3


@pytest.mark.parametrize(
    ("severity", "more", "place"),
    [
        ("warning", {"levers": {"L": {"acts_on": "CE", "start": "2040"}}}, "Levers!L.start"),
        ("info", {"levers": {"L": {"acts_on": "CE", "recovery": 0.5}}}, "Levers!L.recovery"),
        (
            "info",
            {
                "levers": {"L": {"acts_on": "CE", "ramp_years": 1, "ramp": "R"}},
                "ramps": {"R|0": {"month": 0, "share": 1.0}},
            },
            "Levers!L.ramp_years",
        ),
        (
            "info",
            {
                "levers": {"L": {"acts_on": "CE", "cost": 1}},
                "lever_steps": {"L|1": {"quantity": 1, "cost": 2}},
            },
            "Levers!L.cost",
        ),
    ],
)
def test_what_is_not_read_is_told(severity: str, more: dict[str, Any], place: str) -> None:
    """Proves that cells without any effect are named instead of being passed over in silence."""
    assert [cell for cell, _ in found(severity, **more)] == [place]


def test_an_input_of_a_conversion_needs_no_demand() -> None:
    """Proves that CON without a demand is no slip while works take it in; without them it is."""
    about = [f.found for f in findings_of(**tables()) if "has no demand" in f.found]
    idle = tables(conversions={"SEP": {"from_material": "CON", "active": False}})
    told = [f.found for f in findings_of(**idle) if "has no demand" in f.found]
    assert about == []
    assert told == ["CON has no demand, so none is planned for"]


def test_inactive_rows_are_left_out() -> None:
    """Proves that a lever or conversion that is not active is not in the case."""
    case = case_of(
        **tables(
            levers={"L": {"acts_on": "CE", "active": False}},
            conversions={"SEP": {"from_material": "CON", "active": False}},
        )
    )
    assert case.levers == {}
    assert case.conversions == {}


def test_arithmetic_counts_what_is_saved_recycled_and_made() -> None:
    """Proves that 100 t DY against 70 t of capacity miss 30 t, less what levers can bring.

    10 t saved of MAGNET and 15 t recycled leave 5 t missing; 20 t recycled leave none. If levers
    were not counted, the check would say 30 t in each case.
    """
    offers = {"dy": {"supplier": "S", "material": "DY", "price": 100.0, "capacity": 70.0}}
    thrift = {"LESS": {"acts_on": "MAGNET", "ceiling": 10.0}}
    for recycled, missing in ((15.0, "5 t are missing"), (20.0, None)):
        scrap = {"SCRAP": {"acts_on": "DY", "kind": "recycling", "ceiling": recycled}}
        case = case_of(
            **tables(
                settings={"years": 1},
                offers=offers,
                materials={"DY": {}},
                conversions={},
                conversion_outputs={},
                levers={**thrift, **scrap},
            )
        )
        assert home_supply(case, "DY") == (10.0 + recycled,)
        told = [finding.found for finding in arithmetic_check(case)]
        assert len(told) == (1 if missing else 0)
        assert missing is None or missing in told[0]
        assert missing is None or "levers and conversions 25 t" in told[0]


def test_ungraded_scrap_of_a_specified_material_is_refused() -> None:
    """Proves that the error names the lever whose tonnes have no grade, not the stock."""
    told = findings_of(
        **tables(
            grades={"G": {}},
            attributes={"IRON": {}},
            quality={"G|IRON": {"value": 1.0}},
            offers={"dy": {"supplier": "S", "material": "DY", "price": 1.0, "grade": "G"}},
            specifications={"MAGNET|IRON": {"maximum": 5.0}},
            levers={"SCRAP": {"acts_on": "DY", "kind": "recycling", "ceiling": 1.0}},
            conversions={},
            conversion_outputs={},
        )
    )
    (error,) = [finding for finding in told if finding.check == "quality"]
    assert error.place == "Specifications!MAGNET|IRON.segment"
    assert "the DY that SCRAP brings has no grade" in error.found
