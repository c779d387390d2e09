"""What policy demands: rules, with their names resolved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One row of policy, names resolved: ``members`` and ``materials`` are lists of keys.

    ``bound`` in the unit of the measure (share 0..1, t, USD, count, HHI); ``penalty`` USD per unit
    beyond it, ``None``: hard. ``periods`` are the labels of the periods in which it holds.
    """

    key: str
    scope: str
    members: tuple[str, ...]
    per_member: bool
    role: str
    materials: tuple[str, ...]
    per_material: bool
    periods: tuple[str, ...]
    span: str
    measure: str
    share_of: str
    sense: str
    bound: float
    counted_from: float
    penalty: float | None
    text: str
