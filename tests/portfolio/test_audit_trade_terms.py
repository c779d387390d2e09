"""The audit works out taxes, tariffs and incoterms by itself: other terms do not pass."""

from __future__ import annotations

import dataclasses
import random
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from front_door import portfolio, workbook
from orefolio.case import Case
from orefolio.portfolio import Portfolio, audit, audit_file, portfolio_of
from orefolio.solving import Options, solve
from support import case_of


def tables(**offer: Any) -> dict[str, Any]:
    """Two years in halves; A by a plant, B free on board, C by sea: all are bought."""
    return {
        "settings": {
            "years": 2,
            "period_length": "half-year",
            "price_path": "up",
            "jpy_per_usd": 150.0,
        },
        "materials": {"DY": {"demand": 100.0, "reference_price": 100.0}},
        "price_paths": {"up": {"2026": 1.0, "2027": 1.5}},
        "countries": {"CHN": {}, "AUS": {}, "MYS": {}},
        "suppliers": {"A": {"country": "AUS"}, "B": {"country": "CHN"}},
        "routes": {"IN": {"cost": 5_000.0}, "OUT": {"cost": 8_000.0}, "SEA": {"cost": 10_000.0}},
        "plants": {"P": {"country": "MYS", "toll": 20.0, "routes": ["OUT"]}},
        "recoveries": {"P|DY": {"recovery": 0.5}},
        "export_taxes": {
            "CN": {"country": "CHN", "rate": 0.2, "start": "2026-04-01"},
            "MY": {"country": "MYS", "material": "DY", "rate": 0.1, "amount": 1.0},
        },
        "tariffs": {"MY": {"country": "MYS", "rate": 0.1}, "KG": {"amount": 4.0}},
        "offers": {
            "A": {
                "supplier": "A",
                "material": "DY",
                "price": 40.0,
                "capacity": 60.0,
                "routes": ["IN"],
                "plants": ["P"],
                "incoterm": "DAP",
            },
            "B": {
                "supplier": "B",
                "material": "DY",
                "price": 100.0,
                "price_follows": 0.5,
                "capacity": 40.0,
                "insurance_rate": 0.01,
                "routes": ["SEA"],
                **offer,
            },
            "C": {
                "supplier": "B",
                "material": "DY",
                "price": 30_000.0,
                "currency": "JPY",
                "insurance_rate": 0.02,
                "routes": ["SEA"],
            },
        },
    }


@lru_cache
def solved() -> tuple[Case, Portfolio]:
    """The plan and its case."""
    case = case_of(**tables())
    return case, portfolio_of(case, solve(case, Options(relative_gap=1e-9, explain=False)))


def test_the_plan_passes_and_pays_every_levy() -> None:
    """Proves that the audit agrees on a plan that pays tax, insurance and tariff every time."""
    case, found = solved()
    report = audit(case, found)
    assert report.passed, [violation.sentence for violation in report.violations]
    assert set(found.table("flows")["offer"]) == {"A", "B", "C"}
    costs = found.table("costs").groupby("kind")["amount"].min()
    assert (costs[["export tax", "insurance", "tariff"]] > 0).all()
    for check in ("landed price", "landed tariff", "flow levies", "landed cost rows"):
        assert report.checks[check] > 0


def test_landed_cost_adds_up_for_every_path() -> None:
    """Proves that parts add up to the sum, for every path: C is 200 + 40 + 10 + 4 + 4."""
    _, found = solved()
    table = found.table("landed_cost")
    parts = ["price", "export_tax", "freight", "insurance", "toll", "tariff"]
    assert table["sum"].to_numpy() == pytest.approx(table[parts].sum(axis=1).to_numpy())
    (row,) = table[(table["path"] == "C|SEA") & (table["year"] == "2027")].to_dict("records")
    assert [row[part] for part in parts] == pytest.approx([200.0, 40.0, 10.0, 4.0, 0.0, 4.0])
    assert row["landed_cost"] == pytest.approx(258.0)


@pytest.mark.parametrize(
    ("table", "key", "column", "value"),
    [
        ("export_taxes", "CN", "rate", 0.21),
        ("export_taxes", "CN", "start", "2026-05-01"),
        ("export_taxes", "MY", "rate", 0.11),
        ("export_taxes", "MY", "amount", 1.1),
        ("plants", "P", "country", "AUS"),
        ("tariffs", "MY", "rate", 0.11),
        ("tariffs", "KG", "amount", 4.1),
        ("offers", "B", "incoterm", "CIF"),
        ("offers", "B", "insurance_rate", 0.011),
        ("offers", "A", "incoterm", "FOB"),
        ("plants", "P", "toll", 20.1),
    ],
)
def test_a_plan_at_other_terms_is_found(table: str, key: str, column: str, value: Any) -> None:
    """Proves that each term enters the audit by itself: the same plan at another one fails."""
    _, found = solved()
    other = tables()
    other[table] = {**other[table], key: {**other[table][key], column: value}}
    report = audit(case_of(**other), found)
    assert any(violation.kind.startswith("landed") for violation in report.violations)


def test_the_audit_does_not_take_the_landed_cost_of_the_case() -> None:
    """Proves that wrong levies in the case are found: the audit reads the taxes, not them."""
    case, _ = solved()
    wrong = {
        key: dataclasses.replace(each, tariff=tuple(0.5 * t for t in each.tariff))
        for key, each in case.landed.items()
    }
    broken = dataclasses.replace(case, landed=wrong)
    found = portfolio_of(broken, solve(broken, Options(relative_gap=1e-9, explain=False)))
    report = audit(broken, found)
    assert {"landed tariff", "cost lines"} <= {violation.kind for violation in report.violations}


@pytest.mark.parametrize("seed", range(6))
def test_audit_agrees_on_terms_of_every_shape(seed: int) -> None:
    """Proves that algebra and audit read random incoterms, taxes and tariffs alike."""
    draw = random.Random(seed)
    given = tables()
    given["offers"]["C"]["capacity"] = 300.0  # a negative price would have no end
    for offer in given["offers"].values():
        offer["incoterm"] = draw.choice([None, "EXW", "FCA", "FOB", "CFR", "CIF", "DAP", "DDP"])
        offer["insurance_rate"] = draw.choice([0.0, 0.02])
        offer["price_follows"] = draw.uniform(0.0, 1.0)
        offer["price"] *= draw.choice([-0.1, 0.5, 1.0, 2.0])
    for table in ("export_taxes", "tariffs"):
        for number in range(4):
            given[table] |= {
                f"X{number}": {
                    "country": draw.choice(["CHN", "AUS", "MYS"]),
                    "material": draw.choice([None, "DY"]),
                    "rate": draw.uniform(0.0, 0.5),
                    "amount": draw.choice([0.0, 3.0]),
                    "start": draw.choice([None, "2026H2", "2027"]),
                }
            }
    case = case_of(**given)
    found = portfolio_of(case, solve(case, Options(relative_gap=1e-9, explain=False)))
    report = audit(case, found)
    assert found.has_plan
    assert report.passed, [violation.sentence for violation in report.violations]


def test_terms_survive_the_workbook(tmp_path: Path) -> None:
    """Proves that cost and audit are the same after a workbook was written and read, twice.

    If the yen of C were converted again on the way it would cost 1.33 USD/kg and be bought first.
    """
    path = workbook(tmp_path, **tables())
    stored = portfolio(path)
    _, found = solved()
    assert stored.objective == pytest.approx(found.objective, rel=1e-9)
    assert audit_file(path.with_name("result.xlsx")).passed
