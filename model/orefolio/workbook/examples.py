"""The example workbooks that come with orefolio."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = {
    "japan": "japan_rare_earths.xlsx",
    "minerals": "critical_minerals.xlsx",
    "minimal": "minimal.xlsx",
}
"""File of each example."""

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (
    _PACKAGE / "examples",  # an installed package
    _PACKAGE.parents[1] / "inputs",  # a checkout
)


class UnknownExampleError(KeyError):
    """There is no example of this name; the message lists those that exist."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)

    def __str__(self) -> str:
        return f"there is no example {self.name!r}; choose one of: {', '.join(EXAMPLES)}"


def example_workbook(name: str) -> Path:
    """Where the example workbook of this name lies.

    Raises :class:`UnknownExampleError` when no example has this name, and
    :class:`FileNotFoundError` when the installation does not contain the file.
    """
    if name not in EXAMPLES:
        raise UnknownExampleError(name)
    for folder in _FOLDERS:
        path = folder / EXAMPLES[name]
        if path.is_file():
            return path
    places = " or ".join(str(folder) for folder in _FOLDERS)
    raise FileNotFoundError(f"the example {EXAMPLES[name]} is missing in {places}")
