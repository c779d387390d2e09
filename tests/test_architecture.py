"""The house stands: imports flow one way, rooms stay small, the command line starts light."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "model" / "orefolio"
ORDER = (
    "tables",
    "workbook",
    "case",
    "formulation",
    "solving",
    "portfolio",
    "studies",
    "reports",
    "cli",
)
"""A package may import itself and those to its left; all may import ``findings``, ``amounts``."""

ONLY_IN = {
    "openpyxl": ("workbook",),
    "xlsxwriter": ("workbook",),
    "highspy": ("solving",),
    "pyomo": ("formulation", "solving"),
    "click": ("cli",),
}
"""Libraries that one package (two for Pyomo: its compiler is used by solving) keeps to itself."""

FILES = sorted(PACKAGE.rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path} imports relatively"
            yield node.module
            if node.module == "orefolio":
                yield from (f"orefolio.{alias.name}" for alias in node.names)


def _room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


@pytest.mark.parametrize("room", ORDER)
def test_imports_flow_one_way(room: str) -> None:
    """Proves that no package imports one that comes after it in the data flow."""
    allowed = {*ORDER[: ORDER.index(room) + 1], "findings", "amounts", "__version__"}
    for path in FILES:
        if _room(path) == room:
            for name in _imports(path):
                if name.startswith("orefolio."):
                    assert name.split(".")[1] in allowed, f"{path} imports {name}"


def test_every_package_has_its_place() -> None:
    """Proves that a new package cannot stand outside the order."""
    found = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert found == set(ORDER)


@pytest.mark.parametrize("library", ONLY_IN)
def test_library_stays_in_its_room(library: str) -> None:
    """Proves that Excel, the algebra, the solver and the terminal are each known in one place."""
    for path in FILES:
        if any(name.split(".")[0] == library for name in _imports(path)):
            assert _room(path) in ONLY_IN[library], f"{path} imports {library}"


def test_rooms_stay_small() -> None:
    """Proves that no file holds more than 350 lines, half of them fewer than 120."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert max(lengths.values()) <= 350, [p for p, n in lengths.items() if n > 350]
    assert statistics.median(lengths.values()) < 120


def test_functions_stay_short() -> None:
    """Proves that no function holds more than 60 lines."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                assert length <= 60, f"{path}: {node.name} has {length} lines"


def test_command_line_starts_light() -> None:
    """Proves that asking for help loads no algebra, solver, table or workbook library."""
    heavy = ("pyomo", "highspy", "pandas", "numpy", "openpyxl", "xlsxwriter", "rich", "pyarrow")
    code = (
        "import sys; from orefolio.cli import main\n"
        "sys.argv = ['orefolio', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert run.stdout.strip().splitlines()[-1] == "[]"


@pytest.mark.parametrize("tool", [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]])
def test_clean(tool: list[str]) -> None:
    """Proves that linter, formatter and type checker have nothing to say."""
    root = PACKAGE.parent.parent
    run = subprocess.run(
        [sys.executable, "-m", *tool], capture_output=True, text=True, cwd=root, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
