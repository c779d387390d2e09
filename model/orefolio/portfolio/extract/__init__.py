"""Extraction: a case and what the solver returned become result tables.

In calling order: ``solved`` (base frames), ``trade`` (flows, awards), ``shares`` (shares,
concentration), ``service`` (uses, demand), ``stock`` (stock, cover), ``quality``, ``carriage``
(loads, decisions), ``rules``, ``costs``, ``risk``, ``limits``, ``ties``, ``flags`` (how the figures
are known), ``about`` (findings, changes, manifest); :func:`portfolio_of` puts them together, and
``orefolio.portfolio.measures`` makes the summary of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from orefolio.case.model import Case
from orefolio.findings import Finding
from orefolio.portfolio.canonical import empty
from orefolio.portfolio.extract import (
    about,
    carriage,
    costs,
    flags,
    limits,
    quality,
    risk,
    rules,
    service,
    shares,
    stock,
    ties,
    trade,
)
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.measures import summary
from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import RESULT_TABLES

if TYPE_CHECKING:
    from orefolio.solving import Outcome

__all__ = ["portfolio_of"]


def portfolio_of(
    case: Case,
    outcome: Outcome,
    findings: Iterable[Finding] = (),
    changes: Iterable[Any] = (),
    manifest: Mapping[str, str] | None = None,
) -> Portfolio:
    """The portfolio of a solved case; without a plan only findings, changes, manifest, summary.

    ``changes`` have table, key, column, old, new and place; ``manifest`` says what made the run
    (input hash, versions, options) and is stored as text.
    """
    tables = {table.name: empty(table) for table in RESULT_TABLES}
    if outcome.has_plan:
        tables |= _plan_tables(Solved(case, outcome))
    tables["findings"] = about.findings_table(findings, outcome)
    tables["changes"] = about.changes_table(changes)
    tables["manifest"] = about.manifest_table(outcome, manifest or {})
    status, reason = (tables["manifest"]["value"].iloc[row] for row in (0, 1))
    objective = outcome.objective if outcome.has_plan else None
    tables["summary"] = summary(tables, f"{status}: {reason}", objective)
    return Portfolio(case.records, status, reason, tables)


def _plan_tables(solved: Solved) -> dict[str, pd.DataFrame]:
    book = rules.RuleBook(solved)
    return {
        "flows": trade.flows(solved),
        "awards": trade.awards(solved),
        "shares": shares.shares(solved),
        "concentration": shares.concentration(solved),
        "uses": service.uses(solved),
        "demand": service.demand(solved),
        "stock": stock.stock(solved),
        "cover": stock.cover(solved),
        "specifications": quality.specifications(solved),
        "carriage": carriage.carriage(solved),
        "decisions": carriage.decisions(solved),
        "rules": rules.rules(book),
        "costs": costs.costs(solved, book),
        "risk": risk.risk(solved),
        "limits": limits.limits(solved),
        "ties": ties.ties(solved, book),
        "assumptions": flags.assumptions(solved),
        "assumed": flags.assumed(solved),
    }
