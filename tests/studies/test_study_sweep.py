"""Proves the figures of a sweep by hand and against separate solves."""

from __future__ import annotations

import re
from typing import Any

import pytest

from orefolio.case import apply_changes, assemble
from orefolio.portfolio import portfolio_of
from orefolio.reports.study_words import study_words
from orefolio.solving import solve
from orefolio.studies.sweep import prepare, run
from orefolio.studies.switches import switches
from orefolio.studies.vary import parse_varies
from study_cases import CHINA, COST, OPTIONS, column, swept, two_sellers


def test_the_supplier_switches_where_the_premium_makes_up_the_price() -> None:
    """A costs 50 + 6 w, B 54: up to w = 0.5 China delivers 80 %, from 0.75 on nothing.

    A sweep that froze the weight would show 80 % and 5,080,000 USD at every point.
    """
    study = swept(two_sellers(), "settings.risk_weight=0:1:0.25")
    assert column(study, "settings.risk_weight") == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert column(study, COST) == pytest.approx([5.08e6, 5.2e6, 5.32e6, 5.4e6, 5.4e6])
    assert column(study, CHINA) == pytest.approx([0.8, 0.8, 0.8, 0.0, 0.0])
    (switch,) = switches(study, 0)
    assert (switch.before.id, switch.after.id) == (2, 3)
    assert [(m.country, m.before, m.after) for m in switch.moves] == [
        ("AUS", pytest.approx(0.2), pytest.approx(1.0)),
        ("CHN", pytest.approx(0.8), 0.0),
    ]
    told = " ".join(sentence for part in study_words(study) for sentence in part.sentences)
    assert re.search(
        r"settings\.risk_weight between 0\.5 and 0\.75: AUS 20\S* % → 100 % and CHN 80\S* % → 0 %",
        told,
    )


def test_a_cap_on_the_cheap_country_costs_four_dollars_a_kilogram() -> None:
    """Of 100 t the cap lets b x 100 t come from A at 50; the rest costs 54: 5.4e6 - 4e5 b."""
    cap = {"scope": "country", "members": ["CHN"], "role": "processed", "bound": 0.6}
    study = swept(two_sellers(rules={"CAP": cap}), "rules[CAP].bound=0%:40%:20%")
    assert column(study, COST) == pytest.approx([5.16e6, 5.4e6, 5.32e6, 5.24e6])
    assert study.levels == ((0.6,), (0.0,), (0.2,), (0.4,))


def test_every_point_is_what_a_separate_solve_gives() -> None:
    """All measures and shares are exactly those of a cold solve of the changed workbook."""
    base = two_sellers()
    study = swept(base, "settings.risk_weight=0,1", "offers[*].price=*0.9,*1.3")
    assert len(study.results) == 5
    for point, result in zip(study.design.points, study.results, strict=True):
        case, _ = assemble(apply_changes(base, point.changes)[0])
        assert case is not None
        portfolio = portfolio_of(case, solve(case, OPTIONS))
        for name, _, value in result.figures:
            assert portfolio.measure(name) == value, name
        frame = portfolio.table("shares")
        frame = frame[(frame["year"] == "all") & (frame["role"] != "supplier")]
        assert [share.by_volume for share in result.shares] == list(frame["share_of_volume"])


def test_a_point_without_a_plan_stays_with_its_reason() -> None:
    """80 + 40 t are enough for 100 t, 50 + 40 t are not; the others do not suffer."""
    offers = {
        "A1": {"supplier": "A", "material": "N", "price": 50.0, "capacity": 80.0},
        "B1": {"supplier": "B", "material": "N", "price": 54.0, "capacity": 40.0},
    }
    study = swept(two_sellers(offers=offers), "offers[A1].capacity=50,70")
    assert [result.status for result in study.results] == ["optimal", "infeasible", "optimal"]
    assert column(study, COST) == [pytest.approx(5.08e6), None, pytest.approx(5.12e6)]
    assert column(study, CHINA)[1] is None
    ((number, level, status, reason),) = study.failures.rows
    assert (number, level, status) == (1, 50.0, "infeasible")
    assert "No plan" in str(reason)


def test_a_changed_workbook_with_an_error_is_a_failed_point() -> None:
    study = swept(two_sellers(), "offers[B1].supplier=NOBODY,A")
    assert [result.status for result in study.results] == ["optimal", "failed", "optimal"]
    assert "Offers!B1" in study.results[1].reason
    assert "NOBODY" in study.results[1].reason


def test_a_bug_costs_one_point(monkeypatch: pytest.MonkeyPatch) -> None:
    import orefolio.studies.point as module

    real = module.build

    def build(case: Any) -> Any:
        if case.plan.risk_weight == 1.0:
            raise ZeroDivisionError("a bug")
        return real(case)

    sweep = prepare(two_sellers(), parse_varies(["settings.risk_weight=0.5,1,1.5"]), OPTIONS)
    monkeypatch.setattr(module, "build", build)
    study = run(sweep, jobs=1)
    assert [result.status for result in study.results] == [
        *("optimal", "optimal", "failed", "optimal"),
    ]
    assert "ZeroDivisionError: a bug" in study.results[2].reason


def test_a_plan_that_fails_its_audit_is_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    import orefolio.studies.point as module
    from orefolio.portfolio.auditing import AuditReport, Violation

    wrong = Violation("balance", "N in 2026", "99 t", "100 t", 1.0)
    monkeypatch.setattr(module, "audit", lambda case, plan: AuditReport({"balance": 1}, (wrong,)))
    study = swept(two_sellers(), "settings.risk_weight=0,1")
    assert {result.status for result in study.results} == {"failed"}
    assert "balance, N in 2026: found 99 t, expected 100 t" in study.results[0].reason
    assert study.results[0].figures == ()


def test_every_change_is_logged_with_its_cell() -> None:
    study = swept(two_sellers(), "offers[*].price=*2")
    assert study.changes.rows == [
        (1, "offers", "A1", "price", "50", "100", "Offers!A1.price"),
        (1, "offers", "B1", "price", "54", "108", "Offers!B1.price"),
    ]
