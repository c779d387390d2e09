"""``new``, ``check``, ``audit``, ``compare``, and what holds for every command."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from calls import Run, Write
from orefolio import __version__
from orefolio.cli.commands import COMMANDS
from orefolio.cli.exit_codes import MEANINGS, ExitCode


def test_help_names_commands_and_exit_codes(run: Run) -> None:
    """Proves that the help is complete and the version is that of the package."""
    text = run("--help").output
    assert all(name in text for name in COMMANDS)
    assert all(f"{int(code)}  " in text for code in MEANINGS)
    assert __version__ in run("--version").output
    assert run().output == text


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_its_help(run: Run, name: str) -> None:
    """Proves that every command of the list can be loaded."""
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"orefolio {name}" in result.output


def test_unknown_command(run: Run) -> None:
    """Proves exit code 2."""
    assert run("solv").exit_code == ExitCode.INPUT


def test_bug_is_a_sentence(run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that an unexpected exception gives exit code 1 and a sentence, no traceback."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the moon")

    monkeypatch.setattr("orefolio.cli.reading.load", broken)
    result = run("check", workbook)
    assert result.exit_code == ExitCode.BUG
    assert "mistake of its own (RuntimeError: the moon)" in result.output


def test_interruption_is_a_code(run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that Ctrl-C outside the solver ends with 130."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("orefolio.cli.reading.load", interrupted)
    assert run("check", workbook).exit_code == ExitCode.INTERRUPTED


@pytest.mark.parametrize("rich_first", [False, True])
def test_closed_pipe_is_a_code(
    run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch, rich_first: bool
) -> None:
    """Proves that 'orefolio … | head' ends with 141 and without a word.

    rich turns a broken pipe into SystemExit(1); that must not read as a bug.
    """

    def closed(*_: object, **__: object) -> None:
        try:
            raise BrokenPipeError
        except BrokenPipeError:
            if rich_first:
                raise SystemExit(1)  # noqa: B904 - as rich does it
            raise

    monkeypatch.setattr("orefolio.cli.failures._close_pipe", lambda: None)
    monkeypatch.setattr("orefolio.cli.reading.load", closed)
    result = run("check", workbook)
    assert result.exit_code == ExitCode.PIPE
    assert not result.output


@pytest.mark.parametrize("words", [(), ("--example", "minimal"), ("--example", "japan")])
def test_new_writes_a_workbook_once(run: Run, write: Write, words: tuple[str, ...]) -> None:
    """Proves template and examples, and that a file is replaced with --force only."""
    assert run("new", "mine.xlsx", *words).exit_code == 0
    first = Path("mine.xlsx").read_bytes()
    again = run("new", "mine.xlsx", *words)
    assert again.exit_code == ExitCode.CANNOT_WRITE
    assert "--force" in again.output
    assert run("new", "mine.xlsx", *words, "--force").exit_code == 0
    assert Path("mine.xlsx").read_bytes() == first
    assert run("check", "mine.xlsx").exit_code == (0 if words else ExitCode.INPUT)
    assert run("new", "mine.txt").exit_code == ExitCode.INPUT


def test_check_finds_everything_in_one_pass(run: Run, workbook: Path) -> None:
    """Proves exit code 2 and all three mistakes, each with its own cell, and the painted copy."""
    book = openpyxl.load_workbook(workbook)
    offers = book["Offers"]
    header = {str(cell.value): cell.column for cell in offers[1]}
    offers.cell(2, header["supplier"], "NOBODY")
    offers.cell(3, header["price (USD/kg)"], "many")
    offers.cell(3, header["material"], "Unobtainium")
    book.save(workbook)
    result = run("check", workbook, "--paint", "painted.xlsx", "--findings", "all.csv")
    assert result.exit_code == ExitCode.INPUT
    for word in ("NOBODY", "many", "Unobtainium"):
        assert word in result.output
    assert "3 errors" in result.output
    assert "NOBODY" in Path("all.csv").read_text(encoding="utf-8-sig")
    painted = openpyxl.load_workbook("painted.xlsx")
    cell = painted["Offers"].cell(2, header["supplier"])
    assert cell.comment is not None and "NOBODY" in cell.comment.text


def test_check_of_a_sound_workbook(run: Run, workbook: Path) -> None:
    """Proves exit code 0, a warning of the 15 t that no plan finds, and 2 when it is --strict."""
    result = run("check", workbook)
    assert result.exit_code == 0
    assert "1 warning" in result.output and "15 t are missing" in result.output
    assert run("check", workbook, "--strict").exit_code == ExitCode.INPUT


def test_check_never_paints_over_the_workbook(run: Run, workbook: Path) -> None:
    """Proves that the copy is never the workbook itself."""
    before = workbook.read_bytes()
    for option in ("--paint", "--findings"):
        result = run("check", workbook, option, workbook, "--force")
        assert result.exit_code == ExitCode.INPUT
    assert workbook.read_bytes() == before


def test_audit_of_a_file(run: Run, workbook: Path) -> None:
    """Proves 0 for a true result, 6 after a flow or an input was edited, 2 for a plain workbook."""
    assert run("solve", workbook, "-o", "out.xlsx").exit_code == 0
    assert run("audit", "out.xlsx").exit_code == 0
    for sheet, header, name in (
        ("Flows", "bought (t)", "flow"),
        ("Offers", "price (USD/kg)", "in"),
    ):
        book = openpyxl.load_workbook("out.xlsx")
        columns = {str(cell.value): cell.column for cell in book[sheet][1]}
        cell = book[sheet].cell(2, columns[header])
        cell.value = float(str(cell.value)) * 1.01
        book.save(f"{name}.xlsx")
        assert run("audit", f"{name}.xlsx").exit_code == ExitCode.AUDIT, name
    result = run("audit", workbook)
    assert result.exit_code == ExitCode.INPUT
    assert "results workbook" in result.output


def test_compare_needs_two_results(run: Run, workbook: Path) -> None:
    """Proves exit code 2 for one file, and for a workbook without results."""
    assert run("solve", workbook, "-o", "out.xlsx").exit_code == 0
    assert run("compare", "out.xlsx").exit_code == ExitCode.INPUT
    assert run("compare", "out.xlsx", workbook).exit_code == ExitCode.INPUT


def test_compare_writes_a_workbook(run: Run, workbook: Path) -> None:
    """Proves that the difference of one price is shown and written, and files are kept."""
    assert run("solve", workbook, "-o", "a.xlsx").exit_code == 0
    assert (
        run("solve", workbook, "-o", "b.xlsx", "--set", "offers[LYN-ND].price=110").exit_code == 0
    )
    result = run("compare", "a.xlsx", "b.xlsx", "-o", "differences.xlsx")
    assert result.exit_code == 0
    assert "offers[LYN-ND].price" in result.output
    assert openpyxl.load_workbook("differences.xlsx").sheetnames[0] == "Summary"
    again = run("compare", "a.xlsx", "b.xlsx", "-o", "differences.xlsx")
    assert again.exit_code == ExitCode.CANNOT_WRITE
    assert run("compare", "a.xlsx", "b.xlsx", "-o", "a.xlsx", "--force").exit_code == 2


def test_a_reader_who_stops_early_loses_no_file(
    run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves that files are there although nobody reads what is printed to the end.

    If the tables were printed first, ``orefolio compare … -o c.xlsx | head`` would leave no file.
    """

    def closed(*_given: object) -> None:
        raise BrokenPipeError

    run("solve", workbook, "-o", "a.xlsx")
    run("solve", workbook, "-o", "b.xlsx", "--set", "settings.discount_rate=5%")
    monkeypatch.setattr("orefolio.reports.comparison_terminal.print_comparison", closed)
    run("compare", "a.xlsx", "b.xlsx", "-o", "c.xlsx")
    assert (workbook.parent / "c.xlsx").exists()
    monkeypatch.setattr("orefolio.reports.findings.print_findings", closed)
    run("check", workbook, "--paint", "painted.xlsx", "--findings", "all.csv")
    assert (workbook.parent / "painted.xlsx").exists()
    assert (workbook.parent / "all.csv").exists()
