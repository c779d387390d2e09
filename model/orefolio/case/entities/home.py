"""What the buyer can do at home: levers and conversions. Tonnes, USD per tonne."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.entities.series import Series
from orefolio.case.entities.ways import Yield


@dataclass(frozen=True)
class LeverStep:
    """A step of a lever's cost curve: at most ``quantity`` t a period, at ``cost`` USD/t."""

    name: str
    quantity: Series  # infinite where only the ceiling of the lever limits it
    cost: float


@dataclass(frozen=True)
class Lever:
    """Thrift, substitution or recycling; ``ceiling`` in t a period after its ramp, never infinite.

    ``effects`` maps segments to the tonnes of demand that a tonne of the lever saves (negative:
    that it needs in addition). ``material`` is what it saves or brings back; recycling brings it
    in ``grade``. ``fixed_cost`` USD is paid once, in the period with index ``first``.
    """

    key: str
    name: str
    kind: str  # "thrift", "substitution", "recycling"
    acts_on: str
    material: str
    grade: str
    steps: tuple[LeverStep, ...]
    ceiling: Series
    effects: Mapping[str, float]
    fixed_cost: float
    first: int

    @property
    def capacity(self) -> Series:
        """Its ceiling, which investments may open."""
        return self.ceiling

    @property
    def recycles(self) -> bool:
        """Whether it brings tonnes into the balance instead of saving demand alone."""
        return self.kind == "recycling"


@dataclass(frozen=True)
class Conversion:
    """Works at home: a material (of one ``grade``; empty: of any) is made into ``outputs``.

    ``cost`` USD per t converted; ``capacity`` in t converted a period; the tonnes of an output are
    those from a tonne converted. ``inputs`` are taken in beside: tonnes of a material (of one grade
    or any) for each tonne converted.
    """

    key: str
    name: str
    plant: str
    material: str
    grade: str
    outputs: tuple[Yield, ...]
    cost: float
    capacity: Series
    inputs: tuple[Yield, ...] = ()

    def needs(self, material: str) -> float:
        """Tonnes of a material that a tonne converted takes in, of all its grades together."""
        beside = sum(each.tonnes for each in self.inputs if each.material == material)
        return beside + (1.0 if self.material == material else 0.0)
