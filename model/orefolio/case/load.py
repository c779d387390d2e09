"""A workbook file → case, with changes applied; everything wrong in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from orefolio.case.assemble import assemble
from orefolio.case.change_text import Change
from orefolio.case.changes import apply_changes
from orefolio.case.model import Case
from orefolio.findings import Finding, Severity, WorkbookError

_FOLLOWING = frozenset({"no_rows", "unknown_name"})


def load_case(path: str | Path, changes: Sequence[Change] = ()) -> tuple[Case, tuple[Finding, ...]]:
    """The case of a workbook after the changes, and what was found that is no error.

    Raises :class:`~orefolio.findings.WorkbookError` with the findings of reader and assembler
    together when any is an error, and :class:`~orefolio.case.ChangeError` for a change that cannot
    be applied.
    """
    from orefolio.workbook import read_records  # noqa: PLC0415  (only where a file is read)

    records, read = read_records(path)
    if changes:
        records, _ = apply_changes(records, changes)
    case, assembled = assemble(records)
    findings = joined(read, assembled)
    if case is None or any(finding.severity is Severity.ERROR for finding in findings):
        raise WorkbookError(findings)
    return case, findings


def joined(read: Iterable[Finding], assembled: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of both, without what only follows from what the reader has refused.

    That is a second word on the same cell; and, as soon as the reader has refused anything, empty
    sheets and unknown names, which it has judged knowing what it could not read.
    """
    first = tuple(read)
    refused = {finding.place for finding in first if finding.severity is Severity.ERROR}
    follow = _FOLLOWING if refused else frozenset()
    return first + tuple(
        finding
        for finding in assembled
        if finding.place not in refused and finding.check not in follow
    )
