"""Each contract by year: tonnes owed, lifted, made up and expired, money, what is worth knowing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from orefolio.case.entities import Contract
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.contracts import (
    NOTHING,
    by_contract,
    in_force,
    in_term,
    lifted,
    liftings,
)
from orefolio.portfolio.extract.solved import PER_KG, Solved
from orefolio.portfolio.schema import RESULT_TABLE

KINDS = ("contract purchase", "take or pay", "rebates", "tier settlements", "contract fees")


def contract_years(solved: Solved) -> pd.DataFrame:
    """Every contract and year of its term."""
    return from_rows(RESULT_TABLE["contract_years"], Years(solved).rows(), solved.ranks)


@dataclass(frozen=True)
class Years:
    """The contracts of a plan, year by year."""

    solved: Solved

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Rows of the table."""
        for contract in self.solved.case.contracts.values():
            for year in in_term(self.solved, contract):
                yield self._row(contract, year)

    def _row(self, contract: Contract, year: str) -> tuple[Any, ...]:
        solved, key = self.solved, contract.key
        inside = [p.index for p in solved.case.periods if p.year == year]
        binds = in_force(solved, contract, year)
        firm, most = (sum(s[i] for i in inside) for s in (contract.firm, contract.most))
        tonnes = lifted(solved, key, solved.case.spans("year")[year])
        money = {kind: self._money[key, year, kind] for kind in KINDS}
        paid = sum(money.values())
        return (
            *(key, year, binds, firm, most, tonnes),
            contract.take_or_pay * firm if binds else 0.0,
            solved.values("deficiency").get((key, year), 0.0),
            self._made_up(key, year),
            *self._credits(contract, year),
            money["contract purchase"] / tonnes / PER_KG if tonnes > NOTHING else None,
            self._at_floor[key, year],
            *(money[kind] for kind in KINDS),
            paid / tonnes / PER_KG if tonnes > NOTHING else None,
            self._note(contract, year, tonnes),
        )

    @cached_property
    def _money(self) -> Mapping[tuple[str, str, str], float]:
        """USD by contract, year and kind."""
        year = {period.label: period.year for period in self.solved.case.periods}
        found: defaultdict[tuple[str, str, str], float] = defaultdict(float)
        for key, lines in by_contract(self.solved).items():
            for kind, period, amount in lines:
                found[key, year[period], kind] += amount
        return found

    @cached_property
    def _at_floor(self) -> Mapping[tuple[str, str], float]:
        year = {period.label: period.year for period in self.solved.case.periods}
        found: defaultdict[tuple[str, str], float] = defaultdict(float)
        table = liftings(self.solved)
        columns = [table[name] for name in ("contract", "period", "held_by", "lifted")]
        for key, period, held_by, tonnes in zip(*columns, strict=True):
            if held_by == "floor":
                found[key, year[period]] += tonnes
        return found

    def _made_up(self, key: str, year: str, paid_in: str | None = None) -> float:
        """Tonnes made up in a year, of one earlier year or of all."""
        return sum(
            tonnes
            for (contract, origin, when), tonnes in self.solved.values("made_up").items()
            if (contract, when) == (key, year) and paid_in in (None, origin)
        )

    def _credits(self, contract: Contract, year: str) -> tuple[float, float]:
        """Tonnes whose right ends unused with the year, and tonnes that may still be made up."""
        order = self.solved.case.years
        expired, credit = 0.0, 0.0
        for origin in order[: order.index(year) + 1]:
            paid = self.solved.values("deficiency").get((contract.key, origin), 0.0)
            used = order[order.index(origin) + 1 : order.index(year) + 1]
            left = paid - sum(self._made_up(contract.key, each, origin) for each in used)
            age = order.index(year) - order.index(origin)
            if age == contract.make_up_years:
                expired += max(left, 0.0)
            elif age < contract.make_up_years:
                credit += max(left, 0.0)
        return expired, credit

    def _note(self, contract: Contract, year: str, tonnes: float) -> str:
        """Where more is lifted than is used, because that is cheaper."""
        reason = ""
        if contract.all_units and contract.tiers:
            reason = "the price of a higher step for all tonnes"
        elif contract.exact or contract.multiple:
            reason = "whole lots"
        elif contract.take_or_pay > 0:
            reason = "tonnes that are paid anyhow"
        over = self._unused(contract, year) if reason and tonnes > NOTHING else 0.0
        if over <= 1e-6:
            return ""
        return (
            (
                f"{over:,.6g} t more are lifted than are used or stocked:"
                f" {reason} makes that cheaper than to lift less"
            )
            .replace("lots makes", "lots make")
            .replace("anyhow makes", "anyhow make")
        )

    def _unused(self, contract: Contract, year: str) -> float:
        """Tonnes lifted in a year without which nothing would be missing.

        Of a basket that is as many as all of its materials have to spare.
        """
        case, nodes = self.solved.case, self.solved.case.spans("year")[year]
        spare: defaultdict[str, float] = defaultdict(float)
        for (material, _, node), tonnes in self.solved.values("surplus").items():
            if node in nodes:
                spare[material] += tonnes
        found = 0.0
        for (key, path, node), tonnes in self.solved.values("lifted").items():
            usable = case.paths[path].usable
            if key != contract.key or node not in nodes or not usable:
                continue
            over = min([tonnes, *(spare[each] / usable[each] for each in usable)])
            for each in usable:
                spare[each] -= over * usable[each]
            found += max(over, 0.0)
        return found
