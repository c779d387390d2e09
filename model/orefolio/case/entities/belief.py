"""What is believed of a capacity: ramps, and where the tonnes between name and belief are lost."""

from __future__ import annotations

from dataclasses import dataclass

from orefolio.case.entities.series import Series


@dataclass(frozen=True)
class Ramp:
    """How new capacity is reached: ``points`` are (months after the start, share reached).

    They begin at month 0. The share is linear between two points and stays after the last.
    """

    key: str
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Belief:
    """From the whole capacity of an offer to what is believed of it, t by period.

    ``nameplate`` is the capacity as if it stood open throughout; ``announced`` what of it lies
    between start and end; ``punctual`` what is left of that after the slip of the start;
    ``reached`` what of that the ramp has reached. Believed is ``reached`` × ``ratio``. All are
    infinite where there is no limit. ``ratio_from`` is the cell or the sheet of the ratio.
    """

    nameplate: Series
    announced: Series
    punctual: Series
    reached: Series
    ratio: float
    ratio_from: str

    @property
    def believed(self) -> Series:
        """Tonnes that the plan may buy: 0 at a ratio of 0, though there be no limit."""
        return tuple(tonnes * self.ratio if self.ratio else 0.0 for tonnes in self.reached)
