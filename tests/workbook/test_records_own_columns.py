"""A column of one's own on the Offers sheet is read where a rule names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from orefolio.workbook import read_records, write_workbook
from support import records


@pytest.mark.parametrize(("named", "told"), [("Carbon footprint", 0), ("carbon", 1), (None, 1)])
def test_a_column_that_a_rule_names_is_used(tmp_path: Path, named: str | None, told: int) -> None:
    """Proves that the warning of an unused column goes away with the rule that names it."""
    rule = {"measure": "average of column", "column": named, "bound": 2.0}
    path = tmp_path / "case.xlsx"
    tables = records(
        materials={"M": {"demand": 1.0}},
        suppliers={"S": {}},
        offers={
            "A": {
                "supplier": "S",
                "material": "M",
                "price": 1.0,
                "extra": {"carbon_footprint (t/t)": 3.0},
            }
        },
        rules={"R": rule},
    )
    write_workbook(path, tables)
    found, findings = read_records(path)
    assert found.table("offers")["A"].extra == {"carbon_footprint (t/t)": 3.0}
    assert [finding.check for finding in findings] == ["unknown_column"] * told


def test_a_path_without_unit_has_plain_headers(tmp_path: Path) -> None:
    """Proves that bounds over time come back from the workbook as they went."""
    path = tmp_path / "case.xlsx"
    tables = records(
        materials={"M": {"demand": 1.0}},
        suppliers={"S": {}},
        offers={"A": {"supplier": "S", "material": "M", "price": 1.0}},
        rules={"R": {"scope": "offer"}},
        rule_paths={"R": {"2026": 0.8, "2030": 0.6}},
    )
    write_workbook(path, tables)
    found, findings = read_records(path)
    assert found.table("rule_paths")["R"].by_period == {"2026": 0.8, "2030": 0.6}
    assert not findings
