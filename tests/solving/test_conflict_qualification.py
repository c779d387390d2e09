"""Sources under test in a conflict: the share of the first year may be raised, time may not."""

from __future__ import annotations

from orefolio.solving import Conflict, Status, solve
from support import case_of


def conflict(row: dict[str, float]) -> Conflict:
    """Why 100 t cannot be met by a source under test."""
    outcome = solve(
        case_of(
            materials={"DY": {"demand": 100.0}},
            suppliers={"B-Co": {}},
            offers={"B": {"supplier": "B-Co", "material": "DY", "price": 100.0}},
            qualification={"B|DY": row},
        )
    )
    assert outcome.status is Status.INFEASIBLE
    assert outcome.conflict is not None
    return outcome.conflict


def test_the_share_of_the_first_year_may_be_raised() -> None:
    """Proves that 40 % must become 100 %, in words and with its cell."""
    found = conflict({"first_year_share": 0.4})
    assert "B serves at most 0.4 of DY in its first year" in found.sentences[0]
    assert any(
        "Raise Qualification!B|DY.first_year_share from 40 % to at least 100 %" in sentence
        for sentence in found.sentences
    )


def test_the_time_of_a_test_is_not_cut() -> None:
    """Proves that nobody is told to shorten a test, or to serve more than the whole demand."""
    found = conflict({"months": 6, "first_year_share": 0.4})
    assert not any("Qualification" in sentence for sentence in found.sentences[1:])
