"""The case: the validated problem as frozen data, with the way back to the workbook's cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from orefolio.case.entities import (
    Bundle,
    Chokepoint,
    Contract,
    Conversion,
    Country,
    Investing,
    Landed,
    Lever,
    Levy,
    Material,
    Node,
    Offer,
    Passage,
    Path,
    Period,
    Plan,
    Plant,
    Pool,
    Qualification,
    Quality,
    Rule,
    Segment,
    Series,
    Specification,
    StockPolicy,
    Supplier,
    SurplusStep,
    TradeTerms,
)
from orefolio.case.home import made_at_home
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
    plants: Mapping[str, Plant]
    chokepoints: Mapping[str, Chokepoint]
    paths: Mapping[str, Path]
    quality: Quality
    specifications: Mapping[str, Specification]
    stock: Mapping[str, StockPolicy]
    rules: Mapping[str, Rule]
    surplus_steps: Mapping[str, tuple[SurplusStep, ...]] = field(default_factory=dict)
    qualifications: Mapping[str, Qualification] = field(default_factory=dict)
    base_grade: Mapping[str, str] = field(default_factory=dict)  # of each lot class its grade
    contracts: Mapping[str, Contract] = field(default_factory=dict)
    bundles: Mapping[str, Bundle] = field(default_factory=dict)
    levers: Mapping[str, Lever] = field(default_factory=dict)
    conversions: Mapping[str, Conversion] = field(default_factory=dict)
    price_index: Mapping[str, Series] = field(default_factory=dict)  # multiplier, by material
    terms: Mapping[str, TradeTerms] = field(default_factory=dict)  # by offer
    export_taxes: Mapping[str, Levy] = field(default_factory=dict)
    tariffs: Mapping[str, Levy] = field(default_factory=dict)
    landed: Mapping[str, Landed] = field(default_factory=dict)  # by path
    pools: Mapping[str, Pool] = field(default_factory=dict)
    investing: Investing = field(default_factory=Investing)

    def place(self, table: str, key: str, column: str) -> str:
        """The cell from which a value came (``Offers!F14``), or its row, or its sheet."""
        record = self.records.table(table).get(key)
        return record.place(column) if record is not None else table

    def unit_cost(self, path: str, index: int) -> float:
        """USD for a tonne bought by a path in a period: price, tolls, freight, taxes, insurance."""
        data = self.paths[path]
        price = self.offers[data.offer].price[index]
        return price + data.freight + data.toll + self.landed[path].levied(index)

    def contracted(self, offer: str, index: int) -> bool:
        """Whether an offer stands under a contract in a period, or can be bought no other way."""
        return any(
            offer in contract.offers and (contract.most[index] > 0 or not contract.open_purchase)
            for contract in self.contracts.values()
        )

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
        for path in self.paths.values():
            for each in path.yields:
                found[each.material].add(each.grade)
        for material, grade in made_at_home(self.levers, self.conversions):
            found[material].add(grade)
        for policy in self.stock.values():
            if policy.grade:
                found[policy.material].add(policy.grade)
        for material in self.stocked:  # the opening stock needs no qualification
            found[material] |= {self.plain(grade) for grade in found[material]}
        return {material: tuple(sorted(grades or {""})) for material, grades in found.items()}

    def plain(self, grade: str) -> str:
        """The grade that a lot class is of; a grade itself."""
        return self.base_grade.get(grade, grade)

    def lots(self, material: str, grade: str) -> tuple[str, ...]:
        """A grade of a material and the lot classes of it."""
        return tuple(each for each in self.grades[material] if self.plain(each) == grade)

    @cached_property
    def passages(self) -> Mapping[tuple[str, str], Passage | Plant | Chokepoint]:
        """Everything with a capacity that paths pass, by table and key."""
        return {
            **{("routes", key): each for key, each in self.routes.items()},
            **{("legs", key): each for key, each in self.legs.items()},
            **{("chokepoints", key): each for key, each in self.chokepoints.items()},
            **{("plants", key): each for key, each in self.plants.items()},
        }

    @cached_property
    def stocked(self) -> frozenset[str]:
        """Materials that can be stocked."""
        return frozenset(policy.material for policy in self.stock.values())

    @cached_property
    def stock_places(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Grades and pools (``""``: no pools) in which each material can be stocked.

        Where rows name pools, all stock is in one of them: of the grades that the rows of the pool
        name, or of all where one speaks of all grades together.
        """
        found: dict[str, set[tuple[str, str]]] = {material: set() for material in self.stocked}
        for policy in self.stock.values():
            found[policy.material] |= {
                (grade, policy.pool)
                for grade in self.grades[policy.material]
                if policy.grade in ("", self.plain(grade))
            }
        for material, places in found.items():
            if any(pool for _, pool in places):
                found[material] = {place for place in places if place[1]}
            else:
                found[material] = {(grade, "") for grade in self.grades[material]}
        return {material: tuple(sorted(places)) for material, places in sorted(found.items())}

    def places_of(self, policy: StockPolicy) -> tuple[tuple[str, str], ...]:
        """Grades and pools of which a row of the Stock sheet speaks."""
        return tuple(
            (grade, pool)
            for grade, pool in self.stock_places[policy.material]
            if policy.grade in ("", self.plain(grade)) and policy.pool in ("", pool)
        )

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
