"""Terms of rules: bounds over time, columns, weights, stages, conditions, refused at their cell."""

from __future__ import annotations

from typing import Any

import pytest

from support import case_of, findings_of

OFFERS = {
    "A": {"supplier": "S", "material": "M", "price": 1.0, "extra": {"Carbon (t/t)": 3.0}},
    "B": {"supplier": "T", "material": "N", "price": 1.0, "mined_in": "US"},
}
AVERAGE = {"measure": "average of column", "column": "carbon", "bound": 2.0}


def tables(rules: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "materials": {"M": {"demand": 1.0}, "N": {"demand": 1.0}},
        "suppliers": {"S": {"country": "CN"}, "T": {"country": "AU"}},
        "countries": {name: {} for name in ("CN", "AU", "US")},
        "offers": OFFERS,
        "rules": rules,
        **more,
    }


def found(rules: dict[str, Any], severity: str = "error", **more: Any) -> list[tuple[str, str]]:
    """Place and text of every finding on rules and their sheets."""
    findings = findings_of(**tables(rules, **more))
    return [(f.place, f.sentence) for f in findings if f.severity.value == severity]


def bounds(path: dict[str, float], between: str = "linear", **settings: Any) -> list[float]:
    row = {"between": between, "bound": 0.1}
    case = case_of(**tables({"X": row}, settings=settings, rule_paths={"X": path}))
    return [round(bound, 10) for bound in case.rules["X"].bounds]


def test_bounds_between_given_years() -> None:
    """Proves 80, 75, 70, 65, 60 % from 2026 to 2030, steps held until the next, ends held."""
    path = {"2026": 0.8, "2030": 0.6}
    assert bounds(path, years=6) == [0.8, 0.75, 0.7, 0.65, 0.6, 0.6]
    assert bounds(path, "step", years=5) == [0.8, 0.8, 0.8, 0.8, 0.6]
    assert bounds({"2028": 0.5}, years=4) == [0.5] * 4
    assert bounds({"2028": 0.5, "2029": 0.9}, "step", years=4) == [0.5, 0.5, 0.5, 0.9]


def test_a_year_holds_for_its_quarters_and_the_way_runs_from_middle_to_middle() -> None:
    """Proves 2026 at 80 % throughout, then 0.8 - 0.4 x (n/4 + 1/8 + 1/2) in 2027's quarters.

    2028 is 40 %: from the middle of 2026 to the middle of 2028 it falls by 20 points a year.
    """
    found = bounds({"2026": 0.8, "2028": 0.4}, years=2, period_length="quarter")
    assert found[:4] == [0.8] * 4
    expected = [0.8 - 0.2 * (0.5 + 0.25 * quarter + 0.125) for quarter in range(4)]
    assert found[4:] == pytest.approx(expected, abs=2e-3)  # quarters are not quite equally long


def test_bounds_are_refused_at_their_cells() -> None:
    """Proves a missing bound, one of 6,500 %, overlapping columns, half a member: each its cell."""
    ((place, _),) = found({"X": {}})
    assert place == "Rules!X"
    ((place, _),) = found({"X": {}}, rule_paths={"X": {}})
    assert place.startswith("Rule paths!X")
    ((place, told),) = found({"X": {}}, rule_paths={"X": {"2026": 0.5, "2027": 65.0}})
    assert (place, "65%" in told) == ("Rule paths!X.2027", True)
    ((place, _),) = found({"X": {}}, rule_paths={"X": {"2026": 0.5, "2026Q2": 0.4}})
    assert place == "Rule paths!X.2026Q2"
    ((place, _),) = found({"X": {}}, rule_paths={"X": {"2026": -0.5}})
    assert place == "Rule paths!X.2026"
    count = {"scope": "supplier", "measure": "count"}
    path = {"X": {"2026": 2.0, "2028": 1.0}}
    ((place, told),) = found({"X": count}, settings={"years": 3}, rule_paths=path)
    assert (place, "step" in told) == ("Rules!X", True)
    step = {"X": {**count, "between": "step"}}
    assert not found(step, settings={"years": 3}, rule_paths=path)


def test_columns() -> None:
    """Proves an unknown column, one with gaps, one by period and a forgotten one are told."""
    ((place, told),) = found({"X": {**AVERAGE, "column": "carbn"}})
    assert place == "Rules!X.column" and "arbon" in told
    ((place, told),) = found({"X": AVERAGE})
    assert place == "Offers!B" and "Rules!X.column" in told
    assert not found({"X": {**AVERAGE, "materials": "M"}})
    assert not found({"X": {**AVERAGE, "scope": "supplier", "members": "S"}})
    assert not found({"X": {**AVERAGE, "column": "hazard"}})
    ((_, told),) = found({"X": {**AVERAGE, "column": "Price (USD/kg)"}})
    assert "spend per kg" in told
    ((place, _),) = found({"X": {"measure": "total of column", "bound": 1.0}})
    assert place == "Rules!X"
    ((place, _),) = found({"X": {"column": "carbon", "bound": 0.5}}, "warning")
    assert place == "Rules!X.column"


def test_weights_and_measures_that_do_not_fit() -> None:
    """Proves weights of a count, a spend of grades, a share of spend of demand, a lone stage."""
    count = {"scope": "supplier", "measure": "count", "bound": 1.0}
    ((place, _),) = found({"X": count}, rule_weights={"X|M": {"weight": 2.0}})
    assert place == "Rule weights!X|M.weight"
    spend = {"scope": "grade", "members": "G", "measure": "spend", "bound": 1.0}
    ((place, _),) = found({"X": spend}, grades={"G": {}})
    assert place == "Rules!X.measure"
    ((place, _),) = found({"X": {"measure": "share of spend", "share_of": "demand", "bound": 0.5}})
    assert place == "Rules!X.share_of"
    ((place, _),) = found({"X": {"stage": "metal", "bound": 0.5}})
    assert place == "Rules!X.stage"
    stage = {"scope": "country", "role": "processed", "stage": "metal", "bound": 0.5}
    ((place, told),) = found({"X": stage})
    assert place == "Rules!X.stage" and "no plant" in told


IF = {"use": "condition", "measure": "tonnes", "bound": 1.0, "per_material": "together"}
THEN = {"when": "IF", "bound": 0.5}


def test_conditions_that_cannot_be() -> None:
    """Proves a condition of itself, of a condition, exactly, over shorter spans, of unlike rows."""
    assert not found({"IF": IF, "THEN": THEN})
    assert not found({"IF": IF, "THEN": THEN}, "warning")
    ((place, _),) = found({"THEN": {**THEN, "when": "THEN"}})
    assert place == "Rules!THEN.when"
    ((place, _),) = found({"IF": IF, "IF2": {**IF, "when": "IF"}, "THEN": {**THEN, "when": "IF2"}})
    assert place == "Rules!IF2.when"
    for change in ({"sense": "exactly"}, {"span": "period"}, {"per_material": "each"}):
        rules = {"IF": {**IF, **change}, "THEN": {**THEN, "per_material": "together"}}
        ((place, told),) = found(rules)
        assert place == "Rules!THEN.when", change
    assert "IF" in told
    each = {"IF": {**IF, "per_material": "each"}, "THEN": {**THEN, "materials": "M"}}
    assert not found(each)


def test_conditions_that_are_idle() -> None:
    """Proves that a condition nobody asks for, one that is off and one always met are told."""
    ((place, _),) = found({"IF": IF}, "warning")
    assert place == "Rules!IF.use"
    off = {"IF": {**IF, "on": False}, "THEN": THEN}
    ((place, told),) = found(off, "warning")
    assert place == "Rules!THEN.when" and "left out" in told
    assert "THEN" not in case_of(**tables(off)).rules
    chain = {**off, "LAST": {**THEN, "when": "THEN"}}
    assert [place for place, _ in found(chain, "warning")] == ["Rules!THEN.when", "Rules!LAST.when"]
    ((place, told),) = found({"IF": {**IF, "use": "limit"}, "THEN": THEN}, "warning")
    assert place == "Rules!THEN.when" and "always holds" in told
    ((place, _),) = found({"IF": {**IF, "penalty": 5.0}, "THEN": THEN}, "warning")
    assert place == "Rules!IF.penalty"
