"""Every result table, in the order of its sheet: the one source for store, sheets and reference."""

from __future__ import annotations

from orefolio.portfolio.declared.about import ASSUMED, ASSUMPTIONS, CHANGES, FINDINGS, MANIFEST
from orefolio.portfolio.declared.belief import CAPACITY, QUALIFICATIONS
from orefolio.portfolio.declared.chains import CHAIN_TABLES
from orefolio.portfolio.declared.contracts import CONTRACT_TABLES
from orefolio.portfolio.declared.headline import SHARES, SUMMARY
from orefolio.portfolio.declared.home import (
    CONVERSIONS,
    CONVERTED,
    LEVER_STEPS,
    LEVERS,
    SAVINGS,
)
from orefolio.portfolio.declared.investing import BUDGETS, INVESTMENTS, OPENED
from orefolio.portfolio.declared.landed import LANDED_COST
from orefolio.portfolio.declared.money import COST_KINDS, COSTS, MONEY_KINDS
from orefolio.portfolio.declared.policy import LIMITS, RULES, TIES
from orefolio.portfolio.declared.pools import POOL_LEVELS
from orefolio.portfolio.declared.safety import CONCENTRATION, RISK
from orefolio.portfolio.declared.service import COVER, DEMAND, SPECIFICATIONS, STOCK, USES
from orefolio.portfolio.declared.trade import AWARDS, CARRIAGE, DECISIONS, FLOWS
from orefolio.portfolio.result_table import ALL, NOT_STATED, Kind, ResultColumn, ResultTable

RESULT_TABLES: tuple[ResultTable, ...] = (
    SUMMARY,
    SHARES,
    AWARDS,
    CAPACITY,
    FLOWS,
    LANDED_COST,
    *CHAIN_TABLES,
    *CONTRACT_TABLES,
    COSTS,
    DEMAND,
    STOCK,
    COVER,
    POOL_LEVELS,
    LEVERS,
    SAVINGS,
    CONVERSIONS,
    INVESTMENTS,
    OPENED,
    BUDGETS,
    CONCENTRATION,
    RISK,
    RULES,
    LIMITS,
    SPECIFICATIONS,
    QUALIFICATIONS,
    TIES,
    USES,
    LEVER_STEPS,
    CONVERTED,
    CARRIAGE,
    DECISIONS,
    FINDINGS,
    CHANGES,
    ASSUMPTIONS,
    ASSUMED,
    MANIFEST,
)
"""Every result table, in the order of its sheet."""

RESULT_TABLE: dict[str, ResultTable] = {table.name: table for table in RESULT_TABLES}
"""The result tables by name."""

CHART_SHEETS = ("Share charts", "Stock charts", "Cost charts")
"""Sheets of a results workbook that show tables once more, as charts; they hold nothing new."""

RESULT_SHEETS: frozenset[str] = frozenset(
    {table.sheet for table in RESULT_TABLES} | {*CHART_SHEETS}
)
"""Names of the result sheets; none is the name of an input sheet."""

__all__ = [
    "ALL",
    "CHART_SHEETS",
    "COST_KINDS",
    "MONEY_KINDS",
    "NOT_STATED",
    "RESULT_SHEETS",
    "RESULT_TABLE",
    "RESULT_TABLES",
    "Kind",
    "ResultColumn",
    "ResultTable",
]
