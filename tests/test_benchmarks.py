"""Smoke run of the benchmarks: every phase on the small case and on a tiny generated one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyomo.environ as pyo
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import __main__ as command
from benchmarks.cases import CASE, CASES
from benchmarks.everything import everything
from benchmarks.generated import LARGE, TINY, generated
from benchmarks.interfaces import INTERFACES, hand_over
from benchmarks.measure import measure, median_of
from benchmarks.phases import PHASES
from benchmarks.tables import interface_table, phase_table

from orefolio.case import assemble
from orefolio.case.fingerprint import fingerprint
from orefolio.formulation import build

NAMES = [phase.name for phase in PHASES]


@pytest.mark.parametrize("name", ["small", "tiny"])
def test_every_phase_runs(name: str) -> None:
    """Proves that each registered phase does its work (each asserts its own result) and is timed.

    Without HiGHS' own time, the unit of the ratios, there would be none.
    """
    found = measure(CASE[name])
    assert list(found["phases"]) == NAMES
    assert found["size"]["columns"] > 0
    for figures in found["phases"].values():
        assert figures["wall"] > 0
        assert figures["ratio"] is not None
    assert all(f"| {phase} |" in phase_table(median_of([found, found])) for phase in NAMES)


def test_every_phase_is_registered_for_every_case() -> None:
    """Proves that the command offers the nine phases asked for and read-back, on five cases."""
    asked = ("read", "check", "build", "hand-over", "solve", "extract", "audit", "write")
    assert set(NAMES) == {*asked, "sweep point", "read back"}
    assert list(command.NAMES) == NAMES
    assert list(command.WAYS) == list(INTERFACES)
    cases = ["small", "annual", "quarterly", "everything", "generated"]
    assert [case.name for case in CASES] == cases


def test_all_interfaces_hand_over_the_same_problem() -> None:
    """Proves that what is compared is the same: equal columns, rows and nonzeros in HiGHS.

    A column in no row and no cost is none of ours; Pyomo's interfaces leave it out as well.
    """
    found = [hand_over("tiny", name, "1") for name in INTERFACES]
    assert len({(each["columns"], each["rows"], each["nonzeros"]) for each in found}) == 1
    assert "appsi_highs" in interface_table(found)


def test_generated_case_is_the_same_every_time_and_large() -> None:
    """Proves that the generator gives one case, without errors, with about 100,000 columns.

    Paths x periods are 600 x 120 = 72,000 deliveries; the other columns bring it to 98,000.
    """
    assert fingerprint(generated(TINY)) == fingerprint(generated(TINY))
    case, findings = assemble(generated(LARGE))
    assert case is not None
    assert not findings
    assert len(case.paths) * len(case.periods) == 72_000


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that the documented command measures in a process of its own and writes JSON."""
    file = tmp_path / "found.json"
    command.main(
        ["--cases", "small", "--phases", "read", "build", "--repeat", "1", "--json", str(file)]
    )
    assert "| build |" in capsys.readouterr().out
    found = json.loads(file.read_text(encoding="utf-8"))
    assert list(found["cases"][0]["phases"]) == ["read", "build"]
    assert found["interfaces"] == []


def test_checking_waits_for_no_algebra() -> None:
    """Proves that ``orefolio check`` loads neither Pyomo nor HiGHS, which double its time."""
    code = (
        "import sys; from orefolio.cli import main\n"
        f"sys.argv = ['orefolio', 'check', {str(CASE['small'].workbook(Path()))!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('pyomo', 'highspy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip().splitlines()[-1] == "[]"


def test_everything_means_every_mechanism() -> None:
    """Proves that the case asks for every kind of yes-or-no decision that the model knows."""
    case, findings = assemble(everything())
    assert case is not None, [finding.sentence for finding in findings]
    model = build(case).model
    kinds = {
        variable.name: [each for each in variable.values() if not each.is_continuous()]
        for variable in model.component_objects(pyo.Var)
    }
    asked = {name for name, found in kinds.items() if found}
    assert asked >= {
        *("build", "commit", "contract_used", "counted", "in_force", "lot_count", "met"),
        *("qualify", "tier_reached", "underlifted", "use_lever"),
    }
    used = ("crowding", "discounted", "excess", "made_up", "missing_days", "onboarded", "paired")
    assert not [name for name in used if not len(getattr(model, name))]
