"""What one point of a study gives back: plain values that can be sent, stored and compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from orefolio.case import Applied, Change
from orefolio.tables import Value

PLANS = ("optimal", "feasible")


@dataclass(frozen=True)
class Task:
    """One point to compute: its number and its changes of the base."""

    id: int
    changes: tuple[Change, ...]


class Figure(NamedTuple):
    """A measure of the plan; ``unit`` ``share`` means 1 is 100 %, ``None`` has no meaning here."""

    name: str
    unit: str
    value: float | None


class Share(NamedTuple):
    """Part of a country in what is delivered of a material (``all``: of all) over the plan."""

    material: str
    role: str
    country: str
    by_volume: float | None
    by_value: float | None


class Changed(NamedTuple):
    """A cell that the point changes, with its value before and after as text."""

    table: str
    key: str
    column: str
    old: str
    new: str
    place: str


@dataclass(frozen=True)
class PointResult:
    """How a point ended. Without a plan there are no figures and no shares, but a reason.

    ``seconds`` is wall-clock; ``relative_gap`` and ``gap_money`` (USD) say how far the plan may be
    from the best one.
    """

    id: int
    status: str
    reason: str
    figures: tuple[Figure, ...] = ()
    shares: tuple[Share, ...] = ()
    changes: tuple[Changed, ...] = ()
    relative_gap: float | None = None
    gap_money: float | None = None
    seconds: float = 0.0

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan."""
        return self.status in PLANS

    @property
    def failed(self) -> bool:
        """Whether it broke down, rather than having no plan or no time."""
        return self.status == "failed"

    def to_json(self) -> dict[str, Any]:
        """As a dictionary of what JSON knows; floats survive it exactly."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> PointResult:
        """The result that :meth:`to_json` stored; raises TypeError or KeyError otherwise."""
        return cls(
            **{
                **stored,
                "figures": tuple(Figure(*row) for row in stored["figures"]),
                "shares": tuple(Share(*row) for row in stored["shares"]),
                "changes": tuple(Changed(*row) for row in stored["changes"]),
            }
        )


def changed(applied: Iterable[Applied]) -> tuple[Changed, ...]:
    """Touched cells as text, also those that keep their value."""
    return tuple(
        Changed(c.table, c.key, c.column, as_text(c.old), as_text(c.new), c.place) for c in applied
    )


def as_text(value: Value) -> str:
    """A cell's value as it is shown: at most 12 digits, yes and no, names joined by ``;``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)
