"""What can come at most: hand-made bounds, and never a false alarm."""

from __future__ import annotations

import highspy
from hypothesis import given, settings
from hypothesis import strategies as st

from orefolio.case import arithmetic_check
from orefolio.case.arithmetic import shortfalls
from orefolio.case.counted import counted_share
from support import case_of


def tables(**more):
    return {
        "materials": {"DY": {"demand": 572.0, "shortage_cost": 900.0}},
        "suppliers": {"A": {"country": "CN"}, "B": {"country": "AU"}},
        "offers": {
            "CN_DY": {"supplier": "A", "material": "DY", "price": 1.0, "capacity": 687.0},
            "AU_DY": {"supplier": "B", "material": "DY", "price": 1.0, "capacity": 61.0},
        },
        **more,
    }


def only(**more):
    (found,) = arithmetic_check(case_of(**tables(**more)))
    return found


CAP = {"CAP65": {"scope": "country", "role": "processed", "bound": 0.65}}


def test_a_cap_holds_the_greatest_seller():
    """Proves 0.65 × 572 = 371.8 t of CN and 61 t of AU are 432.8 t: 139.2 t are missing.

    Without the rule 748 t would be enough.
    """
    assert not arithmetic_check(case_of(**tables()))
    found = only(rules=CAP)
    assert found.place == "Materials!DY.material"
    assert "demand 572 t; at most 432.8 t" in found.found
    assert "139.2 t are missing" in found.found
    assert "687 t held to 371.8 t by rule CAP65 (Rules!CAP65.bound)" in found.found
    assert "AU_DY" in found.found
    assert "pay the shortage cost" in found.remedy


def test_without_shortage_no_plan_can_exist():
    """Proves that the finding says so, and where a shortage cost would go."""
    found = only(rules=CAP, materials={"DY": {"demand": 572.0}})
    assert "so 139.2 t are missing in any plan and, as that is not allowed, NO PLAN" in found.found
    assert "Materials!DY" in found.remedy


def test_soft_rules_and_rules_that_are_off_hold_nothing():
    """Proves silence where the limit can be passed."""
    for change in (
        {"penalty": 1.0},
        {"on": False},
        {"sense": "at least"},
        {"share_of": "deliveries"},
    ):
        rules = {"CAP65": {**CAP["CAP65"], **change}}
        assert not arithmetic_check(case_of(**tables(rules=rules)))


def test_recovery_and_route():
    """Proves 1000 t bought at 50 % are 500 t, and a route of 400 t carries 200 usable t."""
    row = {"supplier": "A", "material": "DY", "price": 1.0, "capacity": 1000.0, "yield": 0.5}
    assert "at most 500 t" in only(offers={"X": row}).found
    found = only(offers={"X": {**row, "routes": "R"}}, routes={"R": {"capacity": 400.0}})
    assert "at most 200 t" in found.found
    assert "by route R (Routes!R.capacity)" in found.found


def test_origin_shares_loosen_a_cap_on_mining():
    """Proves that half of CN's ore from Myanmar doubles what a cap of 50 % on CN's mines lets come.

    0.5 × 572 / 0.5 = 572 t of 687 t, and 61 t besides, are enough; all Chinese ore gives 347 t.
    """
    rules = {"CAP": {"scope": "country", "members": "CN", "role": "mined", "bound": 0.5}}
    assert "at most 347 t" in only(rules=rules).found
    origins = {"CN_DY|CN": {"share": 0.5}, "CN_DY|MM": {"share": 0.5}}
    assert not arithmetic_check(case_of(**tables(rules=rules, origins=origins)))


def test_stock_is_carried_as_far_as_the_ceiling():
    """Proves 100 t/y too much in 2026, a ceiling of 40 t, and 100 t/y missing in 2027: 60 t."""
    more = {
        "settings": {"years": 2},
        "materials": {"DY": {}},
        "demand": {"DY": {"2026": 100.0, "2027": 300.0}},
        "offers": {"X": {"supplier": "A", "material": "DY", "price": 1.0, "capacity": 200.0}},
    }
    assert "DY in 2027" in only(**more).found
    assert "60 t are missing" in only(stock={"DY": {"ceiling": 40.0}}, **more).found
    assert not arithmetic_check(case_of(**tables(stock={"DY": {}}, **more)))
    assert (
        not arithmetic_check(
            case_of(**tables(stock={"DY": {"ceiling": 40.0, "opening_stock": 999.0}}, **more))
        )
        or "60 t are missing"
        in only(stock={"DY": {"ceiling": 40.0, "opening_stock": 999.0}}, **more).found
    )


def test_cover_must_come_as_well():
    """Proves that 73 days of 365 t/y need 73 t more: 400 − 365 = 35 t are there, 38 t missing."""
    more = {
        "materials": {"DY": {"demand": 365.0}},
        "offers": {"X": {"supplier": "A", "material": "DY", "price": 1.0, "capacity": 400.0}},
        "stock": {"DY": {"days_of_cover": 73.0}},
    }
    found = only(**more)
    assert "38 t are missing" in found.found
    assert "73 t of cover" in found.found


def test_a_cap_over_the_year_binds_the_sum_of_its_quarters():
    """Proves that 50 % of the year may come in any quarter, but not in all of them.

    With stock and 100 t a quarter from the only seller, a cap of 200 t a year against a demand of
    400 t shows at the year's end only: 200 t missing. By quarters alone nothing would show.
    """
    found = only(
        settings={"period_length": "quarter"},
        materials={"DY": {}},
        demand={"DY": {f"2026Q{q}": 100.0 for q in (1, 2, 3, 4)}},
        offers={"X": {"supplier": "A", "material": "DY", "price": 1.0, "capacity": 99999.0}},
        rules={"C": {"scope": "country", "measure": "tonnes", "bound": 200.0}},
        stock={"DY": {}},
    )
    assert "DY in 2026:" in found.found
    assert "200 t are missing" in found.found


LIMITS = st.sampled_from([0.0, 5.0, 20.0, 40.0, 70.0, 120.0])
NAMES = st.sampled_from(["AU", "CN", "MM"])
OFFERS = st.lists(
    st.fixed_dictionaries(
        {
            "supplier": st.sampled_from(["A", "B"]),
            "capacity": LIMITS,
            "yield": st.sampled_from([0.5, 1.0]),
            "mined_in": NAMES,
            "processed_in": NAMES,
            "routes": st.sampled_from([None, "R", "Q", "R;Q"]),
        }
    ),
    min_size=1,
    max_size=4,
)
RULES = st.lists(
    st.fixed_dictionaries(
        {
            "scope": st.sampled_from(["country", "supplier", "any", "bloc", "route"]),
            "role": st.sampled_from(["mined", "processed", "transit", "any"]),
            "per_member": st.sampled_from(["each", "together"]),
            "bound": st.sampled_from([0.1, 0.3, 0.6, 1.0]),
            "sense": st.sampled_from(["at most", "exactly"]),
            "span": st.sampled_from(["period", "year", "horizon"]),
        }
    ),
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(
    offers=OFFERS,
    rules=RULES,
    mixed=st.booleans(),
    route=LIMITS,
    stock=st.none()
    | st.fixed_dictionaries(
        {
            "opening_stock": st.sampled_from([0.0, 15.0]),
            "ceiling": st.sampled_from([30.0, 500.0]),
            "days_of_cover": st.sampled_from([0.0, 30.0]),
        }
    ),
)
def test_what_is_said_to_be_missing_is_missing_in_every_plan(offers, rules, mixed, route, stock):
    """Proves no false alarm: the least shortage by linear programming is never below what is said.

    Two years of half-years, demand 50, 20, 80, 50 t, with every limit at once.
    """
    rows = {f"O{n}": {"material": "M", "price": 1.0, **row} for n, row in enumerate(offers)}
    case = case_of(
        settings={"years": 2, "period_length": "half-year"},
        materials={"M": {}},
        demand={"M": {"2026H1": 50.0, "2026H2": 20.0, "2027H1": 80.0, "2027H2": 50.0}},
        suppliers={"A": {}, "B": {}},
        offers=rows,
        origins={"O0|CN": {"share": 0.4}, "O0|MM": {"share": 0.6}} if mixed else {},
        routes={"R": {"capacity": route, "countries": "MM", "legs": "L"}, "Q": {"legs": "L"}},
        legs={"L": {"capacity": 90.0}},
        blocs={"X|CN": {}, "X|AU": {}},
        rules={f"r{n}": row for n, row in enumerate(rules)},
        stock={} if stock is None else {"M": stock},
    )
    said = sum(shortfall.missing for shortfall in shortfalls(case, "M"))
    assert said <= _least_shortage(case) + 1e-6


def _least_shortage(case):
    """Least tonnes short over the plan under every limit at once, cover met whatever it takes."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    paths, indices = list(case.paths.values()), range(len(case.periods))
    bought = {(p.key, t): solver.addVariable(lb=0.0) for p in paths for t in indices}
    held = [solver.addVariable(lb=0.0) for _ in indices]
    short = [solver.addVariable(lb=0.0) for _ in indices]
    surplus = [solver.addVariable(lb=0.0) for _ in indices]

    def at_most(factors, limit):
        if factors and limit < float("inf"):
            solver.addConstr(sum(f * bought[key] for key, f in factors.items()) <= limit)

    for t in indices:
        for offer in case.offers.values():
            own = [p for p in paths if p.offer == offer.key]
            at_most({(p.key, t): 1.0 for p in own}, offer.capacity[t])
        for passage in (*case.routes.values(), *case.legs.values()):
            used = [p for p in paths if passage.key in (*p.routes, *p.legs)]
            at_most({(p.key, t): 1.0 for p in used}, passage.capacity[t])
        policy = case.stock.get("M")
        before = held[t - 1] if t else (policy.opening if policy else 0.0)
        came = sum(p.usable["M"] * bought[p.key, t] for p in paths)
        demand = case.segments["M"].demand[t]
        solver.addConstr(before + came + short[t] - surplus[t] - held[t] == demand)
        solver.addConstr(held[t] <= (policy.ceiling[t] if policy else 0.0))
        solver.addConstr(held[t] >= (policy.cover[t] if policy else 0.0))
    for rule in case.rules.values():
        groups = [(name,) for name in rule.members] if rule.per_member else [rule.members]
        for members in groups:
            names = frozenset(c for m in members for c in case.blocs.get(m, (m,)))
            for span in case.spans(rule.span).values():
                inside = [case.nodes[node].period.index for node in span]
                weights = {p.key: counted_share(rule, names, p) * p.usable["M"] for p in paths}
                at_most(
                    {(key, t): w for key, w in weights.items() if w for t in inside},
                    rule.bounds[0] * sum(case.segments["M"].demand[t] for t in inside),
                )
    solver.minimize(sum(short))
    return solver.getInfo().objective_function_value


def test_materials_without_any_offer():
    """Proves that nothing offered is said in words."""
    found = only(
        materials={"DY": {"demand": 5.0}, "N": {"demand": 0.0, "reference_price": 1.0}},
        offers={"X": {"supplier": "A", "material": "N", "price": 1.0}},
    )
    assert "nothing is offered" in found.found
    assert found.remedy.startswith("add an offer, raise a capacity")
    assert found.found.startswith("DY in 2026: demand 5 t; at most 0 t")


def test_figures_are_those_of_the_periods():
    """Proves the list of further periods: 10 t missing each year of three."""
    found = only(
        settings={"years": 3},
        materials={"DY": {"demand": 20.0}},
        offers={"X": {"supplier": "A", "material": "DY", "price": 1.0, "capacity": 10.0}},
    )
    assert "further missing: 2027 10 t, 2028 10 t" in found.found


def test_years_are_told_apart_from_periods():
    """Proves that half-years and years are not listed as one: 20 t needed, 8 t a half-year can come
    by the offer, but only 10 t a year by the rule: 12 t short in each half-year, 6 t more a year.
    """
    found = only(
        settings={"years": 2, "period_length": "half-year"},
        materials={"DY": {}},
        demand={"DY": dict.fromkeys(("2026H1", "2026H2", "2027H1", "2027H2"), 20.0)},
        offers={
            "X": {"supplier": "A", "material": "DY", "price": 1.0},
        },
        capacities={"X": dict.fromkeys(("2026H1", "2026H2", "2027H1", "2027H2"), 8.0)},
        rules={"R": {"scope": "supplier", "measure": "tonnes", "bound": 10.0, "span": "year"}},
    )
    assert "further missing: 2026H2 12 t, 2027H1 12 t, 2027H2 12 t" in found.found
    assert "; and, counted over longer spans: 2026 6 t, 2027 6 t" in found.found
