"""Rules: names resolved, nonsense refused at its cell."""

from __future__ import annotations

import pytest

from support import case_of, findings_of


def tables(rule, **more):
    return {
        "materials": {"M": {"demand": 1.0}, "N": {"demand": 1.0}},
        "suppliers": {"S": {"country": "CN"}, "T": {"country": "AU"}, "U": {"active": False}},
        "offers": {
            "A": {"supplier": "S", "material": "M", "price": 1.0, "routes": "R"},
            "B": {"supplier": "T", "material": "N", "price": 1.0, "mined_in": "US"},
        },
        "routes": {"R": {"countries": "SG"}},
        "countries": {name: {} for name in ("CN", "AU", "US", "SG", "FR")},
        "blocs": {"Far|CN": {}, "Far|SG": {}},
        "rules": {"X": {"bound": 0.65, **rule}},
        **more,
    }


def rule(row, **more):
    return case_of(**tables(row, **more)).rules["X"]


def found(row, severity="error", **more):
    return [f for f in findings_of(**tables(row, **more)) if f.severity.value == severity]


def test_every_country_means_those_on_paths():
    """Proves * is AU, CN, SG, US (mined, processed, crossed), and not FR; materials blank: all."""
    made = rule({"scope": "country"})
    assert made.members == ("AU", "CN", "SG", "US")
    assert made.materials == ("M", "N")
    assert (made.per_member, made.per_material, made.role) == (True, True, "any")
    assert rule({"scope": "country", "members": "FR"}).members == ("FR",)
    assert rule({"scope": "supplier"}).members == ("S", "T")
    assert rule({"scope": "bloc"}).members == ("Far",)


def test_one_set_is_measured_as_a_whole():
    """Proves that any, counts and HHI ignore each/together, and any has no members."""
    made = rule({"scope": "any"})
    assert (made.members, made.per_member) == ((), False)
    (wrong,) = found({"scope": "any", "members": "CN"})
    assert wrong.place == "Rules!X.scope"
    assert not rule({"scope": "supplier", "measure": "count", "bound": 2.0}).per_member
    assert not rule({"scope": "supplier", "measure": "HHI"}).per_member


def test_periods_of_a_rule():
    """Proves that start and end name the first and last period; none is said and left out."""
    years = {"settings": {"years": 4}}
    assert rule({"start": "2027", "end": "2028"}, **years).periods == ("2027", "2028")
    assert "X" not in case_of(**tables({"start": "2040"}, **years)).rules
    (warned,) = found({"start": "2040"}, "warning", **years)
    assert warned.place == "Rules!X.start"
    assert not case_of(**tables({"on": False, "bound": 65.0})).rules


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ({"bound": 65.0}, "Rules!X.bound", "did you mean 65%?"),
        ({"scope": "country", "members": "CN;CM"}, "Rules!X.members", "'CM' is no country"),
        ({"scope": "supplier", "measure": "count", "bound": 2.5}, "Rules!X.bound", "whole"),
        ({"measure": "count", "bound": 2.0}, "Rules!X", "no members to count"),
        ({"scope": "country", "measure": "HHI"}, "Rules!X", "mined or processed"),
        ({"scope": "offer", "measure": "HHI"}, "Rules!X.scope", "country or supplier"),
        ({"scope": "supplier", "members": "S", "measure": "HHI"}, "Rules!X.members", "every"),
        ({"scope": "supplier", "measure": "HHI", "bound": 2500.0}, "Rules!X.bound", "0.25"),
        ({"scope": "supplier", "measure": "HHI", "sense": "at least"}, "Rules!X.sense", "capped"),
        ({"scope": "supplier", "measure": "HHI", "penalty": 9.0}, "Rules!X.penalty", "penalty"),
        ({"materials": "M;Q"}, "Rules!X.materials", "'Q'"),
        ({"start": "someday"}, "Rules!X.start", "someday"),
    ],
)
def test_what_a_rule_cannot_mean(row, place, words):
    """Proves one error at the cell, with what to do, for each kind of nonsense."""
    (wrong,) = found(row)
    assert wrong.place == place
    assert words in wrong.sentence


def test_a_role_of_a_supplier_is_said_not_to_be_read():
    """Proves a warning: a planner who gives a role expects it to matter."""
    (warned,) = found({"scope": "supplier", "role": "mined"}, "warning")
    assert warned.place == "Rules!X.role"


def test_an_inactive_seller_may_be_named():
    """Proves that a demand on an inactive seller stays a rule (in conflict), not void."""
    assert rule({"scope": "supplier", "members": "U", "sense": "at least"}).members == ("U",)


def test_rule_that_asks_what_nobody_delivers_is_told():
    """Proves that *at least* for every material, of an offer that sells one, is said before.

    If it were not, the plan would be infeasible for a material that the planner never meant.
    """
    asked = {"scope": "offer", "members": "A", "measure": "tonnes", "sense": "at least"}
    (told,) = found({**asked, "bound": 7.0}, "warning")
    assert "N from A" in told.found
    assert not found({**asked, "bound": 7.0, "materials": "M"}, "warning")
    assert not found({**asked, "bound": 7.0, "per_material": "together"}, "warning")
