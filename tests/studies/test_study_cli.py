"""Proves ``orefolio sweep`` from the command line: refusals, results, Ctrl-C and going on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from orefolio.cli import cli
from orefolio.workbook import write_workbook
from study_cases import two_sellers

COMMAND = [sys.executable, "-c", "from orefolio.cli import main; main()"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the workbook of the tiny case, as the current one."""
    write_workbook(tmp_path / "plan.xlsx", two_sellers())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def orefolio(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main(list(words))
    return int(str(ended.value.code))


def sweep(*words: str) -> int:
    return orefolio("sweep", "plan.xlsx", "--jobs", "1", *words)


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_sweep_writes_study_and_table_and_leaves_nothing_else(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "plan.xlsx").read_bytes()
    vary = ("--vary", "settings.risk_weight=0:1:0.5")
    assert sweep(*vary, "-o", "study.xlsx", "--table", "study.csv") == 0
    assert files(folder) == ["plan.xlsx", "study-shares.csv", "study.csv", "study.xlsx"]
    assert (folder / "plan.xlsx").read_bytes() == before
    frame = pd.read_csv("study.csv")
    assert frame["total cost (USD)"].tolist() == pytest.approx([5.08e6, 5.32e6, 5.4e6])
    out = capsys.readouterr().out
    assert "All 3 points have a plan" in out
    assert "settings.risk_weight between 0.5 and 1" in out
    # the study can be solved as a workbook: its inputs are the base
    assert orefolio("solve", "study.xlsx", "-o", "again.xlsx", "--quiet") == 0
    # what is there is never written over unasked
    assert sweep(*vary, "-o", "study.xlsx") == 7
    assert sweep(*vary, "-o", "other.xlsx", "--table", "study.csv") == 7
    assert sweep(*vary, "-o", "study.xlsx", "--force", "--quiet") == 0


def test_a_point_without_a_plan_is_no_failure_of_the_sweep(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sweep("--vary", "offers[B1].capacity=10,50", "-o", "study.xlsx") == 0
    assert "2 of 3 points have a plan" in capsys.readouterr().out


def test_everything_wrong_is_refused_before_anything_is_solved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = {
        "offers[A1].prize=1,2": "has no column",
        "offers[X*].price=1,2": "is named 'X*'",
        "settings.near_tie=1%,2%": "does not read it",
        "settings.risk_weight=0:1": "first:last:step",
    }
    for vary, said in cases.items():
        assert sweep("--vary", vary) == 2
        assert said in capsys.readouterr().err
    good = ("--vary", "settings.risk_weight=0,1")
    assert sweep(*good, "--resume") == 2
    assert "nothing to go on with" in capsys.readouterr().err
    assert sweep(*good, "--table", "study.txt") == 2
    assert sweep(*good, "-o", "plan.xlsx", "--force") == 2
    assert sweep(*good, "--set", "offers[A1].price=") == 2  # the base has an error
    assert "Offers" in capsys.readouterr().err
    assert files(folder) == ["plan.xlsx"]


def test_fixed_changes_hold_in_every_point(folder: Path) -> None:
    """A at 53: 80 t x 53 + 20 t x 54; with the weight 1 A costs 59 and is left out."""
    vary = ("--vary", "settings.risk_weight=0,1", "--set", "offers[A1].price=53")
    assert sweep(*vary, "-o", "study.xlsx", "--table", "study.csv", "--quiet") == 0
    frame = pd.read_csv("study.csv")
    assert frame["total cost (USD)"].tolist() == pytest.approx([5.32e6, 5.4e6])


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C in another way")
def test_ctrl_c_keeps_the_finished_points_and_the_same_command_goes_on(folder: Path) -> None:
    """Interrupted in the middle and run again: the study is that of a run in one go."""
    words = ["sweep", "plan.xlsx", "--jobs", "1", "--vary", "settings.risk_weight=0:1:0.1"]
    process = subprocess.Popen([*COMMAND, *words], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        kept = [line for path in folder.rglob("*.jsonl") for line in path.open()]
        if len(kept) > 2:
            break
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "of 11 points are finished and kept in" in said
    (journal,) = folder.rglob("*.jsonl")
    lines = journal.read_text().splitlines()
    assert 2 < len(lines) < 12
    assert all(json.loads(line) for line in lines)
    assert [path for path in files(folder) if path.startswith("results")] == [
        str(journal.relative_to(folder))
    ]
    done = subprocess.run(
        [*COMMAND, *words, "--resume", "--table", "study.csv"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"Going on: {len(lines) - 1} of 11 points are finished" in done.stderr
    assert not list(folder.rglob("*.jsonl"))
    (study,) = folder.rglob("plan-sweep-*.xlsx")
    assert study.name == journal.name.removesuffix(".journal.jsonl")
    costs = pd.read_csv("study.csv")["total cost (USD)"].tolist()
    by_hand = [min(5.08e6 + 4.8e5 * n * 0.1, 5.4e6) for n in range(11)]
    assert costs == pytest.approx(by_hand)
