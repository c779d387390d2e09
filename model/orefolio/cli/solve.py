"""``orefolio solve``: the cheapest plan of a workbook, audited, as a results workbook."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orefolio.cli.exit_codes import ExitCode
from orefolio.cli.parameters import ChangeText, Seconds, Share
from orefolio.cli.paths import NEW_FILE, WORKBOOK, refuse_output

if TYPE_CHECKING:
    from rich.console import Console

    from orefolio.case.change_text import Change
    from orefolio.cli.reading import Loaded
    from orefolio.portfolio import Portfolio
    from orefolio.solving import Options, Outcome
    from orefolio.solving.interruption import Stop

FAILED_NAME = "-AUDIT-FAILED"


@click.command("solve")
@click.argument("file", type=WORKBOOK)
@click.option("-o", "--output", type=NEW_FILE, help="Results workbook; else a name in results/.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option("--time-limit", type=Seconds(), help="Longest time to solve, in seconds.")
@click.option("--gap", type=Share(), help="Good enough within this share of the cost (0.01, 1%).")
@click.option(
    "--threads", type=click.IntRange(min=1), default=1, show_default=True, help="For the solver."
)
@click.option(
    "--set",
    "changes",
    type=ChangeText(),
    multiple=True,
    metavar="TABLE[KEY].COLUMN=VALUE",
    help="Change a figure for this run: =95, =*0.8, +=5; * and ? in keys. May be repeated.",
)
@click.option("--findings", "listing", type=NEW_FILE, help="Write all findings (.txt or .csv).")
@click.option("--quiet", is_flag=True, help="Print only errors, the verdict and the file name.")
def command(
    file: Path,
    output: Path | None,
    force: bool,
    time_limit: float | None,
    gap: float | None,
    threads: int,
    changes: tuple[Change, ...],
    listing: Path | None,
    quiet: bool,
) -> None:
    """Solve FILE and write the results to a new workbook; FILE itself is never changed.

    Ctrl-C stops the search and keeps the best plan so far. A results workbook can be solved again.
    Every plan is audited; one that fails is written under a name that ends in -AUDIT-FAILED.
    """
    from rich.console import Console

    from orefolio.cli.patience import patience
    from orefolio.cli.reading import load
    from orefolio.reports.naming import free_path, result_path, strip_moment
    from orefolio.solving import Options

    moment = dt.datetime.now().astimezone()
    target = output or result_path(strip_moment(file.stem), moment)
    refuse_output(target, inputs=[file], force=force)
    if listing is not None:
        refuse_output(listing, inputs=[file, target], force=force, suffix="")
    notes = Console(stderr=True)
    loaded = load(file, changes)
    _tell_findings(notes, loaded, listing, force=force, quiet=quiet)
    if loaded.case is None:
        notes.print(f"{file} was not solved: mend the errors above.", markup=False, style="red")
        raise click.exceptions.Exit(ExitCode.INPUT)
    options = Options(relative_gap=gap, time_limit=time_limit, threads=threads)
    with patience() as answering:
        outcome = _solve(notes, loaded, options, answering.stop, quiet=quiet)
        answering.solved = True
        code = exit_code(outcome)
        portfolio, passed = _audited(loaded, outcome, file, options, moment)
        if not passed:
            code = ExitCode.AUDIT
            target = free_path(target.with_name(f"{target.stem}{FAILED_NAME}.xlsx"))
        if code is ExitCode.INTERRUPTED and target.exists():
            _keep(portfolio, target)
        else:
            _finish(portfolio, target, force=force, quiet=quiet)
    raise click.exceptions.Exit(code)


def exit_code(outcome: Outcome) -> ExitCode:
    """How the solve ended, as an exit code."""
    from orefolio.solving import Status

    if outcome.status is Status.LIMIT and outcome.interrupted:
        return ExitCode.INTERRUPTED
    return {
        Status.OPTIMAL: ExitCode.DONE,
        Status.FEASIBLE: ExitCode.DONE,
        Status.INFEASIBLE: ExitCode.INFEASIBLE,
        Status.UNBOUNDED: ExitCode.UNBOUNDED,
        Status.LIMIT: ExitCode.LIMIT,
        Status.FAILED: ExitCode.BUG,
    }[outcome.status]


def _tell_findings(
    notes: Console, loaded: Loaded, listing: Path | None, *, force: bool, quiet: bool
) -> None:
    from orefolio.findings import Severity
    from orefolio.reports.findings import print_findings, write_findings

    findings = [*loaded.findings, *loaded.arithmetic]
    if listing is not None:
        write_findings(listing, findings, overwrite=force)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    rest = f"; all are in {listing}" if listing else "; orefolio check lists them"
    print_findings(notes, errors if quiet else findings, rest=rest)


def _solve(notes: Console, loaded: Loaded, options: Options, stop: Stop, *, quiet: bool) -> Outcome:
    from orefolio.cli.progress import shown
    from orefolio.solving import solve

    assert loaded.case is not None
    with shown(notes, quiet=quiet) as listener:
        return solve(loaded.case, options, listener, stop)


def _audited(
    loaded: Loaded, outcome: Outcome, file: Path, options: Options, moment: dt.datetime
) -> tuple[Portfolio, bool]:
    """The portfolio with the outcome of its audit in it; without a plan nothing is audited."""
    from orefolio.cli.manifest import manifest
    from orefolio.portfolio import audit, portfolio_of
    from orefolio.reports.audited import with_audit
    from orefolio.reports.findings import in_order

    case = loaded.case
    assert case is not None
    findings = in_order([*loaded.findings, *loaded.arithmetic])
    made = manifest(case, file, options, moment)
    portfolio = portfolio_of(case, outcome, findings, loaded.changes, made)
    if not portfolio.has_plan:
        return portfolio, True
    report = audit(case, portfolio)
    return with_audit(portfolio, report), report.passed


def _keep(portfolio: Portfolio, target: Path) -> None:
    """Say how the solve ended; a plan of before is worth more than the news that there is none."""
    from rich.console import Console

    from orefolio.reports.terminal import print_portfolio, say

    console = Console()
    print_portfolio(console, portfolio)
    say(console, f"{target} is kept as it was.")


def _finish(portfolio: Portfolio, target: Path, *, force: bool, quiet: bool) -> None:
    """Write the workbook, then say what is in it; said also when it cannot be written."""
    from rich.console import Console

    from orefolio.reports import write_results
    from orefolio.reports.story.verdict import verdict
    from orefolio.reports.terminal import print_portfolio, say
    from orefolio.workbook.sheets import CannotWrite

    console = Console()
    try:
        write_results(portfolio, target, overwrite=force)
    except (CannotWrite, FileExistsError):
        print_portfolio(console, portfolio)
        raise
    if quiet and portfolio.has_plan:
        say(console, verdict(portfolio).lead)
        say(console, str(target))
    else:
        print_portfolio(console, portfolio, target)
