"""A violation names the figure that is wrong and the cell of the results workbook it stands in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from orefolio.portfolio import audit
from orefolio.reports import write_results
from orefolio.workbook.cells import cell_name, read_cells
from two_countries import case_of_book, plan


@pytest.mark.parametrize(
    ("table", "column"),
    [("costs", "amount"), ("costs", "discounted"), ("rules", "actual"), ("rules", "slack")],
)
def test_figure_and_cell(tmp_path: Path, table: str, column: str) -> None:
    """Proves that the cell named holds the wrong figure, 7 in the second row of its table.

    Actual and slack of a rule, and amount and discounted of a cost, are told apart by name.
    """
    found = plan()
    frame = found.table(table).copy()
    frame.loc[1, column] = 7.0
    wrong = replace(found, tables={**found.tables, table: frame})
    violations = audit(case_of_book(), wrong).violations
    (named,) = [v for v in violations if v.figure == column and v.found == "7"]
    assert f", {column} ({named.cell}): found 7, expected" in named.sentence
    write_results(wrong, tmp_path / "wrong.xlsx")
    sheet, cell = named.cell.split("!")
    cells = next(s for s in read_cells(tmp_path / "wrong.xlsx").sheets if s.name == sheet).cells
    assert [c.value for place, c in cells.items() if cell_name(*place) == cell] == [7.0]
