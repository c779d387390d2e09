"""The generated pages say what the code says, and the README's commands are those that CI runs."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]


@pytest.mark.parametrize("name", PAGES)
def test_generated_page_is_up_to_date(name: str) -> None:
    """Proves that no docstring or declaration changed without its page."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name]()


def test_ci_runs_the_command_of_the_readme() -> None:
    """Proves that what the README tells a newcomer to paste is what is tested."""
    commands = [
        line
        for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
        if line.startswith("python3 -m venv")
    ]
    readme = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(commands) == 1
    assert commands[0] in readme
