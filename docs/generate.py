"""Writes the generated pages of this folder: the algebra, the workbooks, the command line."""

from __future__ import annotations

from pathlib import Path

from orefolio.cli.reference import command_page
from orefolio.formulation.algebra import algebra_page
from orefolio.portfolio.reference import results_page
from orefolio.tables.reference import reference_page

PAGES = {
    "algebra.md": algebra_page,
    "workbook.md": reference_page,
    "results.md": results_page,
    "command_line.md": command_page,
}
"""Page and the function that writes it."""


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (Path(__file__).parent / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
