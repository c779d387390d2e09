"""The page about Central Asia says what the workbook says: some of its rows, solved again."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
STUDY = runpy.run_path(str(DOCS / "central_asia_tables.py"))
PAGE = (DOCS / "central_asia.md").read_text(encoding="utf-8")


def row(*begins: str) -> list[str]:
    """The cells of the first table row of the page that begins so, without those."""
    start = "| " + " | ".join(begins) + " |"
    lines = [line for line in PAGE.splitlines() if line.startswith(start)]
    assert lines, begins
    return [cell.strip() for cell in lines[0].strip("| ").split("|")][len(begins) :]


def number(cell: str) -> float:
    return float(cell.replace(",", ""))


@pytest.mark.parametrize(
    ("begins", "changes"),
    [
        (("cost alone",), ()),
        (("2025 held", "as signed"), ()),
        (("2025 held", "without the floor"), ("contracts[JARE-NDPR].floor=",)),
        (("2025 held", "without the contract"), ("contracts[JARE-NDPR].active=no",)),
    ],
)
def test_costs_are_those_of_the_workbook(begins: tuple[str, ...], changes: tuple[str, ...]) -> None:
    """Proves that the page was written with this workbook and this model."""
    cost = STUDY["cost"](STUDY["plan"](*changes)) / STUDY["BILLION"]
    found = [line for line in PAGE.splitlines() if line.startswith("| " + " | ".join(begins))]
    assert number(found[0].strip("| ").split("|")[len(begins)]) == pytest.approx(cost, abs=0.011)


def test_the_words_that_rest_on_the_tables() -> None:
    """Proves the sentences of the page that a change of the data would make wrong."""
    floor = number(row("2025 held", "as signed")[0]) - number(
        row("2025 held", "without the floor")[0]
    )
    assert floor == pytest.approx(1.8, abs=0.06)
    assert number(row("2025 held", "as signed")[2]) < 15
    assert number(row("2025 held", "without the contract")[2]) > 70
    assert number(row("65 % rule, capacity as announced")[1]) > 1000
    assert number(row("65 % rule")[1]) == 0


def test_every_table_of_the_study_is_in_the_page() -> None:
    """Proves that no table is missing or empty."""
    for name in STUDY["TABLES"]:
        assert f"<!-- {name} -->\n| " in PAGE
