"""Measures of rules beyond shares and tonnes: columns, prices, weights, paths, grades, stages."""

from __future__ import annotations

from typing import Any

import pytest

from proof import K, Proved, market, near, prove

DY = {"DY": {"demand": 100, "reference_price": 100}}
CLEAN = market(
    A={"price": 100, "extra": {"Carbon (kg/kg)": 30.0}},
    B={"price": 200, "extra": {"Carbon (kg/kg)": 10.0}},
)
"""A at 100 USD/kg with 30 of carbon, B at 200 with 10: every tonne of B costs 100 k USD more."""


def _rule(rule: dict[str, Any], **more: Any) -> Proved:
    return prove(**{"materials": DY, **CLEAN, "rules": {"R": rule}, **more})


def test_average_of_a_column_of_ones_own() -> None:
    """Proves that an average of 25 needs a quarter of B: 75 x 100 + 25 x 200 = 12,500 k USD.

    If it were ignored, 10,000; if each offer had to keep it, 20,000.
    """
    rule = {"measure": "average of column", "column": "carbon", "bound": 25}
    found = _rule(rule)
    assert found.cost == near(12_500 * K)
    assert found.bought("B") == near(25)
    assert _rule({**rule, "sense": "at least"}).cost == near(10_000 * K)


def test_total_of_a_column() -> None:
    """Proves that 2,600 of carbon leave 80 t of A: 30 x 80 + 10 x 20; 12,000 k USD.

    If it were ignored, 10,000; if it were an average, there would be no plan or no limit.
    """
    found = _rule({"measure": "total of column", "column": "Carbon", "bound": 2600})
    assert found.cost == near(12_000 * K)
    assert found.bought("A") == near(80)


def test_a_column_is_weighed_with_usable_tonnes() -> None:
    """Proves that of A's yield of a half only usable tonnes count: an average of 25 stays 75 to 25.

    150 t of A bought at 50 are 75 usable: 7,500 + 25 x 200 = 12,500 k USD. Weighed by tonnes bought
    it would be 50 t usable of A, 15,000.
    """
    offers = {
        "A": {**CLEAN["offers"]["A"], "price": 50, "yield": 0.5},
        "B": CLEAN["offers"]["B"],
    }
    found = _rule(
        {"measure": "average of column", "column": "carbon", "bound": 25},
        suppliers=CLEAN["suppliers"],
        offers=offers,
    )
    assert found.cost == near(12_500 * K)


def test_an_average_is_of_what_the_rule_counts() -> None:
    """Proves that the average of suppliers A and B leaves C out, which is dear and cleaner.

    C with 0 of carbon at 150 would bring the average of all to 25 with a sixth (of A at 30): the
    rule on A and B together asks for 3 t of A to each of B whatever C brings. So C alone serves:
    100 x 150 = 15,000 k USD against 12,500 with A and B. If C counted, 83.3 A + 16.7 C = 10,833.
    """
    three = market(
        A={"price": 100, "extra": {"carbon": 30.0}},
        B={"price": 200, "extra": {"carbon": 10.0}},
        C={"price": 150, "extra": {"carbon": 0.0}},
    )
    rule = {
        "scope": "offer",
        "members": ["A", "B"],
        "per_member": "together",
        "measure": "average of column",
        "column": "carbon",
        "bound": 25,
    }
    assert _rule(rule, **three).cost == near(12_500 * K)


def test_a_declared_column_may_be_averaged() -> None:
    """Proves that the hazard column counts: 20 % and nothing, on average 5 %: 17,500 k USD."""
    two = market(A={"price": 100, "hazard": 0.2}, B={"price": 200})
    rule = {"measure": "average of column", "column": "hazard", "bound": 0.05}
    assert _rule(rule, **two).cost == near(17_500 * K)


def test_spend_per_kilogram() -> None:
    """Proves that at least 140 USD are paid for a kilogram on average: 60 A, 40 B, 14,000 k USD.

    At most 140 would bind nothing: 10,000.
    """
    rule = {"measure": "spend per kg", "bound": 140, "sense": "at least"}
    assert _rule(rule).cost == near(14_000 * K)
    assert _rule({**rule, "sense": "at most"}).cost == near(10_000 * K)


def test_share_of_spend() -> None:
    """Proves that B gets at least half of the money: 200 b = 100 a, so 66.7 A and 33.3 B.

    66.7 x 100 + 33.3 x 200 = 13,333.3 k USD; half of the volume would be 15,000.
    """
    rule = {
        "scope": "offer",
        "members": ["B"],
        "measure": "share of spend",
        "sense": "at least",
        "bound": 0.5,
    }
    assert _rule(rule).cost == near(40_000 / 3 * K)


TWO = {
    "materials": {
        "DY": {"demand": 100, "reference_price": 100},
        "LA": {"demand": 100, "reference_price": 1},
    },
    **market(
        A={"price": 100},
        B={"price": 200},
        X={"price": 1, "material": "LA"},
        Y={"price": 2, "material": "LA"},
    ),
}


def test_weights_of_materials() -> None:
    """Proves that a tonne of LA counts a tenth: A + X / 10, now 110 t, are at most 105.

    A tonne of Y in place of X takes 0.1 away for 1 k USD, one of B in place of A takes 1 for 100:
    50 t of Y, 10,100 + 50 = 10,150 k USD. Unweighted 95 t of Y, 10,195; LA left out, 10,600.
    """
    rule = {
        "scope": "offer",
        "members": ["A", "X"],
        "per_member": "together",
        "per_material": "together",
        "measure": "tonnes",
        "bound": 105,
    }
    found = prove(**TWO, rules={"R": rule}, rule_weights={"R|LA": {"weight": 0.1}})
    assert found.cost == near(10_150 * K)
    assert prove(**TWO, rules={"R": rule}).cost == near(10_195 * K)


def test_weights_count_in_what_a_share_is_of() -> None:
    """Proves that of 100 DY and 100 LA, weighted 100 + 10, at most half are A and X: 55.

    All X replaced and 45 A: 10,100 + 100 + 4,500 = 14,700 k USD. If the demand were not weighted,
    100 of 200 would be allowed: 10,100 + 100 = 10,200.
    """
    rule = {
        "scope": "offer",
        "members": ["A", "X"],
        "per_member": "together",
        "per_material": "together",
        "bound": 0.5,
    }
    found = prove(**TWO, rules={"R": rule}, rule_weights={"R|LA": {"weight": 0.1}})
    assert found.cost == near(14_700 * K)


def test_materials_as_members() -> None:
    """Proves that LA is at most 40 % of the deliveries of both: 66.7 of 166.7 t, the rest short.

    Short at 5 USD/kg, 33.3 x 5 - 33.3 x 1 = 133.3 k USD more than 10,100. A share of its own demand
    (what each material by itself would mean) would be 40 t.
    """
    rule = {
        "scope": "material",
        "members": ["LA"],
        "share_of": "deliveries",
        "bound": 0.4,
    }
    tables = {**TWO, "materials": {**TWO["materials"]}}
    tables["materials"]["LA"] = {"demand": 100, "reference_price": 1, "shortage_cost": 5}
    found = prove(**tables, rules={"R": rule})
    assert found.cost == near((10_100 + 400 / 3) * K)


def test_materials_are_counted() -> None:
    """Proves that at most one material may be bought: LA is left short at 5 USD/kg, 10,500 k USD.

    If it were ignored, 10,100.
    """
    rule = {"scope": "material", "members": "*", "measure": "count", "bound": 1}
    tables = {**TWO, "materials": {**TWO["materials"]}}
    tables["materials"]["LA"] = {"demand": 100, "reference_price": 1, "shortage_cost": 5}
    assert prove(**tables, rules={"R": rule}).cost == near(10_500 * K)


PATH = {"2026": 1.0, "2030": 0.6}


@pytest.mark.parametrize(
    ("between", "years", "cost"),
    [("linear", 5, 60_000), ("step", 5, 54_000), ("linear", 6, 74_000)],
)
def test_a_bound_over_time(between: str, years: int, cost: float) -> None:
    """Proves a cap of A that falls from 100 % in 2026 to 60 % in 2030 by 10 points a year.

    B makes up 0, 10, 20, 30, 40 %: 5 x 10,000 + 10,000 k USD. Step by step it stays 100 % until
    2030: 50,000 + 4,000. In 2031 it stays at 60 %: 60,000 + 14,000. If the first bound held
    throughout, 50,000.
    """
    found = _rule(
        {"scope": "offer", "members": ["A"], "between": between},
        settings={"years": years},
        rule_paths={"R": PATH},
    )
    assert found.cost == near(cost * K)


def test_a_bound_over_time_replaces_that_of_the_row_and_reaches_beyond_the_plan() -> None:
    """Proves that in 2026 to 2028 the way to 60 % in 2030 is 100, 90, 80 %: 33,000 k USD.

    The 10 % of the row itself would give 57,000; without what lies beyond the plan, 30,000.
    """
    found = _rule(
        {"scope": "offer", "members": ["A"], "bound": 0.1},
        settings={"years": 3},
        rule_paths={"R": PATH},
    )
    assert found.cost == near(33_000 * K)


def test_a_bound_over_time_of_a_longer_span_is_its_mean_by_days() -> None:
    """Proves that over two years of 100 % and 60 % A keeps 80 % of the demand: 24,000 k USD.

    By year it would be 24,000 too, but all 40 t of B in 2027; at 150 then, and 200 in 2026, they
    stay there: the horizon lets 22,000 k USD do, and a mean that were the last bound 24,000.
    """
    found = _rule(
        {"scope": "offer", "members": ["A"], "span": "horizon"},
        settings={"years": 2},
        prices={"B": {"2026": 150, "2027": 200}, "A": {"2026": 100, "2027": 100}},
        rule_paths={"R": {"2026": 1.0, "2027": 0.6}},
    )
    assert found.cost == near(22_000 * K)


GRADES = {
    "materials": DY,
    "grades": {"HIGH": {}, "LOW": {}},
    **market(A={"price": 100, "grade": "LOW"}, B={"price": 200, "grade": "HIGH"}),
}


def test_grades_are_counted_where_they_are_used() -> None:
    """Proves that at most 60 t of LOW are used in a year, though more may be bought and stocked.

    In 2026 A costs 100, in 2027 150: 60 t used each year, bought in 2026 already: 120 x 100 + 80 x
    200 = 28,000 k USD. If deliveries counted, 60 a year: 60 x 100 + 60 x 150 + 80 x 200 = 31,000.
    """
    found = prove(
        **GRADES,
        settings={"years": 2},
        prices={"A": {"2026": 100, "2027": 150}, "B": {"2026": 200, "2027": 200}},
        stock={"DY": {"end_of_horizon": "free"}},
        rules={"R": {"scope": "grade", "members": ["LOW"], "measure": "tonnes", "bound": 60}},
    )
    assert found.cost == near(28_000 * K)


def test_a_share_and_a_count_of_grades() -> None:
    """Proves that LOW is at most 70 % of the use, 13,000 k USD; and that one grade may be used.

    With one grade only, 10,000 as without it; with A limited to 90 t only HIGH serves, 20,000.
    """
    rule = {"scope": "grade", "members": ["LOW"], "share_of": "deliveries", "bound": 0.7}
    assert prove(**GRADES, rules={"R": rule}).cost == near(13_000 * K)
    offers = {**GRADES["offers"], "A": {**GRADES["offers"]["A"], "capacity": 90}}
    count = {"scope": "grade", "members": "*", "measure": "count", "bound": 1}
    found = prove(**{**GRADES, "offers": offers}, rules={"R": count})
    assert found.cost == near(20_000 * K)


def test_a_stage_of_processing() -> None:
    """Proves that a cap on separation in China leaves the metal made there alone.

    A and B are both made to metal in China; A is separated there too, B in Malaysia at 200. At most
    40 t separated in China: 40 A + 60 B = 16,000 k USD. If every stage counted no plan would keep
    it; if none did, 10,000.
    """
    found = prove(
        materials=DY,
        countries={"CHN": {}, "MYS": {}},
        suppliers={"S": {}},
        plants={
            "SEP-CN": {"country": "CHN", "stage": "separation", "next": ["METAL"]},
            "SEP-MY": {"country": "MYS", "stage": "separation", "next": ["METAL"]},
            "METAL": {"country": "CHN", "stage": "metal"},
        },
        offers={
            "A": {"supplier": "S", "material": "DY", "price": 100, "plants": ["SEP-CN"]},
            "B": {"supplier": "S", "material": "DY", "price": 200, "plants": ["SEP-MY"]},
        },
        rules={
            "R": {
                "scope": "country",
                "members": ["CHN"],
                "role": "processed",
                "stage": "separation",
                "measure": "tonnes",
                "bound": 40,
            }
        },
    )
    assert found.cost == near(16_000 * K)
