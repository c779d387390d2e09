"""What a study varies: ``offers[CN_*].price=*0.9:1.1:0.05`` becomes a dimension of levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from orefolio.case import Change, ChangeError, parse_change
from orefolio.case.change_text import Operation, shown
from orefolio.studies.levels import expand
from orefolio.tables import TABLE

_FORM = re.compile(
    r"\s*(?P<where>[^\[\]=]*(?:\[.*?\])?[^\[\]=]*?)\s*(?P<sign>[+*-]?)=(?P<levels>.*)", re.DOTALL
)
_HOW = {"set": "", "multiply": ", factor", "add": ", added"}


@dataclass(frozen=True)
class Level:
    """One level: as it was typed, as it stands in the table of points, and what it changes."""

    text: str
    value: float | str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Dimension:
    """One thing that is varied, over its levels in the order given.

    ``label`` is a column of the study's table: ``offers[LYN-NDPR].price``, with ``, factor`` when
    the present value is multiplied and ``, added`` when something is added to it. A wildcard moves
    all cells that it matches together. ``unit`` is the unit of the values, ``share`` for shares.
    """

    label: str
    operation: Operation
    unit: str
    levels: tuple[Level, ...]

    @property
    def numeric(self) -> bool:
        """Whether every level is a number."""
        return all(not isinstance(level.value, str) for level in self.levels)


def parse_vary(text: str) -> Dimension:
    """A dimension from ``table[key].column=levels``.

    Levels are separated by commas: numbers and words as in a change, ranges
    ``first:last:step``, factors ``*0.8`` and terms ``+=5``. Raises
    :class:`~orefolio.case.ChangeError` with a sentence when it is not understood.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ChangeError(
            f"{text!r} is not understood; write table[key].column=levels, such as"
            " settings.risk_weight=0:2:0.25 or offers[LYN-NDPR].price=*0.8,*1,*1.2"
        )
    levels = []
    for typed in expand(match["levels"]):
        change = parse_change(f"{match['where']}{match['sign']}={typed}")
        levels.append(Level(_text(change, typed), _value(change), (change,)))
    _refuse_twins(text, levels)
    change = levels[0].changes[0]
    where = f"{change.table}[{change.key}]" if change.key else change.table
    label = f"{where}.{change.column}{_HOW[change.operation]}"
    return Dimension(label, change.operation, _unit(change), tuple(levels))


def parse_varies(texts: Sequence[str]) -> tuple[Dimension, ...]:
    """Several dimensions; everything that is wrong is told in one ChangeError, a line each."""
    found: list[Dimension] = []
    wrong: list[str] = []
    for text in texts:
        try:
            dimension = parse_vary(text)
        except ChangeError as problem:
            wrong.append(str(problem))
            continue
        if any(other.label == dimension.label for other in found):
            wrong.append(f"{dimension.label} is varied twice; give all its levels at once")
        found.append(dimension)
    if wrong:
        raise ChangeError("\n".join(wrong))
    return tuple(found)


def _refuse_twins(text: str, levels: Sequence[Level]) -> None:
    seen: dict[float | str, str] = {}
    for level in levels:
        if level.value in seen:
            raise ChangeError(f"{text.strip()!r} has the level {level.text} twice")
        seen[level.value] = level.text


def _text(change: Change, typed: str) -> str:
    if change.operation == "set":
        return typed
    assert isinstance(change.value, int | float)
    return f"*{change.value:.12g}" if change.operation == "multiply" else f"{change.value:+.12g}"


def _value(change: Change) -> float | str:
    if isinstance(change.value, bool) or not isinstance(change.value, int | float):
        return shown(change.value)
    return float(change.value)


def _unit(change: Change) -> str:
    """The unit of a level: of the column for values and terms, none for factors."""
    table = TABLE[change.table]
    column = table.column.get(change.column)
    if change.operation == "multiply":
        return ""
    if column is None:
        return table.by_period.unit if table.by_period is not None else ""
    if column.kind.name == "SHARE" or "%" in column.unit:
        return "share"
    return column.unit
