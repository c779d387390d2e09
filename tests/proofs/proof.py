"""How a proof runs: a tiny case is solved to its optimum, and its plan must pass the audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from orefolio.case import Case
from orefolio.portfolio import audit, portfolio_of
from orefolio.solving import Options, Outcome, Status, solve
from support import case_of

EXACT = Options(relative_gap=1e-9, explain=False)
AUDITED = [True]
"""Whether plans are audited; the mutation tests switch it off, so that a number must object."""

K = 1000.0
"""USD/kg in USD/t."""


@dataclass(frozen=True)
class Proved:
    """An optimal, audited plan."""

    case: Case
    outcome: Outcome

    @property
    def cost(self) -> float:
        """Total cost, USD."""
        assert self.outcome.objective is not None
        return self.outcome.objective

    def amount(self, variable: str, *begins: str) -> float:
        """Sum of a variable over every index that begins so."""
        found = self.outcome.values.get(variable, {})
        return sum(value for index, value in found.items() if index[: len(begins)] == begins)

    def bought(self, offer: str, node: str | None = None) -> float:
        """Tonnes bought of an offer, over all its routes, in all nodes or one."""
        return sum(
            value
            for (path, where), value in self.outcome.values.get("delivery", {}).items()
            if path.split("|")[0] == offer and node in (None, where)
        )

    def part(self, expression: str) -> float:
        """Sum of a kind of cost, USD."""
        return sum(self.outcome.expressions[expression].values())


def prove(**tables: Any) -> Proved:
    """The optimal plan of ``case_of(**tables)``."""
    return proved(case_of(**tables))


def proved(case: Case, *, audited: bool = True) -> Proved:
    """The optimal plan of a case; it must be proven optimal, add up, and pass the audit."""
    outcome = solve(case, EXACT)
    assert outcome.status is Status.OPTIMAL, outcome.reason
    parts = {name: sum(found.values()) for name, found in outcome.expressions.items()}
    assert outcome.objective == near(parts.pop("total_cost"))
    assert outcome.objective == near(sum(parts.values()))
    if audited and AUDITED[0]:
        portfolio = portfolio_of(case, outcome)
        report = audit(case, portfolio)
        assert report.passed, [violation.sentence for violation in report.violations]
        assert portfolio.measure("total cost") == near(outcome.objective)
    return Proved(case, outcome)


def refused(**tables: Any) -> None:
    """``case_of(**tables)`` must have no plan."""
    assert solve(case_of(**tables), EXACT).status is Status.INFEASIBLE


@contextmanager
def without_audit() -> Iterator[None]:
    """No audit inside, so that what a proof itself asserts is all that can fail."""
    AUDITED[0] = False
    try:
        yield
    finally:
        AUDITED[0] = True


def near(value: float, share: float = 1e-6) -> Any:
    """Equal but for the solver's tolerance."""
    return pytest.approx(value, rel=share, abs=1e-6)


def market(**offers: Mapping[str, Any]) -> dict[str, Any]:
    """Offers with a seller each (``A`` is sold by ``A-Co``), of the material ``DY``.

    ``country`` is the country of the seller.
    """
    suppliers, rows = {}, {}
    for name, terms in offers.items():
        row = dict(terms)
        country = row.pop("country", None)
        suppliers[f"{name}-Co"] = {"country": country} if country else {}
        rows[name] = {"supplier": f"{name}-Co", "material": "DY", **row}
    return {"suppliers": suppliers, "offers": rows}
