"""Quality: specifications of every lot, of a blend, of a total, and purity in nines."""

from __future__ import annotations

from typing import Any

from proof import K, Proved, market, near, prove, refused


def _plan(
    specification: dict[str, Any], values: tuple[float, float] = (10, 90), **more: Any
) -> Any:
    """100 t of HIGH at 300 or LOW at 100 USD/kg, with the values of one attribute."""
    high, low = values
    return {
        "materials": {"DY": {"demand": 100}},
        "grades": {"HIGH": {}, "LOW": {}},
        "attributes": {"Q": more},
        "quality": {"HIGH|Q": {"value": high}, "LOW|Q": {"value": low}},
        "specifications": {"DY|Q": specification},
        **market(H={"price": 300, "grade": "HIGH"}, L={"price": 100, "grade": "LOW"}),
    }


def _split(specification: dict[str, Any], **more: Any) -> Proved:
    return prove(**_plan(specification, **more))


def test_every_lot_bars_the_grades_outside() -> None:
    """Proves that LOW (90 ppm) is barred at 40 ppm a lot: 100 x 300 = 30,000 k USD.

    If it were ignored it would be 10,000; if it were taken for a blend, 62.5 t of HIGH, 22,500.
    """
    assert _split({"maximum": 40}).cost == near(30_000 * K)


def test_every_lot_has_a_minimum_too() -> None:
    """Proves that below a minimum is outside as well: HIGH with 10 is barred at 50.

    HIGH is the cheap one here: if the minimum were ignored it would be 10,000 k USD.
    """
    found = prove(
        **_plan({"minimum": 50})
        | market(H={"price": 100, "grade": "HIGH"}, L={"price": 300, "grade": "LOW"})
    )
    assert found.cost == near(30_000 * K)


def test_a_limit_itself_is_inside() -> None:
    """Proves that a grade exactly at the limit is accepted; if not, 30,000 k USD."""
    assert _split({"maximum": 90}).cost == near(10_000 * K)


def test_off_specification_share() -> None:
    """Proves that 20 % may be outside: 20 x 100 + 80 x 300 = 26,000 k USD.

    If the share were ignored it would be 30,000, if the limit were, 10,000.
    """
    assert _split({"maximum": 40, "off_specification": 0.2}).cost == near(26_000 * K)


def test_blend_keeps_its_average() -> None:
    """Proves that a blend of 10 and 90 ppm at 40 ppm is 62.5 % HIGH: 22,500 k USD.

    10 x + 90 (1 - x) = 40 gives x = 0.625. If ignored: 10,000; if every lot: 30,000.
    """
    found = _split({"maximum": 40, "basis": "blend"})
    assert found.cost == near(22_500 * K)
    assert found.amount("use", "DY", "HIGH") == near(62.5)


def test_blend_has_a_minimum_too() -> None:
    """Proves that the average is held from below: at least 70 of 90 and 10 is 25 % of the 10.

    With HIGH (10) at 100 and LOW (90) at 300 USD/kg: 25 x 100 + 75 x 300 = 25,000 k USD.
    """
    found = prove(
        **_plan({"minimum": 70, "basis": "blend"})
        | market(H={"price": 100, "grade": "HIGH"}, L={"price": 300, "grade": "LOW"})
    )
    assert found.cost == near(25_000 * K)


def test_nines_are_never_averaged() -> None:
    """Proves that half 3N and half 4N are 550 ppm, that is 3.26 nines and not 3.5.

    At 3.5 nines, 10^2.5 = 316.228 ppm: 100 x + 1000 (1 - x) = 316.228 gives x = 0.759747 of 4N,
    25,194.9 k USD. If nines were averaged x would be 0.5 and the cost 20,000. At 3.25 nines
    (562.3 ppm) half and half is good enough: x = 0.486.
    """
    found = _split({"minimum": 3.5, "basis": "blend"}, values=(4, 3), scale="nines")
    share = (1000 - 10**2.5) / 900
    assert found.cost == near((300 * share + 100 * (1 - share)) * 100 * K)
    assert share == near(0.759747, 1e-6)
    half = _split({"minimum": 3.25, "basis": "blend"}, values=(4, 3), scale="nines")
    assert half.amount("use", "DY", "HIGH") < 50


def test_nines_of_every_lot() -> None:
    """Proves that more nines are better: a minimum of 3.5 bars 3N; a maximum of 3.5 bars 4N.

    If the bounds did not change places with the scale, the dear grade would be left out.
    """
    assert _split({"minimum": 3.5}, values=(4, 3), scale="nines").cost == near(30_000 * K)
    assert _split({"maximum": 3.5}, values=(4, 3), scale="nines").cost == near(10_000 * K)


def test_total_keeps_its_sum() -> None:
    """Proves that the total 10 h + 90 l is at most 6,600: l = 70 t, h = 30 t, 16,000 k USD.

    10 (100 - l) + 90 l = 6,600 gives l = 70. If it were ignored it would be 10,000.
    """
    found = _split({"maximum": 6_600, "basis": "total"})
    assert found.cost == near(16_000 * K)
    assert found.amount("use", "DY", "LOW") == near(70)


def test_total_has_a_minimum_and_covers_only_what_is_used() -> None:
    """Proves that a least total is met by use, not by buying: 9,001 of 100 t x 90 is refused.

    9,000 can be met, with LOW alone. If surplus counted, more tonnes would serve.
    """
    refused(**_plan({"minimum": 9_001, "basis": "total"}))
    assert _split({"minimum": 9_000, "basis": "total"}).cost == near(10_000 * K)


def test_a_segment_keeps_its_own_specification() -> None:
    """Proves that magnets need HIGH while lasers take LOW: 50 x 300 + 50 x 100 = 20,000 k USD.

    If the specification held for the material, it would be 30,000; with 100 t a segment of LOW
    for both, 10,000.
    """
    tables = _plan({"maximum": 40})
    tables["materials"] = {"DY": {}}
    tables["segments"] = {
        "LASER": {"material": "DY", "demand": 50},
        "MAGNET": {"material": "DY", "demand": 50},
    }
    tables["specifications"] = {"MAGNET|Q": {"maximum": 40}}
    assert prove(**tables).cost == near(20_000 * K)


def test_blend_is_of_each_period() -> None:
    """Proves that a clean first half does not pay for a dirty second one.

    HIGH can be had in the first half only and nothing is stocked: 50 t of LOW at 90 ppm against
    40 ppm is no plan, although the year's average could be met.
    """
    tables = _plan({"maximum": 50, "basis": "blend"})
    tables["settings"] = {"period_length": "half-year"}
    tables["offers"]["H"]["end"] = "2026H1"
    refused(**tables)


PROVES_FAMILIES = {
    "limit_every_lot": (
        test_every_lot_bars_the_grades_outside,
        test_every_lot_has_a_minimum_too,
        test_off_specification_share,
        test_nines_of_every_lot,
    ),
    "limit_blend": (
        test_blend_keeps_its_average,
        test_blend_has_a_minimum_too,
        test_nines_are_never_averaged,
        test_total_keeps_its_sum,
        test_total_has_a_minimum_and_covers_only_what_is_used,
        test_blend_is_of_each_period,
    ),
}
"""By constraint family the proofs here that must fail without it."""
