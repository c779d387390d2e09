"""Changes: from text, applied to records."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orefolio.case import Applied, Change, ChangeError, apply_changes, assemble, parse_change
from support import records

RECORDS = {
    "materials": {"M": {"demand": 10.0, "demand_growth": 0.02}},
    "suppliers": {"S": {"country": "CN"}},
    "offers": {
        "CN_A": {"supplier": "S", "material": "M", "price": 10.0, "capacity": 5.0},
        "CN_B": {"supplier": "S", "material": "M", "price": 20.0},
        "AU_C": {"supplier": "S", "material": "M"},
    },
    "prices": {"AU_C": {"2026": 1.0, "2027": 2.0}},
    "rules": {"CAP": {"bound": 0.65, "on": False}},
}


def applied(*texts):
    return apply_changes(records(**RECORDS), [parse_change(text) for text in texts])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("offers[LYN-NDPR].price=95", Change("offers", "LYN-NDPR", "price", "set", 95.0)),
        ("offers[X].price=*0.8", Change("offers", "X", "price", "multiply", 0.8)),
        ("offers[X].price=*80%", Change("offers", "X", "price", "multiply", 0.8)),
        ("offers[X].price+=5", Change("offers", "X", "price", "add", 5.0)),
        ("offers[X].price-=5", Change("offers", "X", "price", "add", -5.0)),
        ("offers[X].price=+=5", Change("offers", "X", "price", "add", 5.0)),
        ("offers[X].price=-=5", Change("offers", "X", "price", "add", -5.0)),
        ("offers[X].price=+5", Change("offers", "X", "price", "set", 5.0)),
        ("offers[X].price=-5", Change("offers", "X", "price", "set", -5.0)),
        ("settings.risk_weight=0.5", Change("settings", "", "risk_weight", "set", 0.5)),
        ("settings.periods=4", Change("settings", "", "periods", "set", 4)),
        ("rules[CAP65].bound=65%", Change("rules", "CAP65", "bound", "set", 0.65)),
        ("rules[CAP65].on=yes", Change("rules", "CAP65", "on", "set", True)),
        ("rules[CAP65].sense=AT LEAST", Change("rules", "CAP65", "sense", "set", "at least")),
        ("demand[NDPR].2027=5000", Change("demand", "NDPR", "2027", "set", 5000.0)),
        ("demand[NDPR].*=*1.1", Change("demand", "NDPR", "*", "multiply", 1.1)),
        ("Offers[X].minimum lot=3", Change("offers", "X", "minimum_lot", "set", 3.0)),
        ("offers[X].routes=R1; R2", Change("offers", "X", "routes", "set", ("R1", "R2"))),
        ("offers[X].capacity=", Change("offers", "X", "capacity", "set", None)),
        ("stock[M|G].ceiling=9", Change("stock", "M|G", "ceiling", "set", 9.0)),
        ("offers[a.b=c].price=9", Change("offers", "a.b=c", "price", "set", 9.0)),
        ("materials[M].demand_growth=2%", Change("materials", "M", "demand_growth", "set", 0.02)),
        # as in a cell without a format: a plain number of 1 or more counts in hundredths
        ("materials[M].demand_growth=5", Change("materials", "M", "demand_growth", "set", 0.05)),
        ("materials[M].demand_growth=0", Change("materials", "M", "demand_growth", "set", 0.0)),
        ("settings.discount_rate=7.3%", Change("settings", "", "discount_rate", "set", 0.073)),
        ("settings.discount_rate+=2", Change("settings", "", "discount_rate", "add", 0.02)),
        ("settings.discount_rate=*0.5", Change("settings", "", "discount_rate", "multiply", 0.5)),
        ("offers[X].yield=0.95", Change("offers", "X", "yield", "set", 0.95)),
    ],
)
def test_text_and_back(text, expected):
    """Proves what each form means, and that a change prints as text that means the same."""
    assert parse_change(text) == expected
    assert parse_change(str(expected)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ofers[X].price=1", "did you mean offers"),
        ("offers[X].prise=1", "did you mean price"),
        ("settings.risk_wait=1", "risk_weight"),
        ("offers.price=1", "names no row"),
        ("settings[a].years=1", "no rows to name"),
        ("offers[X].offer=Y", "cannot be changed"),
        ("offers[X].price=5%", "percentage"),
        ("settings.discount_rate=0.05", "can mean 0.05% or 5%; type it with its sign"),
        ("materials[X].demand_growth+=0.01", "can mean 0.01% or 1%"),
        ("offers[X].price=nan", "not a number"),
        ("offers[X].price=inf", "not a number"),
        ("rules[X].on=maybe", "yes or no"),
        ("rules[X].measure=share", "share of volume"),
        ("rules[X].measure+=2", "only be set"),
        ("prices[X].price=2", "name a period"),
        ("quality[G|Q].value=", "cannot be emptied"),
        ("settings.periods=1.5", "whole number"),
        ("settings.start=soon", "date"),
        ("offers[X]price", "not understood"),
        ("", "not understood"),
    ],
)
def test_texts_that_mean_nothing(text, words):
    """Proves one sentence with the nearest name, never another exception."""
    with pytest.raises(ChangeError, match=words.replace("(", r"\(")):
        parse_change(text)


@given(st.text(max_size=40))
def test_no_text_breaks_the_parser(text):
    """Proves that any text is a change or a ChangeError."""
    try:
        parse_change(text)
    except ChangeError as refused:
        assert str(refused)


def test_wildcards_and_the_log():
    """Proves that CN_* reaches both offers and no other, and old and new are told."""
    before = records(**RECORDS)
    after, log = apply_changes(before, [parse_change("offers[CN_*].price=*1.5")])
    assert log == (
        Applied("offers", "CN_A", "price", 10.0, 15.0, "Offers!CN_A.price"),
        Applied("offers", "CN_B", "price", 20.0, 30.0, "Offers!CN_B.price"),
    )
    assert after.table("offers")["CN_A"].values["price"] == 15.0
    assert before == records(**RECORDS)


def test_changes_follow_each_other():
    """Proves (10 + 5) × 2 = 30, in the order given; the other order would give 25."""
    after, _ = applied("offers[CN_A].price+=5", "offers[CN_A].price=*2")
    assert after.table("offers")["CN_A"].values["price"] == 30.0


def test_periods_settings_and_defaults():
    """Proves labels by wildcard, an absent setting from its default, links as they will be read."""
    after, log = applied("prices[AU_C].*=*3", "settings.years+=1", "offers[CN_A].yield=*0.5")
    assert after.table("prices")["AU_C"].by_period == {"2026": 3.0, "2027": 6.0}
    assert after.table("settings")[""].values["years"] == 2.0
    assert after.table("offers")["CN_A"].values["yield"] == 0.5
    assert [entry.old for entry in log] == [1.0, 2.0, None, None]
    case, _ = assemble(after)
    assert case is not None
    assert case.offers["AU_C"].price == (3000.0, 6000.0)


def test_setting_a_further_period_adds_it():
    """Proves that a period without a value can be given one."""
    after, _ = applied("prices[AU_C].2028=7")
    assert after.table("prices")["AU_C"].by_period["2028"] == 7.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("offers[CN_X].price=1", "did you mean CN_"),
        ("offers[JP_*].price=1", "no row of offers"),
        ("offers[AU_C].price=*2", "is empty"),
        ("prices[AU_C].2030=*2", "is empty"),
        ("prices[AU_C].203*=*2", "no value"),
        ("offers[CN_A].capacity=-1", "below the least allowed"),
        ("offers[CN_A].yield=65", "above the most allowed, 1; did you mean 65%?"),
        ("settings.discount_rate=500%", "would be 500 %, above the most allowed, 100 %"),
        ("settings.holding_rate=150", "would be 150 %, above the most allowed, 100 %"),
        ("materials[M].demand_growth=*60", "would be 120 %"),
        ("materials[M].demand_growth=-150%", "would be -150 %, below the least allowed, -100 %"),
        ("settings.relative_gap=5", "above the most allowed, 1; did you mean 5%?"),
        ("offers[CN_A].capacity-=6", "would be -1"),
    ],
)
def test_changes_that_cannot_be_applied(text, words):
    """Proves that nothing is changed in silence or beyond its limits."""
    with pytest.raises(ChangeError, match=re.escape(words)):
        applied(text)
