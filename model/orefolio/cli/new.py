"""``orefolio new``: a workbook to fill in, or an example."""

from __future__ import annotations

from pathlib import Path

import click

from orefolio.cli.paths import NEW_FILE, refuse_output


@click.command("new")
@click.argument("file", type=NEW_FILE)
@click.option(
    "--example",
    type=click.Choice(["japan", "minerals", "minimal"]),
    help="Fill it: Japan's rare earths, several minerals, or the least that can be solved.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def command(file: Path, example: str | None, force: bool) -> None:
    """Write FILE, a workbook to fill in: units, meanings and drop-down lists are in it."""
    from orefolio.workbook import write_template
    from orefolio.workbook.examples import example_workbook
    from orefolio.workbook.sheets.files import write_whole

    refuse_output(file, force=force)
    if example is None:
        write_template(file, overwrite=force)
        click.echo(
            f"Wrote {file}, empty. Fill in the yellow cells (blue headers are required), then:"
            f" orefolio check {file}"
        )
        return
    write_whole(file, example_workbook(example).read_bytes(), overwrite=force)
    click.echo(f"Wrote {file}, the example {example}. Next: orefolio solve {file}")
