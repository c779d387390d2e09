"""``orefolio compare``: what differs between results workbooks."""

from __future__ import annotations

from pathlib import Path

import click

from orefolio.cli.paths import NEW_FILE, WORKBOOK, refuse_output


@click.command("compare")
@click.argument("results", type=WORKBOOK, nargs=-1, required=True)
@click.option("-o", "--output", type=NEW_FILE, help="Write the comparison as a workbook (.xlsx).")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def command(results: tuple[Path, ...], output: Path | None, force: bool) -> None:
    """Show what differs between two or more RESULTS workbooks; the first is the reference.

    Only differences are shown: cells of the inputs with their old and new figure, then shares,
    purchases, costs, stock, risk. Times and versions do not count.
    """
    from rich.console import Console

    from orefolio.cli.results import load_result
    from orefolio.portfolio import compare
    from orefolio.reports.comparison_book import write_comparison
    from orefolio.reports.comparison_terminal import print_comparison
    from orefolio.reports.terminal import say

    if len(results) < 2:
        raise click.UsageError("a comparison needs two results workbooks or more")
    if output is not None:
        refuse_output(output, inputs=results, force=force)
    portfolios = [load_result(path) for path in results]
    comparison = compare(portfolios, _names(results))
    console = Console()
    if output is not None:  # first, so that a reader who stops early (| head) loses no file
        write_comparison(comparison, output, overwrite=force)
    print_comparison(console, comparison)
    if output is not None:
        say(console, f"Comparison: {output}", "bold")


def _names(paths: tuple[Path, ...]) -> list[str]:
    """The stems of the files, or their whole paths where two stems are the same."""
    stems = [path.stem for path in paths]
    return stems if len(set(stems)) == len(stems) else [str(path) for path in paths]
