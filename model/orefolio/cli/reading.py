"""A workbook file becomes a case: reader, changes, assembly and arithmetic in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orefolio.findings import Finding, WorkbookError, has_errors

if TYPE_CHECKING:
    from orefolio.case import Case
    from orefolio.case.change_text import Change
    from orefolio.case.changes import Applied


@dataclass(frozen=True)
class Loaded:
    """What came of a file. ``case`` is ``None`` when there is an error among ``findings``.

    ``findings`` are those of reader and assembler; ``arithmetic`` compares what can come with what
    is demanded, which is no mistake of typing: a case that fails it is still worth explaining.
    """

    case: Case | None
    findings: tuple[Finding, ...]
    arithmetic: tuple[Finding, ...]
    changes: tuple[Applied, ...]


def load(path: Path, changes: Sequence[Change] = ()) -> Loaded:
    """Read, change, assemble, compare; a file that is no workbook gives its findings as well.

    The sheets of an earlier result or study are passed over. Raises
    :class:`~orefolio.case.typed_numbers.ChangeError` for a change that cannot be applied.
    """
    from orefolio.case.arithmetic import arithmetic_check
    from orefolio.case.assemble import assemble
    from orefolio.case.changes import apply_changes
    from orefolio.case.load import joined
    from orefolio.portfolio.schema import RESULT_SHEETS
    from orefolio.studies.sheets import STUDY_SHEETS
    from orefolio.workbook import read_records

    try:
        records, read = read_records(path, ignore=RESULT_SHEETS | frozenset(STUDY_SHEETS))
    except WorkbookError as problem:
        return Loaded(None, problem.findings, (), ())
    applied: tuple[Applied, ...] = ()
    if changes:
        records, applied = apply_changes(records, changes)
    case, assembled = assemble(records)
    findings = joined(read, assembled)
    arithmetic = arithmetic_check(case) if case is not None else ()
    return Loaded(None if has_errors(findings) else case, findings, arithmetic, applied)
