"""Default names of results."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from orefolio.reports.naming import result_path, safe_stem, strip_moment
from orefolio.reports.study_naming import study_path
from orefolio.studies.journal import Journal, journal_path

MOMENT = dt.datetime(2026, 11, 22, 17, 5, 9)


def test_name_from_stem_and_time(tmp_path: Path) -> None:
    """Proves the form, and that a name that is taken gets a number."""
    first = result_path("plan", MOMENT, tmp_path)
    assert first.name == "plan-20261122-170509.xlsx"
    first.touch()
    assert result_path("plan", MOMENT, tmp_path).name == "plan-20261122-170509-2.xlsx"


def test_result_of_a_result_is_not_dated_twice() -> None:
    """Proves that only the times of orefolio are taken off."""
    assert strip_moment("plan-20261122-170509") == "plan"
    assert strip_moment("plan-20261122-170509-2") == "plan"
    assert strip_moment("plan-2026") == "plan-2026"


@pytest.mark.parametrize(
    ("stem", "safe"),
    [
        ("a/b:c*?", "a-b-c"),
        ("日本 計画", "日本-計画"),
        ("...", "plan"),
        ("con", "plan-con"),
        ("x" * 300, "x" * 60),
    ],
)
def test_stems_are_safe_on_every_system(stem: str, safe: str) -> None:
    """Proves that separators, devices and endless names never reach the file system."""
    assert safe_stem(stem) == safe


def test_a_study_goes_on_under_its_name(tmp_path: Path) -> None:
    """Proves the name of a study, once only, and that a stopped one is found by its journal."""
    header = {"inputs": "abc"}
    new = study_path("plan-sweep-20260101-080000", MOMENT, header, tmp_path)
    assert new == tmp_path / f"plan-sweep-{MOMENT:%Y%m%d-%H%M%S}.xlsx"
    begun = tmp_path / "plan-sweep-20250101-080000.xlsx"
    with Journal.open(journal_path(begun), header):
        pass
    assert study_path("plan", MOMENT, header, tmp_path) == begun
    assert study_path("plan", MOMENT, {"inputs": "other"}, tmp_path) == new
