"""The case: the validated problem as frozen data, with the way back to the workbook's cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from orefolio.case.entities import (
    Chokepoint,
    Country,
    Material,
    Node,
    Offer,
    Passage,
    Path,
    Period,
    Plan,
    Quality,
    Rule,
    Segment,
    Specification,
    StockPolicy,
    Supplier,
)
from orefolio.tables import Records


@dataclass(frozen=True)
class Case:
    """One problem to solve. All mappings go from key to object, in the order of their keys' names.

    Inactive suppliers, offers and routes, and rules that are off, are not in it. ``records`` are
    the workbook's records (after changes) from which it was assembled.
    """

    records: Records
    plan: Plan
    periods: tuple[Period, ...]
    nodes: Mapping[str, Node]
    materials: Mapping[str, Material]
    segments: Mapping[str, Segment]
    countries: Mapping[str, Country]
    blocs: Mapping[str, tuple[str, ...]]
    suppliers: Mapping[str, Supplier]
    offers: Mapping[str, Offer]
    routes: Mapping[str, Passage]
    legs: Mapping[str, Passage]
    chokepoints: Mapping[str, Chokepoint]
    paths: Mapping[str, Path]
    quality: Quality
    specifications: Mapping[str, Specification]
    stock: Mapping[str, StockPolicy]
    rules: Mapping[str, Rule]

    def place(self, table: str, key: str, column: str) -> str:
        """The cell from which a value came (``Offers!F14``), or its row, or its sheet."""
        record = self.records.table(table).get(key)
        return record.place(column) if record is not None else table

    @cached_property
    def years(self) -> tuple[str, ...]:
        """Labels of the years of the plan, in order."""
        return tuple(dict.fromkeys(period.year for period in self.periods))

    @cached_property
    def trunk(self) -> tuple[Node, ...]:
        """The nodes of the trunk, in period order."""
        return tuple(node for node in self.nodes.values() if node.trunk)

    @cached_property
    def grades(self) -> Mapping[str, tuple[str, ...]]:
        """Grades in which each material can be delivered or stocked; ``""`` where ungraded."""
        found: dict[str, set[str]] = {material: set() for material in self.materials}
        for offer in self.offers.values():
            found[offer.material].add(offer.grade)
        for policy in self.stock.values():
            if policy.grade:
                found[policy.material].add(policy.grade)
        return {material: tuple(sorted(grades or {""})) for material, grades in found.items()}

    @cached_property
    def stocked(self) -> frozenset[str]:
        """Materials that can be stocked."""
        return frozenset(policy.material for policy in self.stock.values())

    def spans(self, span: str) -> Mapping[str, tuple[str, ...]]:
        """Labels of the spans of the trunk with their node names: every period, year, or all."""
        return self._spans[span]

    @cached_property
    def _spans(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        years: dict[str, list[str]] = {year: [] for year in self.years}
        for node in self.trunk:
            years[node.period.year].append(node.name)
        return {
            "period": {node.period.label: (node.name,) for node in self.trunk},
            "year": {year: tuple(nodes) for year, nodes in years.items()},
            "horizon": {"horizon": tuple(node.name for node in self.trunk)},
        }
