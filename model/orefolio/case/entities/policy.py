"""What policy demands: rules, with their names resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from orefolio.case.entities.series import Series
from orefolio.case.entities.time import Period

BASES = {
    "share of value": "value",
    "share of spend": "spend",
    "spend": "spend",
    "spend per kg": "spend",
    "total of column": "column",
    "average of column": "column",
}
"""What a measure adds up of what arrives; usable tonnes where it is not named."""

LEAST_PART = 0.2
"""A column that makes less of a bound than this is not the one to be moved."""

KG = 1000.0
"""Kilograms in a tonne: USD/kg of a bound are so many USD/t."""


@dataclass(frozen=True)
class Rule:
    """One row of policy, names resolved: ``members`` and ``materials`` are lists of keys.

    ``bounds`` by period, in the unit of the measure (share 0..1, t, USD, USD/kg, unit of the
    column, count, HHI); ``labels`` says for each period which columns of the Rule paths sheet make
    its bound, with their weights (empty: the cell of the rule itself). ``penalty`` is USD per unit
    beyond the bound, ``None``: hard. ``periods`` are the labels of the periods in which it holds.
    ``limits`` is false for a mere condition; ``when`` is the rule on whose being met it depends.
    ``stage_plants`` maps the plants of the ``stage`` to their countries. ``figures`` are the values
    of the ``column`` by offer; ``weights`` say how often a tonne of a material counts (1 where not
    named).
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
    bounds: Series
    counted_from: float
    penalty: float | None
    text: str
    labels: tuple[tuple[tuple[str, float], ...], ...] = ()
    limits: bool = True
    when: str = ""
    stage: str = ""
    stage_plants: Mapping[str, str] = field(default_factory=dict)
    column: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """What it adds up of what arrives: ``usable``, ``value``, ``spend`` or ``column``."""
        return BASES.get(self.measure, "usable")

    @property
    def of(self) -> str:
        """What the amount is divided by: ``one``, ``demand``, ``deliveries`` or ``counted``.

        ``deliveries`` are all of its materials, ``counted`` only those that the rule counts.
        """
        if self.measure in ("spend per kg", "average of column"):
            return "counted"
        if self.measure == "share of spend":
            return "deliveries"
        return self.share_of if self.measure.startswith("share") else "one"

    @property
    def of_base(self) -> str:
        """What is added up of deliveries by which the amount is divided."""
        return "usable" if self.of == "counted" else self.base

    @property
    def unit_size(self) -> float:
        """By what a bound is multiplied: USD/kg are thousand USD/t."""
        return KG if self.measure == "spend per kg" else 1.0

    @property
    def uses(self) -> bool:
        """Whether it counts what segments use of a grade, instead of deliveries."""
        return self.scope == "grade"

    def weight(self, material: str) -> float:
        """How often a tonne of a material counts."""
        return self.weights.get(material, 1.0)

    def bound_in(self, periods: Iterable[Period]) -> float:
        """The bound of a span: the mean of its periods by their days."""
        inside = list(periods)
        found = {self.bounds[period.index] for period in inside}
        if len(found) == 1:
            return found.pop()
        days = sum(period.days for period in inside)
        return sum(self.bounds[period.index] * period.days for period in inside) / days

    def bound_cell(self, periods: Iterable[Period]) -> tuple[str, str, float]:
        """Table and column of the cell to which the bound of a span moves, and how far with it.

        Between two columns of the Rule paths sheet that is the later, unless it hardly counts.
        """
        inside = list(periods)
        days = sum(period.days for period in inside)
        moved: dict[str, float] = {}
        for period in inside:
            for label, weight in self.labels[period.index] if self.labels else ():
                moved[label] = moved.get(label, 0.0) + weight * period.days / days
        if not moved:
            return "rules", "bound", 1.0
        later = [label for label, share in moved.items() if share >= LEAST_PART]
        label = later[-1] if later else max(moved, key=lambda name: moved[name])
        return "rule_paths", label, moved[label]
