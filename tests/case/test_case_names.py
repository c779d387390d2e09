"""Names that could be read as something else are refused where they are given."""

from __future__ import annotations

import pytest

from support import findings_of


@pytest.mark.parametrize("name", ["A|B", "A; B", "all", "ALL", "*"])
def test_name_that_means_something_else_is_refused(name: str) -> None:
    """Proves that no name can pass as a list, a joined key, or the total.

    If it were not refused, a material called ``all`` would be counted twice in the totals.
    """
    found = findings_of(
        materials={name: {"material": name, "demand": 1.0}},
        suppliers={"S": {}},
        offers={"O": {"supplier": "S", "material": name, "price": 1.0}},
    )
    assert any(f.check == "name" and name in f.found for f in found)


def test_ordinary_names_are_kept() -> None:
    """Proves that accents, dots, blanks and other scripts are no reason to refuse a name."""
    for name in ("Dy (oxide)", "a.1", "ディスプロシウム", "all-in"):
        found = findings_of(
            materials={name: {"material": name, "demand": 1.0}},
            suppliers={"S": {}},
            offers={"O": {"supplier": "S", "material": name, "price": 1.0}},
        )
        assert not any(f.check == "name" for f in found)
