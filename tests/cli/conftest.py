"""A workbook on disk, and a way to call the command line as a planner does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from calls import Run, Write
from orefolio.cli import cli
from orefolio.workbook import write_workbook
from two_countries import book


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes the two countries, with tables replaced, as a workbook in an own folder."""
    monkeypatch.chdir(tmp_path)

    def written(name: str = "plan.xlsx", **tables: Any) -> Path:
        path = tmp_path / name
        write_workbook(path, book(**tables))
        return path

    return written


@pytest.fixture
def workbook(write: Write) -> Path:
    """The two countries as a workbook; the current folder is its own."""
    return write()


@pytest.fixture
def run() -> Run:
    """Calls a command; the words may be paths."""

    def called(*words: object) -> Result:
        result = CliRunner().invoke(cli, [str(word) for word in words])
        assert "Traceback" not in result.output
        return result

    return called
