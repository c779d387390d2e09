"""What an audit found: how many checks of each kind, and every violation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Violation:
    """One thing that does not hold.

    ``kind`` is the kind of check, ``where`` the row in words, ``amount`` how far the figures are
    apart (0 for things that are not numbers). ``figure`` is the column that was compared and
    ``cell`` its place in the results workbook, where they are known.
    """

    kind: str
    where: str
    found: str
    expected: str
    amount: float
    figure: str = ""
    cell: str = ""

    @property
    def what(self) -> str:
        """Kind, row and figure: ``rules, CAP, CHN, 2026, actual``."""
        return ", ".join(filter(None, (self.kind, self.where, self.figure)))

    @property
    def sentence(self) -> str:
        """The violation on one line."""
        place = f" ({self.cell})" if self.cell else ""
        return f"{self.what}{place}: found {self.found}, expected {self.expected}"


@dataclass(frozen=True)
class AuditReport:
    """The outcome of an audit; ``checks`` counts the comparisons made, by kind."""

    checks: Mapping[str, int]
    violations: tuple[Violation, ...]

    @property
    def passed(self) -> bool:
        """Whether everything holds."""
        return not self.violations

    @property
    def sentence(self) -> str:
        """The report in one sentence."""
        total = sum(self.checks.values())
        if self.passed:
            return f"The audit passed: {total:,} checks of {len(self.checks)} kinds."
        return f"The audit failed: {len(self.violations):,} of {total:,} checks do not hold."
