"""Proves that a stopped study goes on where it stopped, and never on another one's points."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from orefolio.case import parse_change
from orefolio.studies import sweep as module
from orefolio.studies.journal import Journal, JournalError, begun, journal_path
from orefolio.studies.result import Changed, Figure, PointResult, Share, Task
from orefolio.studies.sweep import Sweep, prepare, run
from orefolio.studies.vary import parse_varies
from study_cases import OPTIONS, two_sellers

HEADER = {"inputs": "abc", "options": "gap None"}
TASKS = [Task(n, (parse_change(f"settings.risk_weight={n}"),)) for n in range(3)]
RESULT = PointResult(
    id=0,
    status="optimal",
    reason="This is the cheapest plan.",
    figures=(Figure("total cost", "USD", 0.1 + 0.2), Figure("least days of cover", "days", None)),
    shares=(Share("all", "mined", "CHN", 1 / 3, None),),
    changes=(Changed("settings", "", "risk_weight", "", "=1", "Settings!B5"),),
    relative_gap=0.0,
    gap_money=0.0,
    seconds=0.25,
)


def sweep() -> Sweep:
    return prepare(two_sellers(), parse_varies(["settings.risk_weight=0:1:0.25"]), OPTIONS)


def test_results_come_back_exactly(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with Journal.open(path, HEADER) as journal:
        journal.add(TASKS[0], RESULT)
    with Journal.open(path, HEADER) as journal:
        assert journal.kept(TASKS[0]) == RESULT
        assert journal.kept(TASKS[1]) is None


def test_a_cut_last_line_is_dropped_and_written_over(tmp_path: Path) -> None:
    """A kill in the middle of a line loses that point only."""
    path = tmp_path / "journal"
    with Journal.open(path, HEADER) as journal:
        journal.add(TASKS[0], RESULT)
        journal.add(TASKS[1], RESULT)
    path.write_bytes(path.read_bytes()[:-40])
    with Journal.open(path, HEADER) as journal:
        assert list(journal.finished) == ["settings.risk_weight=0.0"]
        journal.add(TASKS[2], RESULT)
    with Journal.open(path, HEADER) as journal:
        assert len(journal.finished) == 2
    assert len(path.read_text().splitlines()) == 3


def test_the_journal_of_another_study_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with Journal.open(path, HEADER) as journal:
        journal.add(TASKS[0], RESULT)
    before = path.read_bytes()
    with pytest.raises(JournalError, match="its inputs differ"):
        Journal.open(path, {**HEADER, "inputs": "other"})
    assert path.read_bytes() == before
    with Journal.open(path, {**HEADER, "inputs": "other"}, force=True) as journal:
        assert journal.finished == {}


def test_a_damaged_line_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with Journal.open(path, HEADER) as journal:
        journal.add(TASKS[0], RESULT)
        journal.add(TASKS[1], RESULT)
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], '{"point": "x", "id": 0}', lines[2], ""]))
    with pytest.raises(JournalError, match="line 2 of the journal"):
        Journal.open(path, HEADER)
    with Journal.open(path, HEADER, force=True) as journal:
        assert journal.finished == {}


def test_a_point_that_broke_down_is_tried_again(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal", HEADER) as journal:
        journal.add(TASKS[0], PointResult(0, "failed", "The process ended unexpectedly."))
        journal.add(TASKS[1], PointResult(1, "infeasible", "No plan."))
        assert journal.kept(TASKS[0]) is None
        assert journal.kept(TASKS[1]) is not None


def test_a_journal_is_found_by_what_it_belongs_to(tmp_path: Path) -> None:
    result = tmp_path / "plan-sweep-20260101-000000.xlsx"
    Journal.open(journal_path(result), HEADER).__exit__()
    assert begun(tmp_path, "plan-sweep", HEADER) == result
    assert begun(tmp_path, "plan-sweep", {**HEADER, "options": "gap 0.1"}) is None
    result.touch()  # finished meanwhile
    assert begun(tmp_path, "plan-sweep", HEADER) is None


def test_going_on_gives_the_study_that_was_never_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped after two of five points: the others are computed, these two are not."""
    whole = run(sweep(), jobs=1)
    path = tmp_path / "journal"
    with Journal.open(path, sweep().journal_header) as journal:
        for task, result in list(zip(sweep().tasks, whole.results, strict=True))[:2]:
            journal.add(task, result)
    computed: list[int] = []
    real = module.run_points

    def counted(records, tasks, options, **more):  # type: ignore[no-untyped-def]
        computed.extend(task.id for task in tasks)
        return real(records, tasks, options, **more)

    monkeypatch.setattr(module, "run_points", counted)
    heard: list[int] = []
    with Journal.open(path, sweep().journal_header) as journal:
        resumed = run(sweep(), jobs=1, journal=journal, on_result=lambda r: heard.append(r.id))
    assert computed == [2, 3, 4]
    assert heard == [0, 1, 2, 3, 4]
    timed = len(whole.points.columns) - 1
    assert [row[:timed] for row in resumed.points.rows] == [
        row[:timed] for row in whole.points.rows
    ]
    assert len(path.read_text().splitlines()) == 6


def test_the_header_knows_inputs_options_and_levels() -> None:
    """Whatever changes a point's result makes another study of it."""
    header = sweep().journal_header
    dearer = two_sellers(materials={"N": {"demand": 101.0, "reference_price": 60.0}})
    other = prepare(dearer, parse_varies(["settings.risk_weight=0:1:0.25"]), OPTIONS)
    assert other.journal_header["inputs"] != header["inputs"]
    finer = prepare(two_sellers(), parse_varies(["settings.risk_weight=0:1:0.2"]), OPTIONS)
    assert finer.journal_header["levels"] != header["levels"]
    assert json.loads(json.dumps(header)) == header
