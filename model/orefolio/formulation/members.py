"""Whom a rule or a concentration counts: members, materials, spans, and the share of each path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from orefolio.case.counted import counted_materials, counted_share
from orefolio.case.entities import Path, Period, Rule
from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.registry import Index

ALL = "all"
UNKNOWN = "unknown"
KILOGRAM = 1e-3
"""A member that delivers counts from this many t at least."""


@dataclass(frozen=True)
class RuleRow:
    """One limit of a rule: for one member (or several together), materials and span.

    ``members`` maps a name to what it stands for: the country of a bloc, or itself.
    """

    rule: Rule
    label: str
    members: Mapping[str, frozenset[str]]
    materials_label: str
    materials: tuple[str, ...]
    span: str
    nodes: tuple[str, ...]
    periods: tuple[Period, ...]

    @property
    def index(self) -> Index:
        """(rule, member, materials, span)."""
        return (self.rule.key, self.label, self.materials_label, self.span)

    def weight(self, path: Path) -> float:
        """Share of a tonne of the path that the row counts, 0 to 1."""
        return counted_share(self.rule, self.names, path)

    @cached_property
    def names(self) -> frozenset[str]:
        """What its members stand for."""
        return frozenset().union(*self.members.values())

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """Its materials, or those of them that are its members."""
        return counted_materials(self.rule, self.names, self.materials)

    @cached_property
    def bound(self) -> float:
        """The bound of its span."""
        return self.rule.bound_in(self.periods)


def counted_shares(lookup: Lookup, row: RuleRow) -> Mapping[str, float]:
    """The paths of the row's materials that it counts, with their shares: found once a rule.

    They are the same in every span.
    """
    key = row.index[:3]
    found = lookup.counted.get(key)
    if found is None:
        paths = (path for material in row.counted for path in lookup.paths_of[material])
        shares = ((path, row.weight(lookup.case.paths[path])) for path in paths)
        found = lookup.counted[key] = {path: share for path, share in shares if share}
    return found


def rule_rows(lookup: Lookup, *, hhi: bool = False) -> Iterator[RuleRow]:
    """Every limit of every rule in the order of names, those of HHI only where asked for.

    Rules hold on the trunk. Limits of conditions are among them.
    """
    for rule in lookup.case.rules.values():
        if hhi or rule.measure != "HHI":
            yield from _rows_of(lookup.case, rule)


def rule_row(lookup: Lookup, index: Index) -> RuleRow:
    """The limit behind an index (rule, member, materials, span, …); all are made once a build."""
    if not lookup.rule_rows:
        lookup.rule_rows.update((row.index, row) for row in rule_rows(lookup))
    return lookup.rule_rows[index[:4]]


def row_at(case: Case, index: Index) -> RuleRow:
    """The same without a build: made from the names in the index alone."""
    key, label, materials_label, span = index[:4]
    rule = case.rules[key]
    materials = (materials_label,) if rule.per_material else rule.materials
    nodes = case.spans(rule.span)[span]
    inside = tuple(node for node in nodes if case.nodes[node].period.label in rule.periods)
    members = dict(groups_of(case, rule))[label]
    periods = tuple(case.nodes[node].period for node in inside)
    return RuleRow(rule, label, members, materials_label, materials, span, inside, periods)


def _rows_of(case: Case, rule: Rule) -> Iterator[RuleRow]:
    spans = spans_of(case, rule)
    for label, members in groups_of(case, rule):
        for materials_label, materials in material_groups(rule):
            for span, nodes in spans:
                periods = tuple(case.nodes[node].period for node in nodes)
                yield RuleRow(
                    rule, label, members, materials_label, materials, span, nodes, periods
                )


def groups_of(case: Case, rule: Rule) -> list[tuple[str, Mapping[str, frozenset[str]]]]:
    """The members that the rule limits each by itself, or all together, by their label."""
    if rule.scope == "any":
        return [(ALL, {})]
    names = {name: frozenset((name,)) for name in rule.members}
    if rule.scope == "bloc":
        names = {name: frozenset(case.blocs.get(name, (name,))) for name in rule.members}
    if not rule.per_member or rule.measure in ("count", "HHI"):
        return [("; ".join(names), names)]
    return [(name, {name: countries}) for name, countries in names.items()]


def material_groups(rule: Rule) -> list[tuple[str, tuple[str, ...]]]:
    """The materials that the rule limits each by itself, or all together."""
    if rule.per_material:
        return [(material, (material,)) for material in rule.materials]
    return [("; ".join(rule.materials), rule.materials)]


def spans_of(case: Case, rule: Rule) -> list[tuple[str, tuple[str, ...]]]:
    """Spans in which the rule holds, with the trunk nodes inside them and its periods."""
    holds = frozenset(rule.periods)
    found = []
    for span, nodes in case.spans(rule.span).items():
        inside = tuple(node for node in nodes if case.nodes[node].period.label in holds)
        if inside:
            found.append((span, inside))
    return found


def demand_of(row: RuleRow, case: Case, *, value: bool) -> float:
    """What a share of demand is a share of: t, or USD at reference prices, as weighted."""
    periods = [period.index for period in row.periods]
    return sum(
        segment.demand[period]
        * row.rule.weight(segment.material)
        * (case.materials[segment.material].reference_price if value else 1.0)
        for segment in case.segments.values()
        if segment.material in row.materials
        for period in periods
    )


@dataclass(frozen=True)
class Concentration:
    """One Herfindahl index: over mine countries, processing countries or suppliers."""

    of: str
    label: str
    materials: tuple[str, ...]
    span: str
    nodes: tuple[str, ...]
    members: tuple[str, ...]

    @property
    def index(self) -> Index:
        """(of, materials, span)."""
        return (self.of, self.label, self.span)


def concentrations(lookup: Lookup) -> list[Concentration]:
    """Every Herfindahl index that a charge or a cap needs, once each, in the order of names."""
    case = lookup.case
    wanted: dict[Index, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    if case.plan.concentration_weight > 0:
        for material in case.materials:
            for year, nodes in case.spans("year").items():
                wanted[case.plan.concentration_of, material, year] = ((material,), nodes)
    for rule in case.rules.values():
        if rule.measure == "HHI":
            for label, materials in material_groups(rule):
                for span, nodes in spans_of(case, rule):
                    wanted[(*hhi_index(rule, label, span, nodes, case),)] = (materials, nodes)
    return [
        Concentration(of, label, materials, span, nodes, _members(lookup, of, materials, nodes))
        for (of, label, span), (materials, nodes) in sorted(wanted.items())
    ]


def hhi_index(rule: Rule, label: str, span: str, nodes: tuple[str, ...], case: Case) -> Index:
    """Index of the Herfindahl index that a rule limits.

    A part of a span has a name of its own, and so has a period that is named like its year.
    """
    of = "supplier" if rule.scope == "supplier" else rule.role
    named = case.spans("year").get(span, case.spans(rule.span)[span])
    return (of, label, span if named == nodes else f"{span} ({rule.key})")


def _members(
    lookup: Lookup, of: str, materials: tuple[str, ...], nodes: tuple[str, ...]
) -> tuple[str, ...]:
    paths = {path for node in nodes for path in lookup.paths(materials, node)}
    found = {name for path in paths for name in member_shares(of, lookup.case.paths[path])}
    return tuple(sorted(found))


def member_shares(of: str, path: Path) -> Mapping[str, float]:
    """How a tonne of the path divides over countries of mine, of last processing, or suppliers."""
    if of == "supplier":
        return {path.supplier: 1.0}
    if of == "processed":
        return {path.customs_origin or UNKNOWN: 1.0}
    return path.touches[of] or {UNKNOWN: 1.0}
