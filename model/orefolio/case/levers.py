"""Levers: what thrift, substitution and recycling can do by period, and what it does to demand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Lever, LeverStep, Ramp, Segment, Series
from orefolio.case.horizon import Horizon, open_window
from orefolio.case.lever_checks import (
    check_recycling_only,
    check_target,
    check_twice,
    check_unlimited,
    check_working,
)
from orefolio.case.ramps import full_days
from orefolio.case.series import SeriesReader
from orefolio.case.supply import KG


@dataclass
class LeverReader:
    """Builds levers; keeps the rows of steps and effects by lever."""

    desk: Desk
    horizon: Horizon
    segments: Mapping[str, Segment]
    ramps: Mapping[str, Ramp]
    steps: dict[str, list[Row]] = field(default_factory=dict)
    effects: dict[str, list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.collection = SeriesReader(self.desk, "collection", self.horizon)
        self.collection.report_outside()
        for row in self.desk.rows("lever_steps"):
            self.steps.setdefault(row.text("lever"), []).append(row)
        for row in self.desk.rows("lever_effects"):
            self.effects.setdefault(row.text("lever"), []).append(row)

    def levers(self) -> Mapping[str, Lever]:
        """All active levers whose row makes sense."""
        made = (self._lever(row) for row in self.desk.rows("levers") if row.yes("active"))
        return {lever.key: lever for lever in made if lever is not None}

    def _lever(self, row: Row) -> Lever | None:
        recycles = row.text("kind") == "recycling"
        if not check_target(self.desk, row, self.segments, recycles=recycles):
            return None
        check_recycling_only(self.desk, row, recycles=recycles)
        acts_on = row.text("acts_on")
        material = acts_on if recycles else self.segments[acts_on].material
        effects = self._effects(row, recycles=recycles)
        demand = self._demand(acts_on, recycles=recycles)
        share = self._ramped(row)
        steps = self._steps(row, demand, share)
        ceiling = self._ceiling(row, demand, share)
        if not recycles:  # nothing saves more than there is, unless another lever adds demand
            saved = effects.get(acts_on, 1.0)
            most = tuple(tonnes / saved if saved > 0 else math.inf for tonnes in demand)
            given = row.given("ceiling") or row.given("ceiling_share")
            if not given or not self._added_to(acts_on):
                ceiling = tuple(map(min, ceiling, most))
        if steps is None:
            return None
        stepped = [sum(step.quantity[index] for step in steps) for index in range(len(demand))]
        ceiling = tuple(map(min, ceiling, stepped))
        if not check_unlimited(self.desk, row, ceiling):
            return None
        check_working(self.desk, row, ceiling)
        return Lever(
            key=row.key,
            name=row.text("name") or row.key,
            kind=row.text("kind"),
            acts_on=acts_on,
            material=material,
            grade=row.text("grade") if recycles else "",
            steps=steps,
            ceiling=ceiling,
            effects=effects,
            fixed_cost=row.amount("fixed_cost"),
            first=next((index for index, most in enumerate(ceiling) if most > 0), 0),
        )

    def _demand(self, acts_on: str, *, recycles: bool) -> Series:
        """Gross demand, t by period, of the segment or of the whole material."""
        if not recycles:
            return self.segments[acts_on].demand
        own = [s.demand for s in self.segments.values() if s.material == acts_on]
        count = len(self.horizon.periods)
        return tuple(sum(demand[index] for demand in own) for index in range(count))

    def _ramped(self, row: Row) -> Series:
        """The share of each period that it works at its ceiling: open days and ramp, by days."""
        check_twice(self.desk, row, "ramp_years", "ramp")
        window = open_window(self.desk, row, self.horizon)
        months = round(12 * row.amount("ramp_years"))
        ramp = self.ramps.get(row.text("ramp"))
        if ramp is None and months:
            ramp = Ramp(row.key, ((0, 0.0), (months, 1.0)))
        start = window.start
        return tuple(
            full_days(ramp, start, span.within(window)) / span.days for span in self.horizon.spans
        )

    def _ceiling(self, row: Row, demand: Series, share: Series) -> Series:
        """T by period of the ceilings of the lever and of the scrap; infinite without any."""
        periods = self.horizon.periods
        limits = [tuple(math.inf if part > 0 else 0.0 for part in share)]
        if row.given("ceiling"):
            yearly = row.amount("ceiling")
            limits.append(tuple(yearly * p.years * s for p, s in zip(periods, share, strict=True)))
        if row.given("ceiling_share"):
            part = row.amount("ceiling_share")
            limits.append(tuple(part * d * s for d, s in zip(demand, share, strict=True)))
        listed = self.desk.row("collection", row.key)
        arising = self.collection.read(listed, share) if listed is not None else None
        if arising is not None and row.text("kind") == "recycling":
            got = row.amount("collection_share") * row.amount("recovery")
            limits.append(tuple(got * t * s for t, s in zip(arising, share, strict=True)))
        return tuple(min(each) for each in zip(*limits, strict=True))

    def _steps(self, row: Row, demand: Series, share: Series) -> tuple[LeverStep, ...] | None:
        """The steps in order of their numbers, whose costs must not fall."""
        rows = sorted(self.steps.get(row.key, []), key=lambda step: step.amount("step"))
        if not rows:
            endless = tuple(math.inf if part > 0 else 0.0 for part in share)
            return (LeverStep("1", endless, row.amount("cost") * KG),)
        if row.given("cost"):
            self.desk.info(
                "lever",
                row.place("cost"),
                f"the cost of {row.key} is not read: the Lever steps sheet has rows for it",
            )
        found: list[LeverStep] = []
        for step in rows:
            cost = step.amount("cost") * KG
            if found and cost < found[-1].cost - 1e-9:
                self.desk.error(
                    "lever",
                    step,
                    "cost",
                    f"step {step.text('step')} of {row.key} costs {cost / KG:g} USD/kg, less than"
                    f" the step before it ({found[-1].cost / KG:g})",
                    "costs that rise from step to step",
                    "number the steps from the cheapest to the dearest",
                )
                return None
            found.append(LeverStep(step.text("step"), self._quantity(step, demand, share), cost))
        return tuple(found)

    def _quantity(self, step: Row, demand: Series, share: Series) -> Series:
        check_twice(self.desk, step, "share", "quantity")
        if step.given("quantity"):
            yearly = step.amount("quantity")
            periods = self.horizon.periods
            return tuple(yearly * p.years * s for p, s in zip(periods, share, strict=True))
        if step.given("share"):
            part = step.amount("share")
            return tuple(part * d * s for d, s in zip(demand, share, strict=True))
        return tuple(math.inf if each > 0 else 0.0 for each in share)

    def _effects(self, row: Row, *, recycles: bool) -> Mapping[str, float]:
        """Tonnes saved by segment; a tonne of what it acts on unless a row says otherwise."""
        found = {} if recycles else {row.text("acts_on"): 1.0}
        for effect in self.effects.get(row.key, []):
            segment, saved = effect.text("segment"), effect.amount("effect")
            if not check_target(self.desk, effect, self.segments, recycles=False, column="segment"):
                continue
            if segment == row.text("acts_on") and not recycles and saved <= 0:
                self.desk.error(
                    "lever",
                    effect,
                    "effect",
                    f"a tonne of {row.key} saves {saved:g} t of {segment}, on which it acts",
                    "an effect above 0 on what the lever acts on",
                )
                continue
            found[segment] = saved
        return {segment: saved for segment, saved in sorted(found.items()) if saved}

    def _added_to(self, segment: str) -> bool:
        """Whether any lever needs more of the segment."""
        return any(
            effect.text("segment") == segment and effect.amount("effect") < 0
            for effects in self.effects.values()
            for effect in effects
        )


def make_levers(
    desk: Desk, horizon: Horizon, segments: Mapping[str, Segment], ramps: Mapping[str, Ramp]
) -> Mapping[str, Lever]:
    """All active levers; what is wrong with the others is reported."""
    return LeverReader(desk, horizon, segments, ramps).levers()
