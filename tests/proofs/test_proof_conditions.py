"""Conditions: rules that hold only where another one is met, and where exactly that is so."""

from __future__ import annotations

from typing import Any

from proof import K, Proved, market, near, prove

DY = {"DY": {"demand": 100, "reference_price": 100}}
THREE = market(
    A={"price": 100, "country": "CHN"},
    B={"price": 200, "country": "AUS"},
    C={"price": 300, "country": "KAZ"},
)
"""A at 100 USD/kg, B at 200, C at 300: 100 t of A cost 10,000 k USD."""
CAP = {"scope": "offer", "members": ["A"], "measure": "tonnes", "bound": 60}
NEED_C = {
    "when": "IF",
    "scope": "offer",
    "members": ["C"],
    "measure": "tonnes",
    "sense": "at least",
    "bound": 10,
}
KILOGRAM = 1e-3


def _given(condition: dict[str, Any], rule: dict[str, Any], **more: Any) -> Proved:
    rules = {"IF": {"use": "condition", **condition}, "THEN": rule, **more.pop("rules", {})}
    return prove(**{"materials": DY, **THREE, "rules": rules, **more})


def test_at_least_brings_the_rule_into_force() -> None:
    """Proves that with at least 30 t of B, 10 t must come of C: the cap of A at 60 leaves 40.

    With B below 30 (29.999, a kilogram less) 10.001 t come of C anyway: 60 A, 29.999 B, 10.001 C.
    So the rule costs what any plan with 10 t of C costs, 60 x 100 + 30 x 200 + 10 x 300 = 15,000 k
    USD. If it were ignored, 60 x 100 + 40 x 200 = 14,000.
    """
    condition = {
        "scope": "offer",
        "members": ["B"],
        "measure": "tonnes",
        "sense": "at least",
        "bound": 30,
    }
    found = _given(condition, NEED_C, rules={"CAP": CAP})
    assert found.cost == near(15_000 * K)
    assert found.bought("C") == near(10)


def test_a_condition_that_is_cheaper_to_miss_is_missed_by_a_kilogram() -> None:
    """Proves that B stops a kilogram short of 39 t rather than bring 10 t of C.

    60 x 100 + 38.999 x 200 + 1.001 x 300 = 14,100.1 k USD, against 15,000 with 10 t of C. If the
    condition were met only above its bound, or without the kilogram, it would be 14,100; if C were
    always needed, 15,000.
    """
    condition = {
        "scope": "offer",
        "members": ["B"],
        "measure": "tonnes",
        "sense": "at least",
        "bound": 39,
    }
    found = _given(condition, NEED_C, rules={"CAP": CAP})
    assert found.bought("B") == near(39 - KILOGRAM)
    assert found.cost == near(14_100.1 * K)


def test_at_most_brings_the_rule_into_force() -> None:
    """Proves that with at most 20 t of B, 10 t must come of C: 20.001 t of B are cheaper.

    79.999 x 100 + 20.001 x 200 = 12,000.1 k USD, against 90 x 100 + 10 x 300 = 12,000. Those are
    cheaper by a little, so C is bought; at 310 USD/kg 12,100, and B is taken above its bound.
    If the rule were ignored, 10,000; if it always held, 12,100.
    """
    condition = {"scope": "offer", "members": ["B"], "measure": "tonnes", "bound": 20}
    assert _given(condition, NEED_C).cost == near(12_000 * K)
    dearer = {**THREE, "offers": {**THREE["offers"], "C": {**THREE["offers"]["C"], "price": 310}}}
    found = _given(condition, NEED_C, **dearer)
    assert found.cost == near(12_000.1 * K)
    assert found.bought("B") == near(20 + KILOGRAM)


def test_a_count_as_condition_sees_every_member_that_delivers() -> None:
    """Proves that two sellers of A and B together require C, one does not.

    The cap of A at 60 needs a second seller: B brings C's 10 t in, C alone does not: 60 x 100 + 40
    x 300 = 18,000; 60 A + 30 B + 10 C = 15,000 k USD. If a member could deliver without being
    counted, 14,000.
    """
    condition = {
        "scope": "offer",
        "members": ["A", "B"],
        "measure": "count",
        "sense": "at least",
        "bound": 2,
    }
    found = _given(condition, NEED_C, rules={"CAP": CAP})
    assert found.cost == near(15_000 * K)


def test_a_count_at_most_as_condition_counts_nobody_who_delivers_nothing() -> None:
    """Proves that with at most one seller C must bring 10 t, and that a second one counts from 5 t.

    A and 5 t of B are two: 95 x 100 + 5 x 200 = 10,500 k USD; 90 A + 10 C cost 12,000. If B could
    be counted with nothing delivered, 10,000.
    """
    condition = {
        "scope": "offer",
        "members": ["A", "B"],
        "measure": "count",
        "bound": 1,
        "counted_from": 5,
    }
    found = _given(condition, NEED_C)
    assert found.cost == near(10_500 * K, 1e-5)
    assert found.bought("B") == near(5, 2e-5)


def test_a_share_of_deliveries_as_condition() -> None:
    """Proves that with A at 60 % of deliveries or more, 10 t of C are needed.

    90 A + 10 C cost 12,000 k USD; A just below 60 % 14,000.1. If it were ignored, 10,000.
    """
    condition = {
        "scope": "offer",
        "members": ["A"],
        "share_of": "deliveries",
        "sense": "at least",
        "bound": 0.6,
    }
    assert _given(condition, NEED_C).cost == near(12_000 * K)


def test_at_most_and_count_and_hhi_can_be_conditional() -> None:
    """Proves each kind of rule behind a condition that is met (B has to bring 5 t).

    At most 50 t of A: 50 x 100 + 50 x 200 = 15,000 k USD. At least three offers that count from
    10 t: 80 A + 10 B + 10 C = 13,000. An HHI of half: shares of a third each but 0.40825 along the
    way from A to C, for the squares add up to a third and 0.40825 squared: (200 - 0.40825 x 100 x
    root 2) x 100 = 14,226.497. Ignored, each 10,500.
    """
    needs = {"scope": "offer", "members": ["B"], "measure": "tonnes", "sense": "at least"}
    forced = {"B5": {**needs, "bound": 5}}
    condition = {**needs, "bound": 5}
    for rule, cost in (
        ({"scope": "offer", "members": ["A"], "measure": "tonnes", "bound": 50}, 15_000),
        (
            {
                "scope": "offer",
                "members": "*",
                "measure": "count",
                "sense": "at least",
                "bound": 3,
                "counted_from": 10,
            },
            13_000,
        ),
        ({"scope": "supplier", "measure": "HHI", "bound": 0.5}, 14_226.497),
    ):
        assert _given(condition, {"when": "IF", **rule}, rules=forced).cost == near(cost * K)
        free = {**condition, "sense": "at least", "bound": 6}
        assert _given(free, {"when": "IF", **rule}, rules=forced).cost == near(10_500 * K)


def test_a_soft_rule_behind_a_condition_charges_only_where_it_is_met() -> None:
    """Proves that 100 t of A miss the 10 t of C by 10: at 50 k USD a tonne 10,500, unmet 10,000."""
    rule = {**NEED_C, "penalty": 50_000}
    for bound, cost in ((50, 10_500), (101, 10_000)):
        condition = {
            "scope": "offer",
            "members": ["A"],
            "measure": "tonnes",
            "sense": "at least",
            "bound": bound,
        }
        assert _given(condition, rule).cost == near(cost * K)


def test_a_condition_of_the_year_rules_its_quarters() -> None:
    """Proves that a rule over quarters holds where the condition of its year is met.

    In 2026 40 t are needed, in 2027 80 t. With at least 50 t of A in a year, C brings 1 t in each
    quarter: in 2027, 4 x 200 = 800 k USD more than 12,000. If it held in every year, 1,600 more;
    if the condition were asked by quarter, none.
    """
    found = prove(
        settings={"years": 2, "period_length": "quarter"},
        materials={"DY": {"reference_price": 100}},
        demand={"DY": {"2026": 40, "2027": 80}},
        **THREE,
        rules={
            "IF": {
                "use": "condition",
                "scope": "offer",
                "members": ["A"],
                "measure": "tonnes",
                "sense": "at least",
                "bound": 50,
            },
            "THEN": {**NEED_C, "span": "period", "bound": 1},
        },
    )
    assert found.cost == near(12_800 * K)


def test_each_material_has_its_own_condition() -> None:
    """Proves that a condition for each material rules the same material of the other rule.

    DY (100 t) meets the 50 t, TB (10 t) does not: 10 t of C-DY cost 2,000 k USD more than 11,000.
    If one material's condition ruled both, 10 t of C-TB would cost 2,000 more.
    """
    found = prove(
        materials={**DY, "TB": {"demand": 10, "reference_price": 100}},
        **market(
            A={"price": 100},
            C={"price": 300},
            X={"price": 100, "material": "TB"},
            Y={"price": 300, "material": "TB"},
        ),
        rules={
            "IF": {
                "use": "condition",
                "scope": "offer",
                "members": ["A", "X"],
                "per_member": "together",
                "measure": "tonnes",
                "sense": "at least",
                "bound": 50,
            },
            "THEN": {**NEED_C, "members": ["C", "Y"], "per_member": "together"},
        },
    )
    assert found.cost == near(13_000 * K)


PROVES_FAMILIES = {
    "def_condition": (
        test_at_least_brings_the_rule_into_force,
        test_at_most_brings_the_rule_into_force,
        test_a_count_as_condition_sees_every_member_that_delivers,
    ),
}
