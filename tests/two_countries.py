"""A plan small enough to solve by hand, shared by the tests of reports and command line.

Demand 100 t Nd a year in 2026 and 2027, a missing kilogram costs 300 USD. China sells without limit
at 80 USD/kg, Australia 20 t a year at 100 USD/kg; the rule allows each country 65 % of the demand.
By hand, each year: China 65 t (5.2 million USD), Australia 20 t (2.0 million), short 15 t (4.5
million): 11.7 million, 23.4 million for both. Shares by volume: 65/85 = 76.5 % and 23.5 %.
"""

from __future__ import annotations

from typing import Any

from orefolio.case import Case, assemble
from orefolio.case.fingerprint import fingerprint
from orefolio.portfolio import Portfolio, portfolio_of
from orefolio.solving import solve
from orefolio.tables import Records
from support import records

CAP = "rules!cap65"


def tables(**more: Any) -> dict[str, Any]:
    """The tables; keyword arguments replace whole tables."""
    base: dict[str, Any] = {
        "settings": {"title": "Two countries", "years": 2.0},
        "materials": {"Nd": {"demand": 100.0, "shortage_cost": 300.0}},
        "suppliers": {"CN": {"country": "China"}, "LYN": {"country": "Australia"}},
        "countries": {"China": {"name": "China"}, "Australia": {"name": "Australia"}},
        "offers": {
            "CN-ND": {"supplier": "CN", "material": "Nd", "price": 80.0},
            "LYN-ND": {"supplier": "LYN", "material": "Nd", "price": 100.0, "capacity": 20.0},
        },
        "rules": {
            "cap65": {
                "scope": "country",
                "role": "processed",
                "bound": 0.65,
                "text": "No country above 65 %",
            }
        },
    }
    return base | more


def book(**more: Any) -> Records:
    """The tables as records."""
    return records(**tables(**more))


def case_of_book(**more: Any) -> Case:
    """The case of ``book``."""
    case, findings = assemble(book(**more))
    assert case is not None, findings
    return case


def plan(**more: Any) -> Portfolio:
    """The solved portfolio, with its input hash."""
    case = case_of_book(**more)
    made = {"input hash": fingerprint(case.records), "run at": "2026-01-01 00:00:00"}
    return portfolio_of(case, solve(case), (), (), made)


def forbidden() -> dict[str, Any]:
    """The material when nothing may be missing: with the rule there is then no plan."""
    return {"Nd": {"demand": 100.0}}
