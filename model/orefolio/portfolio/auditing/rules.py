"""Every rule by its own reading of the Rules sheet: members, materials, spans, roles, measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from orefolio.case.entities import Rule
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.plan import Plan

AMOUNT = {"share of value": "worth", "spend": "paid"}
KILOGRAM = 1e-3
"""A member that delivers this much counts, unless the rule names more."""

Key = tuple[str, str, str, str]
"""Rule, member, material, span: the key of the table of rules."""


@dataclass(frozen=True)
class Held:
    """One limit: amount against bound x ``of`` (1 where the measure is no share)."""

    rule: Rule
    key: Key
    amount: float
    of: float

    @property
    def excess(self) -> float:
        """How far beyond the limit: t, USD, members, or HHI."""
        beyond = self.amount - self.rule.bound * self.of
        if self.rule.sense == "at most":
            return max(beyond, 0.0)
        return max(-beyond, 0.0) if self.rule.sense == "at least" else abs(beyond)


class RuleAudit:
    """Measures every rule on the flows."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Every limit of every rule."""
        return tuple(one for rule in self.plan.case.rules.values() for one in self._of(rule))

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
                    yield Held(rule, (rule.key, label, materials_label, span), amount, of)

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

    def _measure(
        self, rule: Rule, members: tuple[str, ...]
    ) -> Callable[[tuple[str, ...], tuple[str, ...]], tuple[float, float]]:
        """A function of materials and periods that gives the amount and what it is a share of."""
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
        if not rule.measure.startswith("share"):
            return lambda materials, labels: (_total(sums, materials, labels), 1.0)
        if rule.share_of == "deliveries":
            of_all = self._sums(amount, None, ())
        else:
            of_all = self._demand(worth=amount == "worth")
        return lambda materials, labels: (
            _total(sums, materials, labels),
            _total(of_all, materials, labels),
        )

    def _sums(
        self, amount: str, rule: Rule | None, members: tuple[str, ...]
    ) -> Mapping[tuple[str, str], float]:
        """An amount by material and period, each path by the share of it that touches members."""
        grid = self._grids[amount]
        found: dict[tuple[str, str], float] = {}
        for material, paths in self._sold.items():
            parts = [1.0 if rule is None else self._touched(rule, members, p) for p in paths]
            by_period = np.array(parts) @ grid.loc[paths].to_numpy()
            cells = zip(grid.columns.astype(str), by_period.tolist(), strict=True)
            found |= {(material, period): amount for period, amount in cells}
        return found

    @cached_property
    def _grids(self) -> Mapping[str, pd.DataFrame]:
        """For each amount a grid of paths by periods."""
        sums = self.plan.flows.groupby(["path", "period"])[["net", "worth", "paid"]].sum()
        return {name: sums[name].unstack(fill_value=0) for name in ("net", "worth", "paid")}

    @cached_property
    def _sold(self) -> Mapping[str, list[str]]:
        """The paths in use by their material."""
        found: dict[str, list[str]] = {}
        for path in self.plan.paths_used:
            found.setdefault(self.plan.offer(path).material, []).append(path)
        return found

    def _touched(self, rule: Rule, members: tuple[str, ...], path: str) -> float:
        """The share of a tonne of a path that a rule counts; a tonne counts once."""
        if rule.scope == "any":
            return 1.0
        offer, passed = self.plan.offer(path), self.plan.passed(path)
        here = {
            "supplier": {offer.supplier},
            "offer": {offer.key},
            "route": {part.key for part in passed if part.table == "routes"},
            "leg": {part.key for part in passed if part.table == "legs"},
            "chokepoint": {point for part in passed for point in part.chokepoints},
        }
        if rule.scope in here:
            return 1.0 if here[rule.scope] & set(members) else 0.0
        countries = set(members)
        if rule.scope == "bloc":
            countries = {c for bloc in members for c in self.plan.case.blocs.get(bloc, (bloc,))}
        mined = sum(part for country, part in offer.mined_in.items() if country in countries)
        processed = float(offer.processed_in in countries)
        crossed = float(any(c in countries for part in passed for c in part.countries))
        by_role = {"mined": mined, "processed": processed, "transit": crossed}
        return by_role.get(rule.role, max(by_role.values()))

    def _demand(self, *, worth: bool) -> Mapping[tuple[str, str], float]:
        case = self.plan.case
        found: dict[tuple[str, str], float] = {}
        for segment in case.segments.values():
            price = case.materials[segment.material].reference_price if worth else 1.0
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
            net = grid.loc[paths, spans].to_numpy().sum(axis=1)
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
        return {offer.processed_in or "(not stated)": 1.0}


def check(plan: Plan, checker: Checker, audit: RuleAudit) -> None:
    """Hard rules hold; the table of rules says what is so."""
    for one in audit.held:
        if one.rule.penalty is None:
            _hold(plan, checker, one)
    table, keys = plan.tables["rules"], ["rule", "member", "material", "span"]
    by_key = {one.key: one for one in audit.held}
    checker.rows("rule rows", table, set(by_key), keys)
    table = among(table, keys, by_key)
    rows = table[keys]
    of = [by_key[row] for row in rows.itertuples(index=False, name=None)]
    actual = np.array([o.amount / o.of if o.of > 0 else np.nan for o in of], dtype=float)
    bound = np.array([one.rule.bound for one in of], dtype=float)
    size = np.array([abs(one.rule.bound * one.of) for one in of], dtype=float)
    senses = np.array([one.rule.sense for one in of], dtype=object)
    room = np.where(senses == "at least", actual - bound, bound - actual)
    room = np.where(senses == "exactly", -np.abs(room), room)
    excess = np.array([one.excess for one in of], dtype=float)
    penalty = np.array([one.rule.penalty or 0.0 for one in of], dtype=float)
    checker.figure("rules", rows, table["actual"], actual)
    checker.figure("rules", rows, table["bound"], bound)
    checker.figure("rules", rows, table["slack"], room, size=np.abs(bound))
    checker.figure("rules", rows, table["excess"], excess, size=size)
    checker.figure("rules", rows, table["penalty"], penalty * excess, size=penalty * size)
    clear = (excess > 1e-5 * np.maximum(size, 1.0)) | (excess < 1e-7)  # not a matter of rounding
    met = excess <= 1e-7
    checker.same("rules", rows[clear], table["met"][clear], met[clear].tolist())


def _hold(plan: Plan, checker: Checker, one: Held) -> None:
    kind = f"rule, {one.rule.measure}"
    absolute = 1e-6 * plan.dear if one.rule.measure in ("share of value", "spend") else 1e-6
    limit = one.rule.bound * one.of
    where = [", ".join(one.key)]
    if one.rule.sense != "at least":
        checker.at_most(kind, where, [one.amount], [limit], absolute=absolute)
    if one.rule.sense != "at most":
        checker.at_least(kind, where, [one.amount], [limit], absolute=absolute)


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
