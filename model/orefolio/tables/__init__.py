"""WHAT a workbook may hold: one declaration per table, no reading, no algebra.

- ``column``     one column: kind, unit, default, link, text
- ``table``      one table: sheet, key, columns, values by period
- ``units``      units of headers and their conversion
- ``settings`` ``materials`` ``baskets`` ``supply`` ``plants`` ``contracts`` ``geography`` ``routes`` ``quality`` ``pools`` ``stock`` ``rules``
  ``sources``    the declarations, in the order of the workbook
- ``records``    the workbook once read
"""

from orefolio.tables.baskets import CONTENTS, PRODUCTS, SURPLUS_STEPS
from orefolio.tables.belief import DELIVERY_RECORDS, RAMPS
from orefolio.tables.column import FLAGS, PROVENANCE, Column, Kind, Value
from orefolio.tables.contracts import BUNDLES, CONTRACTS, TIERS
from orefolio.tables.conversions import CONVERSION_INPUTS, CONVERSION_OUTPUTS, CONVERSIONS
from orefolio.tables.geography import BLOCS, CHOKEPOINTS, COUNTRIES
from orefolio.tables.investments import BUDGETS, CAPEX_PROFILE, INVESTMENTS, OPENINGS
from orefolio.tables.levers import COLLECTION, LEVER_EFFECTS, LEVER_STEPS, LEVERS
from orefolio.tables.materials import DEMAND, MATERIALS, SEGMENTS
from orefolio.tables.plants import PLANTS, RECOVERIES
from orefolio.tables.pools import POOLS
from orefolio.tables.qualification import QUALIFICATION
from orefolio.tables.quality import ATTRIBUTES, GRADES, QUALITY, SPECIFICATIONS
from orefolio.tables.records import Record, Records
from orefolio.tables.routes import LEGS, ROUTES
from orefolio.tables.rules import RULE_PATHS, RULE_WEIGHTS, RULES
from orefolio.tables.settings import SETTINGS
from orefolio.tables.sources import SOURCES
from orefolio.tables.stock import STOCK
from orefolio.tables.supply import CAPACITIES, OFFERS, ORIGINS, PRICES, SUPPLIERS
from orefolio.tables.table import PeriodValues, Table
from orefolio.tables.trade_terms import EXPORT_TAXES, PRICE_PATHS, TARIFFS

TABLES: tuple[Table, ...] = (
    SETTINGS,
    MATERIALS,
    SEGMENTS,
    DEMAND,
    SURPLUS_STEPS,
    PRODUCTS,
    CONTENTS,
    SUPPLIERS,
    OFFERS,
    ORIGINS,
    PRICES,
    PRICE_PATHS,
    CAPACITIES,
    RAMPS,
    DELIVERY_RECORDS,
    CONTRACTS,
    TIERS,
    BUNDLES,
    COUNTRIES,
    BLOCS,
    CHOKEPOINTS,
    EXPORT_TAXES,
    TARIFFS,
    ROUTES,
    LEGS,
    PLANTS,
    RECOVERIES,
    GRADES,
    ATTRIBUTES,
    QUALITY,
    SPECIFICATIONS,
    QUALIFICATION,
    POOLS,
    STOCK,
    LEVERS,
    LEVER_STEPS,
    LEVER_EFFECTS,
    COLLECTION,
    CONVERSIONS,
    CONVERSION_INPUTS,
    CONVERSION_OUTPUTS,
    INVESTMENTS,
    CAPEX_PROFILE,
    OPENINGS,
    BUDGETS,
    RULES,
    RULE_PATHS,
    RULE_WEIGHTS,
    SOURCES,
)
"""Every table that a workbook may hold, in the order of its sheets."""

TABLE: dict[str, Table] = {table.name: table for table in TABLES}
"""The tables by name."""

__all__ = [
    "FLAGS",
    "PROVENANCE",
    "TABLE",
    "TABLES",
    "Column",
    "Kind",
    "PeriodValues",
    "Record",
    "Records",
    "Table",
    "Value",
]
