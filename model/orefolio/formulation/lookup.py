"""Who belongs to whom: the sparse groupings that constraints and expressions sum over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orefolio.case.entities import Path, StockPolicy
from orefolio.case.model import Case
from orefolio.formulation.registry import Index

if TYPE_CHECKING:
    from orefolio.formulation.members import RuleRow

PathNodes = list[tuple[str, str]]


@dataclass
class Lookup:
    """Groupings of the case, made once a build.

    ``flows`` lists the (path, node) pairs that can carry anything: offer, route and legs are open.
    """

    case: Case
    flows: PathNodes = field(default_factory=list)
    by_offer: dict[Index, list[str]] = field(default_factory=dict)  # (offer, node)
    by_grade: dict[tuple[str, str, str], list[tuple[str, float]]] = field(default_factory=dict)
    """(material, grade, node) → paths with their usable tonnes for each tonne bought"""
    by_material: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # (material, node)
    by_passage: dict[Index, list[str]] = field(default_factory=dict)
    paths_of: dict[str, list[str]] = field(default_factory=dict)  # material, open or not
    counted: dict[Index, dict[str, float]] = field(default_factory=dict)  # filled by ``members``
    rule_rows: dict[Index, RuleRow] = field(default_factory=dict)  # filled by ``members``
    conditions: dict[Index, RuleRow] | None = None  # filled by ``conditions``
    segments_of: dict[str, list[str]] = field(default_factory=dict)
    stock_of: dict[str, list[StockPolicy]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        case = self.case
        self.flows = [
            (path.key, node.name)
            for path in case.paths.values()
            for node in case.nodes.values()
            if self._open(path, node.period.index)
        ]
        offers: dict[Index, list[str]] = defaultdict(list)
        passages: dict[Index, list[str]] = defaultdict(list)
        grades: dict[tuple[str, str, str], list[tuple[str, float]]] = defaultdict(list)
        materials: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, node_name in self.flows:
            path = case.paths[key]
            offers[path.offer, node_name].append(key)
            for each in path.yields:
                grades[each.material, each.grade, node_name].append((key, each.tonnes))
                materials[each.material, node_name].append(key)
            for table, name in path.carried:
                passages[table, name, node_name].append(key)
        self.by_offer, self.by_grade = dict(offers), dict(grades)
        self.by_material, self.by_passage = dict(materials), dict(passages)
        self.paths_of = {material: [] for material in case.materials}
        for path in case.paths.values():
            for material in path.usable:
                self.paths_of[material].append(path.key)
        self.segments_of = {material: [] for material in case.materials}
        for segment in case.segments.values():
            self.segments_of[segment.material].append(segment.key)
        self.stock_of = {material: [] for material in case.stocked}
        for policy in case.stock.values():
            self.stock_of[policy.material].append(policy)

    def _open(self, path: Path, period: int) -> bool:
        case = self.case
        if case.offers[path.offer].capacity[period] <= 0:
            return False
        return all(
            case.passages[key].capacity[period] > 0
            for key in path.carried
            if key[0] != "chokepoints"
        )

    def paths(self, materials: Iterable[str], node: str) -> list[str]:
        """Paths that can deliver any of the materials in the node, each once."""
        found = (
            path for material in materials for path in self.by_material.get((material, node), [])
        )
        return list(dict.fromkeys(found))

    def policy(self, material: str, grade: str, pool: str = "") -> StockPolicy:
        """The stock terms of a grade in a pool: its own row, else that of the pool's material."""
        policies = {p.grade: p for p in self.stock_of[material] if p.pool == pool}
        grade = self.case.plain(grade)
        return policies.get(grade) or policies.get("") or next(iter(policies.values()))

    def opening(self, material: str, grade: str, pool: str = "") -> float:
        """Opening stock in t; that of a row without grade belongs to the only grade.

        What was there before the plan is no lot of a source that is under qualification.
        """
        if grade in self.case.base_grade:
            return 0.0
        policy = self.policy(material, grade, pool)
        only = len({self.case.plain(each) for each in self.case.grades[material]}) == 1
        return policy.opening if policy.grade == grade or only else 0.0
