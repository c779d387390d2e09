"""Plants: shared capacity, alternatives, chains, recoveries, grades, tolls, where it comes from."""

from __future__ import annotations

import pytest

from orefolio.portfolio import portfolio_of
from proof import K, market, near, prove, refused

DY = {"DY": {"demand": 100, "reference_price": 100}}


def test_a_plant_is_shared_by_the_offers_that_go_through_it() -> None:
    """Proves that a plant of 100 t takes 60 t of A and 40 t of B together; 50 t come at 100 USD/kg.

    60 x 10 + 40 x 12 + 50 x 100 = 6,080 k USD. If each offer had the plant for itself, B would
    bring 90 t: 600 + 1,080 = 1,680.
    """
    found = prove(
        materials={"DY": {"demand": 150}},
        plants={"P": {"capacity": 100}},
        **market(
            A={"price": 10, "capacity": 60, "plants": ["P"]},
            B={"price": 12, "plants": ["P"]},
            C={"price": 100},
        ),
    )
    assert found.cost == near(6_080 * K)
    assert found.bought("B") == near(40)


def test_plants_are_alternatives() -> None:
    """Proves that of 100 t 40 t go through the cheap plant and 60 t through the other.

    40 x (10 + 1) + 60 x (10 + 5) = 1,340 k USD. If both were passed it would be 1,600; if the
    capacity were ignored 1,100.
    """
    found = prove(
        materials=DY,
        plants={"P": {"capacity": 40, "toll": 1}, "Q": {"toll": 5}},
        **market(A={"price": 10, "plants": ["P", "Q"]}),
    )
    assert found.cost == near(1_340 * K)


def test_a_chain_of_two_plants_pays_each_on_what_is_fed() -> None:
    """Proves that 10 t come of 12.5 t fed to the second plant and 25 t bought and fed to the first.

    25 x 4 + 25 x 2 + 12.5 x 10 = 275 k USD. If the second toll were on tonnes bought it would be
    400; if recoveries were ignored, 10 x 16 = 160.
    """
    found = prove(
        materials={"DY": {"demand": 10}},
        plants={"SEP": {"toll": 2, "next": ["MET"]}, "MET": {"toll": 10}},
        recoveries={"SEP|DY": {"recovery": 0.5}, "MET|DY": {"recovery": 0.8}},
        **market(A={"price": 4, "plants": ["SEP"]}),
    )
    assert found.cost == near(275 * K)
    assert found.bought("A") == near(25)
    assert found.part("toll") == near(175 * K)


def test_after_a_plant_only_what_comes_out_is_carried() -> None:
    """Proves that a route of 10 t carries what comes of 25 t: 25 x 4 + 25 x 1 + 10 x 3 = 155 k USD.

    If the way out carried the tonnes bought there would be no plan, and its freight would be 75;
    if the way in carried only what arrives, its freight would be 10.
    """
    found = prove(
        materials={"DY": {"demand": 10}},
        plants={"SEP": {"routes": ["OUT"]}},
        recoveries={"SEP|DY": {"recovery": 0.4}},
        routes={"IN": {"cost": 1000, "leads_to": "SEP"}, "OUT": {"cost": 3000, "capacity": 10}},
        **market(A={"price": 4, "plants": ["SEP"], "routes": ["IN"]}),
    )
    assert found.cost == near(155 * K)
    assert found.case.paths["A|IN|SEP|OUT"].carried["routes", "OUT"] == pytest.approx(0.4)


def test_what_a_plant_does_not_name_is_lost() -> None:
    """Proves that ND is lost in a plant whose rows name DY alone: ND then comes at 60 USD/kg.

    The basket brings 1 t of DY of 10 t at 10 and 1 t of ND costs 60: 160 k USD. If ND came
    through, the basket alone would do for 100.
    """
    found = prove(
        materials={"DY": {"demand": 1}, "ND": {"demand": 1}},
        products={"REO": {}},
        contents={"REO|DY": {"share": 0.1}, "REO|ND": {"share": 0.1}},
        plants={"SEP": {}},
        recoveries={"SEP|DY": {"recovery": 1}},
        **market(
            A={"material": None, "product": "REO", "price": 10, "plants": ["SEP"]},
            N={"material": "ND", "price": 60},
        ),
    )
    assert found.cost == near(160 * K)


def _graded(**of_plant):
    return {
        "materials": {"DY": {"demand": 100}},
        "grades": {"HIGH": {}, "LOW": {}},
        "attributes": {"IRON": {}},
        "quality": {"HIGH|IRON": {"value": 10}, "LOW|IRON": {"value": 90}},
        "specifications": {"DY|IRON": {"maximum": 40}},
        "plants": {"REFINE": {"toll": 5}},
        "recoveries": {"REFINE|DY": {"recovery": 0.8, **of_plant}},
    }


def test_a_plant_lifts_the_grade_to_the_specification() -> None:
    """Proves that LOW material refined to HIGH may be used: 125 x (10 + 5) = 1,875 k USD.

    As it comes in it may not: without the grade of the Recoveries sheet there is no plan.
    """
    low = market(A={"price": 10, "grade": "LOW", "plants": ["REFINE"]})
    assert prove(**_graded(grade="HIGH"), **low).cost == near(1_875 * K)
    refused(**_graded(), **low)


def test_minimum_load_and_fee_of_a_plant() -> None:
    """Proves that a plant with a fee of 100 k and at least 50 t is used for 50 t and not for 40.

    A through P costs 10 + 1 + fee; B is delivered at 14. For 50 t: 550 + 100 = 650 against 700.
    For 40 t the least load would be 50 t: 650 against 560 of B. If the minimum were ignored P would
    do 40 t for 540; if the fee were, 440.
    """
    for demand, cost in ((50, 650), (40, 560)):
        found = prove(
            materials={"DY": {"demand": demand}},
            plants={"P": {"toll": 1, "minimum_load": 50, "fixed_fee": 100 * K}},
            **market(A={"price": 10, "plants": ["P"]}, B={"price": 14}),
        )
        assert found.cost == near(cost * K)


def test_the_load_of_a_plant_is_its_feed() -> None:
    """Proves that 50 t of feed, of which 25 t come out, meet a minimum load of 50 t.

    Behind a fee of 1 k: 50 x 10 + 1 = 501 k USD. If the load were counted after the plant, 100 t
    would have to be bought.
    """
    found = prove(
        materials={"DY": {"demand": 25}},
        plants={"P": {"minimum_load": 50, "fixed_fee": K}},
        recoveries={"P|DY": {"recovery": 0.5}},
        **market(A={"price": 10, "plants": ["P"]}),
    )
    assert found.cost == near(501 * K)


def test_a_plant_works_from_its_start() -> None:
    """Proves that before its start a plant takes nothing: 100 x 30 + 100 x 10 = 4,000 k USD.

    If the start were ignored it would be 2,000.
    """
    found = prove(
        settings={"years": 2},
        materials=DY,
        plants={"P": {"start": "2027"}},
        **market(A={"price": 10, "plants": ["P"]}, B={"price": 30}),
    )
    assert found.cost == near(4_000 * K)


def test_a_plant_that_leads_on_delivers_only_where_it_may() -> None:
    """Proves that what leaves SEP goes on to MET, unless SEP may deliver to the buyer as well.

    100 x (10 + 5) = 1,500 k USD, and 1,000 with leave. If next were an offer only, both would be
    1,000.
    """
    for leave, cost in ((False, 1_500), (True, 1_000)):
        found = prove(
            materials=DY,
            plants={"SEP": {"next": ["MET"], "to_buyer": leave}, "MET": {"toll": 5}},
            **market(A={"price": 10, "plants": ["SEP"]}),
        )
        assert found.cost == near(cost * K)


def test_a_route_leads_only_to_its_plant() -> None:
    """Proves that the free route leads to the dear plant alone: 100 x (10 + 2) = 1,200 k USD.

    By NEAR to P it is 10 + 9, by FAR to Q 10 + 1 + 1. If routes led anywhere it would be 1,100.
    """
    found = prove(
        materials=DY,
        plants={"P": {"toll": 9}, "Q": {"toll": 1}},
        routes={"NEAR": {"leads_to": "P"}, "FAR": {"cost": 1000}},
        **market(A={"price": 10, "plants": ["P", "Q"], "routes": ["NEAR", "FAR"]}),
    )
    assert found.cost == near(1_200 * K)
    assert set(found.case.paths) == {"A|NEAR|P", "A|FAR|P", "A|FAR|Q"}


def test_a_plant_counts_as_processing_in_its_country() -> None:
    """Proves that at most 30 % processed in CHN leaves 70 t for the plant in MYS.

    30 x (10 + 1) + 70 x (10 + 5) = 1,380 k USD. If only the country of the offer counted, all
    would go through CHN for 1,100.
    """
    found = prove(
        materials=DY,
        plants={"C": {"country": "CHN", "toll": 1}, "M": {"country": "MYS", "toll": 5}},
        rules={"R": _share("CHN", "processed", 0.3)},
        **market(A={"price": 10, "country": "AUS", "plants": ["C", "M"]}),
    )
    assert found.cost == near(1_380 * K)


def _share(country: str, role: str, bound: float, **more):
    return {
        "scope": "country",
        "members": [country],
        "role": role,
        "measure": "share of volume",
        "sense": "at most",
        "bound": bound,
        **more,
    }


def test_feed_that_was_processed_before_still_counts() -> None:
    """Proves that oxide of CHN made metal in VNM is processed in both: 40 % of CHN allow 40 t.

    40 x 11 + 60 x 30 = 2,240 k USD. If only the last country counted, all 100 t would pass for
    1,100. Customs see VNM, so 40 t of CHN are hidden.
    """
    found = prove(
        materials=DY,
        plants={"V": {"country": "VNM", "toll": 1}},
        rules={"R": _share("CHN", "processed", 0.4)},
        **market(
            A={
                "price": 10,
                "country": "CHN",
                "mined_in": "MMR",
                "processed_in": "CHN",
                "plants": ["V"],
            },
            B={"price": 30, "country": "AUS"},
        ),
    )
    assert found.cost == near(2_240 * K)
    tables = portfolio_of(found.case, found.outcome).tables
    seen = tables["exposure"].set_index(["country", "role", "year", "material"])
    touched = (("CHN", 40, 40), ("MMR", 40, 40), ("VNM", 40, 0), ("AUS", 60, 0))
    for country, tonnes, hidden in touched:
        row = seen.loc[(country, "any", "all", "all")]
        assert (row["tonnes"], row["hidden"]) == (near(tonnes), near(hidden))
        assert row["hidden_share"] == near(hidden / 100)
    shares = tables["shares"].set_index(["material", "role", "name", "year"])["share_of_volume"]
    assert shares["all", "processed", "VNM", "all"] == near(0.4)
    assert ("all", "processed", "CHN", "all") not in shares.index


def test_concentration_of_processing_is_over_the_last_country() -> None:
    """Proves that half of it made in MYS has an index of 0.5: 50 x 10 + 50 x 15 = 1,250 k USD.

    All of the oxide is of CHN. If the country of the offer counted the index would be 1 and there
    were no plan; if a tonne counted for both, the index would not come down to 0.5.
    """
    rule = {"scope": "country", "role": "processed", "measure": "HHI", "sense": "at most"}
    found = prove(
        materials=DY,
        plants={"M": {"country": "MYS", "toll": 5}},
        rules={"R": {**rule, "bound": 0.5}},
        **market(
            A={"price": 10, "country": "CHN"}, B={"price": 10, "country": "CHN", "plants": ["M"]}
        ),
    )
    assert found.cost == near(1_250 * K, 1e-4)


def test_a_rule_on_plants_and_on_their_stage() -> None:
    """Proves that rules limit plants by name, and countries at one stage alone.

    At most 30 t through P leave 70 t for Q: 30 x 11 + 70 x 15 = 1,380 k USD. CHN as a place of
    metal making is limited to 20 %, as a place of separation it is not: only the 20 t of P, which
    makes metal, count: 20 x 11 + 80 x 15 = 1,420, although Q stands in CHN too.
    """
    plants = {
        "P": {"country": "CHN", "stage": "metal", "toll": 1},
        "Q": {"country": "CHN", "stage": "separation", "toll": 5},
    }
    offers = market(A={"price": 10, "country": "AUS", "plants": ["P", "Q"]})
    by_name = {
        "scope": "plant",
        "members": ["P"],
        "measure": "tonnes",
        "sense": "at most",
        "bound": 30,
    }
    for rule, cost in ((by_name, 1_380), (_share("CHN", "processed", 0.2, stage="metal"), 1_420)):
        found = prove(materials=DY, plants=plants, rules={"R": rule}, **offers)
        assert found.cost == near(cost * K)


def test_the_hazard_of_a_plant_and_of_its_country() -> None:
    """Proves hazards of 10 % and 20 % make 1 - 0.9 x 0.8 = 28 % of 100 x 100: 2,800 k USD more.

    If the plant's own counted alone it would be 1,000 more, if its country alone, 2,000.
    """
    found = prove(
        settings={"risk_weight": 1},
        materials=DY,
        countries={"CHN": {"hazard": 0.2}, "AUS": {}},
        plants={"P": {"country": "CHN", "hazard": 0.1}},
        **market(A={"price": 10, "country": "AUS", "plants": ["P"]}),
    )
    assert found.cost == near(3_800 * K)


def test_the_basket_sums_up_through_two_plants() -> None:
    """Proves a basket through alternatives: what is left over follows from where it goes.

    100 t hold 20 t ND and 10 t DY. P (40 t) recovers all of both, Q half of the DY and all of the
    ND. Demand 6 t of DY: 40 t in P bring 4 t, 40 t in Q 2 t: 80 t at 10 = 800 k USD, with 16 t of
    ND, of which 10 t are left over at 3: 770. If recoveries of P held for both it would be
    60 x 10 - 6 x 3 = 582.
    """
    found = prove(
        materials={"DY": {"demand": 6}, "ND": {"demand": 6, "surplus_value": 3}},
        products={"REO": {}},
        contents={"REO|DY": {"share": 0.1}, "REO|ND": {"share": 0.2}},
        plants={"P": {"capacity": 40}, "Q": {}},
        recoveries={
            "P|DY": {"recovery": 1},
            "P|ND": {"recovery": 1},
            "Q|DY": {"recovery": 0.5},
            "Q|ND": {"recovery": 1},
        },
        **market(A={"material": None, "product": "REO", "price": 10, "plants": ["P", "Q"]}),
    )
    assert found.cost == near(770 * K)


def test_ore_that_goes_to_plants_is_processed_there_only() -> None:
    """Proves that a seller of ore does not count as a processor: 60 % each leave 60 and 40 t.

    If the seller's country counted as one, it would process all and there would be no plan.
    """
    found = prove(
        materials={"DY": {"demand": 100}},
        plants={"P1": {"country": "CHN", "toll": 1}, "P2": {"country": "MYS", "toll": 2}},
        countries={"AUS": {}, "CHN": {}, "MYS": {}},
        rules={"R": {"scope": "country", "role": "processed", "sense": "at most", "bound": 0.6}},
        **market(A={"price": 1, "plants": ["P1", "P2"], "country": "AUS"}),
    )
    assert found.cost == near((100 + 60 * 1 + 40 * 2) * K)


PROVES_FAMILIES = {
    "limit_passage": (
        test_a_plant_is_shared_by_the_offers_that_go_through_it,
        test_plants_are_alternatives,
    ),
    "limit_lot_minimum": (test_minimum_load_and_fee_of_a_plant,),
    "limit_lot_use": (test_minimum_load_and_fee_of_a_plant,),
}

PROVES_COSTS = {
    "toll": (test_plants_are_alternatives, test_a_chain_of_two_plants_pays_each_on_what_is_fed),
}
