"""Terms of trade: export tax, tariff, insurance, incoterm, currency, price paths."""

from __future__ import annotations

from typing import Any

import pytest

from proof import K, Proved, market, near, prove

DY = {"DY": {"demand": 100, "reference_price": 100}}
SEA = {"SEA": {"cost": 10 * K}}


def _two(tax: float = 0.0, **more: Any) -> Proved:
    """A from China at 100, which may tax it; B from Australia at 120."""
    tables: dict[str, Any] = {
        "materials": DY,
        "export_taxes": {"CN": {"country": "CHN", "rate": tax}},
        **market(A={"price": 100, "country": "CHN"}, B={"price": 120, "country": "AUS"}),
    }
    return prove(**{**tables, **more})


def test_export_tax_at_which_the_plan_switches() -> None:
    """Proves that A at 100 is left for B at 120 when its country taxes more than 20 %.

    At 15 %: 100 t x 115 = 11,500 k USD, 1,500 of it tax. At 25 % B: 12,000. If the tax were
    ignored it would be A for 10,000 in both.
    """
    below, above = _two(0.15), _two(0.25)
    assert below.cost == near(11_500 * K)
    assert below.part("export_tax") == near(1_500 * K)
    assert above.cost == near(12_000 * K)
    assert (below.bought("A"), above.bought("B")) == (near(100), near(100))


def test_rows_of_export_tax_add_up() -> None:
    """Proves that 10 % on everything and 5 USD/kg on DY are both due: 100 x 115 = 11,500 k USD.

    A tax on LA meets nothing. If only the first or the dearest row held it would be 11,000.
    """
    rows = {
        "GENERAL": {"country": "CHN", "rate": 0.1},
        "DY": {"country": "CHN", "material": "DY", "amount": 5},
        "LA": {"country": "CHN", "material": "LA", "rate": 0.5},
    }
    found = _two(export_taxes=rows, materials={**DY, "LA": {"demand": 0, "reference_price": 1}})
    assert found.cost == near(11_500 * K)


def test_export_tax_is_due_in_its_time_and_by_days() -> None:
    """Proves that a tax of 50 % from July 2027 on is due for 184 of the 365 days of that year.

    2026: A at 100. 2027: 100 x (1 + 0.5 x 184/365) = 125.205, so B at 120. 2028: 150, so B.
    Together 10,000 + 24,000 k USD. If the dates were ignored B would be bought in 2026 too: 36,000.
    """
    rows = {"CN": {"country": "CHN", "rate": 0.5, "start": "2027-07-01"}}
    found = _two(export_taxes=rows, settings={"years": 3})
    assert found.cost == near(34_000 * K)
    assert found.bought("A", "2026") == near(100)
    dear = market(A={"price": 100, "country": "CHN"})
    found = prove(materials=DY, export_taxes=rows, settings={"years": 2}, **dear)
    assert found.part("export_tax") == near(5_000 * K * 184 / 365)


def test_export_tax_falls_on_the_country_of_processing() -> None:
    """Proves that ore of China that is processed in Malaysia pays no tax of China: 10,000 k USD.

    If the mine were taxed it would be 12,000. Where no country of processing is known, the mine is
    taxed by its share: 60 % of 25 % is 15 %, 11,500.
    """
    terms = {"price": 100, "mined_in": "CHN", "processed_in": "MYS"}
    assert _two(0.25, **market(A=terms)).cost == near(10_000 * K)
    found = _two(
        0.25,
        origins={"A|CHN": {"share": 0.6}, "A|MMR": {"share": 0.4}},
        **market(A={"price": 100}),
    )
    assert found.cost == near(11_500 * K)


COSTS = {
    "": (20.0, 10.0, 1.0, 6.55),
    "EXW": (20.0, 10.0, 1.0, 6.55),
    "FCA": (0.0, 10.0, 1.0, 5.55),
    "FOB": (0.0, 10.0, 1.0, 5.55),
    "CFR": (0.0, 0.0, 1.0, 5.05),
    "CIF": (0.0, 0.0, 0.0, 5.0),
    "DAP": (0.0, 0.0, 0.0, 5.0),
    "DDP": (0.0, 0.0, 0.0, 0.0),
}
"""Export tax, freight, insurance and tariff in USD/kg by incoterm."""


def _by(incoterm: str, **more: Any) -> Proved:
    terms = {"price": 100, "insurance_rate": 0.01, "country": "CHN", "routes": ["SEA"], **more}
    if incoterm:
        terms["incoterm"] = incoterm
    return prove(
        materials=DY,
        routes=SEA,
        export_taxes={"CN": {"country": "CHN", "rate": 0.2}},
        tariffs={"IMPORT": {"rate": 0.05}},
        **market(A=terms),
    )


@pytest.mark.parametrize("incoterm", COSTS)
def test_incoterm_says_who_pays(incoterm: str) -> None:
    """Proves the build-up of a price of 100 with tax 20 %, freight 10, insurance 1 %, tariff 5 %.

    The tariff is on what has been paid on arrival: EXW 5 % of 100 + 20 + 10 + 1 = 6.55, FOB 5 % of
    111, CFR 5 % of 101 (its price holds the freight), CIF and DAP 5 % of 100. If the incoterm were
    ignored every one would cost 137.55 USD/kg.
    """
    found = _by(incoterm)
    tax, freight, insurance, tariff = COSTS[incoterm]
    assert found.part("export_tax") == near(100 * K * tax)
    assert found.part("freight") == near(100 * K * freight)
    assert found.part("insurance") == near(100 * K * insurance)
    assert found.part("tariff") == near(100 * K * tariff)
    assert found.cost == near(100 * K * (100 + tax + freight + insurance + tariff))


def test_every_levy_of_the_buyer_counts() -> None:
    """Proves that EXW costs 100 + 20 + 10 + 1 + 6.55 = 137.55 USD/kg; each part has its share."""
    assert _by("EXW").cost == near(13_755 * K)


def test_a_route_is_as_narrow_whoever_pays_it() -> None:
    """Proves that a route of 60 t/y holds for a seller who delivers duty paid: 60 t, then B.

    60 x 100 + 40 x 120 = 10,800 k USD. If the seller's freight made the route free of its limit it
    would be 10,000.
    """
    found = prove(
        materials=DY,
        routes={"SEA": {"cost": 10 * K, "capacity": 60}},
        **market(A={"price": 100, "incoterm": "DDP", "routes": ["SEA"]}, B={"price": 120}),
    )
    assert found.cost == near(10_800 * K)


def test_tariff_by_origin_and_material() -> None:
    """Proves that a tariff of 30 % on China leaves Australia free: B at 120 for 12,000 k USD.

    If its country were ignored both would pay and A be bought for 13,000; if the tariff were
    ignored, A for 10,000. A tariff of 4 USD/kg on each kilogram that arrives makes it 12,400.
    """
    row = {"country": "CHN", "material": "DY", "rate": 0.3}
    assert _two(tariffs={"CN": row}).cost == near(12_000 * K)
    both = {"CN": row, "GENERAL": {"amount": 4}}
    assert _two(tariffs=both).cost == near(12_400 * K)


def test_taxes_are_on_what_is_bought_not_on_what_is_usable() -> None:
    """Proves that a yield of 80 % needs 125 t, all of it taxed: 125 x 110 = 13,750 k USD.

    If the tax were on usable tonnes it would be 125 x 100 + 100 x 10 = 13,500.
    """
    found = _two(0.1, **market(A={"price": 100, "country": "CHN", "yield": 0.8}))
    assert found.cost == near(13_750 * K)


def _yen(rate: float, **more: Any) -> Proved:
    tables: dict[str, Any] = {
        "settings": {"jpy_per_usd": rate},
        "materials": DY,
        **market(A={"price": 15_000, "currency": "JPY"}, B={"price": 104}),
    }
    return prove(**{**tables, **more})


def test_price_in_the_money_of_the_offer() -> None:
    """Proves that 15,000 JPY/kg is 100 USD/kg at 150 and 107.14 at 140, where B at 104 is bought.

    If the currency were ignored A would cost 15,000 USD/kg and B be bought in both.
    """
    assert _yen(150).cost == near(10_000 * K)
    assert _yen(140).cost == near(10_400 * K)


def test_prices_by_period_are_in_the_money_of_the_offer() -> None:
    """Proves that the row of the Prices sheet is in JPY too: 15,600 / 150 = 104 in 2027."""
    rows = {"A": {"2026": 15_000, "2027": 15_600}}
    found = _yen(
        150,
        settings={"jpy_per_usd": 150, "years": 2},
        prices=rows,
        **market(A={"currency": "JPY"}),
    )
    assert found.cost == near(20_400 * K)


PATHS = {
    "flat": {"2026": 1, "2027": 1},
    "spike|DY": {"2026": 1, "2027": 10},
    "low": {"2026": 0.5, "2027": 0.5},
}


def _path(path: str | None, follows: float = 1.0, **more: Any) -> Proved:
    """A follows the market from 50, B is fixed at 80."""
    tables: dict[str, Any] = {
        "settings": {"years": 2, "price_path": path},
        "materials": DY,
        "price_paths": PATHS,
        **market(A={"price": 50, "price_follows": follows}, B={"price": 80}),
    }
    return prove(**{**tables, **more})


def test_price_path_moves_what_follows_the_market() -> None:
    """Proves that the tenfold spike of 2027 makes A 500, so B at 80 is bought: 13,000 k USD.

    Without a path, or by the flat one, A for 2 x 5,000; by the low one 2 x 2,500. If the path were
    ignored the spike would cost 10,000 too.
    """
    assert _path("spike").cost == near(13_000 * K)
    assert _path("flat").cost == near(10_000 * K)
    assert _path(None).cost == near(10_000 * K)
    assert _path("low").cost == near(5_000 * K)


def test_price_follows_in_part() -> None:
    """Proves that an offer that follows by 5 % costs 50 x (1 + 0.05 x 9) = 72.5 in the spike.

    A in both years: 5,000 + 7,250 k USD. If it followed in full, B would be bought: 13,000; if not
    at all, 10,000.
    """
    assert _path("spike", 0.05).cost == near(12_250 * K)


def test_group_and_the_rest() -> None:
    """Proves that a row of its group comes before the row for the rest.

    DY is in the group HEAVY, whose prices double: A at 100 is left for B at 80, 2 x 8,000 k USD. If
    the row for the rest (x 1.2) were taken, A would cost 2 x 6,000; if both, 60 x 2.
    """
    found = _path(
        "two",
        materials={"DY": {**DY["DY"], "price_group": "HEAVY"}},
        price_paths={"two": {"2026": 1.2, "2027": 1.2}, "two|HEAVY": {"2026": 2, "2027": 2}},
    )
    assert found.cost == near(16_000 * K)


def test_reference_price_is_that_of_the_plain_prices() -> None:
    """Proves that no path moves the price at which risk is valued.

    The reference price is left empty, so it is A's 50 as stated; hazard 0.1 at weight 1 costs 5 a
    kilogram. In 2026 and 2027 A at 5 + 5: 2 x 1,000 k USD. If the reference followed the path
    (x 0.1), risk would cost 0.5 and the whole 1,100.
    """
    found = _path(
        "tenth",
        settings={"years": 2, "price_path": "tenth", "risk_weight": 1},
        materials={"DY": {"demand": 100}},
        price_paths={"tenth": {"2026": 0.1, "2027": 0.1}},
        **market(A={"price": 50, "price_follows": 1, "hazard": 0.1}),
    )
    assert found.part("risk_premium") == near(1_000 * K)
    assert found.cost == near(2_000 * K)


def _basket(**more: Any) -> Proved:
    """A tonne of MIX at 100 holds half a tonne each of HEAVY (at 90) and LIGHT (at 10)."""
    return prove(
        materials={
            "HEAVY": {"demand": 50, "reference_price": 90},
            "LIGHT": {"demand": 50, "reference_price": 10},
        },
        products={"MIX": {}},
        contents={"MIX|HEAVY": {"share": 0.5}, "MIX|LIGHT": {"share": 0.5}},
        suppliers={"S": {"country": "CHN"}},
        offers={"A": {"supplier": "S", "product": "MIX", "price": 100, "price_follows": 1}},
        **more,
    )


def test_tax_on_one_material_of_a_product() -> None:
    """Proves that HEAVY, 90 % of the value of MIX, bears 90 % of 20 % of the price: 18 USD/kg.

    100 t at 118 are 11,800 k USD. If it bore its share of the mass it would be 11,000, if the
    whole product were taxed 12,000. An amount of 2 USD/kg is due on the half tonne of it: 1.
    """
    row = {"country": "CHN", "material": "HEAVY", "rate": 0.2}
    assert _basket(export_taxes={"X": row}).cost == near(11_800 * K)
    assert _basket(tariffs={"X": row}).cost == near(11_800 * K)
    fixed = {"country": "CHN", "material": "HEAVY", "amount": 2}
    assert _basket(export_taxes={"X": fixed}).cost == near(10_100 * K)
    assert _basket(tariffs={"X": {"material": "MIX", "amount": 2}}).cost == near(10_200 * K)


def test_market_of_a_product_is_that_of_its_contents() -> None:
    """Proves that MIX follows what its contents are worth: (0.5 x 180 + 0.5 x 10) / 50 = 1.9.

    HEAVY doubles and LIGHT stays, so MIX is at 190: 19,000 k USD. By mass it would be 150.
    """
    found = _basket(settings={"price_path": "up"}, price_paths={"up|HEAVY": {"2026": 2}})
    assert found.cost == near(19_000 * K)


def _chain(malaysia: dict[str, Any] | None = None, **more: Any) -> Proved:
    """Ore of Australia at 100, half of it comes out of a plant in Malaysia that takes 20."""
    terms = {"price": 100, "country": "AUS", "routes": ["IN"], "plants": ["P"], **more}
    return prove(
        materials={"DY": {"demand": 50, "reference_price": 100}},
        routes={"IN": {"cost": 5 * K}, "OUT": {"cost": 8 * K}},
        plants={"P": {"country": "MYS", "toll": 20, "routes": ["OUT"]}},
        recoveries={"P|DY": {"recovery": 0.5}},
        export_taxes={
            "AU": {"country": "AUS", "rate": 0.3},
            "MY": {"country": "MYS", **(malaysia or {})},
        },
        tariffs={
            "MY": {"country": "MYS", "rate": 0.1},
            "AU": {"country": "AUS", "rate": 0.9},
            "KG": {"amount": 4},
        },
        **market(A=terms),
    )


def test_tariff_on_what_leaves_the_plant() -> None:
    """Proves that what a plant in Malaysia has processed is of Malaysia, at its value on arrival.

    A tonne bought at 100 pays 30 of Australian tax, 5 of freight in, a toll of 20, 4 of freight out
    (half a tonne at 8): worth 159 on arrival. Tariff 15.9, and 2 for the half tonne at 4 USD/kg.
    100 t at 176.9 are 17,690 k USD. If it were Australian the tariff would be 143.1.
    """
    found = _chain()
    assert found.part("tariff") == near(1_790 * K)
    assert found.cost == near(17_690 * K)


def test_incoterm_ends_at_the_plant() -> None:
    """Proves that delivery duty paid ends at the plant: the buyer ships and imports from there.

    100 + toll 20 + freight out 4 = 124 on arrival, tariff 12.4 + 2: 138.4, in all 13,840 k USD. If
    the seller's terms held to the end it would be 12,000.
    """
    assert _chain(incoterm="DDP").cost == near(13_840 * K)


def test_export_tax_on_what_leaves_a_plant() -> None:
    """Proves that Malaysia taxes at 10 % what its plant has made of 100 + 5 freight + 20 toll.

    12.5 beside the 30 of Australia, so 171.5 on arrival and a tariff of 17.15 + 2: 100 t at 190.65
    are 19,065 k USD. If it were not due it would be 17,690; if it were due on the price alone the
    taxes would be 4,000 k USD, without the toll 4,050, with the freight out 4,290.
    """
    found = _chain({"rate": 0.1})
    assert found.part("export_tax") == near(4_250 * K)
    assert found.cost == near(19_065 * K)


def test_export_tax_by_the_kilogram_is_on_what_leaves_the_plant() -> None:
    """Proves that 6 USD/kg on DY, or on everything, is due on the half tonne: 3 for a tonne bought.

    With Australia's 30 it is 3,300 k USD. If what is fed were charged it would be 3,600.
    """
    assert _chain({"amount": 6, "material": "DY"}).part("export_tax") == near(3_300 * K)
    assert _chain({"amount": 6}).part("export_tax") == near(3_300 * K)


def test_export_tax_of_the_plant_is_the_buyers_whatever_the_incoterm() -> None:
    """Proves that a seller who delivers duty paid to the plant does not pay for what leaves it.

    No freight in: 10 % of 100 + 20 is 12. 136 on arrival, tariff 13.6 + 2: 15,160 k USD. If the
    incoterm held to the end it would be 13,840; with the seller's freight the tax would be 1,250.
    """
    found = _chain({"rate": 0.1}, incoterm="DDP")
    assert found.part("export_tax") == near(1_200 * K)
    assert found.cost == near(15_160 * K)


def test_a_country_taxes_once_where_the_goods_leave_it_last() -> None:
    """Proves that ore of Malaysia that stays there for its plant is taxed as it leaves the plant.

    10 % of 125: 1,250 k USD. If the ore were taxed as well it would be 2,250, if it alone were,
    1,000. A second plant there (half a tonne by a route at 2, toll 4) taxes in the place of the
    first: 10 % of 125 + 1 + 2; if both did it would be 2,530. A second plant in China taxes beside
    the first, from which the goods then leave Malaysia: 1,250 and 20 % of 128.
    """
    assert _chain({"rate": 0.1}, country="MYS").part("export_tax") == near(1_250 * K)
    assert _two_plants("MYS").part("export_tax") == near(1_280 * K)
    assert _two_plants("CHN").part("export_tax") == near((1_250 + 2_560) * K)


def _two_plants(second: str) -> Proved:
    return prove(
        materials={"DY": {"demand": 50, "reference_price": 100}},
        routes={"IN": {"cost": 5 * K}, "ON": {"cost": 2 * K}, "OUT": {"cost": 8 * K}},
        plants={
            "P": {"country": "MYS", "toll": 20, "routes": ["ON"], "next": ["Q"]},
            "Q": {"country": second, "toll": 4, "routes": ["OUT"]},
        },
        recoveries={"P|DY": {"recovery": 0.5}},
        export_taxes={"MY": {"country": "MYS", "rate": 0.1}, "CN": {"country": "CHN", "rate": 0.2}},
        **market(A={"price": 100, "country": "MYS", "routes": ["IN"], "plants": ["P"]}),
    )


def test_export_tax_on_one_material_that_leaves_a_plant() -> None:
    """Proves that the shares by value are those of what comes out: 0.1 t at 90, 0.3 t at 10.

    HEAVY is 75 % of it, so 20 % on it is 15 % of 100 + toll 20: 18 USD for a kilogram bought, and
    100 t at 138 are 13,800 k USD. By the shares of what goes in (90 %) it would be 14,160, by mass
    12,600.
    An amount of 2 on everything is due on 0.4 kg, 12,080; a tax on MIX meets nothing: 12,000.
    """

    def cost(**row: Any) -> float:
        return prove(
            materials={
                "HEAVY": {"demand": 10, "reference_price": 90},
                "LIGHT": {"demand": 30, "reference_price": 10},
            },
            products={"MIX": {}},
            contents={"MIX|HEAVY": {"share": 0.5}, "MIX|LIGHT": {"share": 0.5}},
            suppliers={"S": {"country": "AUS"}},
            plants={"P": {"country": "CHN", "toll": 20}},
            recoveries={"P|HEAVY": {"recovery": 0.2}, "P|LIGHT": {"recovery": 0.6}},
            offers={"A": {"supplier": "S", "product": "MIX", "price": 100, "plants": ["P"]}},
            export_taxes={"X": {"country": "CHN", **row}},
        ).cost

    assert cost(material="HEAVY", rate=0.2) == near(13_800 * K)
    assert cost(amount=2) == near(12_080 * K)
    assert cost(material="MIX", rate=0.2) == near(12_000 * K)


PROVES_COSTS = {
    "export_tax": (
        test_export_tax_at_which_the_plan_switches,
        test_every_levy_of_the_buyer_counts,
        test_export_tax_on_what_leaves_a_plant,
    ),
    "insurance": (test_every_levy_of_the_buyer_counts,),
    "tariff": (test_tariff_by_origin_and_material, test_every_levy_of_the_buyer_counts),
}
