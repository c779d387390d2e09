"""Findings on the screen and in a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from rich.console import Console

from orefolio.findings import Finding, error, info, warning
from orefolio.reports.findings import (
    grouped,
    headline,
    in_order,
    print_findings,
    write_findings,
)

FOUND = [
    info("headers", "Offers!A10", "ten"),
    error("numbers", "Offers!B2", "wrong"),
    warning("headers", "Settings!B3", "three"),
    info("headers", "Offers!rows 3-9", "rows"),
    info("headers", "Offers!AA9", "far"),
    info("headers", "Offers!B9", "near"),
    warning("links", "Zebra!A1", "unknown sheet"),
]


def printed(findings: list[Finding], **options: object) -> str:
    """What is printed on a narrow terminal."""
    stream = io.StringIO()
    print_findings(Console(file=stream, width=20), findings, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def test_order_is_that_of_the_workbook() -> None:
    """Proves rows as numbers (9 before 10) and columns by letters (B before AA)."""
    places = [finding.place for finding in in_order(FOUND) if finding.sheet == "Offers"]
    assert places == [
        "Offers!B2",
        "Offers!rows 3-9",
        "Offers!B9",
        "Offers!AA9",
        "Offers!A10",
    ]
    assert in_order(FOUND)[1].place == "Settings!B3"


def test_groups_with_errors_come_first() -> None:
    """Proves that what stops the run is seen first."""
    assert [check for check, _ in grouped(FOUND)] == ["numbers", "links", "headers"]
    assert headline(FOUND) == "1 error, 2 warnings and 4 notes"
    assert headline([]) == "no findings"


def test_screen_is_limited_and_lines_stay_whole() -> None:
    """Proves the limit, the count of the rest, and that a narrow terminal breaks no sentence."""
    many = [error("numbers", f"Offers!B{row}", "a text of many words " * 3) for row in range(2, 72)]
    text = printed(many, rest="; all are in all.txt")
    assert text.count("ERROR") == 50
    assert "… and 20 more; all are in all.txt." in text
    assert f"ERROR Offers!B2: {many[0].found}" in text


def test_markup_in_the_workbook_is_text() -> None:
    """Proves that a name such as [red] is printed, not obeyed."""
    assert "[red]x[/red]" in printed([error("links", "Offers!B2", "[red]x[/red]")])


def test_file_holds_all_of_them(tmp_path: Path) -> None:
    """Proves that text and table hold every finding, and that no cell can act in a spreadsheet."""
    text, table = tmp_path / "all.txt", tmp_path / "all.csv"
    found = [*FOUND, error("numbers", "Offers!B3", "=cmd|' /C calc'!A0")]
    write_findings(text, found)
    write_findings(table, found)
    lines = text.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(found)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(found)
    assert rows[1]["found"].startswith("'=cmd")
