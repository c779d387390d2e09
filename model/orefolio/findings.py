"""What is wrong, or worth knowing, at a place of the workbook: the one currency of all checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

LONGEST = 80
"""Characters of a name that a finding tells; a longer one ends there with ``…``."""


class Severity(Enum):
    """How much a finding matters: an error stops the run, the others are reported with it."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One thing found in a workbook, in the planner's words.

    ``place`` is ``Sheet!Cell`` (``Offers!F14``), a range of rows (``Offers!rows 3-9``), a sheet
    (``Offers``) or ``workbook``. ``check`` is the stable name of the check, by which findings are
    grouped. ``found``, ``expected`` and ``remedy`` are sentences or fragments without a full stop.
    """

    severity: Severity
    check: str
    place: str
    found: str
    expected: str = ""
    remedy: str = ""

    @property
    def sheet(self) -> str:
        """The sheet part of the place, or ``workbook``."""
        return self.place.split("!", 1)[0]

    @property
    def sentence(self) -> str:
        """The finding on one line, as printed: place, what was found, expected, how to mend."""
        parts = [self.found]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.remedy:
            parts.append(self.remedy)
        return f"{self.place}: " + "; ".join(parts)


class WorkbookError(Exception):
    """The workbook cannot be used; carries every finding, errors and others."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [f for f in self.findings if f.severity is Severity.ERROR]
        super().__init__("\n".join(f.sentence for f in errors) or "the workbook cannot be used")


def error(check: str, place: str, found: str, expected: str = "", remedy: str = "") -> Finding:
    """An error finding."""
    return Finding(Severity.ERROR, check, place, found, expected, remedy)


def warning(check: str, place: str, found: str, expected: str = "", remedy: str = "") -> Finding:
    """A warning finding."""
    return Finding(Severity.WARNING, check, place, found, expected, remedy)


def info(check: str, place: str, found: str, expected: str = "", remedy: str = "") -> Finding:
    """A finding worth knowing."""
    return Finding(Severity.INFO, check, place, found, expected, remedy)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding stops the run."""
    return any(f.severity is Severity.ERROR for f in findings)


def shortened(findings: Iterable[Finding], names: Iterable[str]) -> tuple[Finding, ...]:
    """The findings with every one of the ``names`` cut to ``LONGEST`` characters in their text.

    Places and data stay as they are: only the sentences must be readable.
    """
    long = sorted({name for name in names if len(name) > LONGEST}, key=len, reverse=True)
    if not long:
        return tuple(findings)

    def short(text: str) -> str:
        for name in long if len(text) > LONGEST else ():
            text = text.replace(name, f"{name[: LONGEST - 1]}…")
        return text

    return tuple(
        replace(f, found=short(f.found), expected=short(f.expected), remedy=short(f.remedy))
        for f in findings
    )
