"""``orefolio audit``: a results workbook re-checked from its inputs and flows alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from orefolio.cli.exit_codes import ExitCode
from orefolio.cli.paths import WORKBOOK

if TYPE_CHECKING:
    from orefolio.portfolio import AuditReport

MOST_ON_SCREEN = 50


@click.command("audit")
@click.argument("result", type=WORKBOOK)
def command(result: Path) -> None:
    """Re-check RESULT, a results workbook: each limit, each balance, each line of cost.

    The audit shares no code with the model: it reads the inputs and the flows of the workbook. Not
    covered: sentences (Summary, Findings, words beside figures), which sources are Ties, the local
    prices of Binding limits, and the text of the Manifest but for the hash of the inputs.
    """
    from rich.console import Console

    from orefolio.case import assemble
    from orefolio.case.fingerprint import fingerprint
    from orefolio.cli.results import load_result
    from orefolio.findings import WorkbookError
    from orefolio.portfolio import audit
    from orefolio.reports.terminal import say

    console = Console()
    portfolio = load_result(result)
    case, findings = assemble(portfolio.case_records)
    if case is None:
        raise WorkbookError(findings)
    if not portfolio.has_plan:
        say(console, f"{result} holds no plan ({portfolio.status}), so there is nothing to audit.")
        raise click.exceptions.Exit(ExitCode.INPUT)
    report = audit(case, portfolio)
    for violation in report.violations[:MOST_ON_SCREEN]:
        say(console, f"  {violation.sentence}", "red")
    if len(report.violations) > MOST_ON_SCREEN:
        say(console, f"  … and {len(report.violations) - MOST_ON_SCREEN} more.")
    same = portfolio.manifest.get("input hash") == fingerprint(portfolio.case_records)
    sentence = report.sentence if same else _changed(report)
    say(console, f"{result}: {sentence}", "green" if report.passed and same else "red")
    if not (report.passed and same):
        raise click.exceptions.Exit(ExitCode.AUDIT)


def _changed(report: AuditReport) -> str:
    """What an audit says of inputs that are not those of the run."""
    why = (
        "the inputs were changed after the solve (their hash is not the input hash of the Manifest)"
    )
    if report.passed:
        return (
            f"The audit failed: {why}. The figures agree with each other but not with the run;"
            " solve again."
        )
    return f"{report.sentence} Also, {why}; solve again."
