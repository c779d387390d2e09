"""``orefolio audit``: a results workbook re-checked from its inputs and flows alone."""

from __future__ import annotations

from pathlib import Path

import click

from orefolio.cli.exit_codes import ExitCode
from orefolio.cli.paths import WORKBOOK

MOST_ON_SCREEN = 50


@click.command("audit")
@click.argument("result", type=WORKBOOK)
def command(result: Path) -> None:
    """Re-check RESULT, a results workbook: each limit, each balance, each line of cost.

    The audit shares no code with the model: it reads the inputs and the flows of the workbook.
    """
    from rich.console import Console

    from orefolio.case import assemble
    from orefolio.case.fingerprint import fingerprint
    from orefolio.findings import WorkbookError
    from orefolio.portfolio import Portfolio, audit
    from orefolio.reports.terminal import say

    console = Console()
    portfolio = Portfolio.load(result)
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
    if not same:
        say(console, "The inputs in this workbook are not those that were solved.", "red")
    say(console, f"{result}: {report.sentence}", "green" if report.passed and same else "red")
    if not (report.passed and same):
        raise click.exceptions.Exit(ExitCode.AUDIT)
