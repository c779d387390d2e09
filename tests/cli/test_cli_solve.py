"""``orefolio solve`` from file to file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from calls import Run, Write
from orefolio.cli.exit_codes import ExitCode
from orefolio.cli.solve import exit_code
from orefolio.portfolio import AuditReport, Portfolio, Violation
from orefolio.solving import Outcome, Status
from orefolio.workbook.sheets import CannotWrite
from two_countries import forbidden


def results(folder: Path) -> list[Path]:
    """Everything in the folder of results, hidden files as well."""
    return sorted((folder / "results").iterdir()) if (folder / "results").is_dir() else []


def test_default_name_and_summary(run: Run, workbook: Path) -> None:
    """Proves the folder, the name from stem and time, the cost of 23.4 million, and exit code 0."""
    before = workbook.read_bytes()
    result = run("solve", workbook)
    assert result.exit_code == ExitCode.DONE
    (path,) = results(workbook.parent)
    assert path.name.startswith("plan-20") and path.suffix == ".xlsx"
    assert f"Results: results/{path.name}" in result.output.replace("\\", "/")
    assert "USD 23.4 million" in result.output
    assert "30.00 t of 200.0 t demanded are short" in result.output
    assert "Solving" in result.output  # the progress, in plain lines
    assert workbook.read_bytes() == before


def test_manifest_tells_how_the_run_was_made(run: Run, workbook: Path) -> None:
    """Proves hash, versions, options as they took effect, audit and time."""
    assert run("solve", workbook, "-o", "out.xlsx", "--gap", "1%", "--threads", 2).exit_code == 0
    manifest = Portfolio.load("out.xlsx").manifest
    assert len(manifest["input hash"]) == 64
    assert manifest["option gap"] == "0.01"
    assert manifest["option threads"] == "2"
    assert manifest["option time limit (s)"] == "none"
    assert manifest["audit"].startswith("The audit passed")
    for item in ("orefolio", "python", "solver highspy", "solver pyomo", "run at", "gap (USD)"):
        assert manifest[item], item


def test_existing_output_needs_force(run: Run, workbook: Path) -> None:
    """Proves that an existing file is kept, refused before solving, and replaced with --force."""
    out = workbook.with_name("out.xlsx")
    out.write_bytes(b"mine")
    result = run("solve", workbook, "-o", out)
    assert result.exit_code == ExitCode.CANNOT_WRITE
    assert "exists already" in result.output and "--force" in result.output
    assert "Solving" not in result.output
    assert out.read_bytes() == b"mine"
    assert run("solve", workbook, "-o", out, "--force").exit_code == ExitCode.DONE
    assert Portfolio.load(out).has_plan


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_input_is_never_the_output(run: Run, workbook: Path, force: tuple[str, ...]) -> None:
    """Proves that the planner's own file is refused as output, under any spelling."""
    before = workbook.read_bytes()
    twisted = workbook.parent / "." / "plan.xlsx"
    result = run("solve", workbook, "-o", f"{twisted.parent}/./plan.xlsx", *force)
    assert result.exit_code == ExitCode.INPUT
    assert "is the input" in result.output
    assert workbook.read_bytes() == before


@pytest.mark.parametrize("name", ["out.csv", "out", "out.xls"])
def test_output_must_be_a_workbook(run: Run, workbook: Path, name: str) -> None:
    """Proves that no workbook hides under another name."""
    result = run("solve", workbook, "-o", name)
    assert result.exit_code == ExitCode.INPUT
    assert "out.xlsx" in result.output
    assert not Path(name).exists()


def test_failed_write_leaves_nothing_and_still_tells_the_plan(
    run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves exit code 7, the plan on the screen, and no half file when the disk is full."""

    def full(*_: object) -> None:
        raise CannotWrite("the disk is full: out.xlsx was not written; free some space")

    monkeypatch.setattr("orefolio.workbook.sheets.files._write_to_disk", full)
    result = run("solve", workbook, "-o", "out.xlsx")
    assert result.exit_code == ExitCode.CANNOT_WRITE
    assert "disk is full" in result.output
    assert "USD 23.4 million" in result.output and "Results:" not in result.output
    assert [path.name for path in workbook.parent.iterdir()] == ["plan.xlsx"]


def test_infeasible_tells_cells_and_writes_the_result(run: Run, write: Write) -> None:
    """Proves exit code 3, the conflicting cells on the screen, and a stored failure."""
    path = write(materials=forbidden())
    result = run("solve", path, "-o", "out.xlsx")
    assert result.exit_code == ExitCode.INFEASIBLE
    assert "Rules!" in result.output and "Materials!" in result.output
    stored = Portfolio.load("out.xlsx")
    assert stored.status == "infeasible"
    conflict = stored.table("findings").query("check == 'conflict'")["found"].tolist()
    assert conflict and conflict[0] in result.output


def test_unbounded_says_which_cell_pays(run: Run, write: Write) -> None:
    """Proves exit code 4: an offer that pays 5 USD/kg for being taken, while surplus is free."""
    offers = {"A": {"supplier": "CN", "material": "Nd", "price": -5.0}}
    result = run("solve", write(offers=offers, rules={}), "-o", "out.xlsx")
    assert result.exit_code == ExitCode.UNBOUNDED
    assert Portfolio.load("out.xlsx").status == "unbounded"


def test_time_limit_without_a_plan(run: Run, workbook: Path) -> None:
    """Proves exit code 5 and a stored result that says why there is none."""
    result = run("solve", workbook, "-o", "out.xlsx", "--time-limit", "0.000001")
    assert result.exit_code == ExitCode.LIMIT
    assert "time limit" in result.output
    assert Portfolio.load("out.xlsx").status == "limit"


def test_exit_codes_tell_the_endings_apart() -> None:
    """Proves the table of codes; an interruption without a plan is no time limit."""
    codes = {status: exit_code(Outcome(status, "")) for status in Status}
    assert codes == {
        Status.OPTIMAL: 0,
        Status.FEASIBLE: 0,
        Status.INFEASIBLE: 3,
        Status.UNBOUNDED: 4,
        Status.LIMIT: 5,
        Status.FAILED: 1,
    }
    stopped = Outcome(Status.LIMIT, "in any words", interrupted=True)
    assert exit_code(stopped) == ExitCode.INTERRUPTED


@pytest.mark.parametrize(("interrupted", "kept"), [(True, True), (False, False)])
def test_an_interruption_without_a_plan_keeps_the_earlier_file(
    run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch, interrupted: bool, kept: bool
) -> None:
    """Proves that Ctrl-C with --force does not replace a plan by no plan; a time limit does.

    Where there was no file, the interruption is written down.
    """
    ended = Outcome(Status.LIMIT, "It was stopped.", interrupted=interrupted)
    monkeypatch.setattr("orefolio.solving.solve", lambda *_: ended)
    out = workbook.with_name("out.xlsx")
    out.write_bytes(b"the plan of yesterday")
    result = run("solve", workbook, "-o", out, "--force")
    assert result.exit_code == (ExitCode.INTERRUPTED if interrupted else ExitCode.LIMIT)
    assert (out.read_bytes() == b"the plan of yesterday") is kept
    assert ("is kept as it was" in result.output) is kept
    run("solve", workbook, "-o", "new.xlsx")
    assert Portfolio.load("new.xlsx").status == "limit"


def test_failed_audit_is_an_error_not_a_result(
    run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves exit code 6, and that the plan never stands under the name asked for."""
    wrong = AuditReport({"balance": 1}, (Violation("balance", "Nd", "85 t", "100 t", 15.0),))
    monkeypatch.setattr("orefolio.portfolio.auditing.audit", lambda *_: wrong)
    monkeypatch.setattr("orefolio.portfolio.audit", lambda *_: wrong, raising=False)
    result = run("solve", workbook, "-o", "out.xlsx")
    assert result.exit_code == ExitCode.AUDIT
    assert "Do not use this plan" in result.output
    assert not Path("out.xlsx").exists()
    assert Portfolio.load("out-AUDIT-FAILED.xlsx").manifest["audit"].startswith("AUDIT FAILED")


def test_set_is_logged_old_and_new(run: Run, workbook: Path) -> None:
    """Proves the change of this run: 20 t to 40 t, so 20 t more of Australia and 5 t too much.

    Each year then China 60 t and Australia 40 t meet 100 t; nothing is short.
    """
    result = run(
        "solve",
        workbook,
        "-o",
        "out.xlsx",
        "--set",
        "offers[LYN-*].capacity=*2",
        "--set",
        "settings.title=What if",
    )
    assert result.exit_code == 0
    assert "Nothing is short" in result.output and "What if" in result.output
    changes = Portfolio.load("out.xlsx").table("changes")
    assert changes[["table", "key", "column", "old", "new"]].to_numpy().tolist() == [
        ["offers", "LYN-ND", "capacity", "20", "40"],
        ["settings", "", "title", "Two countries", "What if"],
    ]
    assert changes["place"].iloc[0].startswith("Offers!")


@pytest.mark.parametrize(
    "words",
    [
        ("--set", "offers[NOBODY].price=3"),
        ("--set", "offers[CN-ND].prise=3"),
        ("--set", "nonsense"),
        ("--gap", "2"),
        ("--gap", "many"),
        ("--time-limit", "-1"),
        ("--threads", "0"),
        ("--unknown",),
    ],
)
def test_wrong_usage_is_refused(run: Run, workbook: Path, words: tuple[str, ...]) -> None:
    """Proves exit code 2, a sentence, and no result."""
    result = run("solve", workbook, *words)
    assert result.exit_code == ExitCode.INPUT
    assert result.output.strip()
    assert not results(workbook.parent)


def test_wrong_workbook_is_not_solved(run: Run, write: Write) -> None:
    """Proves exit code 2 with the cell of an offer whose seller does not exist; nothing written."""
    offers = {"X": {"supplier": "NOBODY", "material": "Nd", "price": 80.0}}
    path = write(offers=offers)
    result = run("solve", path, "--findings", "all.txt")
    assert result.exit_code == ExitCode.INPUT
    assert "Offers!" in result.output and "NOBODY" in result.output
    assert "NOBODY" in Path("all.txt").read_text(encoding="utf-8")
    assert not results(path.parent)


def test_no_workbook_at_all(run: Run, workbook: Path) -> None:
    """Proves exit code 2 for a missing file, a folder, and a file that is no workbook."""
    fake = workbook.with_name("fake.xlsx")
    fake.write_text("hello", encoding="utf-8")
    for path in (workbook.with_name("missing.xlsx"), workbook.parent, fake):
        result = run("solve", path)
        assert result.exit_code == ExitCode.INPUT, path
    assert not results(workbook.parent)


def test_quiet_prints_the_verdict_and_the_file(run: Run, workbook: Path) -> None:
    """Proves that scripts get the name of the result on the last line."""
    result = run("solve", workbook, "-o", "out.xlsx", "--quiet")
    assert result.output.splitlines() == [
        "This plan is optimal: no plan that keeps every limit has a lower total cost.",
        "out.xlsx",
    ]


def test_result_is_solved_again_alike(run: Run, workbook: Path) -> None:
    """Proves that a result holds its inputs: solved again, every table but the manifest is equal.

    So does the same input twice.
    """
    for source, target in ((workbook, "a.xlsx"), (workbook, "b.xlsx"), ("a.xlsx", "c.xlsx")):
        assert run("solve", source, "-o", target).exit_code == 0
    first, second, again = (Portfolio.load(name) for name in ("a.xlsx", "b.xlsx", "c.xlsx"))
    tables: list[Any] = [name for name in first.tables if name not in ("manifest",)]
    for name in tables:
        assert second.table(name).equals(first.table(name)), name
    compared = run("compare", "a.xlsx", "b.xlsx", "c.xlsx")
    assert compared.exit_code == 0
    assert "Nothing differs" in compared.output
    assert again.manifest["input hash"] == first.manifest["input hash"]


def test_what_check_refuses_is_not_solved(run: Run, workbook: Path) -> None:
    """Proves that an error of the reader stops the run even where a case could be assembled.

    A second row of the same offer is left out by the reader; if the rest were solved, the plan
    would be called optimal without it.
    """
    book = openpyxl.load_workbook(workbook)
    sheet = book["Offers"]
    sheet.append([cell.value for cell in sheet[2]])
    book.save(workbook)
    assert run("check", workbook).exit_code == ExitCode.INPUT
    result = run("solve", workbook)
    assert result.exit_code == ExitCode.INPUT
    assert "optimal" not in result.output
    assert not results(workbook.parent)
