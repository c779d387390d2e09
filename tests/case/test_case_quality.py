"""Quality: nines become impurity; what a specification cannot mean."""

from __future__ import annotations

import pytest

from support import case_of, findings_of


def tables(specification, *, scale="by mass", value=5.0, grade="G", **more):
    return {
        "materials": {"M": {"demand": 1.0}},
        "suppliers": {"S": {}},
        "offers": {"O": {"supplier": "S", "material": "M", "price": 1.0, "grade": grade}},
        "grades": {"G": {}},
        "attributes": {"purity": {"scale": scale}},
        "quality": {"G|purity": {"value": value}},
        "specifications": {"M|purity": specification},
        **more,
    }


def errors(specification, **more):
    found = findings_of(**tables(specification, **more))
    return [f for f in found if f.severity.value == "error"]


def test_nines_become_impurity_and_bounds_change_places():
    """Proves 3.5 nines are 10^2.5 = 316 ppm, and at least 4 nines means at most 100 ppm.

    The mean of 3 and 4 nines is not 3.5: (1000 + 100)/2 = 550 ppm are 3.26 nines.
    """
    case = case_of(**tables({"minimum": 4.0, "maximum": 5.0}, scale="nines", value=3.5))
    assert case.quality.value["G"]["purity"] == pytest.approx(316.227766)
    made = case.specifications["M|purity"]
    assert made.minimum == pytest.approx(10)
    assert made.maximum == pytest.approx(100)


def test_by_mass_stays():
    """Proves that plain attributes keep value and bounds."""
    case = case_of(**tables({"minimum": 4.0, "basis": "blend"}))
    made = case.specifications["M|purity"]
    assert (made.minimum, made.maximum, made.basis) == (4.0, None, "blend")
    assert case.quality.value == {"G": {"purity": 5.0}}


@pytest.mark.parametrize(
    ("specification", "more", "place", "words"),
    [
        ({}, {}, "Specifications!M|purity", "neither minimum nor maximum"),
        ({"minimum": 6.0, "maximum": 5.0}, {}, "Specifications!M|purity.minimum", "above"),
        (
            {"minimum": 1.0, "off_specification": 0.1, "basis": "blend"},
            {},
            "Specifications!M|purity.off_specification",
            "off specification",
        ),
        ({"minimum": 1.0}, {"quality": {}}, "Specifications!M|purity.attribute", "G of M has no"),
        ({"minimum": 1.0}, {"grade": None}, "Specifications!M|purity.segment", "offers O"),
    ],
)
def test_impossible_specifications(specification, more, place, words):
    """Proves an error at the cell for each thing that a specification cannot mean."""
    (found,) = errors(specification, **more)
    assert found.place == place
    assert words in found.found


def test_a_material_with_segments_is_specified_by_them():
    """Proves that a specification of the material itself would otherwise be void in silence."""
    more = {"materials": {"M": {}}, "segments": {"use": {"material": "M", "demand": 1.0}}}
    (found,) = errors({"minimum": 1.0}, **more)
    assert "one of its segments: use" in found.expected


def test_a_percentage_is_no_count_of_nines():
    """Proves that 99.95 on the scale of nines is refused: it would be no impurity at all."""
    (found,) = errors({"minimum": 4.0}, scale="nines", value=99.95)
    assert found.place == "Quality!G|purity.value"
    (found,) = errors({"minimum": -400.0}, scale="nines")
    assert found.place == "Specifications!M|purity.minimum"
