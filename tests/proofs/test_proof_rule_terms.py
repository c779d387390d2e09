"""Rules: their spans and periods, and soft rules with a penalty."""

from __future__ import annotations

from typing import Any

from proof import K, Proved, market, near, prove

DY = {"DY": {"demand": 100, "reference_price": 100}}
TWO = market(A={"price": 100, "country": "CHN"}, B={"price": 200, "country": "AUS"})
"""100 t of A cost 10,000 k USD, and every tonne of B 100 k USD more."""


def _rule(rule: dict[str, Any], **more: Any) -> Proved:
    tables = {"materials": DY, **TWO, **more}
    return prove(rules={"R": rule}, **tables)


def test_spans_of_a_rule() -> None:
    """Proves that half of the horizon may all be in the cheap year, half of each year may not.

    B costs 200, then 400 USD/kg. Half of each year: 5 + 10 + 5 + 20 = 40,000 k USD; half of the
    horizon: 100 t of B in 2026: 20,000 + 10,000 = 30,000; ignored: 20,000.
    """
    for span, cost in (("year", 40_000), ("period", 40_000), ("horizon", 30_000)):
        found = _rule(
            {"scope": "country", "members": ["CHN"], "bound": 0.5, "span": span},
            settings={"years": 2},
            prices={"A": {"2026": 100, "2027": 100}, "B": {"2026": 200, "2027": 400}},
            **market(A={"country": "CHN"}, B={"country": "AUS"}),
        )
        assert found.cost == near(cost * K), span


def test_a_period_is_not_a_year() -> None:
    """Proves that half of every quarter is stricter than half of the year.

    B is dear in the last three quarters: in the year 25 t of Q1 and 25 t of the others; by quarter
    12.5 t in each. 25 x 200 + 25 x 400 against 12.5 x 200 + 37.5 x 400, and 50 t of A.
    """
    quarters = [f"2026Q{number}" for number in (1, 2, 3, 4)]
    for span, cost in (("year", 20_000), ("period", 22_500)):
        found = _rule(
            {"scope": "country", "members": ["CHN"], "bound": 0.5, "span": span},
            settings={"period_length": "quarter"},
            materials={"DY": {"reference_price": 100}},
            demand={"DY": dict.fromkeys(quarters, 25)},
            prices={
                "A": dict.fromkeys(quarters, 100),
                "B": {quarter: 200 if quarter == "2026Q1" else 400 for quarter in quarters},
            },
            **market(A={"country": "CHN"}, B={"country": "AUS"}),
        )
        assert found.cost == near(cost * K), span


def test_a_rule_holds_in_its_periods_only() -> None:
    """Proves that a rule from 2027 leaves 2026 free, one to 2026 leaves 2027 free.

    10,000 + 15,000 k USD. If start and end were ignored it would be 30,000.
    """
    rule = {"scope": "country", "members": ["CHN"], "bound": 0.5}
    for when, bought in (({"start": "2027"}, (100, 50)), ({"end": "2026"}, (50, 100))):
        found = _rule(rule | when, settings={"years": 2})
        assert found.cost == near(25_000 * K)
        assert (found.bought("A", "2026"), found.bought("A", "2027")) == (
            near(bought[0]),
            near(bought[1]),
        )


def test_a_rule_from_midyear_counts_the_rest_of_the_year() -> None:
    """Proves that from the third quarter half of 50 t is 25 t, not half of 100 t.

    10,000 + 25 x 100 = 12,500 k USD. If the share were of the whole year's demand, 50 t of the
    second half could all come from China for 10,000.
    """
    quarters = [f"2026Q{number}" for number in (1, 2, 3, 4)]
    found = _rule(
        {"scope": "country", "members": ["CHN"], "bound": 0.5, "start": "2026Q3"},
        settings={"period_length": "quarter"},
        materials={"DY": {"reference_price": 100}},
        demand={"DY": dict.fromkeys(quarters, 25)},
    )
    assert found.cost == near(12_500 * K)


def test_a_rule_that_is_off_is_ignored() -> None:
    """Proves that off means off: 10,000 k USD, not 15,000."""
    rule = {"scope": "country", "members": ["CHN"], "bound": 0.5, "on": False}
    assert _rule(rule).cost == near(10_000 * K)


def test_soft_rule_is_missed_exactly_when_that_is_cheaper() -> None:
    """Proves that a tonne over 65 % is paid at 90 USD/kg, and avoided at 110.

    Keeping costs 100 USD/kg. 10,000 + 35 x 90 = 13,150 k USD; at 110 13,500. If the penalty were
    ignored it would be 10,000; if the rule were hard, 13,500 both times.
    """
    for penalty, cost, over in ((90 * K, 13_150, 35), (110 * K, 13_500, 0)):
        rule = {"scope": "country", "members": ["CHN"], "bound": 0.65, "penalty": penalty}
        found = _rule(rule)
        assert found.cost == near(cost * K)
        assert found.amount("excess", "R") == near(over)
        assert found.part("soft_rules") == near(over * penalty)


def test_soft_rules_of_value_and_spend_are_priced_per_dollar() -> None:
    """Proves that the penalty of a value or spend is USD a USD: 0.9 is paid, 1.1 is avoided.

    A tonne of A is 100 k USD of value and of spend, and B costs 100 k USD more. Over half:
    10,000 + 50 x 90 = 14,500 k USD or 15,000.
    """
    for measure, bound in (("share of value", 0.5), ("spend", 5_000 * K)):
        for penalty, cost in ((0.9, 14_500), (1.1, 15_000)):
            rule = {
                "scope": "offer",
                "members": ["A"],
                "measure": measure,
                "bound": bound,
                "penalty": penalty,
            }
            assert _rule(rule).cost == near(cost * K), measure


def test_soft_rules_at_least_and_exactly() -> None:
    """Proves that a soft minimum is missed from below: 20 t of B too few cost 20 x 90.

    B at least 20 %: 10,000 + 1,800 k USD at 90 USD/kg, 12,000 at 110. Exactly 120 t of A, of 100
    needed: 20 t too few cost 20 x 90, as a surplus 20 x 100.
    """
    for penalty, cost in ((90 * K, 11_800), (110 * K, 12_000)):
        least = {"scope": "offer", "members": ["B"], "sense": "at least", "bound": 0.2}
        assert _rule(least | {"penalty": penalty}).cost == near(cost * K)
        exact = {"scope": "offer", "members": ["A"], "sense": "exactly", "measure": "tonnes"}
        assert _rule(exact | {"bound": 120, "penalty": penalty}).cost == near(cost * K)


def test_penalties_are_discounted() -> None:
    """Proves that the penalty of 2027 is worth its year: 35 x 90 x (1/1.1 + 1/1.21) k USD.

    If it were not discounted it would be 6,300 k USD, more than keeping the rule.
    """
    rule = {"scope": "country", "members": ["CHN"], "bound": 0.65, "penalty": 90 * K}
    found = _rule(rule, settings={"years": 2, "discount_rate": 0.1, "discount_timing": "end"})
    assert found.part("soft_rules") == near(35 * 90 * K * (1 / 1.1 + 1 / 1.21))


PROVES_FAMILIES = {
    "limit_rule": (
        test_spans_of_a_rule,
        test_a_rule_holds_in_its_periods_only,
        test_soft_rule_is_missed_exactly_when_that_is_cheaper,
        test_soft_rules_at_least_and_exactly,
    ),
}
"""By constraint family the proofs here that must fail without it."""


PROVES_COSTS = {
    "soft_rules": (
        test_soft_rule_is_missed_exactly_when_that_is_cheaper,
        test_penalties_are_discounted,
    ),
}
"""By kind of cost the proofs here that must fail without it."""
