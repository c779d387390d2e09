"""The gate: every constraint family and every cost has a proof, and each proof can fail."""

from __future__ import annotations

import dataclasses
import importlib
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import test_proof_big_m as big_m
from orefolio.formulation import FAMILIES, build
from orefolio.formulation.costs import BY_DECISION, BY_NODE
from orefolio.formulation.useful import Useful
from proof import market, without_audit
from support import case_of

Proof = Callable[[], None]

MODULES = tuple(
    importlib.import_module(path.stem)
    for path in sorted(Path(__file__).parent.glob("test_proof_*.py"))
)


def _declared(kind: str) -> dict[str, tuple[Proof, ...]]:
    """What the modules of proofs declare as PROVES_FAMILIES or PROVES_COSTS, all together."""
    found: dict[str, tuple[Proof, ...]] = {}
    for module in MODULES:
        for name, proofs in getattr(module, kind, {}).items():
            found[name] = (*found.get(name, ()), *proofs)
    return dict(sorted(found.items()))


FAMILY_PROOFS = _declared("PROVES_FAMILIES")
"""By constraint family the proofs that must fail without it, by their own numbers."""

COST_PROOFS = _declared("PROVES_COSTS")
"""By kind of cost the proofs that must fail without it."""

BIG_M_PROOFS = {
    "_needed": ("end stock", "cover that rises"),
    "_forced": (
        "tonnes in every period",
        "spend",
        "count",
        "share of origin",
        "lots behind a route's fee",
        "tonnes beyond a condition",
    ),
    "_balancing": (
        "most of all deliveries",
        "grade that nobody uses",
        "index of all deliveries",
        "index of origins",
        "value of all deliveries",
        "average of deliveries",
    ),
    "_earning": ("surplus under a rule", "end stock under a rule"),
    "_way": ("surplus behind a route",),
}
"""By part of the derived big-M the cases that must fail without it."""

NOT_TERMS = {"total_cost"}


def test_every_family_and_every_cost_has_a_proof() -> None:
    """Proves that a family or cost that lands without a proof is refused here."""
    assert set(FAMILY_PROOFS) == {family.name for family in FAMILIES}
    case = case_of(materials={"DY": {"demand": 1}}, **market(A={"price": 1}))
    costs = set(build(case).expressions)
    assert set(COST_PROOFS) == costs - NOT_TERMS


def _must_fail(proof: Callable[..., None], *arguments: str) -> None:
    with without_audit(), pytest.raises(AssertionError):
        proof(*arguments)


@pytest.mark.parametrize("name", FAMILY_PROOFS)
def test_proofs_fail_without_their_family(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that no proof of a family passes when the model has no row of it."""
    mutant = tuple(
        dataclasses.replace(family, rows=lambda case, model: ()) if family.name == name else family
        for family in FAMILIES
    )
    monkeypatch.setattr(importlib.import_module("orefolio.formulation.build"), "FAMILIES", mutant)
    for proof in FAMILY_PROOFS[name]:
        _must_fail(proof)


@pytest.mark.parametrize("name", COST_PROOFS)
def test_proofs_fail_without_their_cost(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that no proof of a cost passes when the objective leaves it out."""

    def nothing(model: Any, lookup: Any, *node: Any) -> Any:
        """Nothing, USD."""
        return () if node else {}

    monkeypatch.setitem(BY_NODE if name in BY_NODE else BY_DECISION, name, nothing)
    for proof in COST_PROOFS[name]:
        _must_fail(proof)


@pytest.mark.parametrize("part", BIG_M_PROOFS)
def test_big_m_proofs_fail_without_their_part(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that each part of the derived big-M is needed."""
    nothing = math.inf if part == "_way" else 0.0
    monkeypatch.setattr(Useful, part, lambda self, *keys: nothing)
    for reason in BIG_M_PROOFS[part]:
        _must_fail(big_m.test_big_m_never_cuts, reason)
