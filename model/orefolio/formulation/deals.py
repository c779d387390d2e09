"""Which deliveries may be lifted under which contracts, and the sums that contracts speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from orefolio.case.entities import Contract
from orefolio.case.model import Case
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.rows import total
from orefolio.formulation.useful import Useful


@dataclass(frozen=True)
class Deals:
    """Groupings of contracts and open deliveries; made once a build."""

    lookup: Lookup
    useful: Useful

    @property
    def case(self) -> Case:
        """The case of the lookup."""
        return self.lookup.case

    @cached_property
    def contracts_of(self) -> Mapping[tuple[str, str], list[str]]:
        """(path, node) → contracts under which the delivery may be lifted."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for contract in self.case.contracts.values():
            for path, node in self.lookup.flows:
                period = self.case.nodes[node].period.index
                if self.case.paths[path].offer in contract.offers and contract.most[period] > 0:
                    found[path, node].append(contract.key)
        return dict(found)

    @cached_property
    def paths_of(self) -> Mapping[tuple[str, str], list[str]]:
        """(contract, node) → paths whose deliveries may be lifted under it."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for (path, node), contracts in self.contracts_of.items():
            for contract in contracts:
                found[contract, node].append(path)
        return dict(found)

    @cached_property
    def closed(self) -> frozenset[str]:
        """Offers that can be bought only under contracts."""
        return frozenset(
            offer
            for contract in self.case.contracts.values()
            if not contract.open_purchase
            for offer in contract.offers
        )

    def years(self, contract: Contract) -> tuple[str, ...]:
        """The years of its term inside the plan."""
        inside = {p.year for p in self.case.periods if contract.most[p.index] > 0}
        return tuple(year for year in self.case.years if year in inside)

    def nodes(self, span: str, name: str) -> tuple[str, ...]:
        """The trunk nodes of a period, a year or the horizon."""
        return self.case.spans(span)[name]

    def lifted(self, model: Any, contract: str, nodes: Iterable[str]) -> Any:
        """Tonnes lifted under a contract in the nodes together."""
        return total(
            model.lifted[contract, path, node]
            for node in nodes
            for path in self.paths_of.get((contract, node), [])
        )

    def invoiced(self, model: Any, contract: str, nodes: Iterable[str], *, per: float = 1.0) -> Any:
        """USD invoiced under a contract in the nodes together, divided by ``per``."""
        price, case = self.case.contracts[contract].price, self.case
        return total(
            price[case.paths[path].offer][case.nodes[node].period.index]
            / per
            * model.lifted[contract, path, node]
            for node in nodes
            for path in self.paths_of.get((contract, node), [])
        )

    def firm(self, contract: Contract, year: str) -> float:
        """Firm t of a year."""
        return sum(contract.firm[p.index] for p in self.case.periods if p.year == year)

    def allowed(self, contract: Contract, nodes: Iterable[str]) -> float:
        """Most t that the contract allows in the nodes; infinite without a firm volume."""
        return sum(contract.most[self.case.nodes[node].period.index] for node in nodes)

    def most(self, contract: Contract, nodes: Iterable[str]) -> float:
        """The big-M: what the contract allows, or all that can be bought of its offers."""
        index = {name: node.period.index for name, node in self.case.nodes.items()}
        nodes = tuple(node for node in nodes if contract.most[index[node]] > 0)
        supplied = sum(self.useful.most(offer, nodes) for offer in contract.offers)
        return min(self._allowed_in_years(contract, nodes), supplied)

    def _allowed_in_years(self, contract: Contract, nodes: Iterable[str]) -> float:
        """Most t that may be lifted in the nodes of the trunk: volumes hold by year, not by period.

        So in a quarter all of its year may be lifted.
        """
        years = {self.case.nodes[node].period.year for node in nodes}
        return sum(
            (contract.most[p.index] for p in self.case.periods if p.year in years), start=0.0
        )
