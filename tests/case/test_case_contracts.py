"""Contracts as the assembler reads them: prices, volumes, steps, and what does not fit together."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.case import arithmetic_check, assemble
from orefolio.case.contracts import least_price
from orefolio.findings import Finding, Severity
from support import case_of, findings_of, records

KG = 1000.0


def tables(contract: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Two offers of one seller and a contract over both."""
    return {
        "settings": {"years": 2},
        "materials": {"DY": {"demand": 100, "reference_price": 200}},
        "suppliers": {"S": {}},
        "offers": {
            "A": {"supplier": "S", "material": "DY", "price": 180, "capacity": 60},
            "B": {"supplier": "S", "material": "DY", "price": 190, "capacity": 30},
        },
        "contracts": {"C": {"offers": ["A", "B"], **(contract or {})}},
        **more,
    }


def only(severity: Severity, found: tuple[Finding, ...]) -> Finding:
    """The one finding of a severity."""
    (finding,) = (each for each in found if each.severity is severity)
    return finding


def test_volumes_and_prices_by_period() -> None:
    """Proves units: t by days inside the term, USD/t by period, the offer's price where none is."""
    contract = case_of(
        **tables({"firm": 50, "option": 10, "start": "2026Q3", "floor": 185, "end": "2026"})
    ).contracts["C"]
    assert contract.most == (pytest.approx(60 * 184 / 365), 0.0)
    assert contract.firm == (pytest.approx(50 * 184 / 365), 0.0)
    assert contract.price == {"A": (185 * KG,) * 2, "B": (190 * KG,) * 2}


def test_without_a_firm_volume_the_contract_does_not_limit() -> None:
    """Proves that an empty firm volume is no limit inside the term and nothing outside."""
    contract = case_of(**tables({"start": "2027"})).contracts["C"]
    assert contract.most == (0.0, float("inf"))
    assert contract.firm == (0.0, 0.0)


def test_index_follows_the_price_path() -> None:
    """Proves that the index follows the market price of the chosen path: 20 + 0.5 x 200 x 3."""
    case = case_of(
        **tables(
            {"index_base": 20, "index_slope": 0.5, "ceiling": 300},
            price_paths={"SPIKE|DY": {"2026": 1, "2027": 3}},
        )
        | {"settings": {"years": 2, "price_path": "SPIKE"}}
    )
    assert case.contracts["C"].price["A"] == (120 * KG, 300 * KG)


def test_inactive_contracts_and_offers_are_left_out() -> None:
    """Proves that a contract goes with its last offer, with a warning, and bundles with theirs."""
    rows = tables(bundles={"P": {"contract_a": "C", "contract_b": "D", "discount": 1}})
    rows["contracts"]["D"] = {"offers": ["A"], "active": False}
    case = case_of(**rows)
    assert list(case.contracts) == ["C"]
    assert not case.bundles
    rows["offers"]["C1"] = {"supplier": "S", "material": "DY", "price": 1, "active": False}
    rows["contracts"]["C"]["offers"] = ["C1"]
    finding = only(Severity.WARNING, findings_of(**rows))
    assert finding.place == "Contracts!C.offers"


def test_prices_of_steps_are_taken_off_the_first() -> None:
    """Proves that a price from 0 t on is what is invoiced, and later prices are discounts of it."""
    contract = case_of(
        **tables(tiers={"C|1": {"from": 0, "price": 180}, "C|2": {"from": 70, "price": 150}})
    ).contracts["C"]
    assert contract.price == {"A": (180 * KG,) * 2, "B": (180 * KG,) * 2}
    assert [tier.start for tier in contract.tiers] == [0, 70]
    assert contract.tiers[1].discount == {"2026": 30 * KG, "2027": 30 * KG}


def test_steps_without_a_first_begin_at_the_contract_price() -> None:
    """Proves that a step from 0 t on is added, which takes nothing off."""
    contract = case_of(
        **tables({"tier_span": "horizon"}, tiers={"C|1": {"from": 70, "discount": 5}})
    ).contracts["C"]
    assert [(tier.key, tier.start) for tier in contract.tiers] == [("first", 0), ("1", 70)]
    assert contract.tiers[0].discount == {"horizon": 0}


def test_least_price_takes_everything_at_its_best() -> None:
    """Proves the lowest price of a tonne: steps and rebates at their best.

    Where only volumes without end count, a contract with a firm volume does not.
    """
    rows = tables({"price": 170}, tiers={"C|1": {"from": 70, "discount": 5}})
    case = case_of(**rows)
    assert least_price(case.contracts, case.offers["A"]) == (165 * KG,) * 2
    rows["contracts"]["C"] |= {"rebate_above": 150, "rebate_share": 0.5, "firm": 50}
    case = case_of(**rows)
    assert least_price(case.contracts, case.offers["A"]) == (155 * KG,) * 2
    endless = least_price(case.contracts, case.offers["A"], endless=True)
    assert endless == case.offers["A"].price


WRONG: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "owed without volume": ({"take_or_pay": 0.5}, {}, "Contracts!C"),
    "option without volume": ({"option": 5}, {}, "Contracts!C"),
    "price and index": ({"price": 5, "index_slope": 1}, {}, "Contracts!C.price"),
    "base without slope": ({"index_base": 5}, {}, "Contracts!C.index_base"),
    "floor above ceiling": ({"floor": 5, "ceiling": 4}, {}, "Contracts!C.floor"),
    "rebate above nothing": ({"rebate_share": 0.3}, {}, "Contracts!C.rebate_share"),
    "exact and minimum": ({"exact_lot": 5, "minimum": 4}, {}, "Contracts!C.minimum"),
    "exact and multiple": ({"exact_lot": 5, "lot_multiple": 4}, {}, "Contracts!C.lot_multiple"),
    "owed below 0": ({"price": -1, "firm": 5, "take_or_pay": 1}, {}, "Contracts!C.take_or_pay"),
    "end before start": ({"start": "2027", "end": "2026"}, {}, "Contracts!C.end"),
    "no such offer": ({"offers": ["X"]}, {}, "Contracts!C.offers"),
    "two steps from one tonne": (
        {},
        {"C|1": {"from": 5, "discount": 1}, "C|2": {"from": 5, "discount": 2}},
        "Tiers!C|2.from",
    ),
    "steps of two kinds": (
        {},
        {"C|1": {"from": 5, "discount": 1}, "C|2": {"from": 6, "discount_share": 0.2}},
        "Tiers!C|2.discount_share",
    ),
    "step without price": ({}, {"C|1": {"from": 5}}, "Tiers!C|1"),
    "step with two prices": (
        {},
        {"C|1": {"from": 5, "price": 1, "discount": 2}},
        "Tiers!C|1.discount",
    ),
    "price beside priced steps": (
        {"price": 7},
        {"C|1": {"from": 0, "price": 5}},
        "Contracts!C.price",
    ),
    "floor under priced steps": (
        {"floor": 7},
        {"C|1": {"from": 0, "price": 5}},
        "Contracts!C.floor",
    ),
    "later price over two prices": ({}, {"C|1": {"from": 5, "price": 1}}, "Tiers!C|1.price"),
    "share of two prices": (
        {},
        {"C|1": {"from": 5, "discount_share": 0.1}},
        "Tiers!C|1.discount_share",
    ),
    "share of a price below 0": (
        {"price": -1, "tiers": "all units"},
        {"C|1": {"from": 5, "discount_share": 0.1}},
        "Tiers!C|1.discount_share",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_fit_is_told_at_its_cell(name: str) -> None:
    """Proves that terms that contradict each other are errors at the cell that is wrong."""
    contract, tiers, place = WRONG[name]
    case, findings = assemble(records(**tables(contract, tiers=tiers)))
    finding = only(Severity.ERROR, findings)
    assert case is None
    assert finding.place == place
    assert finding.expected


def bundle(**terms: Any) -> dict[str, Any]:
    """The contract and another over B, in a bundle."""
    row = {"contract_a": "C", "contract_b": "D", "discount": 3, **terms}
    rows = tables(bundles={"P": row})
    rows["contracts"] = {"C": {"offers": ["A"]}, "D": {"offers": ["B"]}}
    return rows


@pytest.mark.parametrize(
    ("terms", "column"),
    [({"contract_b": "C"}, "contract_b"), ({"ratio": 0}, "ratio")],
)
def test_bundles_that_cannot_be(terms: dict[str, Any], column: str) -> None:
    """Proves that a bundle needs two contracts and a ratio above 0."""
    finding = only(Severity.ERROR, findings_of(**bundle(**terms)))
    assert finding.place == f"Bundles!P.{column}"


def test_a_discount_that_pays_for_buying_without_end_is_refused() -> None:
    """Proves that 371 USD/kg off for what costs 180 + 190 is refused only where nothing ends it.

    One side that ends is enough: its capacity, its contract's volume, or exact lots.
    """
    rows = bundle(discount=371)
    assert not refusals(rows)
    rows["offers"]["B"].pop("capacity")
    assert not refusals(rows)
    rows["offers"]["A"].pop("capacity")
    finding = only(Severity.ERROR, findings_of(**rows))
    assert finding.place == "Bundles!P.discount"
    assert "takes 371 USD off for 1 kg of C and 1 kg of D, which cost 370 USD" in finding.found
    for column in ("firm", "exact_lot"):
        rows["contracts"]["D"][column] = 50
        assert not refusals(rows)
        del rows["contracts"]["D"][column]


def refusals(rows: dict[str, Any]) -> list[str]:
    """What is found wrong, as text."""
    return [f.sentence for f in findings_of(**rows) if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("discount", "surplus", "allowed", "wrong"),
    [
        (371, 0, True, True),
        (369, 0, True, False),  # more than either side costs, less than both
        (369, 1, True, True),  # 1 USD/kg for what is left of each side
        (371, -1, True, False),
        (371, 0, False, False),  # all that is bought must be used
    ],
)
def test_a_pair_must_pay_for_both_of_its_sides(
    discount: float, surplus: float, allowed: bool, wrong: bool
) -> None:
    """Proves that what both sides cost, less what their surplus earns, is what a discount pays."""
    rows = bundle(discount=discount)
    for offer in rows["offers"].values():
        offer.pop("capacity")
    rows["materials"]["DY"] |= {"surplus_value": surplus, "surplus_allowed": allowed}
    assert bool(refusals(rows)) is wrong


@pytest.mark.parametrize(("discount", "wrong"), [(276, True), (274, False)])
def test_two_bundles_may_pay_for_a_contract_together(discount: float, wrong: bool) -> None:
    """Proves that 180 + 2 x 185 = 550 USD/kg are paid by two discounts, though by neither alone.

    Each alone would have to pay 180 + 185 = 365.
    """
    rows = bundle(discount=discount)
    rows["offers"] = {
        key: {"supplier": "S", "material": "DY", "price": price}
        for key, price in (("A", 180), ("B", 185), ("E", 185))
    }
    rows["contracts"]["F"] = {"offers": ["E"]}
    rows["bundles"]["Q"] = {"contract_a": "C", "contract_b": "F", "discount": discount}
    found = refusals(rows)
    assert bool(found) is wrong
    assert not wrong or "P (with Q) takes 552 USD off" in found[0]


@pytest.mark.parametrize(
    ("terms", "column"),
    [
        ({"minimum": 95}, "minimum"),
        ({"exact_lot": 95}, "exact_lot"),
        ({"lot_multiple": 95}, "lot_multiple"),
        ({"firm": 95, "take_or_pay": 1, "owed_of": "firm volume"}, "take_or_pay"),
        ({"make_up_years": 2}, "make_up_years"),
    ],
)
def test_terms_that_no_plan_can_use_are_warned_of(terms: dict[str, Any], column: str) -> None:
    """Proves that lots and obligations beyond the 90 t a year of both offers are told."""
    finding = only(Severity.WARNING, findings_of(**tables(terms)))
    assert finding.place == f"Contracts!C.{column}"


def test_arithmetic_knows_what_comes_only_under_contracts() -> None:
    """Proves that 40 t under contract of an offer of 60 t leave 30 t of B and 30 t missing."""
    rows = tables({"offers": ["A"], "firm": 40, "open_purchase": False})
    finding = next(iter(arithmetic_check(case_of(**rows))))
    assert "30 t are missing" in finding.found
    rows["contracts"]["C"]["open_purchase"] = True
    assert "10 t are missing" in next(iter(arithmetic_check(case_of(**rows)))).found
