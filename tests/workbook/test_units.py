"""Units of headers: factors derived by hand, refusals with their sentence."""

from __future__ import annotations

import pytest

from orefolio.tables import TABLES
from orefolio.tables.units import MissingRateError, UnitError, factor

RATES = {"JPY": 150.0, "EUR": 0.9}


@pytest.mark.parametrize(
    ("found", "declared", "expected"),
    [
        ("", "t", 1.0),
        ("kg", "t", 0.001),
        ("ｋｇ", "t", 0.001),
        ("kt", "t", 1000.0),
        ("Mt", "t", 1e6),
        ("million tonnes", "t", 1e6),
        ("1000 t", "t", 1000.0),
        ("USD/t", "USD/kg", 0.001),
        ("USD per tonne", "USD/kg", 0.001),
        ("JPY/kg", "USD/kg", 1 / 150),
        ("百万円/t", "USD/kg", 1e6 / 150 / 1000),
        ("EUR/t", "USD/t", 1 / 0.9),
        ("USDm", "USD", 1e6),
        ("kUSD", "USD", 1000.0),
        ("t/month", "t/y", 12.0),
        ("kt/quarter", "t/y", 4000.0),
        ("t/day", "t/y", 365.0),
        ("weeks", "days", 7.0),
        ("USD/t/month", "USD/kg/y", 0.012),
        ("min", "s", 60.0),
        ("", "%/y", 0.01),
        ("%", "%/y", 0.01),
        ("% p.a.", "%/y", 0.01),
        ("1/y", "%/y", 1.0),
        ("%", "", 0.01),
        ("JPY/USD", "JPY/USD", 1.0),
    ],
)
def test_factor(found: str, declared: str, expected: float) -> None:
    """Proves each conversion. A factor the wrong way round would be off by its square."""
    assert factor(found, declared, RATES) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize(
    ("found", "declared", "sentence"),
    [
        ("furlong", "t", "not a unit that is understood"),
        ("kg", "USD/kg", "accepted are USD/kg, USD/t, JPY/kg"),
        ("t", "t/y", "accepted are t/y, kt/y, t/month"),
        ("tons", "t", "write t for tonnes"),
        ("MT", "t", "t for tonnes or Mt for million tonnes"),
        ("$/kg", "USD/kg", "write USD"),
        ("%/month", "%/y", "accepted is %/y"),
        ("kg", "", "no unit"),
        ("USD/JPY", "JPY/USD", "not a unit of this kind"),
        ("USD//kg", "USD/kg", "not a unit that is understood"),
    ],
)
def test_refused(found: str, declared: str, sentence: str) -> None:
    """Proves that nothing is guessed: a unit that is unknown, ambiguous or of another kind."""
    with pytest.raises(UnitError, match=sentence):
        factor(found, declared, RATES)


def test_currency_needs_its_rate() -> None:
    """Proves that a currency without rate names the setting that is to be filled."""
    with pytest.raises(MissingRateError) as caught:
        factor("GBP/kg", "USD/kg", RATES)
    assert caught.value.setting == "gbp_per_usd"


def test_declared_units_are_understood() -> None:
    """Proves that every declared unit converts to itself (fractions for %), so none is misspelt."""
    columns = [column for table in TABLES for column in table.columns if column.unit]
    assert len(columns) > 20
    for column in columns:
        assert factor(column.unit, column.unit, {}) == (0.01 if "%" in column.unit else 1.0)
