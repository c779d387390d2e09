"""The sentences are true: every figure in them is checked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orefolio.case import assemble
from orefolio.case.change_text import parse_change
from orefolio.case.changes import apply_changes
from orefolio.portfolio import AuditReport, Portfolio, Violation, portfolio_of
from orefolio.reports.audited import with_audit
from orefolio.reports.story import Passage, story
from orefolio.reports.story.cost import _parts
from orefolio.reports.story.rules import _together
from orefolio.solving import Options, solve
from two_countries import book, forbidden, plan


def told(portfolio: Portfolio) -> dict[str, Passage]:
    """The passages by heading."""
    return {passage.heading: passage for passage in story(portfolio)}


def all_of(passage: Passage) -> str:
    """Everything that a passage says."""
    return " ".join((passage.lead, *passage.sentences))


@pytest.fixture(scope="module")
def passages() -> dict[str, Passage]:
    """The story of the plan of two countries."""
    return told(plan())


def test_verdict_cost_and_shares(passages: dict[str, Passage]) -> None:
    """Proves cost 23.4 million (14.4 purchases, 9.0 shortage) and shares 65/85 and 20/85."""
    assert passages["Result"].lead.startswith("This plan is optimal: no plan")
    cost = all_of(passages["Cost"])
    assert "costs USD 23.4 million, with what is short at its shortage cost." in cost
    assert "purchase USD 14.4 million (61.5 %)" in cost
    assert "shortage USD 9 million (38.5 %)" in cost
    # 14.4 million USD over 170,000 kg
    assert "USD 84.71 on average" in cost
    assert "nobody pays" not in cost
    supply = all_of(passages["Who supplies"])
    assert "By volume (usable tonnes, 2026 to 2027 together)" in supply
    assert "China 76.5 % and Australia 23.5 %" in supply


def test_shortage_with_what_is_at_its_limit(passages: dict[str, Passage]) -> None:
    """Proves 30 of 200 t short, and the rule and the offer that have no room left."""
    short = passages["Shortage"]
    assert short.tone == "bad"
    assert short.lead == (
        "30.00 t of 200.0 t demanded are short (15.0 %), at a shortage cost of USD 9 million,"
        " undiscounted."
    )
    assert short.sentences == (
        "Nd: 30.00 t short in 2026 to 2027, 15.0 % of its demand over the plan. At their limit"
        " then: rule cap65 (No country above 65 %, Rules!cap65.bound); 1 of its 2 offers bought in"
        " full (LYN-ND).",
    )


def test_rules_name_the_cell_and_the_years(passages: dict[str, Passage]) -> None:
    """Proves that only China is told to be at the cap: Australia is at 20 % of the demand."""
    assert passages["Rules"].lead == "The only rule is at its limit."
    assert passages["Rules"].sentences[0] == (
        "Rule cap65 (No country above 65 %, Rules!cap65.bound) is at its limit for China, Nd, in"
        " 2026 to 2027."
    )


def test_nothing_short_and_a_rule_with_room() -> None:
    """Proves the good news: China alone meets the demand (100 t at the lower price).

    Australia delivers nothing, so the rule that limits it to 50 % of the demand leaves room.
    """
    rules = {"aus": {"scope": "country", "members": "Australia", "role": "mined", "bound": 0.5}}
    passages = told(plan(rules=rules))
    assert passages["Shortage"].lead == "Nothing is short: every demand is met."
    assert passages["Shortage"].tone == "good"
    assert passages["Rules"].lead == "The only rule leaves room."
    assert "China processes 90 % or more" in all_of(passages["Who supplies"])


def test_flags_are_counted_from_the_workbook(passages: dict[str, Passage]) -> None:
    """Proves that figures without a flag are not passed off as known.

    Numbers stated: years, demand, shortage cost, two prices, one capacity, one bound: 7.
    """
    assert passages["What is assumed"].lead == (
        "None of the 7 figures of the workbook is flagged as assumption. 7 have no flag at all."
    )


def test_changes_are_told_old_and_new() -> None:
    """Proves that a changed figure is shown with its cell."""
    changed, log = apply_changes(book(), [parse_change("offers[LYN-ND].capacity=*2")])
    case, _ = assemble(changed)
    assert case is not None
    passages = told(portfolio_of(case, solve(case), (), log, {}))
    assert passages["This run"].lead == "1 figure of the workbook was changed for this run."
    assert passages["This run"].sentences[0] == (
        "offers[LYN-ND].capacity (Offers!LYN-ND.capacity): 20 → 40."
    )


def test_a_change_that_changes_nothing_says_so() -> None:
    """Proves that a value set again, or a default stated, is logged but not called a change."""
    words = ("offers[LYN-ND].capacity=20", "offers[CN-ND].active=yes")
    changed, log = apply_changes(book(), [parse_change(word) for word in words])
    case, _ = assemble(changed)
    assert case is not None
    run = told(portfolio_of(case, solve(case), (), log, {}))["This run"]
    assert run.lead == "No figure of the workbook was changed for this run."
    assert run.sentences[0].endswith("it holds 20 already, so nothing changed.")
    assert run.sentences[1].endswith("it holds yes already, so nothing changed.")


def test_parts_of_the_cost_add_up() -> None:
    """Proves that income is told with its share: 103 + 3 - 6 = 100 %."""
    assert _parts({"purchase": 1030.0, "holding": 30.0, "end stock": -60.0}) == (
        "Of it, undiscounted: purchase USD 1,030 (103.0 %), holding USD 30.00 (3.0 %) and"
        " end stock -USD 60.00 (-6.0 %)."
    )


def test_materials_under_one_limit_stand_together() -> None:
    """Proves the words for a rule over several materials at once."""
    assert _together("Dy; Nd", ("Dy", "Nd")) == "all materials together"
    assert _together("Dy; Nd", ("Dy", "Nd", "Tb")) == "Dy and Nd together"
    assert _together("Dy", ("Dy",)) == "Dy"


def test_infeasible_tells_the_conflict() -> None:
    """Proves that a case without a plan is told with the cells that conflict, never as a plan."""
    passages = told(plan(materials=forbidden()))
    assert list(passages) == ["Result", "What conflicts, and what mends it", "This run"]
    assert passages["Result"].tone == "bad"
    conflict = all_of(passages["What conflicts, and what mends it"])
    assert "Rules!cap65.bound" in conflict
    assert "Materials!Nd.demand" in conflict


def test_stopped_plan_is_not_called_optimal() -> None:
    """Proves that a plan with a gap says so: status and reason are those of a stopped solve."""
    portfolio = replace(plan(), status="feasible", reason="A plan up to 5 USD cheaper may exist.")
    verdict = told(portfolio)["Result"]
    assert "not proved" in verdict.lead
    assert verdict.sentences == ("A plan up to 5 USD cheaper may exist.",)
    assert verdict.tone == "bad"


def test_failed_audit_comes_first() -> None:
    """Proves that a plan that failed its audit is never recommended."""
    wrong = Violation("balance", "Nd in 2026", "85 t", "100 t", 15.0)
    portfolio = with_audit(plan(), AuditReport({"balance": 1}, (wrong,)))
    assert told(portfolio)["Result"].lead.startswith("Do not use this plan")
    assert "Nd in 2026" in portfolio.table("findings")["found"].iloc[-1]


def test_ties_are_arbitrary_shares() -> None:
    """Proves that a seller at the same price as the one chosen is told as a tie."""
    offers = {
        "A": {"supplier": "CN", "material": "Nd", "price": 80.0},
        "B": {"supplier": "LYN", "material": "Nd", "price": 80.0},
    }
    passages = told(plan(offers=offers, rules={}))
    assert passages["Ties"].lead.startswith("2 deliveries that the plan leaves out would cost the")


def test_no_time_leaves_no_plan() -> None:
    """Proves the words of a limit without a plan."""
    case, _ = assemble(book())
    assert case is not None
    outcome = solve(case, Options(time_limit=1e-9))
    passages = told(portfolio_of(case, outcome))
    assert passages["Result"].lead.startswith("There is no plan yet")
    assert "time limit" in all_of(passages["Result"])
