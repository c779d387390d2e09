"""The help starts light: no heavy library is imported before a command runs."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("pyomo", "highspy", "pandas", "numpy", "openpyxl", "xlsxwriter", "rich", "pyarrow")

PROBE = """
import sys
try:
    {action}
except SystemExit as end:
    assert not end.code, end.code
print("loaded:", *(name for name in {heavy} if name in sys.modules))
"""


@pytest.mark.parametrize(
    "action",
    [
        "import orefolio.cli",
        "from orefolio.cli import cli; cli.main(['--help'])",
        "from orefolio.cli import cli; cli.main(['--version'])",
        "from orefolio.cli import cli; cli.main(['solve', '--help'])",
        "from orefolio.cli import cli; cli.main(['sweep', '--help'])",
    ],
)
def test_nothing_heavy_is_imported(action: str) -> None:
    """Proves, without a clock, why the help is fast: in a fresh interpreter nothing is loaded."""
    code = PROBE.format(action=action, heavy=HEAVY)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1].strip() == "loaded:"
