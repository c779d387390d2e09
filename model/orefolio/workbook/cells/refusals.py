"""The two ways to say that a file cannot be used."""

from __future__ import annotations

from orefolio.findings import WorkbookError, error

SAVE_AGAIN = "open it in Excel or LibreOffice and save it again"


def damaged(detail: str, place: str = "workbook") -> WorkbookError:
    """The file is a workbook, but broken; ``detail`` says what is broken."""
    return WorkbookError(
        [error("damaged_file", place, f"the file is damaged: {detail}", remedy=SAVE_AGAIN)]
    )


def refused(check: str, found: str, remedy: str, place: str = "workbook") -> WorkbookError:
    """The file is something else, or too large."""
    return WorkbookError([error(check, place, found, remedy=remedy)])


def too_large(found: str, remedy: str = "") -> WorkbookError:
    """The file goes beyond one of the limits."""
    return refused(
        "oversized_file",
        found,
        remedy or "copy the sheets of the plan into a new workbook and save that",
    )
