"""Extraction: a case and what the solver returned become result tables.

In calling order: ``solved`` (base frames), ``trade`` (flows, awards), ``landed`` (landed cost of
every path), ``chains`` (arrivals, plants, surplus, exposure), ``sources`` (values of materials and
baskets), ``shares`` (shares, concentration), ``contracts`` and ``contract_years``, ``service``
(uses, demand), ``pools`` (stock by pool), ``stock`` (stock, cover), ``home`` (levers, conversions),
``quality``, ``belief`` (capacity, qualifications), ``carriage`` (loads, decisions), ``rules``,
``costs``, ``risk``, ``limits``, ``ties``, ``flags`` (how the figures are known), ``about``
(findings, changes, manifest); :func:`portfolio_of` puts them together, and
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
    belief,
    carriage,
    chains,
    contract_years,
    contracts,
    costs,
    flags,
    home,
    investing,
    landed,
    limits,
    pools,
    quality,
    risk,
    rules,
    service,
    shares,
    sources,
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
    invested = investing.InvestmentBook(solved)
    sold = sources.SourceBook(solved)
    return {
        "flows": trade.flows(solved),
        "landed_cost": landed.landed_cost(solved),
        "arrivals": chains.arrivals(solved),
        "plant_loads": chains.plant_loads(solved),
        "surplus": chains.surplus(solved),
        "material_values": sources.material_values(sold),
        "sources": sources.sources(sold),
        "baskets": sources.baskets(sold),
        "exposure": chains.exposure(solved),
        "awards": trade.awards(solved),
        "capacity": belief.capacity(solved),
        "contract_years": contract_years.contract_years(solved),
        "liftings": contracts.liftings(solved),
        "rebates": contracts.rebates(solved),
        "price_steps": contracts.price_steps(solved),
        "make_up": contracts.make_up(solved),
        "contract_lots": contracts.contract_lots(solved),
        "pairs": contracts.pairs(solved),
        "shares": shares.shares(solved),
        "concentration": shares.concentration(solved),
        "uses": service.uses(solved),
        "demand": service.demand(solved),
        "stock": stock.stock(solved),
        "cover": stock.cover(solved),
        "pool_levels": pools.pool_levels(solved),
        "levers": home.levers(solved),
        "lever_steps": home.lever_steps(solved),
        "savings": home.savings(solved),
        "conversions": home.conversions(solved),
        "converted": home.converted(solved),
        "specifications": quality.specifications(solved),
        "qualifications": belief.qualifications(solved),
        "carriage": carriage.carriage(solved),
        "decisions": carriage.decisions(solved),
        "rules": rules.rules(book),
        "investments": investing.investments(invested),
        "opened": investing.opened(invested),
        "budgets": investing.budgets(invested),
        "costs": costs.costs(solved, book, invested),
        "risk": risk.risk(solved),
        "limits": limits.limits(solved),
        "ties": ties.ties(solved, book),
        "assumptions": flags.assumptions(solved),
        "assumed": flags.assumed(solved),
    }
