"""Proves how levels are read: ranges in exact decimals, lists, factors, and what is refused."""

from __future__ import annotations

import pytest

from orefolio.case import ChangeError
from orefolio.studies.levels import expand
from orefolio.studies.vary import parse_varies, parse_vary


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("0:2:0.5", ("0", "0.5", "1", "1.5", "2")),
        # in binary 0.1 + 0.1 + 0.1 > 0.3, and the last level would be missing
        ("0:0.3:0.1", ("0", "0.1", "0.2", "0.3")),
        ("2:0:-1", ("2", "1", "0")),
        ("0:1:0.3", ("0", "0.3", "0.6", "0.9")),  # never passes the last
        ("40%:50%:5%", ("40%", "45%", "50%")),
        ("*0.9:1.1:0.1", ("*0.9", "*1", "*1.1")),
        ("*0.8, *1 ,*1.2", ("*0.8", "*1", "*1.2")),
        ("+=0:10:5", ("+=0", "+=5", "+=10")),
        ("yes,no", ("yes", "no")),
        ("1,5:7:1,1e3", ("1", "5", "6", "7", "1e3")),
        ("1000:3000:1000", ("1000", "2000", "3000")),
        ("-1:1:1", ("-1", "0", "1")),
        ("1e3:3e3:1e3", ("1000", "2000", "3000")),
    ],
)
def test_levels(text: str, levels: tuple[str, ...]) -> None:
    assert expand(text) == levels


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0:2", "first:last:step"),
        ("0:2:0", "never arrives"),
        ("0:2:-0.5", "never arrives"),
        ("0:1e9:1", "more than 100,000 levels"),
        ("40%:70%:5", "after all three"),
        ("1,,2", "empty level"),
        ("", "empty level"),
        ("1,000", "comma of thousands"),
        ("*0.8,1,1.2", "the same sign"),
    ],
)
def test_refused_levels(text: str, said: str) -> None:
    with pytest.raises(ChangeError, match=said):
        expand(text)


def test_a_dimension_knows_its_column_values_and_unit() -> None:
    price = parse_vary("offers[CN_*].price=*0.9:1.1:0.1")
    assert price.label == "offers[CN_*].price, factor"
    assert [level.value for level in price.levels] == [0.9, 1.0, 1.1]
    bound = parse_vary("rules[CAP].bound=50%:60%:5%")
    assert [level.value for level in bound.levels] == [0.5, 0.55, 0.6]
    stock = parse_vary("stock[N].days_of_cover+=0,30")
    assert (stock.label, stock.unit) == ("stock[N].days_of_cover, added", "days")
    less = parse_vary("stock[N].days_of_cover-=10,20")
    assert [level.value for level in less.levels] == [-10.0, -20.0]
    rate = parse_vary("settings.discount_rate=0:10:5")  # as a cell without a format: in hundredths
    assert [level.value for level in rate.levels] == [0.0, 0.05, 0.1]
    with pytest.raises(ChangeError, match="can mean"):
        parse_vary("settings.discount_rate=0:0.1:0.05")
    on = parse_vary("rules[CAP].on=yes,no")
    assert [level.value for level in on.levels] == ["yes", "no"]
    year = parse_vary("prices[A1].2027=40,50")
    assert (year.label, year.unit) == ("prices[A1].2027", "USD/kg")


def test_levels_of_the_same_value_are_refused() -> None:
    """1 and 1.0 are one level: computed twice it would look like two."""
    with pytest.raises(ChangeError, match=r"level 1\.0 twice"):
        parse_vary("settings.risk_weight=1,1.0")


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(ChangeError) as caught:
        parse_varies(
            [
                "offer[A1].price=1,2",
                "offers[A1].prize=1,2",
                "rules[CAP].on=perhaps",
                "settings.risk_weight=0,1",
                "settings.risk_weight=2,3",
                "risk_weight",
            ]
        )
    lines = str(caught.value).split("\n")
    assert len(lines) == 5
    assert "offers" in lines[0]
    assert "price" in lines[1]
    assert "yes or no" in lines[2]
    assert "varied twice" in lines[3]
    assert "not understood" in lines[4]
