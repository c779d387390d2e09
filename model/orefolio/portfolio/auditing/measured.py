"""Every rule by its own reading of the Rules sheet: members, materials, spans, roles, measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from orefolio.case.entities import Period, Rule
from orefolio.portfolio.auditing.plan import Plan

AMOUNT = {
    "share of value": "worth",
    "share of spend": "paid",
    "spend": "paid",
    "spend per kg": "paid",
    "total of column": "column",
    "average of column": "column",
}
KILOGRAM = 1e-3
"""A member that delivers this much counts, unless the rule names more."""

Key = tuple[str, str, str, str]
"""Rule, member, material, span: the key of the table of rules."""

Sums = Mapping[tuple[str, str], float]
"""An amount by material and period."""

Measure = Callable[[tuple[str, ...], tuple[str, ...]], tuple[float, float]]
"""Of materials and periods the amount, and what it is divided by."""


@dataclass(frozen=True)
class Held:
    """One limit: amount against bound x ``of`` (1 where the measure is no share).

    ``holds`` is false for conditions, and where the condition of the rule is not met; ``sure`` is
    false where that is a matter of the last digits.
    """

    rule: Rule
    key: Key
    amount: float
    of: float
    bound: float
    labels: tuple[str, ...]
    holds: bool = True
    sure: bool = True

    @property
    def beyond(self) -> float:
        """How far beyond the limit: t, USD, members, or HHI."""
        found = self.amount - self.bound * self.of
        if self.rule.sense == "at most":
            return max(found, 0.0)
        return max(-found, 0.0) if self.rule.sense == "at least" else abs(found)

    @property
    def excess(self) -> float:
        """How far a limit that holds is missed."""
        return self.beyond if self.holds else 0.0


class RuleAudit:
    """Measures every rule on the flows."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Every limit of every rule, and every condition."""
        found = [one for rule in self.plan.case.rules.values() for one in self._of(rule)]
        return tuple(self._judged(one, found) for one in found)

    def _judged(self, one: Held, found: list[Held]) -> Held:
        """With whether it is in force: without a condition always, if it is a limit at all."""
        if not one.rule.when:
            return replace(one, holds=one.rule.limits)
        asked = self._asked(one, found)
        missed = [other.beyond / max(1.0, abs(other.bound * other.of)) for other in asked]
        sure = not any(1e-10 < share < 1e-8 for share in missed)
        return replace(one, holds=any(share <= 1e-9 for share in missed), sure=sure)

    def _asked(self, one: Held, found: list[Held]) -> list[Held]:
        """The limit of the condition that belongs to a limit; none where it is asked nowhere."""
        mine = [other for other in found if other.rule.key == one.rule.when]
        for place in (1, 2):
            if len({other.key[place] for other in mine}) > 1:
                mine = [other for other in mine if other.key[place] == one.key[place]]
        if not mine:
            return []
        whole = self.plan.spans(mine[0].rule.span)
        return [other for other in mine if one.labels[0] in whole[other.key[3]]]

    def _of(self, rule: Rule) -> Iterator[Held]:
        spans = self._spans(rule)
        groups: Mapping[str, tuple[str, ...]]
        if rule.per_material:
            groups = {material: (material,) for material in rule.materials}
        else:
            groups = {"; ".join(rule.materials): rule.materials}
        for label, members in self._members(rule).items():
            measure = self._measure(rule, members)
            for materials_label, materials in groups.items():
                for span, labels in spans.items():
                    amount, of = measure(materials, labels)
                    key = (rule.key, label, materials_label, span)
                    periods = [self.plan.periods[name] for name in labels]
                    yield Held(rule, key, amount, of, _bound(rule, periods), labels)

    def _members(self, rule: Rule) -> Mapping[str, tuple[str, ...]]:
        """Labels of limits with the members that each sums, or counts."""
        if rule.scope == "any":
            return {"all": ()}
        if rule.measure == "HHI":
            return {"supplier" if rule.scope == "supplier" else rule.role: ()}
        if rule.per_member and rule.measure != "count":
            return {member: (member,) for member in rule.members}
        return {"; ".join(rule.members): rule.members}

    def _spans(self, rule: Rule) -> Mapping[str, tuple[str, ...]]:
        holds = set(rule.periods)
        found = {
            span: tuple(label for label in labels if label in holds)
            for span, labels in self.plan.spans(rule.span).items()
        }
        return {span: labels for span, labels in found.items() if labels}

    def _measure(self, rule: Rule, members: tuple[str, ...]) -> Measure:
        if rule.measure == "HHI":
            of = "supplier" if rule.scope == "supplier" else rule.role
            return lambda materials, labels: (self.herfindahl(of, materials, labels)[0], 1.0)
        if rule.measure == "count":
            each = [self._sums("net", rule, (member,)) for member in members]
            return lambda materials, labels: (
                float(sum(_counts(rule, _total(sums, materials, labels)) for sums in each)),
                1.0,
            )
        amount = AMOUNT.get(rule.measure, "net")
        sums = self._sums(amount, rule, members)
        size, of_all = 1.0, self._divisor(rule, amount, members)
        if rule.measure == "spend per kg":
            size = 1000.0
        return lambda materials, labels: (
            _total(sums, materials, labels),
            1.0 if of_all is None else size * _total(of_all, materials, labels),
        )

    def _divisor(self, rule: Rule, amount: str, members: tuple[str, ...]) -> Sums | None:
        """What a share or an average is divided by; ``None`` for what is neither."""
        if rule.measure in ("spend per kg", "average of column"):
            return self._sums("net", rule, members)
        if not rule.measure.startswith("share"):
            return None
        if rule.measure == "share of spend" or rule.share_of == "deliveries":
            return self._sums(amount, rule, None)
        return self._demand(rule, worth=amount == "worth")

    def _sums(self, amount: str, rule: Rule, members: tuple[str, ...] | None) -> Sums:
        """An amount by material and period, each path by the share of it that touches members.

        Without members everything counts.
        """
        if rule.scope == "grade":
            return self._used(amount, rule, members)
        grid = self._grids["net" if amount == "column" else amount]
        found: dict[tuple[str, str], float] = {}
        for material, paths in self._sold.items():
            if rule.scope == "material" and members is not None and material not in members:
                continue
            parts = [
                (1.0 if members is None else self._touched(rule, members, path))
                * rule.weights.get(material, 1.0)
                * (self._figure(rule, path) if amount == "column" else 1.0)
                for path in paths
            ]
            cells = [(path, material) for path in paths]
            by_period = np.array(parts) @ grid.loc[cells].to_numpy()
            pairs = zip(grid.columns.astype(str), by_period.tolist(), strict=True)
            found |= {(material, period): amount for period, amount in pairs}
        return found

    def _used(self, amount: str, rule: Rule, members: tuple[str, ...] | None) -> Sums:
        """What segments use of grades, by material and period."""
        found: dict[tuple[str, str], float] = {}
        uses = self.plan.tables["uses"]
        columns = (uses["material"], uses["grade"], uses["period"], uses["tonnes"])
        for material, grade, period, tonnes in zip(*columns, strict=True):
            plain = self.plan.case.base_grade.get(grade, grade)
            if members is not None and plain not in members:
                continue
            price = self.plan.case.materials[material].reference_price if amount == "worth" else 1.0
            each = price * rule.weights.get(material, 1.0) * float(tonnes)
            found[material, period] = found.get((material, period), 0.0) + each
        return found

    def _figure(self, rule: Rule, path: str) -> float:
        return rule.figures.get(self.plan.offer(path).key, 0.0)

    @cached_property
    def _grids(self) -> Mapping[str, pd.DataFrame]:
        """For each amount a grid of paths and their materials by periods."""
        keys = ["path", "sold", "period"]
        sums = self.plan.arrivals.groupby(keys)[["net", "worth", "paid"]].sum()
        return {name: sums[name].unstack(fill_value=0) for name in ("net", "worth", "paid")}

    @cached_property
    def _sold(self) -> Mapping[str, list[str]]:
        """The paths in use by the materials that come of them."""
        found: dict[str, list[str]] = {}
        for path in self.plan.paths_used:
            for material in self.plan.usable(path):
                found.setdefault(material, []).append(path)
        return found

    def _touched(self, rule: Rule, members: tuple[str, ...], path: str) -> float:
        """The share of a tonne of a path that a rule counts; a tonne counts once."""
        if rule.scope in ("any", "material", "grade"):
            return 1.0
        offer, passed = self.plan.offer(path), self.plan.passed(path)
        plants = [stage.plant for stage in self.plan.stages(path) if stage.plant is not None]
        here = {
            "supplier": {offer.supplier},
            "offer": {offer.key},
            "route": {part.key for part in passed if part.table == "routes"},
            "leg": {part.key for part in passed if part.table == "legs"},
            "chokepoint": {point for part in passed for point in part.chokepoints},
            "plant": {plant.key for plant in plants},
        }
        if rule.scope in here:
            return 1.0 if here[rule.scope] & set(members) else 0.0
        countries = set(members)
        if rule.scope == "bloc":
            countries = {c for bloc in members for c in self.plan.case.blocs.get(bloc, (bloc,))}
        mined = sum(part for country, part in offer.mined_in.items() if country in countries)
        stages = {offer.processed_in, *(plant.country for plant in plants)}
        if rule.stage:
            stages = {plant.country for plant in plants if plant.stage == rule.stage}
        processed = float(any(country in countries for country in stages if country))
        crossed = float(any(c in countries for part in passed for c in part.countries))
        by_role = {"mined": mined, "processed": processed, "transit": crossed}
        return by_role.get(rule.role, max(by_role.values()))

    def _demand(self, rule: Rule, *, worth: bool) -> Sums:
        case = self.plan.case
        found: dict[tuple[str, str], float] = {}
        for segment in case.segments.values():
            price = case.materials[segment.material].reference_price if worth else 1.0
            price *= rule.weights.get(segment.material, 1.0)
            for label, period in self.plan.periods.items():
                key = (segment.material, label)
                found[key] = found.get(key, 0.0) + price * segment.demand[period.index]
        return found

    def herfindahl(
        self, of: str, materials: tuple[str, ...], labels: tuple[str, ...]
    ) -> tuple[float, float]:
        """Sum of squared shares over members of a role, and the usable tonnes behind it."""
        grid = self._grids["net"]
        spans = [label for label in labels if label in grid]
        tonnes: dict[str, float] = {}
        for material in materials:
            paths = self._sold.get(material, [])
            cells = [(path, material) for path in paths]
            net = grid.loc[cells][spans].to_numpy().sum(axis=1)
            for path, usable in zip(paths, net.tolist(), strict=True):
                for name, part in self.parts(of, path).items():
                    tonnes[name] = tonnes.get(name, 0.0) + part * usable
        total = sum(tonnes.values())
        return (sum((t / total) ** 2 for t in tonnes.values()), total) if total > 0 else (0.0, 0.0)

    def parts(self, of: str, path: str) -> Mapping[str, float]:
        """How a tonne of a path divides over suppliers, or countries of a role."""
        offer = self.plan.offer(path)
        if of == "supplier":
            return {offer.supplier: 1.0}
        if of == "mined":
            return offer.mined_in or {"(not stated)": 1.0}
        return {self.plan.processed_last(path) or "(not stated)": 1.0}


def _bound(rule: Rule, periods: list[Period]) -> float:
    """The bound of a span: by days, where its periods differ."""
    bounds = [rule.bounds[period.index] for period in periods]
    if min(bounds) == max(bounds):
        return bounds[0]
    days = [period.days for period in periods]
    return float(np.average(bounds, weights=days))


def _counts(rule: Rule, tonnes: float) -> bool:
    """Whether a member counts; at the very threshold the sense of the rule decides."""
    threshold = max(rule.counted_from, KILOGRAM)
    if rule.sense == "at most":
        return tonnes > threshold * (1 + 1e-6)
    return tonnes >= threshold * (1 - 1e-6)


def _total(
    sums: Mapping[tuple[str, str], float], materials: tuple[str, ...], labels: tuple[str, ...]
) -> float:
    return sum(sums.get((material, label), 0.0) for material in materials for label in labels)
