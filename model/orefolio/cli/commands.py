"""The group of commands: each is imported when it is called, so that the help starts at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

import orefolio
from orefolio.cli.exit_codes import epilog
from orefolio.cli.failures import report

COMMANDS: dict[str, str] = {
    "new": "Write a workbook to fill in, or an example.",
    "check": "Say what is wrong in a workbook, without solving it.",
    "solve": "Find the cheapest plan of a workbook and write the results.",
    "audit": "Re-check a results workbook: every limit, balance and cost.",
    "compare": "Show what differs between results workbooks.",
    "sweep": "Solve a workbook many times while parameters vary.",
}
"""The commands with their short help, in the order in which a planner needs them."""


class Commands(click.Group):
    """A group whose commands are modules of this package, each with a ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"orefolio.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **_: Any
    ) -> NoReturn:
        """Run a command; exceptions become sentences and exit codes."""
        _never_fail_to_print()
        given = list(sys.argv[1:] if args is None else args) or ["--help"]
        debug = "--debug" in given
        given = [word for word in given if word != "--debug"]
        try:
            with self.make_context(prog_name or "orefolio", given) as context:
                self.invoke(context)
            sys.stdout.flush()
        except SystemExit as end:
            if not isinstance(end.__context__, BrokenPipeError):  # so does rich end on a pipe
                raise
            sys.exit(int(report(end.__context__, debug=debug)))
        except (Exception, KeyboardInterrupt) as problem:
            sys.exit(int(report(problem, debug=debug)))
        sys.exit(0)


HELP = """From whom to import critical minerals, by which routes, and how much to stock.

\b
orefolio new plan.xlsx --example japan   a workbook to start from
orefolio check plan.xlsx                 what is wrong in it
orefolio solve plan.xlsx                 the plan, as a workbook in results/
"""


@click.group(
    "orefolio",
    cls=Commands,
    help=HELP,
    epilog=epilog(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(orefolio.__version__, prog_name="orefolio")
@click.option("--debug", is_flag=True, help="Print the traceback when orefolio itself fails.")
def cli(debug: bool) -> None:
    """The group itself does nothing; ``--debug`` is read by :meth:`Commands.main`."""


def main() -> NoReturn:
    """The console script."""
    cli.main(prog_name="orefolio")


def _never_fail_to_print() -> None:
    """Signs that the terminal cannot show become question marks instead of an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
