"""A portfolio with the outcome of its audit written down in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import RESULT_TABLE

if TYPE_CHECKING:
    from orefolio.portfolio import AuditReport

ITEM = "audit"
FAILED = "AUDIT FAILED"


def with_audit(portfolio: Portfolio, report: AuditReport) -> Portfolio:
    """The portfolio whose manifest says how the audit ended, and whose findings hold violations."""
    verdict = report.sentence if report.passed else f"{FAILED}. {report.sentence}"
    manifest = [*_rows(portfolio, "manifest"), (ITEM, verdict)]
    violations = [
        ("error", "audit", v.cell or "workbook", f"{v.what}: {v.found}", v.expected, "")
        for v in report.violations
    ]
    tables = {
        **portfolio.tables,
        "manifest": from_rows(RESULT_TABLE["manifest"], manifest),
        "findings": from_rows(
            RESULT_TABLE["findings"], [*_rows(portfolio, "findings"), *violations]
        ),
    }
    return replace(portfolio, tables=tables)


def failed_audit(portfolio: Portfolio) -> str:
    """The sentence of a failed audit; empty when it passed or was not made."""
    verdict = portfolio.manifest.get(ITEM, "")
    return verdict if verdict.startswith(FAILED) else ""


def _rows(portfolio: Portfolio, table: str) -> list[tuple[object, ...]]:
    return list(portfolio.table(table).itertuples(index=False, name=None))
