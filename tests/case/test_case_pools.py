"""Pools and the rows of the Stock sheet that name them; shelf life, losses, days wanted."""

from __future__ import annotations

import math
from typing import Any

import pytest

from orefolio.case import Case, arithmetic_check
from orefolio.findings import Finding, Severity
from support import case_of, findings_of

YEARS = {"years": 3}
TWO: dict[str, Any] = {"NAT": {"owner": "national"}, "IND": {}}


def tables(
    stock: dict[str, Any], pools: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """365 t a year of M, whose reference price is 50 USD/kg."""
    return {
        "settings": YEARS,
        "materials": {"M": {"demand": 365.0, "reference_price": 50.0}},
        "suppliers": {"S": {}},
        "offers": {"O": {"supplier": "S", "material": "M", "price": 1.0}},
        "stock": stock,
        "pools": TWO if pools is None else pools,
        **more,
    }


def case(*rows: Any, **more: Any) -> Case:
    """The case of ``tables``."""
    return case_of(**tables(*rows, **more))


def found(*rows: Any, **more: Any) -> list[Finding]:
    """Findings about stock and pools, the worst first."""
    about = [f for f in findings_of(**tables(*rows, **more)) if f.check in ("stock", "pool")]
    return sorted(about, key=lambda f: f.severity is not Severity.ERROR)


def only(*rows: Any, **more: Any) -> Finding:
    """The one finding about stock and pools."""
    (one,) = found(*rows, **more)
    return one


def test_a_pool_with_all_its_terms() -> None:
    """Proves that every column of a pool arrives, and what an empty row stands for."""
    terms = {
        "name": "Reserve",
        "owner": "national",
        "place": "Kobe",
        "country": "JPN",
        "capacity": 500.0,
        "refill_rate": 40.0,
        "refill_share": 0.5,
        "release": "declared periods",
        "release_from": "2027",
        "release_to": "2027",
    }
    pools = case({"M||NAT": {}, "M||IND": {}}, {"NAT": terms, "IND": {}}).pools
    nat, ind = pools["NAT"], pools["IND"]
    assert (nat.name, nat.owner, nat.place, nat.country) == ("Reserve", "national", "Kobe", "JPN")
    assert (set(nat.capacity), nat.refill_rate, nat.refill_share) == ({500.0}, 40.0, 0.5)
    assert nat.released == (False, True, False)
    assert [nat.may_fall(n) for n in range(3)] == [False, True, False]
    assert nat.may_fall(0, trunk=False)
    assert (ind.name, ind.owner, ind.release) == ("IND", "private", "free")
    assert set(ind.capacity) == {math.inf}
    assert ind.may_fall(0)


def test_never_is_never_even_in_a_disruption() -> None:
    """Proves that only a pool of declared periods opens inside a scenario."""
    pool = case({"M||NAT": {}}, {"NAT": {"release": "never"}}).pools["NAT"]
    assert not pool.may_fall(0)
    assert not pool.may_fall(0, trunk=False)


def test_days_are_those_of_the_whole_material() -> None:
    """Proves that 42 days in one pool and 18 in the other are 42 and 18 t at 1 t a day."""
    made = case({"M||NAT": {"days_of_cover": 42.0}, "M||IND": {"days_of_cover": 18.0}}).stock
    assert set(made) == {"M|IND", "M|NAT"}
    assert made["M|NAT"].cover[0] == pytest.approx(42)
    assert made["M|IND"].cover[0] == pytest.approx(18)
    assert (made["M|NAT"].grade, made["M|NAT"].pool) == ("", "NAT")


def test_cover_is_waived_in_the_release_until_the_refill() -> None:
    """Proves which covers are asked for: not in 2027, and by 2028 not at its own end alone."""
    stock = {"M||NAT": {"days_of_cover": 10.0, "days_wanted": 20.0, "cover_price": 1.0}}
    terms = {"release": "declared periods", "release_from": "2027", "release_to": "2027"}
    for by, asked in ((None, [1, 0, 1, 1]), ("2028", [1, 0, 1, 1]), ("2029", [1, 0, 0, 1])):
        pool = {"NAT": {**terms, "refill_by": by}}
        made = case(stock, pool, settings={"years": 4}).stock["M|NAT"]
        assert [int(t > 0) for t in made.cover] == asked
        assert [int(t > 0) for t in made.wanted] == asked


def test_an_inactive_pool_is_left_out_with_its_rows() -> None:
    """Proves that neither the pool nor its cover is in the case, and its stock is not there."""
    pools = {"NAT": {"active": False}, "IND": {}}
    made = case({"M||NAT": {"days_of_cover": 42.0}, "M||IND": {}}, pools)
    assert set(made.pools) == {"IND"}
    assert set(made.stock) == {"M|IND"}


GRADED: dict[str, Any] = {
    "grades": {"G": {}, "H": {}},
    "offers": {
        "O": {"supplier": "S", "material": "M", "price": 1.0, "grade": "G"},
        "P": {"supplier": "S", "material": "M", "price": 1.0, "grade": "H"},
    },
}


def test_places_of_rows() -> None:
    """Proves where stock can be, and of which places each row speaks.

    Without pools every grade can be stocked; in a pool those that its rows name.
    """
    rows = {"M": {}, "M|G|NAT": {}, "M||IND": {}}
    made = case(rows, **GRADED)
    assert made.stock_places["M"] == (("G", "IND"), ("G", "NAT"), ("H", "IND"))
    assert made.places_of(made.stock["M"]) == made.stock_places["M"]
    assert made.places_of(made.stock["M|G|NAT"]) == (("G", "NAT"),)
    assert made.places_of(made.stock["M|IND"]) == (("G", "IND"), ("H", "IND"))
    plain = case({"M|G": {}, "M|H": {}}, {}, **GRADED)
    assert plain.stock_places["M"] == (("G", ""), ("H", ""))


def test_shelf_life_in_periods() -> None:
    """Proves that a lot counts from the end of its period, the opening stock from the first day.

    12 months: what came in the period itself; 18: the one before as well; 24 months are over on
    the very day on which the period two later ends; 13 months keep the opening stock for a year.
    """
    lives = {12.0: (0, 1, 2), 13.0: (-1, 0, 1), 18.0: (-1, 0, 1), 24.0: (-1, 0, 1), 1.0: (0, 1, 2)}
    for months, fresh in lives.items():
        assert case({"M": {"shelf_life": months}}, {}).stock["M"].fresh_from == fresh
    assert case({"M": {}}, {}).stock["M"].fresh_from == ()
    half = case({"M": {"shelf_life": 36.5}}, {}).stock["M"]
    assert half.fresh_from == (-1, -1, -1)


def test_losses_are_compound() -> None:
    """Proves that half a year at 19 % keeps 90 %."""
    made = case({"M": {"loss_rate": 0.19}}, {}).stock["M"]
    assert made.kept(0.5) == pytest.approx(0.9)
    assert case({"M": {}}, {}).stock["M"].kept(0.3) == 1.0


def test_bounds_of_the_check_before_solving() -> None:
    """Proves that covers of pools add up, and that a full pool is no false alarm.

    60 days in all against 42 and 30 in pools: 72 t must be there at the end of 2026, and 365 t are
    needed; 400 t can come, so 37 t are missing. With rows of 42 days and 60 in all it is 60: 25 t.
    """
    offer = {"O": {"supplier": "S", "material": "M", "price": 1.0, "capacity": 400.0}}
    rows = {"M": {"days_of_cover": 60.0}, "M||NAT": {"days_of_cover": 42.0}}
    for days, missing in ((30.0, "37 t"), (0.0, "25 t")):
        more = {**rows, "M||IND": {"days_of_cover": days}}
        (one,) = arithmetic_check(case(more, offers=offer))
        assert f"{missing} are missing" in one.found
    opening = {"M||NAT": {"opening_stock": 40.0}}
    assert not arithmetic_check(case(opening, {"NAT": {"capacity": 50.0}}, offers=offer))


WRONG: dict[str, tuple[dict[str, Any], dict[str, Any], str, str]] = {
    "name of a grade": (
        {"M|G": {}},
        {"G": {}},
        "Pools!G.pool",
        "the name of a grade",
    ),
    "no declared periods": (
        {"M||NAT": {}},
        {"NAT": {"release": "declared periods"}},
        "Pools!NAT.release",
        "none are declared",
    ),
    "ends before it begins": (
        {"M||NAT": {}},
        {"NAT": {"release_from": "2028", "release_to": "2026"}},
        "Pools!NAT.release_to",
        "before it begins with 2028",
    ),
    "refilled inside the release": (
        {"M||NAT": {}},
        {"NAT": {"release_from": "2026", "release_to": "2027", "refill_by": "2027"}},
        "Pools!NAT.refill_by",
        "lasts to the end of 2027",
    ),
    "too small": (
        {"M||NAT": {"days_of_cover": 42.0}},
        {"NAT": {"capacity": 41.0}},
        "Pools!NAT.capacity",
        "are 42 t, above its capacity of 41 t",
    ),
    "opening stock in no pool": (
        {"M": {"opening_stock": 5.0}, "M||NAT": {}},
        {"NAT": {}},
        "Stock!M.opening_stock",
        "without a pool",
    ),
    "nonsense for a period": (
        {"M||NAT": {}},
        {"NAT": {"release_from": "soon"}},
        "Pools!NAT.release_from",
        "release from is 'soon'",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_an_error_at_its_cell(name: str) -> None:
    """Proves that each slip is found, where it stands, and that no case is made of it."""
    stock, pools, place, words = WRONG[name]
    more = {"grades": {"G": {}}} if name == "name of a grade" else {}
    errors = [
        f
        for f in findings_of(**tables(stock, pools, **more))
        if f.severity is Severity.ERROR and f.place == place
    ]
    assert len(errors) == 1
    assert words in errors[0].found
    assert errors[0].expected


DOUBTS: dict[str, tuple[dict[str, Any], dict[str, Any], str, str]] = {
    "never released, yet declared": (
        {"M||NAT": {}},
        {"NAT": {"release": "never", "release_from": "2027"}},
        "Pools!NAT.release",
        "is not read",
    ),
    "a release after the plan": (
        {"M||NAT": {}},
        {"NAT": {"release_from": "2031"}},
        "Pools!NAT.release_from",
        "outside the plan",
    ),
    "a deadline without a release": (
        {"M||NAT": {}},
        {"NAT": {"refill_by": "2027"}},
        "Pools!NAT.refill_by",
        "no release is declared",
    ),
    "terms of no pool": (
        {"M": {"shelf_life": 60.0}, "M||NAT": {}},
        {"NAT": {}},
        "Stock!M.shelf_life",
        "is not read",
    ),
    "days without a price": (
        {"M": {"days_wanted": 60.0}},
        {},
        "Stock!M.days_wanted",
        "costs nothing",
    ),
    "a price without days": (
        {"M": {"cover_price": 60.0}},
        {},
        "Stock!M.cover_price",
        "no days are wanted",
    ),
    "fewer days wanted than required": (
        {"M": {"days_of_cover": 60.0, "days_wanted": 30.0, "cover_price": 9.0}},
        {},
        "Stock!M.days_wanted",
        "no more than the 60 that must be there",
    ),
    "a shelf life within a period": (
        {"M": {"shelf_life": 6.0}},
        {},
        "Stock!M.shelf_life",
        "shorter than the periods",
    ),
}


@pytest.mark.parametrize("name", DOUBTS)
def test_what_is_doubtful_is_said(name: str) -> None:
    """Proves that what is not read, or cannot matter, is told at its cell, and a case is made."""
    stock, pools, place, words = DOUBTS[name]
    one = only(stock, pools)
    assert one.place == place
    assert words in one.found
    assert one.severity is not Severity.ERROR


def test_hoarding_knows_losses_age_and_room() -> None:
    """Proves that stock is not said to be hoarded where it would be lost, gone, or not fit.

    A tonne at 1 USD/kg is credited with 30 at the end. With a ceiling, a full pool, or losses of
    99 % a year (1 / 0.01 and more) no tonne more pays or fits; with any shelf life the last
    period's still does.
    """

    def hoards(stock: dict[str, Any], pools: dict[str, Any] | None = None, **offer: Any) -> bool:
        row = {"supplier": "S", "material": "M", "price": 1.0, **offer}
        made = tables(stock, pools, offers={"O": row})
        return any(f.check == "hoarding" for f in findings_of(**made))

    assert hoards({"M": {}}, {})
    assert hoards({"M||NAT": {}, "M||IND": {}})
    assert not hoards({"M||NAT": {}}, {"NAT": {"capacity": 0.0}})
    early = {"end": "2026"}
    assert hoards({"M": {}}, {}, **early)
    assert not hoards({"M": {"loss_rate": 0.99}}, {}, **early)
    assert not hoards({"M": {"shelf_life": 12.0}}, {}, **early)
    assert hoards({"M": {"shelf_life": 12.0}}, {})
