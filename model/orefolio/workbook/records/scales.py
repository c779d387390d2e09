"""The unit of a header or of a settings row, as a scale for the numbers under it."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.tables import Kind
from orefolio.tables.units import (
    MissingRateError,
    UnitError,
    examples,
    factor,
    is_percent,
    keeps_fractions,
)
from orefolio.workbook.records.log import Trouble, refuse
from orefolio.workbook.records.text import quoted
from orefolio.workbook.records.values import Scale

_NOT_FIGURES = frozenset(Kind) - {Kind.NUMBER, Kind.INTEGER, Kind.SHARE}


def scale_of(
    unit: str, declared: str, kind: Kind, name: str, rates: Mapping[str, float]
) -> Scale | Trouble:
    """The scale of a column declared in ``declared`` whose header says ``unit``.

    Or why there is none: a unit that is unknown or of another kind, a currency without its rate.
    Brackets after the header of words are a remark, no unit.
    """
    if kind in _NOT_FIGURES:
        return Scale()
    share = kind is Kind.SHARE or not declared or keeps_fractions(declared)
    try:
        scale = factor(unit, declared, rates)
    except MissingRateError as exc:
        return refuse(
            "missing_rate",
            f"{name} is in {exc.currency}, for which there is no rate",
            remedy=f"fill the setting {exc.setting} on the sheet Settings",
        )
    except UnitError as exc:
        found = f"{name} has the unit {quoted(unit)}"
        expected = f"{examples(declared)}" if declared else "no unit (or %)"
        told = str(exc)
        return refuse("unknown_unit", found, expected, told if "can mean several" in told else "")
    percent = is_percent(unit) if unit else keeps_fractions(declared)
    return Scale(scale, percent, share, unit or declared)
