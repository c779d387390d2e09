"""The audit: plain pandas checks every limit, balance and cost of a plan from its tables.

It shares no code with the formulation or the extraction: it reads the case and the tables of flows,
uses, stock, demand and decisions, expands rules and spans by itself, and compares. Solvers have
returned wrong optima; a plan that fails here is an error, not a result.

In calling order: ``checker``, ``columns`` and ``report`` (comparisons, tolerances, cells), ``plan``
(tables beside the case), ``landing`` (landed cost of a path), ``deliveries``, ``landed``,
``balances``, ``capacities`` (with lots), ``chains`` (arrivals, plants, surplus, exposure),
``sources`` (basket values), ``contracts``, ``contract_terms``, ``home`` (levers, conversions),
``investing`` (with ``opened`` capacity, ``charges``), ``stocks`` (pools), ``service`` (cover,
quality), ``measured`` (what rules measure), ``rules``, ``costs``, ``figures`` (shares, awards,
concentration, risk), ``headline`` (summary).
"""

from __future__ import annotations

from pathlib import Path

from orefolio.case import Case, assemble
from orefolio.findings import WorkbookError
from orefolio.portfolio.auditing import (
    balances,
    belief,
    capacities,
    chains,
    contract_terms,
    contracts,
    costs,
    deliveries,
    figures,
    headline,
    home,
    investing,
    landed,
    rules,
    service,
    sources,
    stocks,
)
from orefolio.portfolio.auditing.checker import Checker
from orefolio.portfolio.auditing.measured import RuleAudit
from orefolio.portfolio.auditing.plan import Plan
from orefolio.portfolio.auditing.report import AuditReport, Violation
from orefolio.portfolio.portfolio import Portfolio

__all__ = ["AuditReport", "Violation", "audit", "audit_file"]


def audit(case: Case, portfolio: Portfolio) -> AuditReport:
    """Check a plan against its case. A portfolio without a plan has nothing to check: it passes."""
    checker = Checker()
    if portfolio.has_plan:
        plan = Plan(case, portfolio)
        measured = RuleAudit(plan)
        deliveries.check(plan, checker)
        landed.check(plan, checker)
        balances.check(plan, checker)
        capacities.check(plan, checker)
        chains.check(plan, checker)
        sources.check(plan, checker)
        belief.check(plan, checker)
        contracts.check(plan, checker)
        contract_terms.check(plan, checker)
        home.check(plan, checker)
        investing.check(plan, checker)
        stocks.check(plan, checker)
        service.check(plan, checker)
        rules.check(plan, checker, measured)
        costs.check(plan, checker, measured)
        figures.check(plan, checker, measured)
        headline.check(plan, checker)
    return checker.report


def audit_file(path: str | Path) -> AuditReport:
    """Check a results workbook by itself: its inputs against its results.

    Raises :class:`~orefolio.findings.WorkbookError` when sheets are missing, or the inputs have
    errors.
    """
    portfolio = Portfolio.load(path)
    case, findings = assemble(portfolio.case_records)
    if case is None:
        raise WorkbookError(findings)
    return audit(case, portfolio)
