"""Figures in words."""

from __future__ import annotations

import pytest

from orefolio.reports.wording import (
    counted,
    figure,
    listed,
    money,
    percent,
    spans,
    tonnes,
    unit_money,
)


@pytest.mark.parametrize(
    ("usd", "text"),
    [
        (0.0, "USD 0.00"),
        (12.345, "USD 12.35"),
        (12_345.0, "USD 12,345"),
        (999_949.0, "USD 999,949"),
        (999_960.0, "USD 1 million"),
        (7_345_028_562.0, "USD 7.345 billion"),
        (-107_600_000.0, "-USD 107.6 million"),
        (3.2e12, "USD 3.2 trillion"),
        (-0.001, "USD 0.00"),
    ],
)
def test_money(usd: float, text: str) -> None:
    """Proves the scale and that no rounding shows 1000 million or minus zero."""
    assert money(usd) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0 %"),
        (1.0, "100 %"),
        (0.65, "65.0 %"),
        (0.70129, "70.1 %"),
        (0.0001, "less than 0.1 %"),
        (0.99996, "more than 99.9 %"),
        (1.25, "125.0 %"),
        (-0.013, "-1.3 %"),
    ],
)
def test_percent_is_never_rounded_to_nothing_or_all(share: float, text: str) -> None:
    """Proves that a share is 0 % or 100 % only when it is."""
    assert percent(share) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (12_345.6, "12,346 t"),
        (123.45, "123.5 t"),
        (0.5, "0.500 t"),
        (0.0305, "30.5 kg"),
        (0.0, "0 t"),
        (1e-9, "0 t"),
    ],
)
def test_tonnes(amount: float, text: str) -> None:
    """Proves that small amounts keep their digits."""
    assert tonnes(amount) == text


def test_figures_take_their_unit() -> None:
    """Proves the units of measures: money, mass, shares, others."""
    assert figure(0.5, "share") == "50.0 %"
    assert figure(2e6, "USD") == "USD 2 million"
    assert figure(41.333, "USD/kg") == "41.33 USD/kg"
    assert figure(3.0, "") == "3"


def test_lists_and_counts() -> None:
    """Proves commas, the last 'and', and the cut."""
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed("ABCDE", most=2) == "A, B and 3 more"
    assert [counted(n, "row") for n in (0, 1, 2000)] == ["no rows", "1 row", "2,000 rows"]


def test_spans_join_neighbours_in_the_order_of_the_plan() -> None:
    """Proves that runs are joined by the plan's own order, whatever the order given."""
    known = ["2026", "2027", "2028", "2029"]
    assert spans(["2029", "2026", "2027"], known) == "2026 to 2027 and 2029"
    assert spans(["2028"], known) == "2028"


def test_money_for_a_kilogram_has_three_digits() -> None:
    assert unit_money(0.0912) == "USD 0.0912"
    assert unit_money(1.2345) == "USD 1.23"
    assert unit_money(45.5189) == "USD 45.52"
