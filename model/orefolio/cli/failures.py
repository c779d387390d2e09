"""Every exception that reaches the command line: a sentence and an exit code, never a traceback."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback

import click

from orefolio.cli.exit_codes import ExitCode


def report(problem: BaseException, *, debug: bool) -> int:
    """Say on stderr what happened and return the exit code."""
    if isinstance(problem, click.exceptions.Exit):
        return problem.exit_code
    if isinstance(problem, click.ClickException):
        if isinstance(problem, click.BadParameter) and not isinstance(
            problem, click.MissingParameter
        ):
            problem.ctx = None  # a file or a value is wrong, not the use of the command
        problem.show()
        return ExitCode.INPUT
    if isinstance(problem, BrokenPipeError):
        _close_pipe()
        return ExitCode.PIPE
    if debug:
        traceback.print_exception(problem)
    if isinstance(problem, KeyboardInterrupt | click.Abort):
        click.echo("Interrupted.", err=True)
        return ExitCode.INTERRUPTED
    code, sentence = explain(problem)
    click.echo(sentence, err=True)
    return code


def explain(problem: BaseException) -> tuple[ExitCode, str]:
    """The exit code and the sentence of an exception."""
    from orefolio.case.typed_numbers import ChangeError
    from orefolio.findings import WorkbookError
    from orefolio.workbook.sheets import CannotWrite

    if isinstance(problem, WorkbookError):
        lines = [f"{f.severity.name} {f.sentence}" for f in problem.findings]
        return ExitCode.INPUT, "\n".join(lines) or _sentence(problem)
    if isinstance(problem, ChangeError):
        return ExitCode.INPUT, _sentence(problem)
    if isinstance(problem, CannotWrite) or (
        isinstance(problem, FileExistsError) and problem.errno is None
    ):
        return ExitCode.CANNOT_WRITE, _sentence(problem)
    if isinstance(problem, MemoryError):
        return ExitCode.BUG, "The memory of this machine is not enough for this case."
    name = type(problem).__name__
    return ExitCode.BUG, (
        f"orefolio failed because of a mistake of its own ({name}: {problem}). Your files are as"
        " they were. Please report it with the command, the workbook if you may, and what"
        " 'orefolio --debug' followed by the same command prints."
    )


def _sentence(problem: BaseException) -> str:
    text = str(problem).strip()
    if text.split(" ", 1)[0].isalpha():  # a word; names of files and cells stay as they are
        text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _close_pipe() -> None:
    """Send what is still buffered nowhere, or Python complains once more when it exits."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
