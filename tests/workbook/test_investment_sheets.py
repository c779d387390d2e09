"""The sheets of investments through a real workbook: units, links, budgets without years."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from orefolio.case import assemble, load_case
from orefolio.findings import Severity, WorkbookError
from orefolio.workbook import write_workbook
from support import records

TABLES: dict[str, Any] = {
    "settings": {"years": 2, "finance_rate": 0.07, "capex_charging": "whole"},
    "materials": {"DY": {"demand": 100}},
    "suppliers": {"S": {}},
    "offers": {"A": {"supplier": "S", "material": "DY", "price": 100, "capacity": 40}},
    "investments": {
        "STUDY": {"capex": 0.5, "lead_time": 18},
        "MINE": {"capex": 3, "requires": ["STUDY"], "category": "mines"},
    },
    "capex_profile": {"MINE|0": {"year": 0, "share": 0.4}, "MINE|1": {"year": 1, "share": 0.6}},
    "openings": {"MINE|offers|A": {"share": 0.65, "gate": True}},
    "budgets": {"all": {"total": 10}},
}


def test_a_budget_needs_no_years(tmp_path: Path) -> None:
    """Proves that a Budgets sheet with a total alone is read; of other sheets by year none could.

    All sheets come back as they were written, and give the same investments.
    """
    path = tmp_path / "plan.xlsx"
    write_workbook(path, records(**TABLES))
    case, findings = load_case(path)
    assert [each.sentence for each in findings if each.severity is Severity.ERROR] == []
    again, _ = assemble(records(**TABLES))
    assert again is not None
    assert case.investing == again.investing
    assert case.investing.budgets["all"].total == 10e6
    assert case.investing.budgets["all"].limits == ()


def test_sheets_are_refused_with_their_cells(tmp_path: Path) -> None:
    """Proves that a target that no sheet has is told once, at its own cell."""
    wrong = {
        **TABLES,
        "investments": {"MINE": {"kind": "mine"}},
        "openings": {"MINE|offers|B": {"gate": True}},
    }
    wrong.pop("capex_profile")
    path = tmp_path / "plan.xlsx"
    write_workbook(path, records(**wrong))
    with pytest.raises(WorkbookError) as refused:
        load_case(path)
    errors = [each for each in refused.value.findings if each.severity is Severity.ERROR]
    assert [each.place for each in errors] == ["Openings!C2"]
    assert "known are 'A'" in errors[0].sentence
