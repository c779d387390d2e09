"""Proves which points a study has, in which order, and what is refused before any is computed."""

from __future__ import annotations

import pytest

from orefolio.case import ChangeError
from orefolio.studies.design import Design, make_design
from orefolio.studies.trial import try_levels
from orefolio.studies.vary import parse_varies
from study_cases import two_sellers


def design(*varies: str, one_at_a_time: bool = False) -> Design:
    trials = try_levels(two_sellers(), parse_varies(varies))
    return make_design(trials, one_at_a_time=one_at_a_time)


def rows(found: Design) -> list[tuple[object, ...]]:
    width = range(len(found.dimensions))
    return [tuple(found.value(point, place) for place in width) for point in found.points]


def test_a_grid_has_the_base_first_and_the_last_dimension_runs_fastest() -> None:
    """Base (0, 50) lies off the grid in the second dimension, so it is a point of its own."""
    found = design("settings.risk_weight=0,1", "offers[A1].price=40,60")
    assert rows(found) == [(0.0, 50.0), (0.0, 40.0), (0.0, 60.0), (1.0, 40.0), (1.0, 60.0)]
    assert [point.base for point in found.points] == [True, False, False, False, False]
    assert found.points[0].changes == ()


def test_a_grid_point_that_is_the_base_is_not_computed_twice() -> None:
    """(0, x1) changes nothing: it is point 0, and the grid finds it there."""
    found = design("settings.risk_weight=0,1", "offers[A1].price=*1,*2")
    assert rows(found) == [(0.0, 1.0), (0.0, 2.0), (1.0, 1.0), (1.0, 2.0)]
    assert found.at((0, 0)) is found.points[0]
    assert found.at((0, 1)) is found.points[1]
    assert found.level_text(found.points[0], 1) == "*1"


def test_one_at_a_time_leaves_the_others_in_the_base() -> None:
    found = design("settings.risk_weight=0,1,2", "offers[A1].price=*0.5,*2", one_at_a_time=True)
    assert rows(found) == [(0.0, 1.0), (1.0, 1.0), (2.0, 1.0), (0.0, 0.5), (0.0, 2.0)]


def test_an_empty_cell_stands_for_its_default() -> None:
    """The risk weight is empty, which means 0: a level 0 is the base."""
    found = design("settings.risk_weight=0,1")
    assert len(found.points) == 2


def test_cells_of_a_wildcard_move_together() -> None:
    found = design("offers[*].price=*2")
    assert len(found.points) == 2
    assert len(found.trials[0].applied[0]) == 2
    assert design("offers[*].price=10").value(found.points[0], 0) is None  # 50 and 54 differ


def test_the_number_of_points_is_limited() -> None:
    with pytest.raises(ChangeError, match=r"160,801 points, more than the 100,000"):
        design("settings.risk_weight=0:4:0.01", "offers[A1].price=1:401:1")


def test_all_levels_that_cannot_be_applied_are_told_at_once() -> None:
    with pytest.raises(ChangeError) as caught:
        design(
            "offers[C1].price=1,2",
            "suppliers[A].hazard=0.5,1.5,2",
            "offers[B1].capacity=*2",
            "offers[A1].price=*1",
        )
    lines = str(caught.value).split("\n")
    assert len(lines) == 5
    assert "C1" in lines[0]
    assert "1.5, above the most allowed" in lines[1]
    assert "2, above the most allowed" in lines[2]
    assert "empty" in lines[3]
    assert "nothing to vary" in lines[4]


def test_two_dimensions_may_not_share_a_cell() -> None:
    """The later of the two would undo or double the earlier one."""
    with pytest.raises(ChangeError, match=r"both change Offers!A1\.price"):
        design("offers[*].price=*2", "offers[A1].price=40,60")
