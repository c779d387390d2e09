"""What is refused before any work is done, in words that are true."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from calls import Run
from orefolio.cli.exit_codes import ExitCode

EVERYWHERE = [
    ("solve", "plan.xlsx", "-o"),
    ("sweep", "plan.xlsx", "--vary", "settings.risk_weight=0,1", "-o"),
    ("check", "plan.xlsx", "--paint"),
    ("new",),
]


@pytest.fixture
def no_work(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Any reading of a workbook fails the test: the refusal must come first."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("refused too late")

    monkeypatch.setattr("orefolio.cli.reading.load", never)
    return workbook


@pytest.mark.parametrize("words", EVERYWHERE)
def test_a_mistyped_folder_is_not_made(run: Run, no_work: Path, words: tuple[str, ...]) -> None:
    """Proves exit code 7 and no folder."""
    result = run(*words, "resluts/x.xlsx")
    assert result.exit_code == ExitCode.CANNOT_WRITE
    assert "The folder resluts does not exist" in result.output
    assert not Path("resluts").exists()


@pytest.mark.parametrize("words", EVERYWHERE)
def test_a_folder_that_takes_no_files(
    run: Run, no_work: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves the sentence, before the solve (root may write anywhere, so the system is played)."""

    def refused(**_: object) -> None:
        raise PermissionError("no")

    Path("locked").mkdir()
    monkeypatch.setattr("orefolio.cli.paths.tempfile.TemporaryFile", refused)
    result = run(*words, "locked/x.xlsx")
    assert result.exit_code == ExitCode.CANNOT_WRITE
    assert result.output == "Cannot write into locked; choose another folder with -o.\n"


def test_the_folder_of_results_is_made(run: Run, workbook: Path) -> None:
    """Proves that results/ needs not be there, neither by default nor named."""
    assert run("solve", workbook).exit_code == ExitCode.DONE
    (only,) = Path("results").iterdir()
    only.unlink()
    Path("results").rmdir()
    assert run("solve", workbook, "-o", "results/a.xlsx").exit_code == ExitCode.DONE


def test_names_stay_as_typed_and_no_usage_is_told(run: Run, workbook: Path) -> None:
    """Proves that a file name is not capitalised, and that only misuse shows the usage."""
    Path("j0.xlsx").write_bytes(b"")
    assert run("new", "j0.xlsx").output.startswith("j0.xlsx exists already")
    for words in (("solve", workbook, "-o", workbook), ("audit", "gone.xlsx")):
        result = run(*words)
        assert result.exit_code == ExitCode.INPUT
        assert "Usage" not in result.output
    assert "Usage" in run("audit").output


def test_other_workbooks_are_named_by_their_kind(run: Run, workbook: Path) -> None:
    """Proves one sentence for an input, a study and a comparison."""
    assert run("solve", workbook, "-o", "a.xlsx").exit_code == 0
    assert run("compare", "a.xlsx", "a.xlsx", "-o", "both.xlsx").exit_code == 0
    assert (
        run("sweep", workbook, "--vary", "settings.discount_rate=1%", "-o", "study.xlsx").exit_code
        == 0
    )
    said = {name: run("audit", name) for name in ("plan.xlsx", "study.xlsx", "both.xlsx")}
    assert all(result.exit_code == ExitCode.INPUT for result in said.values())
    assert said["plan.xlsx"].output == (
        "Error: plan.xlsx is not a results workbook (it has no sheet Summary); solve it first:"
        " orefolio solve plan.xlsx\n"
    )
    assert "is a study workbook" in said["study.xlsx"].output
    assert "is a comparison" in said["both.xlsx"].output
    assert run("compare", "a.xlsx", "plan.xlsx").output == said["plan.xlsx"].output


def test_audit_of_changed_inputs(run: Run, workbook: Path) -> None:
    """Proves that a changed title, which no figure rests on, fails the audit, and says why."""
    assert run("solve", workbook, "-o", "out.xlsx").exit_code == 0
    book = openpyxl.load_workbook("out.xlsx")
    sheet = book["Materials"]
    headers = {str(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(2, headers["name"], "Another name")
    book.save("out.xlsx")
    result = run("audit", "out.xlsx")
    assert result.exit_code == ExitCode.AUDIT
    assert "The audit failed: the inputs were changed after the solve" in result.output
    assert "The figures agree with each other but not with the run; solve again." in result.output
    assert "passed" not in result.output
