"""``orefolio check``: everything wrong in a workbook, in one pass."""

from __future__ import annotations

from pathlib import Path

import click

from orefolio.cli.exit_codes import ExitCode
from orefolio.cli.paths import NEW_FILE, WORKBOOK, refuse_output


@click.command("check")
@click.argument("file", type=WORKBOOK)
@click.option("--paint", type=NEW_FILE, help="Write a copy with the findings on its cells (.xlsx).")
@click.option("--findings", "listing", type=NEW_FILE, help="Write all findings (.txt or .csv).")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
def command(
    file: Path, paint: Path | None, listing: Path | None, strict: bool, force: bool
) -> None:
    """Say what is wrong in FILE, each with its cell, what was found, expected, and how to mend it.

    It also compares, per material and period, what can be supplied with what is demanded.
    """
    from rich.console import Console

    from orefolio.cli.reading import load
    from orefolio.findings import Severity
    from orefolio.reports.findings import headline, print_findings, write_findings
    from orefolio.reports.terminal import say
    from orefolio.workbook import paint_findings

    if paint is not None:
        refuse_output(paint, inputs=[file], force=force)
    if listing is not None:
        refuse_output(listing, inputs=[file], force=force, suffix="")
    console = Console()
    loaded = load(file)
    findings = [*loaded.findings, *loaded.arithmetic]
    if listing is not None:  # files first, so that a reader who stops early (| head) loses none
        write_findings(listing, findings, overwrite=force)
    if paint is not None:
        paint_findings(file, paint, findings, overwrite=force)
    rest = f"; all are in {listing}" if listing else "; --findings FILE writes all of them"
    print_findings(console, findings, rest=rest)
    say(console, f"{file}: {headline(findings)}.", "bold")
    if listing is not None:
        say(console, f"All findings: {listing}")
    if paint is not None:
        say(console, f"Copy with the findings on its cells: {paint}")
    severe = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if loaded.case is None or any(finding.severity in severe for finding in findings):
        raise click.exceptions.Exit(ExitCode.INPUT)
