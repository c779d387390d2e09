"""Exit codes of every command."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    BUG = 1
    INPUT = 2
    INFEASIBLE = 3
    UNBOUNDED = 4
    LIMIT = 5
    AUDIT = 6
    CANNOT_WRITE = 7
    INTERRUPTED = 130
    PIPE = 141


MEANINGS: dict[ExitCode, str] = {
    ExitCode.DONE: "done; solve: a plan was found and audited (also when a limit stopped the"
    " search: the gap is then shown)",
    ExitCode.BUG: "orefolio or the solver failed; please report it",
    ExitCode.INPUT: "something is wrong in the workbook or in the command",
    ExitCode.INFEASIBLE: "no plan: the limits of the workbook cannot all hold together",
    ExitCode.UNBOUNDED: "no plan: the cost could fall without end",
    ExitCode.LIMIT: "no plan yet: the time limit came first",
    ExitCode.AUDIT: "the audit found a mistake in a plan",
    ExitCode.CANNOT_WRITE: "a file could not be written, or exists already (see --force)",
    ExitCode.INTERRUPTED: "interrupted (Ctrl-C) before there was a plan",
    ExitCode.PIPE: "whoever read the output stopped reading",
}
"""What each code means, in the order of the help."""


def epilog() -> str:
    """The exit codes as the end of the help text, their lines kept as they are."""
    lines = [f"{int(code):>4}  {meaning}" for code, meaning in MEANINGS.items()]
    return "\b\nExit codes:\n" + "\n".join(lines)
