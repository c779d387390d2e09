"""What the story says of contracts."""

from __future__ import annotations

from orefolio.portfolio import portfolio_of
from orefolio.reports.story.contracts import contracts
from orefolio.solving import Options, solve
from support import case_of


def test_contracts_are_told_with_what_their_terms_did() -> None:
    """Proves the sentences of a take-or-pay contract, an unsigned one, and a step reached too far.

    OWED: 60 of 80 t are needed at 6 USD/kg; 480,000 USD for 60 t are 8 USD/kg. STEP: 100 t at 7
    instead of 90 at 10 USD/kg, so 10 t are left over.
    """
    case = case_of(
        materials={"DY": {"demand": 60}, "TB": {"demand": 90}},
        suppliers={"S": {}},
        offers={
            "A": {"supplier": "S", "material": "DY", "price": 5},
            "B": {"supplier": "S", "material": "TB", "price": 10},
        },
        contracts={
            "OWED": {"offers": ["A"], "floor": 6, "firm": 80, "take_or_pay": 1},
            "STEP": {"offers": ["B"], "tiers": "all units"},
            "NONE": {"offers": ["A"], "price": 90, "signed": False},
        },
        tiers={"STEP|1": {"from": 100, "discount": 3}},
    )
    found = contracts(portfolio_of(case, solve(case, Options(relative_gap=1e-9))))
    assert found is not None
    assert found.lead.startswith(
        "160.0 t are lifted under OWED and STEP and 20.00 t paid and not lifted,"
        " for USD 1.18 million"
    )
    assert found.sentences[0] == (
        "OWED: 60.00 t at USD 8.00 a kilogram, all told; 60.00 t of them at the floor price;"
        " 20.00 t paid and not lifted in their year."
    )
    assert found.sentences[2:] == (
        "Nothing is lifted under NONE.",
        "Not in force: NONE in 2026.",
        "STEP in 2026: 10 t more are lifted than are used or stocked: the price of a higher step"
        " for all tonnes makes that cheaper than to lift less.",
    )


def test_nothing_is_told_without_contracts() -> None:
    """Proves that a plan without contracts has no such passage."""
    case = case_of(
        materials={"DY": {"demand": 1}},
        suppliers={"S": {}},
        offers={"A": {"supplier": "S", "material": "DY", "price": 5}},
    )
    assert contracts(portfolio_of(case, solve(case))) is None
