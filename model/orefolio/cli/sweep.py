"""``orefolio sweep``: a workbook solved many times while parameters vary, as a study workbook."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from orefolio.cli.exit_codes import ExitCode
from orefolio.cli.parameters import ChangeText, Seconds, Share
from orefolio.cli.paths import NEW_FILE, WORKBOOK, refuse_folder, refuse_output

if TYPE_CHECKING:
    from rich.console import Console

    from orefolio.case.change_text import Change
    from orefolio.cli.reading import Loaded
    from orefolio.studies.journal import Journal
    from orefolio.studies.study import Study
    from orefolio.studies.sweep import Sweep

HELP = """Solve FILE at many points and write a study workbook; FILE itself is never changed.

\b
--vary says what is varied, and over which levels. May be repeated:
  settings.risk_weight=0:2:0.25         a range, its ends included
  offers[LYN-NDPR].price=*0.8,*1,*1.2   factors of the present value
  offers[CN_*].price=*0.9:1.1:0.05      all matching rows, moved together
  stock[Dy].days_of_cover+=0,30,60      added to the present value
  rules[CAP65].bound=50%:80%:5%         shares
  rules[CAP65].on=yes,no                words

Several --vary make a grid of all combinations, or one dimension after the other with
--one-at-a-time. The workbook as it is is always a point. A point without a plan stays in the study
with its reason. Every finished point is kept in a journal beside the output until all is written:
after Ctrl-C or a crash the same command goes on where it stopped.
"""


@click.command("sweep", help=HELP)
@click.argument("file", type=WORKBOOK)
@click.option("--vary", "varies", multiple=True, required=True, metavar="TABLE[KEY].COLUMN=LEVELS")
@click.option("--one-at-a-time", is_flag=True, help="Not all combinations: one dimension a time.")
@click.option("-o", "--output", type=NEW_FILE, help="Study workbook; else a name in results/.")
@click.option(
    "--table",
    type=NEW_FILE,
    help="Also write the points to this .parquet or .csv, the shares to NAME-shares beside it.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes side by side; else all cores.")
@click.option("--time-limit", type=Seconds(), help="Longest time for one point, in seconds.")
@click.option("--gap", type=Share(), help="Good enough within this share of the cost (0.01, 1%).")
@click.option(
    "--set",
    "changes",
    type=ChangeText(),
    multiple=True,
    metavar="TABLE[KEY].COLUMN=VALUE",
    help="Change a figure in every point, the base included. May be repeated.",
)
@click.option(
    "--force", is_flag=True, help="Replace files that exist, and the journal of another study."
)
@click.option("--resume", is_flag=True, help="Insist on going on: refuse when nothing was begun.")
@click.option("--quiet", is_flag=True, help="Print only errors, the verdict and the file names.")
def command(
    file: Path,
    varies: tuple[str, ...],
    one_at_a_time: bool,
    output: Path | None,
    table: Path | None,
    jobs: int | None,
    time_limit: float | None,
    gap: float | None,
    changes: tuple[Change, ...],
    force: bool,
    resume: bool,
    quiet: bool,
) -> None:
    """Everything that can be refused is refused before the first point is computed."""
    from rich.console import Console

    from orefolio.cli.manifest import manifest
    from orefolio.reports.naming import RESULTS
    from orefolio.reports.study_book import write_study
    from orefolio.reports.study_terminal import print_study
    from orefolio.solving import Options
    from orefolio.studies.study import shares_path
    from orefolio.studies.sweep import prepare
    from orefolio.studies.vary import parse_varies

    moment = dt.datetime.now().astimezone()
    notes = Console(stderr=True)
    dimensions = parse_varies(varies)
    if output is not None:
        refuse_output(output, inputs=[file], force=force)
    else:
        refuse_folder(RESULTS)
    if table is not None:
        _refuse_table(table)
        for path in (table, shares_path(table)):
            refuse_output(path, inputs=[file], force=force, suffix=table.suffix.lower())
    options = Options(relative_gap=gap, time_limit=time_limit)
    loaded = _load(notes, file, changes)
    assert loaded.case is not None
    sweep = prepare(loaded.case.records, dimensions, options, one_at_a_time=one_at_a_time)
    target, journal = _journal(file, output, sweep, moment, force=force, resume=resume)
    made = {**manifest(loaded.case, file, options, moment), **sweep.manifest(varies)}
    with journal:
        study = _run(notes, loaded, sweep, journal, made, jobs=jobs, quiet=quiet)
        if table is not None:
            study.write_tables(table, overwrite=force)
        write_study(study, target, overwrite=force)
        journal.remove()
    print_study(Console(), study, target, table, quiet=quiet)


def _refuse_table(table: Path) -> None:
    from orefolio.studies.table import FORMATS

    if table.suffix.lower() not in FORMATS:
        raise click.UsageError(f"--table {table} must end in {' or '.join(FORMATS)}")


def _load(notes: Console, file: Path, changes: tuple[Change, ...]) -> Loaded:
    """The case of the file; exits when the workbook has errors, which are printed."""
    from orefolio.cli.reading import load
    from orefolio.findings import Severity
    from orefolio.reports.findings import print_findings

    loaded = load(file, changes)
    if loaded.case is None:
        errors = [f for f in loaded.findings if f.severity is Severity.ERROR]
        print_findings(notes, errors, rest="; orefolio check lists them")
        notes.print(f"{file} was not swept: mend the errors above.", markup=False, style="red")
        raise click.exceptions.Exit(ExitCode.INPUT)
    return loaded


def _journal(
    file: Path,
    output: Path | None,
    sweep: Sweep,
    moment: dt.datetime,
    *,
    force: bool,
    resume: bool,
) -> tuple[Path, Journal]:
    """Where the study goes, and its journal; a sweep that was stopped goes on under its name."""
    from orefolio.reports.naming import RESULTS
    from orefolio.reports.study_naming import study_path
    from orefolio.studies.journal import Journal, JournalError, journal_path

    header = sweep.journal_header
    target = output or study_path(file.stem, moment, header)
    if resume and not journal_path(target).exists():
        raise click.ClickException(
            f"there is nothing to go on with: {journal_path(target)} does not exist"
            if output is not None
            else f"there is nothing to go on with: no journal of this sweep is in {RESULTS}"
        )
    try:
        return target, Journal.open(journal_path(target), header, force=force)
    except JournalError as problem:
        raise click.ClickException(str(problem)) from problem


def _run(
    notes: Console,
    loaded: Loaded,
    sweep: Sweep,
    journal: Journal,
    made: dict[str, str],
    *,
    jobs: int | None,
    quiet: bool,
) -> Study:
    from orefolio.cli.sweep_progress import shown
    from orefolio.reports.terminal import say
    from orefolio.studies.sweep import run
    from orefolio.studies.workers import WorkersError

    assert loaded.case is not None
    total = len(sweep.design.points)
    if not quiet and journal.finished:
        say(notes, f"Going on: {len(journal.finished)} of {total} points are finished.")
    try:
        with shown(notes, total, quiet=quiet) as listener:
            return run(
                sweep,
                title=f"{loaded.case.plan.title}: sweep",
                jobs=jobs,
                journal=journal,
                on_result=listener,
                fixed=loaded.changes,
                manifest=made,
            )
    except WorkersError as problem:
        raise click.ClickException(str(problem)) from problem
    except KeyboardInterrupt:
        _interrupted(notes, journal, total)


def _interrupted(notes: Console, journal: Journal, total: int) -> NoReturn:
    from orefolio.reports.terminal import say

    say(
        notes,
        f"Interrupted: {len(journal.finished)} of {total} points are finished and kept in"
        f" {journal.path}; the same command goes on with the others.",
    )
    raise click.exceptions.Exit(ExitCode.INTERRUPTED)
