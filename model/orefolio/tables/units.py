"""Units of headers: which are understood, and the factor from one to another.

A small list of units that planners write, and nothing else. A general library of units (pint) would
read ``kt`` as knot, knows no currencies and no percentages a year, and takes a second to import.

Conventions. A year has 365 days, a quarter is a quarter and a month a twelfth of it. ``USD`` is the
base of money; other currencies need their rate. Percentages are kept as fractions: in a column
declared in ``%`` or ``%/y`` the value 0.03 is 3 %.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from orefolio.tables.settings import CURRENCIES

Dimensions = tuple[tuple[str, int], ...]
"""Exponents by dimension, sorted, without zeros: ``(("mass", -1), ("money", 1))`` is USD/t."""

_MASS = {  # tonnes
    "Mt": 1e6,
    **dict.fromkeys(("t", "tonne", "tonnes", "metric ton", "metric tons", "トン"), 1.0),
    **dict.fromkeys(("kg", "kgs", "kilogram", "kilograms", "kilo", "kilos"), 1e-3),
    **dict.fromkeys(("g", "gram", "grams"), 1e-6),
    **dict.fromkeys(("kt", "kilotonne", "kilotonnes", "千トン"), 1e3),
    **dict.fromkeys(("megatonne", "megatonnes"), 1e6),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), 0.45359237e-3),
}
_TIME = {  # years
    **dict.fromkeys(("y", "yr", "yrs", "year", "years", "a", "annum", "年"), 1.0),
    **dict.fromkeys(("quarter", "quarters", "q"), 1 / 4),
    **dict.fromkeys(("month", "months", "mo", "月"), 1 / 12),
    **dict.fromkeys(("week", "weeks", "wk"), 7 / 365),
    **dict.fromkeys(("day", "days", "d", "日"), 1 / 365),
    **dict.fromkeys(("minute", "minutes", "min"), 1 / (365 * 1440)),
    **dict.fromkeys(("second", "seconds", "sec", "s"), 1 / (365 * 86400)),
}
_SCALE = {
    **dict.fromkeys(("k", "thousand", "1000", "1,000", "千"), 1e3),
    **dict.fromkeys(("m", "mn", "mio", "million", "millions", "百万"), 1e6),
    **dict.fromkeys(("bn", "billion", "billions"), 1e9),
    "億": 1e8,
}
_SIGNS = {"€": "eur", "£": "gbp", "円": "jpy", "us$": "usd", "元": "cny", "米ドル": "usd"}
_AMBIGUOUS = {
    "$": "USD, or another dollar by its code",
    "¥": "JPY or CNY",
    "ton": "t for tonnes of 1,000 kg",
    "tons": "t for tonnes of 1,000 kg",
    "mt": "t for tonnes or Mt for million tonnes",
    "MT": "t for tonnes or Mt for million tonnes",
    "m": "month in full",
}
_SHARE = {"%": 0.01, "percent": 0.01, "pct": 0.01, "1": 1.0, "fraction": 1.0, "share": 1.0}
_FUSED = re.compile(r"(k|mn?|bn)?([a-z]{3})(k|mn?|bn)?")
_EXAMPLES = {
    "USD/kg": "USD/kg, USD/t, JPY/kg",
    "USD/t": "USD/t, USD/kg, JPY/t",
    "USD/kg/y": "USD/kg/y, USD/t/month",
    "t/y": "t/y, kt/y, t/month",
    "t": "t, kg, kt",
    "days": "days, weeks, months",
    "months": "months, weeks, days, years",
    "y": "y, months, days",
    "s": "s, min",
    "USD": "USD, kUSD, million JPY",
    "%/y": "%/y",
    "%": "%",
}


class UnitError(ValueError):
    """A unit that is not understood, or of another dimension; the message is a sentence part."""


class MissingRateError(UnitError):
    """A currency without its rate; ``setting`` is the setting that must hold it."""

    def __init__(self, currency: str, setting: str) -> None:
        self.currency, self.setting = currency, setting
        super().__init__(f"{currency} needs the setting {setting}")


@dataclass(frozen=True)
class Unit:
    """A unit once read: ``factor`` to tonnes, years, USD, fractions; currencies with exponents."""

    factor: float
    dimensions: Dimensions
    currencies: Dimensions = ()


def is_percent(unit: str) -> bool:
    """Whether plain numbers under this unit count in hundredths."""
    return tidy(unit).lower().startswith(("%", "percent", "pct"))


def keeps_fractions(declared: str) -> bool:
    """Whether a column declared so is kept as a fraction and shown as a percentage."""
    return declared in ("%", "%/y")


def rate_setting(currency: str) -> str:
    """The setting that holds the rate of a currency: ``jpy_per_usd``."""
    return f"{currency.lower()}_per_usd"


def examples(declared: str) -> str:
    """Accepted units of a column, in words."""
    return _EXAMPLES.get(declared, declared or "no unit")


def factor(found: str, declared: str, rates: Mapping[str, float]) -> float:
    """What a number in ``found`` is multiplied by to be in ``declared`` (% columns: a fraction).

    ``rates`` holds units of currency for one USD, by code. An empty ``found`` means the declared
    unit. Raises UnitError, or MissingRateError where a currency has no rate.
    """
    found = tidy(found) or declared
    if not declared:
        if is_percent(found) and "/" not in found:
            return 0.01
        if found in ("", "1", "fraction"):
            return 1.0
        raise UnitError(f"the unit '{found}' is not expected here; it has no unit")
    if keeps_fractions(declared):
        return _fraction_factor(found, declared)
    if found == declared:
        return 1.0
    source, target = parse(found), parse(declared)
    foreign = dict(source.currencies)
    for code, exponent in target.currencies:
        foreign[code] = foreign.get(code, 0) - exponent
    rates_only = not target.dimensions and any(foreign.values())  # JPY/USD is not USD/JPY
    if source.dimensions != target.dimensions or rates_only:
        raise UnitError(f"'{found}' is not a unit of this kind; accepted are {examples(declared)}")
    converted = source.factor / target.factor
    for code, exponent in foreign.items():
        converted *= _usd_for(code, rates) ** exponent if exponent else 1.0
    return converted


def _fraction_factor(found: str, declared: str) -> float:
    """``%`` is taken for ``%/y``; a rate a month is not, since 1 % a month is 12 or 12.7 % a year."""
    head, _, rest = _spelled(found).partition("/")
    yearly = rest.strip() in _TIME and _TIME[rest.strip()] == 1.0
    if head.strip() in _SHARE and (not rest or (yearly and declared == "%/y")):
        return _SHARE[head.strip()]
    raise UnitError(f"'{found}' is not a unit of this kind; accepted is {examples(declared)}")


@lru_cache(maxsize=1024)
def parse(text: str) -> Unit:
    """Read a unit such as ``USD/kg/y``: the first part is multiplied, the others divide."""
    total = 1.0
    dimensions: dict[str, int] = {}
    currencies: dict[str, int] = {}
    for position, part in enumerate(_spelled(text).split("/")):
        sign = -1 if position else 1
        value, dimension, currency = _part(part.strip(), text)
        total *= value**sign
        if dimension:
            dimensions[dimension] = dimensions.get(dimension, 0) + sign
        if currency not in ("", "USD"):
            currencies[currency] = currencies.get(currency, 0) + sign
    return Unit(total, _sorted(dimensions), _sorted(currencies))


def tidy(text: str) -> str:
    """Full-width signs and blanks folded."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _spelled(text: str) -> str:
    """With every ``per`` as ``/``; lower case but for Mt and MT, which mean different things."""
    text = re.sub(r"\s*\bp\.?a\.?$", "/y", tidy(text))
    text = re.sub(r"\s+per\s+|\s*[/÷]\s*", "/", text, flags=re.IGNORECASE)
    return "/".join(p if p in ("Mt", "MT") else p.lower() for p in text.split("/"))


def _part(part: str, whole: str) -> tuple[float, str, str]:
    """Factor, dimension and currency of one part; UnitError if it is not on the list."""
    if part in _AMBIGUOUS:
        raise UnitError(f"'{part}' in '{whole}' can mean several things; write {_AMBIGUOUS[part]}")
    known = _base(part)
    if known is not None:
        return known
    words = part.split(" ")
    for scale, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        value, dimension, currency = _base(" ".join(rest)) or (0.0, "", "")
        # "m t" is not a million tonnes for everyone, "m USD" is a million dollars
        if scale in _SCALE and (dimension == "money" or (dimension == "mass" and len(scale) > 1)):
            return value * _SCALE[scale], dimension, currency
    where = f"'{part}' in '{whole}'" if part != whole.lower() else f"'{whole}'"
    raise UnitError(
        f"{where} is not a unit that is understood; use units such as"
        " t, kg, kt, USD/kg, JPY/kg, t/y, days or %"
    )


def _base(part: str) -> tuple[float, str, str] | None:
    """The same for a part without a scale word of its own; None if it is not on the list."""
    if part in _MASS:
        return _MASS[part], "mass", ""
    if part in _TIME:
        return _TIME[part], "time", ""
    if part in _SHARE:
        return _SHARE[part], "", ""
    return _money(part)


def _money(part: str) -> tuple[float, str, str] | None:
    """A currency, alone or with its scale: ``usd``, ``kusd``, ``usdm``, ``百万円``, ``億円``."""
    for sign, code in _SIGNS.items():
        if part == sign:
            return 1.0, "money", code.upper()
        if part.endswith(sign) and part.removesuffix(sign) in _SCALE:
            return _SCALE[part.removesuffix(sign)], "money", code.upper()
    match = _FUSED.fullmatch(part)
    if match is None or (match[1] and match[3]):
        return None
    code = match[2].upper()
    if code != "USD" and code not in CURRENCIES:
        return None
    return _SCALE.get(match[1] or match[3] or "", 1.0), "money", code


def _usd_for(code: str, rates: Mapping[str, float]) -> float:
    if code not in rates:
        raise MissingRateError(code, rate_setting(code))
    return 1.0 / rates[code]


def _sorted(exponents: Mapping[str, int]) -> Dimensions:
    return tuple(sorted((name, power) for name, power in exponents.items() if power))
