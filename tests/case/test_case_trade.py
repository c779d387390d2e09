"""Terms of trade: prices in USD and with the market, taxes by path, and what is wrong with them."""

from __future__ import annotations

from typing import Any

import pytest

from orefolio.case import Case
from support import case_of, findings_of


def tables(**more: Any) -> dict[str, Any]:
    """A of China by the route SEA at 10 USD/kg, B of Australia without a route."""
    plain: dict[str, Any] = {
        "materials": {"M": {"demand": 10.0, "reference_price": 100.0}},
        "suppliers": {"S": {"country": "CN"}, "T": {"country": "AU"}},
        "routes": {"SEA": {"cost": 10_000.0}},
        "offers": {
            "A": {"supplier": "S", "material": "M", "price": 100.0, "routes": "SEA"},
            "B": {"supplier": "T", "material": "M", "price": 120.0},
        },
    }
    for name, rows in more.items():
        if name == "A":
            plain["offers"]["A"] |= rows
        else:
            plain[name] = rows
    return plain


def said(**more: Any) -> list[tuple[str, str, str]]:
    """Severity, place and words of what is found, but for what is found without terms of trade."""
    plain = {finding.sentence for finding in findings_of(**tables())}
    return [
        (finding.severity.value, finding.place, finding.found)
        for finding in findings_of(**tables(**more))
        if finding.sentence not in plain
    ]


def test_without_terms_nothing_is_added() -> None:
    """Proves that a plain workbook has prices and freights as stated, and no tax."""
    case = case_of(**tables())
    assert case.offers["A"].price == (100_000.0,)
    assert case.paths["A|SEA"].freight == 10_000.0
    assert case.landed["A|SEA"].levied(0) == 0.0
    assert case.unit_cost("A|SEA", 0) == 110_000.0
    assert case.price_index == {"M": (1.0,)}
    assert case.materials["M"].market_price == (100_000.0,)


def _market(path: str, **more: Any) -> Case:
    rows = {"up": {"2026": 2.0, "2027": 4.0}, "up|M": {"2026": 3.0, "2027": 5.0}}
    return case_of(
        **tables(settings={"years": 2, "price_path": path}, price_paths=rows, **more),
    )


def test_market_price_of_a_material() -> None:
    """Proves reference price x multiplier of its own row, 300 and 500; fixed offers stay.

    If the row for the rest were taken it would be 200 and 400.
    """
    case = _market("up")
    assert case.materials["M"].market_price == (300_000.0, 500_000.0)
    assert case.materials["M"].reference_price == 100_000.0
    assert case.offers["A"].price == (100_000.0, 100_000.0)
    half = _market("up", A={"price_follows": 0.5})
    assert half.offers["A"].price == pytest.approx((200_000.0, 300_000.0))


def test_multipliers_by_quarter_are_averaged_by_days() -> None:
    """Proves that a year with quarters at 1, 1, 1, 5 has (273 x 1 + 92 x 5) / 365 = 2.00822."""
    quarters = {"2026Q1": 1.0, "2026Q2": 1.0, "2026Q3": 1.0, "2026Q4": 5.0}
    case = case_of(**tables(settings={"price_path": "q"}, price_paths={"q": quarters}))
    assert case.price_index["M"] == pytest.approx(((273 + 92 * 5) / 365,))


def test_a_price_path_that_is_not_there() -> None:
    rows = {"spike": {"2026": 1.0}}
    found = said(settings={"price_path": "spke"}, price_paths=rows)
    assert found == [
        (
            "error",
            "Settings.price_path",
            "price path is 'spke', which the sheet Price paths does not have",
        )
    ]


def test_a_path_that_moves_nothing_is_told() -> None:
    found = said(settings={"price_path": "up"}, price_paths={"up": {"2026": 2.0}})
    assert [(severity, place) for severity, place, _ in found] == [("info", "Settings.price_path")]


@pytest.mark.parametrize(
    ("key", "row", "place", "words"),
    [
        ("up|N", {"2026": 1.0}, "Price paths!up|N.group", "neither a price group nor a material"),
        ("up|M", {"2026": -1.0}, "Price paths!up|M.2026", "multiplier of up|M is -1"),
        ("up|M", {"2025": 1.0}, "Price paths!up|M.path", "no multiplier for 2026"),
    ],
)
def test_wrong_price_paths(key: str, row: dict[str, float], place: str, words: str) -> None:
    found = [one for one in said(price_paths={key: row}) if one[0] == "error"]
    assert [one[1] for one in found] == [place]
    assert words in found[0][2]


def test_a_row_that_its_group_would_hide() -> None:
    """Proves that a row for M is refused where M is in the group HEAVY: it would never be read."""
    materials = {"M": {"demand": 10.0, "reference_price": 100.0, "price_group": "HEAVY"}}
    found = said(materials=materials, price_paths={"up|M": {"2026": 1.0}})
    assert ("error", "Price paths!up|M.group") in {one[:2] for one in found}


def test_a_currency_without_its_rate() -> None:
    found = said(A={"currency": "JPY"})
    assert found == [
        (
            "error",
            "Offers!A.currency",
            "the price of A is in JPY, whose rate the settings do not give",
        )
    ]


def test_freight_in_the_price_is_told_once() -> None:
    """Proves that a planner learns which offers are not charged the freight of their routes."""
    found = said(A={"incoterm": "CIF"})
    assert found == [
        (
            "info",
            "Offers",
            "the price includes the freight of its routes, which is not added: A (CIF)",
        )
    ]
    assert case_of(**tables(A={"incoterm": "CIF"})).paths["A|SEA"].freight == 0.0


@pytest.mark.parametrize(
    ("table", "row", "place"),
    [
        ("export_taxes", {"country": "AU", "material": "N", "rate": 0.1}, "Export taxes!X.country"),
        ("export_taxes", {"country": "JP", "rate": 0.1}, "Export taxes!X.country"),
        ("tariffs", {"material": "N", "rate": 0.1}, "Tariffs!X.material"),
        ("tariffs", {"rate": 0.1, "start": "2030"}, "Tariffs!X"),
    ],
)
def test_a_tax_that_meets_nothing(table: str, row: dict[str, Any], place: str) -> None:
    """Proves a warning where country, material or time of a tax fit no offer."""
    materials = {"M": {"demand": 10.0, "reference_price": 100.0}, "N": {"reference_price": 1.0}}
    found = [one for one in said(materials=materials, **{table: {"X": row}}) if "X meets" in one[2]]
    assert [(severity, where) for severity, where, _ in found] == [("warning", place)]


@pytest.mark.parametrize(
    ("row", "warned"),
    [
        ({"country": "CN"}, False),
        ({"country": "CN", "material": "A"}, False),
        ({"country": "CN", "material": "ORE"}, True),
        ({"country": "AU", "material": "ORE"}, False),
        ({"country": "AU", "material": "A"}, False),
    ],
)
def test_a_tax_that_meets_what_leaves_a_plant(row: dict[str, Any], warned: bool) -> None:
    """Proves that a tax of the plant's country is not told to meet nothing, but for the ore.

    It is ORE that leaves Australia (A in it bears its share), and A that leaves the plant in China.
    """
    found = findings_of(
        materials={"A": {"demand": 10.0, "reference_price": 1.0}},
        products={"ORE": {}},
        contents={"ORE|A": {"share": 0.5}},
        suppliers={"S": {"country": "AU"}},
        plants={"P": {"country": "CN"}},
        offers={"O": {"supplier": "S", "product": "ORE", "price": 2.0, "plants": "P"}},
        export_taxes={"X": {**row, "rate": 0.1}},
    )
    assert any("X meets nothing" in each.found for each in found) == warned


def test_taxes_of_the_seller_are_not_the_buyers() -> None:
    """Proves that a tariff is told to meet nothing where every offer is delivered duty paid."""
    offers = {"A": {"supplier": "S", "material": "M", "price": 1.0, "incoterm": "DDP"}}
    found = said(offers=offers, tariffs={"X": {"rate": 0.1}})
    assert [one[1] for one in found if one[0] == "warning"] == ["Tariffs!X"]


def test_a_negative_price_bears_no_tax() -> None:
    """Proves that a seller who pays for taking it away is not paid the tax as well."""
    case = case_of(**tables(A={"price": -5.0}, export_taxes={"X": {"country": "CN", "rate": 0.1}}))
    assert case.landed["A|SEA"].export_tax == (0.0,)
