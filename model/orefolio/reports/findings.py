"""Findings for people: grouped by check, in the order of the workbook; all of them in a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orefolio.findings import Finding, Severity
from orefolio.reports.wording import counted, listed
from orefolio.tables import TABLES
from orefolio.workbook.sheets.files import write_whole

if TYPE_CHECKING:
    from rich.console import Console

MOST_ON_SCREEN = 50
STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SEVERITIES = list(_WORDS)
_SHEETS = {table.sheet: position for position, table in enumerate(TABLES)}
_CELL = re.compile(r"([A-Z]*)(?:rows? )?(\d+)")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By sheet (as in the template; unknown ones first), row and column."""
    return sorted(findings, key=_place)


def grouped(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """By check, those with errors first, then in the order of the workbook."""
    groups: dict[str, list[Finding]] = {}
    for finding in in_order(findings):
        groups.setdefault(finding.check, []).append(finding)
    return sorted(groups.items(), key=lambda group: min(_severity(f) for f in group[1]))


def headline(findings: Sequence[Finding]) -> str:
    """How many of each: ``2 errors, 1 warning and 3 notes``."""
    counts = dict.fromkeys(_WORDS.values(), 0)
    for finding in findings:
        counts[_WORDS[finding.severity]] += 1
    return (
        listed(counted(number, word) for word, number in counts.items() if number) or "no findings"
    )


def print_findings(
    console: Console, findings: Sequence[Finding], *, most: int = MOST_ON_SCREEN, rest: str = ""
) -> None:
    """At most ``most`` findings, each on a line of its own; ``rest`` says where all of them are.

    Lines are not wrapped, so that a search through the output finds a whole sentence.
    """
    shown = 0
    for check, group in grouped(findings):
        if shown >= most:
            break
        _say(console, f"{check} ({headline(group)})", "bold")
        for finding in group[: most - shown]:
            _say(console, f"  {finding.severity.name} {finding.sentence}", STYLES[finding.severity])
            shown += 1
    if shown < len(findings):
        _say(console, f"… and {len(findings) - shown} more{rest}.", "bold")


def write_findings(path: Path, findings: Sequence[Finding], *, overwrite: bool = False) -> None:
    """All findings in a file: a table for a name in .csv, else one line each.

    Raises :class:`FileExistsError` and :class:`~orefolio.workbook.sheets.CannotWrite`.
    """
    ordered = [finding for _, group in grouped(findings) for finding in group]
    if path.suffix.lower() == ".csv":
        # With its byte order mark Excel reads the file as UTF-8.
        content = _csv(ordered).encode("utf-8-sig")
    else:
        lines = [f"{f.severity.name} [{f.check}] {f.sentence}" for f in ordered]
        content = ("\n".join([headline(findings), *lines]) + "\n").encode("utf-8")
    write_whole(path, content, overwrite=overwrite)


def _csv(findings: Iterable[Finding]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(("severity", "check", "place", "found", "expected", "remedy"))
    for f in findings:
        row = (f.severity.value, f.check, f.place, f.found, f.expected, f.remedy)
        writer.writerow([_harmless(text) for text in row])
    return buffer.getvalue()


def _harmless(text: str) -> str:
    """A text that a spreadsheet cannot take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def _say(console: Console, text: str, style: str) -> None:
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)


def _severity(finding: Finding) -> int:
    return _SEVERITIES.index(finding.severity)


def _place(finding: Finding) -> tuple[int, str, int, int, str, int]:
    sheet, _, where = finding.place.partition("!")
    match = _CELL.match(where)
    row, letters = (int(match[2]), match[1]) if match else (0, "")
    return (_SHEETS.get(sheet, -1), sheet, row, len(letters), letters, _severity(finding))
