"""Comparisons as terminal tables and as a workbook: differences only, names and order kept."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from orefolio.portfolio import Portfolio, compare
from orefolio.portfolio.comparing import SECTIONS
from orefolio.reports.comparison_book import write_comparison
from orefolio.reports.comparison_terminal import foremost, print_comparison
from orefolio.workbook.cells import read_cells
from two_countries import forbidden, plan, tables


def dearer() -> Portfolio:
    """With Australia at 110 USD/kg: 20 t a year cost 0.2 million USD more, 0.4 for both years."""
    offers = tables()["offers"]
    offers["LYN-ND"] = {**offers["LYN-ND"], "price": 110.0}
    return plan(offers=offers)


def printed(*portfolios: Portfolio, names: tuple[str, ...] = ("old", "new")) -> str:
    """The comparison on a wide terminal."""
    stream = io.StringIO()
    print_comparison(Console(file=stream, width=200), compare(portfolios, names))
    return stream.getvalue()


def texts(path: Path) -> dict[str, list[object]]:
    """All values of all sheets."""
    return {
        sheet.name: [cell.value for cell in sheet.cells.values()]
        for sheet in read_cells(path).sheets
    }


def test_two_runs_of_one_input_are_equal(tmp_path: Path) -> None:
    """Proves that times and versions do not count."""
    assert "Nothing differs" in printed(plan(), plan())
    path = tmp_path / "same.xlsx"
    write_comparison(compare([plan(), plan()], ["a", "b"]), path)
    assert list(texts(path)) == ["Summary"]
    assert any("Nothing differs" in str(value) for value in texts(path)["Summary"])


def test_input_cell_and_cost_are_shown_old_and_new(tmp_path: Path) -> None:
    """Proves the cell with 100 and 110, cost 23.4 and 23.8, and that equal things are left out.

    The flows are the same, so neither shares nor awards nor shortages appear.
    """
    text = printed(plan(), dearer())
    assert "offers[LYN-ND].price (Offers!LYN-ND.price)" in text
    assert "USD 23.4 million" in text and "USD 23.8 million" in text
    assert "price effect" in text and "USD 400,000" in text
    assert "Awards" not in text and "Shortages" not in text
    path = tmp_path / "differences.xlsx"
    write_comparison(compare([plan(), dearer()], ["old", "new"]), path)
    sheets = texts(path)
    assert list(sheets)[:3] == ["Summary", "Inputs", "Cost bridge"]
    assert "Awards by offer and year" not in sheets
    assert 23_400_000.0 in sheets["Key figures"] and 400_000.0 in sheets["Cost bridge"]


def test_names_and_order_are_kept() -> None:
    """Proves that the columns stand as the runs were given."""
    text = printed(plan(), dearer(), plan(), names=("c", "a", "b"))
    header = next(line for line in text.splitlines() if "where" in line)
    assert header.index(" c ") < header.index(" a ") < header.index(" b ")


def test_run_without_a_plan_can_be_compared(tmp_path: Path) -> None:
    """Proves that an infeasible run is told as such and its inputs are compared."""
    failed = plan(materials=forbidden())
    text = printed(plan(), failed)
    assert "new: infeasible" in text
    assert "materials[Nd].shortage_cost" in text
    path = tmp_path / "failed.xlsx"
    write_comparison(compare([plan(), failed], ["old", "new"]), path)
    assert "Inputs" in texts(path)


def test_what_is_counted_is_what_is_listed() -> None:
    """Proves that usable tonnes, which are not listed beside shares, are not counted either.

    With 5 t a year of Australia instead of 20 there are more than 15 shares; rows and remainder
    add up to the number in the title, with two files and with three.
    """
    offers = tables()["offers"]
    offers["LYN-ND"] = {**offers["LYN-ND"], "capacity": 5.0}
    other = plan(offers=offers)
    for runs, names in (((plan(), other), ("a", "b")), ((plan(), plan(), other), ("a", "b", "c"))):
        found = compare(runs, names)
        section = next(s for s in SECTIONS if s.name == "shares")
        listed = len(foremost(section, found.results["shares"]))
        assert listed < len(found.results["shares"])
        assert f"Import shares: {listed} figures differ" in printed(*runs, names=names)


def test_long_names_become_letters_with_a_legend() -> None:
    """Proves that columns stay narrow, and that the bridge uses the same letters."""
    names = ("japan-rare-earths-as-it-is", "japan-rare-earths-dearer")
    text = printed(plan(), dearer(), names=names)
    assert f"A is {names[0]}: optimal" in text and f"B is {names[1]}: optimal" in text
    assert "From the cost of A to that of B" in text and "total cost of A" in text
    assert text.count(names[0]) == text.count(names[1]) == 1
