"""A case of any size, made by arithmetic: the same records on every machine and every run.

Materials are sold by offers of many suppliers, each offer by several routes over shared legs, in
monthly periods, with stock and rules. Every segment may be short at a price, rules are upper limits
and the opening stock covers what cover asks for, so there is always a plan. There are no lots and
no counts: it is an LP.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.tables import TABLE, Record, Records, Value

Rows = Mapping[str, Mapping[str, Value]]
"""Rows of a table by key; values by column, without the key columns."""

COUNTRIES = 12
SUPPLIERS = 30
LEGS = 10
ROUTES = 24
FIRST_YEAR = 2026
COVER_DAYS = 45.0
TONNES = 1000.0
"""Yearly demand of a material, more or less."""


@dataclass(frozen=True)
class Size:
    """How large the case is; every offer may take ``routes`` routes."""

    materials: int
    offers: int
    routes: int
    years: int
    period_length: str = "month"


LARGE = Size(materials=40, offers=200, routes=3, years=10)
"""About 100,000 columns."""

TINY = Size(materials=3, offers=8, routes=2, years=1)
"""A few hundred columns, the same in kind: for the tests."""


class Dice:
    """Numbers that look like chance and are arithmetic (Park and Miller 1988, CACM 31:1192)."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def between(self, low: float, high: float) -> float:
        """The next number between two, rounded to 6 significant digits."""
        self._state = self._state * 48271 % 2147483647
        return float(f"{low + (high - low) * self._state / 2147483647:.6g}")

    def of(self, count: int) -> int:
        """The next of the numbers 0 … count - 1."""
        return int(self.between(0, count)) % count


def generated(size: Size = LARGE) -> Records:
    """The records of a case of that size, without cells."""
    dice = Dice(20260101)
    settings: dict[str, Value] = {
        "title": "Generated",
        "start": f"{FIRST_YEAR}-01-01",
        "years": float(size.years),
        "period_length": size.period_length,
        "discount_rate": 0.03,
        "risk_weight": 0.2,
        "holding_rate": 0.05,
        "end_of_horizon": "keep",
    }
    offers = _offers(size, dice)
    tables = {
        "settings": {"": Record(values=settings)},
        "materials": _table("materials", _materials(size, dice)),
        "segments": _table("segments", _segments(size, dice)),
        "suppliers": _table("suppliers", _suppliers(dice)),
        "offers": _table("offers", offers),
        "prices": _prices(size, dice, offers),
        "countries": _table("countries", _countries(dice)),
        "legs": _table("legs", _legs(size, dice)),
        "routes": _table("routes", _routes(dice)),
        "stock": _table("stock", _stock(size)),
        "rules": _table("rules", RULES),
    }
    return Records(tables)


def _table(name: str, rows: Rows) -> dict[str, Record]:
    key = TABLE[name].key[0]
    return {label: Record(values={key: label, **values}) for label, values in rows.items()}


def _name(letter: str, number: int) -> str:
    return f"{letter}{number + 1:03d}"


def _materials(size: Size, dice: Dice) -> Rows:
    return {
        _name("M", number): {
            "reference_price": dice.between(20.0, 60.0),
            "surplus_allowed": False,  # all that comes is used or stocked
        }
        for number in range(size.materials)
    }


def _segments(size: Size, dice: Dice) -> Rows:
    """Two uses of every material."""
    return {
        f"{_name('M', number)}-{use}": {
            "material": _name("M", number),
            "demand": dice.between(0.25 * TONNES, 0.75 * TONNES),
            "demand_growth": dice.between(0.0, 0.05),
            "shortage_cost": dice.between(400.0, 900.0),
        }
        for number in range(size.materials)
        for use in ("A", "B")
    }


def _countries(dice: Dice) -> Rows:
    return {_name("C", n): {"hazard": dice.between(0.0, 0.2)} for n in range(COUNTRIES)}


def _suppliers(dice: Dice) -> Rows:
    return {
        _name("S", n): {"country": _name("C", n % COUNTRIES), "hazard": dice.between(0.0, 0.1)}
        for n in range(SUPPLIERS)
    }


def _offers(size: Size, dice: Dice) -> Rows:
    """Offers of a material together have about twice its demand."""
    share = 2.0 * size.materials / size.offers
    rows: dict[str, dict[str, Value]] = {}
    for number in range(size.offers):
        first = dice.of(ROUTES)
        rows[_name("O", number)] = {
            "supplier": _name("S", dice.of(SUPPLIERS)),
            "material": _name("M", number % size.materials),
            "capacity": dice.between(0.5 * share * TONNES, 1.5 * share * TONNES),
            "delivery_ratio": dice.between(0.8, 1.0),
            "yield": dice.between(0.9, 1.0),
            "routes": tuple(_name("R", (first + 5 * step) % ROUTES) for step in range(size.routes)),
        }
    return rows


def _prices(size: Size, dice: Dice, offers: Rows) -> dict[str, Record]:
    """A price a year for every offer."""
    years = [str(FIRST_YEAR + year) for year in range(size.years)]
    return {
        offer: Record(
            values={"offer": offer}, by_period={year: dice.between(20.0, 60.0) for year in years}
        )
        for offer in offers
    }


def _legs(size: Size, dice: Dice) -> Rows:
    """Legs together carry about twice what is needed, so some of them are full."""
    needed = size.materials * TONNES / LEGS
    return {
        _name("L", number): {
            "cost": dice.between(50.0, 400.0),
            "days": dice.between(5.0, 40.0),
            "capacity": dice.between(2.0 * needed, 6.0 * needed),
            "hazard": dice.between(0.0, 0.05),
            "countries": (_name("C", dice.of(COUNTRIES)),),
        }
        for number in range(LEGS)
    }


def _routes(dice: Dice) -> Rows:
    rows: dict[str, dict[str, Value]] = {}
    for number in range(ROUTES):
        legs = (_name("L", number % LEGS), _name("L", (number + 1 + dice.of(LEGS - 1)) % LEGS))
        rows[_name("R", number)] = {"legs": legs, "cost": dice.between(10.0, 100.0)}
    return rows


def _stock(size: Size) -> Rows:
    return {
        _name("M", number): {
            "days_of_cover": COVER_DAYS,
            "opening_cover": COVER_DAYS,
            "ceiling_cover": 4 * COVER_DAYS,
        }
        for number in range(size.materials)
    }


RULES: Rows = {
    "COUNTRY": {
        "scope": "country",
        "role": "processed",
        "measure": "share of volume",
        "sense": "at most",
        "bound": 0.5,
    },
    "SUPPLIER": {
        "scope": "supplier",
        "measure": "share of volume",
        "sense": "at most",
        "bound": 0.4,
    },
    "TRANSIT": {
        "scope": "country",
        "role": "transit",
        "per_material": "together",
        "measure": "share of value",
        "sense": "at most",
        "bound": 0.6,
    },
}
"""Caps by country and supplier of each material, and on what crosses a country."""
