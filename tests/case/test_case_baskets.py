"""Products, plants and chains: what is made of the sheets, and what is told of wrong ones."""

from __future__ import annotations

import pytest

from support import case_of, findings_of

BASE = {
    "materials": {
        "ND": {"demand": 1.0, "reference_price": 60.0},
        "CE": {"demand": 1.0, "reference_price": 1.0},
    },
    "suppliers": {"S": {"country": "AU"}},
    "products": {"REO": {}},
    "contents": {"REO|ND": {"share": 0.2}, "REO|CE": {"share": 0.5}},
    "offers": {"O": {"supplier": "S", "product": "REO", "price": 2.0}},
}


def tables(**more):
    """The base with rows added or replaced; ``None`` removes a table."""
    found = {name: dict(rows) for name, rows in BASE.items()}
    for name, rows in more.items():
        found[name] = {**found.get(name, {}), **rows} if rows is not None else {}
    return found


def offer(**terms):
    return {"O": {**BASE["offers"]["O"], **terms}}


def told(severity="error", **more):
    """(place, sentence) of the findings of a severity."""
    found = findings_of(**tables(**more))
    return [(f.place, f.sentence) for f in found if f.severity.value == severity]


def only(severity="error", **more):
    (one,) = told(severity, **more)
    return one


def test_a_basket_arrives_as_its_contents():
    """Proves 20 % and 50 % at a yield of 90 % are 0.18 t and 0.45 t a tonne; 30 % is waste."""
    case = case_of(**tables(offers=offer(**{"yield": 0.9})))
    assert case.offers["O"].product == "REO" and not case.offers["O"].material
    assert case.paths["O"].usable == pytest.approx({"ND": 0.18, "CE": 0.45})


def test_an_offer_names_a_material_or_a_product():
    """Proves that both and neither are refused, at the cell where to mend it."""
    place, sentence = only(offers=offer(material="ND"))
    assert place == "Offers!O.product" and "one of them" in sentence
    place, sentence = only(offers=offer(product=None))
    assert "names neither a material nor a product" in sentence and place == "Offers!O"


def test_contents_add_up_to_the_product_at_most():
    """Proves that 120 % are refused, rounding to 100.00005 % is not, and 0 % is refused."""
    _, sentence = only(contents={"REO|CE": {"share": 1.0}})
    assert "add up to 120.0000%" in sentence
    assert not told(contents={"REO|CE": {"share": 0.8000005}})
    nothing = {"REO|CE": {"share": 0.0}, "REO|ND": {"share": 0.0}}
    assert "add up to 0.0000%" in only(contents=nothing)[1]


def test_a_product_has_contents_and_a_name_of_its_own():
    """Proves that a product without rows and one named like a material are refused."""
    place, sentence = only(products={"MUD": {}})
    assert place == "Products!MUD.product" and "no row for MUD" in sentence
    assert "name of a material too" in only(products={"ND": {}})[1]


def test_the_grade_of_a_basket_stands_in_its_contents():
    """Proves that a grade on the offer of a product is not read, and that this is said."""
    more = {"grades": {"A": {}, "B": {}}, "offers": offer(grade="A")}
    contents = {"REO|ND": {"share": 0.2, "grade": "B"}}
    assert ("Offers!O.grade") in [place for place, _ in told("info", contents=contents, **more)]
    case = case_of(**tables(contents=contents, **more))
    assert {each.material: each.grade for each in case.paths["O"].yields} == {"ND": "B", "CE": ""}


def test_surplus_steps_fall():
    """Proves that a step above the one before, or below the surplus value, is refused."""

    def steps(first, second):
        return {
            "ND|1": {"step": 1, "quantity": 1.0, "price": first},
            "ND|2": {"step": 2, "quantity": 1.0, "price": second},
        }

    place, sentence = only(surplus_steps=steps(3.0, 4.0))
    assert place == "Surplus steps!ND|2.price" and "more than the step before" in sentence
    worth = {"ND": {**BASE["materials"]["ND"], "surplus_value": 3.0}}
    assert "less than the surplus value" in only(surplus_steps=steps(4.0, 2.0), materials=worth)[1]
    case = case_of(**tables(surplus_steps=steps(4.0, 2.0)))
    assert [step.price for step in case.surplus_steps["ND"]] == [4000.0, 2000.0]


def test_steps_without_surplus_are_told():
    """Proves that steps of a material that allows no surplus give a warning."""
    banned = {"ND": {**BASE["materials"]["ND"], "surplus_allowed": False}}
    steps = {"ND|1": {"step": 1, "quantity": 1.0, "price": 1.0}}
    assert "allows no surplus" in only("warning", materials=banned, surplus_steps=steps)[1]


CHAIN = {
    "plants": {"SEP": {"country": "MY", "next": ["MET"], "toll": 2.0}, "MET": {"country": "VN"}},
    "recoveries": {"SEP|ND": {"recovery": 0.5}, "MET|ND": {"recovery": 0.8}},
    "offers": offer(plants=["SEP"], processed_in="KZ"),
}


def test_a_chain_multiplies_recoveries_and_touches_every_country():
    """Proves 0.2 x 0.5 x 0.8 = 0.08 t of ND; KZ, MY and VN process, customs see VN.

    1 t is fed to SEP and 0.1 t to MET; 0.08 t reach the buyer. The toll is 2 USD/kg of the feed.
    """
    path = case_of(**tables(**CHAIN)).paths["O||SEP||MET"]
    assert path.usable == pytest.approx({"ND": 0.08})
    assert path.fed == pytest.approx({"SEP": 1.0, "MET": 0.1})
    assert (path.delivered, path.toll) == (pytest.approx(0.08), pytest.approx(2000.0))
    assert path.touches["processed"] == {"KZ": 1.0, "MY": 1.0, "VN": 1.0}
    assert path.customs_origin == "VN"
    assert path.way == "SEP > MET"


def test_what_a_plant_does_not_name_is_told():
    """Proves that cerium, which SEP does not name, is said to be lost there, and not in MET."""
    (found,) = [text for place, text in told("info", **CHAIN) if place.startswith("Plants!")]
    assert found.startswith("Plants!SEP.plant: CE in the feed of SEP is lost")


def test_a_plant_without_a_country_leaves_the_origin():
    """Proves that customs then see the country of the feed."""
    plants = {"SEP": {}}
    before = offer(plants=["SEP"], processed_in="AU")
    path = case_of(**tables(plants=plants, offers=before)).paths["O||SEP"]
    assert (path.customs_origin, path.touches["processed"]) == ("AU", {"AU": 1.0})
    path = case_of(**tables(plants=plants, offers=offer(plants=["SEP"]))).paths["O||SEP"]
    assert (path.customs_origin, path.touches["processed"]) == ("", {})


def test_loops_of_plants_are_refused_once():
    """Proves that SEP → MET → SEP is one error with the loop in words."""
    loop = {"SEP": {"next": ["MET"]}, "MET": {"next": ["SEP"]}}
    errors = [text for _, text in told(plants=loop, offers=offer(plants=["SEP"]))]
    assert len(errors) == 1
    assert "MET → SEP → MET" in errors[0] and errors[0].startswith("Plants!MET.next")


def test_a_plant_that_is_closed_leaves_out_what_needs_it():
    """Proves warnings where the only plant, its only route or the next plant is not active."""
    base = {"offers": offer(plants=["SEP"])}
    _, closed = only("warning", plants={"SEP": {"active": False}}, **base)
    assert "none of its plants is active" in closed
    ended = {"SEP": {"next": ["MET"]}, "MET": {"active": False}}
    assert "nothing of it comes to the buyer" in only("warning", plants=ended, **base)[1]
    routes = {"R": {"active": False}}
    routed = {"SEP": {"routes": ["R"]}}
    (_, first), (_, second) = told("warning", plants=routed, routes=routes, **base)
    assert "none of its routes is active" in first and "none of its plants" in second


def test_routes_that_lead_elsewhere_are_told():
    """Proves a warning for a route to a plant to which the offer does not go, and for no way."""
    plants = {"SEP": {}, "MET": {}}
    routes = {"R": {"leads_to": "MET"}, "Q": {}}
    more = {"plants": plants, "routes": routes}
    place, sentence = only("warning", offers=offer(plants=["SEP"], routes=["R", "Q"]), **more)
    assert place == "Offers!O.routes" and "R of O is not used" in sentence
    _, sentence = only("warning", offers=offer(plants=["SEP"], routes=["R"]), **more)
    assert "O is left out" in sentence
    _, sentence = only("warning", offers=offer(routes=["R"]), **more)
    assert "O is left out" in sentence


def test_a_chokepoint_counts_once_a_stage():
    """Proves 1 t on the way in and 0.1 t on the way out: 1.1 t pass Malacca for a tonne bought.

    The leg of the way in passes it as well, which is the same passage.
    """
    case = case_of(
        **tables(
            plants={"SEP": {"routes": ["OUT"]}},
            recoveries={"SEP|ND": {"recovery": 0.5}},
            legs={"L": {"cost": 5.0, "chokepoints": ["MALACCA"]}},
            routes={
                "IN": {"cost": 10.0, "legs": ["L"], "chokepoints": ["MALACCA"], "leads_to": "SEP"},
                "OUT": {"cost": 100.0, "chokepoints": ["MALACCA"]},
            },
            offers=offer(plants=["SEP"], routes=["IN"]),
        )
    )
    path = case.paths["O|IN|SEP|OUT"]
    assert path.carried["chokepoints", "MALACCA"] == pytest.approx(1.1)
    assert path.freight == pytest.approx(10 + 5 + 0.1 * 100)


def test_a_load_that_a_plant_can_never_reach_is_told():
    """Proves that a minimum load above the capacity of the plant gives a warning."""
    plants = {"SEP": {"capacity": 5.0, "minimum_load": 9.0}}
    place, sentence = only("warning", plants=plants, offers=offer(plants=["SEP"]))
    assert place == "Plants!SEP.minimum_load" and "can never be used" in sentence
