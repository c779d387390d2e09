"""What a planner without a plan reads: rows of the workbook in order, ways out, cheapest first."""

from __future__ import annotations

from pathlib import Path

from orefolio.case import load_case
from orefolio.solving import Status, solve
from orefolio.workbook import write_workbook
from support import records

YEARS = [str(year) for year in range(2026, 2030)]


def sentences(folder: Path, **tables: object) -> tuple[str, ...]:
    """The conflict of a workbook, so that its places are cells."""
    path = folder / "plan.xlsx"
    write_workbook(path, records(**tables))
    outcome = solve(load_case(path)[0])
    assert outcome.status is Status.INFEASIBLE
    assert outcome.conflict is not None
    return outcome.conflict.sentences


def test_a_demand_without_offers_is_told_once_with_its_ways_out(tmp_path: Path) -> None:
    """Proves that four years of one row are one line, and that an offer or a price is asked for."""
    demand = {"Li": dict.fromkeys(YEARS, 10.0)}
    said = sentences(
        tmp_path,
        settings={"years": 4},
        materials={"Li": {}},
        demand=demand,
        suppliers={"S": {}},
        offers={"O": {"supplier": "S", "material": "Li", "price": 1.0, "active": False}},
    )
    assert said[0].startswith("This row cannot be kept: Demand!")
    assert said[0].endswith(": the demand of Li must be met in full.")
    assert (
        "Together these changes mend it: lower Demand!B2:E2 (2026 to 2029) to at most 0 t each"
        in (said[3])
    )
    assert said[2].startswith("The same holds for Demand!")
    assert said[4:] == (
        "There is no offer of Li: add one, or give a shortage cost in Materials!G2, which allows Li"
        " to fall short.",
    )


def test_unequal_years_fall_to_one_limit(tmp_path: Path) -> None:
    """Proves one line for four years: of 11, 12, 13 and 20 t only 10 t can come."""
    said = sentences(
        tmp_path,
        settings={"years": 4},
        materials={"Li": {}},
        demand={"Li": dict(zip(YEARS, (11.0, 12.0, 13.0, 20.0), strict=True))},
        suppliers={"S": {}},
        offers={"O": {"supplier": "S", "material": "Li", "price": 1.0, "capacity": 10.0}},
    )
    assert any("lower Demand!B2:E2 (2026 to 2029) to at most 10 t each" in text for text in said)
    assert said[-2].startswith("Or give a shortage cost in Materials!G2")
    assert said[-1].startswith("The capacities of the offers of Li are taken as they stand")


def test_a_second_conflict_is_introduced_before_it_is_mended(tmp_path: Path) -> None:
    """Proves that both rows of stock are told: each alone is in conflict with the rule.

    The rule forbids the only seller, so neither material keeps its 10 days of cover.
    """
    said = sentences(
        tmp_path,
        materials={key: {"demand": 365.0, "shortage_cost": 9.0} for key in ("A", "B")},
        suppliers={"S": {"country": "CN"}},
        offers={key: {"supplier": "S", "material": key, "price": 1.0} for key in ("A", "B")},
        stock={key: {"days_of_cover": 10.0} for key in ("A", "B")},
        rules={"NO": {"scope": "supplier", "measure": "tonnes", "bound": 0.0}},
    )
    first, second = ("A", "B") if "of A" in said[0] else ("B", "A")
    assert said[0].startswith("These rows cannot hold together: Stock!D")
    assert f"10 days of cover of {first}; Rules!" in said[0]
    assert said[1].startswith("Raise Rules!") and "(the plan then costs USD " in said[1]
    assert said[2].startswith("A second conflict, which may share rows with the first: Stock!D")
    assert said[2].endswith(f"10 days of cover of {second}.")
    assert said[3].startswith("Or change several together: lower Stock!D2 from 10 days to at most")
    assert "and lower Stock!D3 from 10 days to at most" in said[3]
