"""Sweeps over terms of trade: a price path as a choice, its multipliers, taxes, incoterms."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.case import ChangeError
from orefolio.studies.sweep import prepare
from orefolio.studies.vary import parse_varies
from orefolio.tables import Records
from study_cases import COST, OPTIONS, column, swept, two_sellers


def _follows(**more: Any) -> Records:
    """A follows the market from 50 USD/kg, at most 80 t; B stays at 54. Demand is 100 t."""
    offers = {
        "A1": {"supplier": "A", "material": "N", "price": 50.0, "capacity": 80.0},
        "B1": {"supplier": "B", "material": "N", "price": 54.0},
    }
    offers["A1"] |= {"price_follows": 1.0}
    paths = {"flat": {"2026": 1.0}, "spike|N": {"2026": 10.0}, "low|N": {"2026": 0.5}}
    return two_sellers(**{"offers": offers, "price_paths": paths, **more})


def test_the_price_path_is_a_choice_of_a_sweep() -> None:
    """Proves three markets in one sweep: 80 t of A at 50, at 25, or 100 t of B at 54.

    If the path were read as a mere text every point would cost 5.08 million.
    """
    study = swept(_follows(), "settings.price_path=flat,low,spike")
    assert column(study, COST) == pytest.approx([5.08e6, 5.08e6, 3.08e6, 5.4e6])


def test_multipliers_of_a_path_are_numbers_of_a_sweep() -> None:
    """Proves that the chosen path's multiplier can be moved: 80 t at 50 m, 20 t at 54."""
    base = _follows(settings={"price_path": "low"})
    study = swept(base, "price_paths[low|N].2026=0.5,1")
    assert column(study, COST) == pytest.approx([3.08e6, 5.08e6])


def test_a_path_that_moves_nothing_is_refused_with_its_reason() -> None:
    """Proves that a path which no offer follows is not swept in vain, nor called a text."""
    paths = {"flat": {"2026": 1.0}, "spike|N": {"2026": 10.0}}
    with pytest.raises(ChangeError) as caught:
        prepare(
            two_sellers(price_paths=paths),
            parse_varies(("settings.price_path=flat,spike",)),
            OPTIONS,
        )
    assert "no offer follows the market" in str(caught.value)


def test_taxes_and_incoterms_can_be_swept() -> None:
    """Proves that A at 50 pays 5 % of China to 52.5, and at 10 % (55) only B is bought at 54.

    80 x 52.5 + 20 x 54 = 5.28 million; 5.4 million; free on board the seller pays it: 5.08 million.
    """
    taxes = {"CN": {"country": "CHN", "rate": 0.05}}
    study = swept(two_sellers(export_taxes=taxes), "export_taxes[CN].rate=5%,10%")
    assert column(study, COST) == pytest.approx([5.28e6, 5.4e6])
    study = swept(two_sellers(export_taxes=taxes), "offers[A1].incoterm=EXW,FOB")
    assert column(study, COST) == pytest.approx([5.28e6, 5.28e6, 5.08e6])


@pytest.mark.parametrize(
    ("vary", "reason"),
    [
        ("price_paths[spike|N].2026=*2,*3", "settings.price_path is low"),
        ("offers[A1].price_follows=0%,50%", "settings.price_path is empty"),
    ],
)
def test_terms_that_nothing_reads_are_refused_with_their_reason(vary: str, reason: str) -> None:
    """Proves that a path which is not taken, and a share of no market, are named as such."""
    settings = {"price_path": "low"} if vary.startswith("price_paths") else {}
    with pytest.raises(ChangeError) as caught:
        prepare(_follows(settings=settings), parse_varies((vary,)), OPTIONS)
    assert reason in str(caught.value)


def test_a_rate_of_exchange_can_be_swept() -> None:
    """Proves that 7,500 JPY/kg is 50 USD at 150, 60 at 125 (B at 54 is bought), 37.5 at 200."""
    offers = {
        "A1": {"supplier": "A", "material": "N", "price": 7500.0, "capacity": 80.0},
        "B1": {"supplier": "B", "material": "N", "price": 54.0},
    }
    offers["A1"]["currency"] = "JPY"
    base = two_sellers(offers=offers, settings={"jpy_per_usd": 150.0})
    study = swept(base, "settings.jpy_per_usd=125,200")
    assert column(study, COST) == pytest.approx([5.08e6, 5.4e6, 4.08e6])
