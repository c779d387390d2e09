"""The command line's reference page, from the declarations of the commands."""

from __future__ import annotations

import inspect

import click

from orefolio.cli.commands import COMMANDS, cli
from orefolio.cli.exit_codes import MEANINGS

HEAD = """# The command line

This page is generated from the code (`python docs/generate.py`); a test keeps it up to date.
`orefolio --help` and `orefolio COMMAND --help` show the same.

| command | what it does |
|---|---|
"""


def command_page() -> str:
    """The page in Markdown: commands with their options, then the exit codes."""
    context = click.Context(cli, info_name="orefolio")
    listing = "".join(f"| [`{name}`](#{name}) | {text} |\n" for name, text in COMMANDS.items())
    sections = []
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        sections.append(_section(name, command))
    codes = "".join(f"| {int(code)} | {meaning} |\n" for code, meaning in MEANINGS.items())
    ending = f"## Exit codes\n\n| code | meaning |\n|---|---|\n{codes}"
    return HEAD + listing + "\n" + "\n".join([*sections, ending])


def _section(name: str, command: click.Command) -> str:
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    options = [p for p in command.params if isinstance(p, click.Option)]
    words = " ".join(_argument(argument) for argument in arguments)
    rows = "".join(f"| `{_spelling(option)}` | {_help(option)} |\n" for option in options)
    table = f"\n| option | meaning |\n|---|---|\n{rows}" if rows else ""
    about = _text(command.help or "")
    return f"## {name}\n\n    orefolio {name} [OPTIONS] {words}\n\n{about}\n{table}"


def _argument(argument: click.Argument) -> str:
    name = (argument.name or "").upper()
    return f"{name} ..." if argument.nargs == -1 else name


def _spelling(option: click.Option) -> str:
    words = ", ".join(option.opts)
    if option.is_flag:
        return words
    return f"{words} {option.metavar or option.type.name.upper()}"


def _help(option: click.Option) -> str:
    text = (option.help or "").strip().replace("|", "\\|")
    if isinstance(option.type, click.Choice):
        text = f"{text} One of: {', '.join(map(str, option.type.choices))}."
    if option.show_default and option.default is not None:
        text = f"{text} Default: {option.default}."
    return text.strip()


def _text(text: str) -> str:
    """The help with the blocks that keep their lines (marked with a backspace) as code."""
    parts = []
    for part in inspect.cleandoc(text).split("\n\n"):
        kept = part.startswith("\b")
        lines = part.removeprefix("\b\n").splitlines()
        parts.append("\n".join(f"    {line}" for line in lines) if kept else "\n".join(lines))
    return "\n\n".join(parts)
