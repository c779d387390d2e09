"""A volume of a contract that leaves no plan is named, with what mends it."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.solving import Status, solve
from support import case_of


@pytest.mark.parametrize(("terms", "column"), [({"option": 5}, "option"), ({}, "firm")])
def test_volume_of_a_contract_conflicts_with_the_demand(terms: dict[str, Any], column: str) -> None:
    """Proves that 100 t of demand and 60 t under contract conflict, and that 40 t more mend it.

    The option may be raised; a sheet without that column has the firm volume only.
    """
    firm = 60 - terms.get("option", 0)
    case = case_of(
        materials={"DY": {"demand": 100}},
        suppliers={"S": {}},
        offers={"A": {"supplier": "S", "material": "DY", "price": 10}},
        contracts={
            "C": {"offers": ["A"], "price": 6, "firm": firm, "open_purchase": False, **terms}
        },
    )
    outcome = solve(case)
    assert outcome.status is Status.INFEASIBLE
    assert outcome.conflict is not None
    cells = {(group.table, group.column) for group in outcome.conflict.groups}
    assert cells == {("materials", "demand"), ("contracts", column)}
    amounts = [amount for repair in outcome.conflict.repairs for _, amount in repair.changes]
    assert amounts == pytest.approx([60, (terms.get("option") or firm) + 40])
