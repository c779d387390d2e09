"""WHAT a workbook may hold: one declaration per table, no reading, no algebra.

- ``column``     one column: kind, unit, default, link, text
- ``table``      one table: sheet, key, columns, values by period
- ``units``      units of headers and their conversion
- ``settings`` ``materials`` ``supply`` ``geography`` ``routes`` ``quality`` ``stock`` ``rules``
  ``sources``    the declarations, in the order of the workbook
- ``records``    the workbook once read
"""

from orefolio.tables.column import FLAGS, PROVENANCE, Column, Kind, Value
from orefolio.tables.geography import BLOCS, CHOKEPOINTS, COUNTRIES
from orefolio.tables.materials import DEMAND, MATERIALS, SEGMENTS
from orefolio.tables.quality import ATTRIBUTES, GRADES, QUALITY, SPECIFICATIONS
from orefolio.tables.records import Record, Records
from orefolio.tables.routes import LEGS, ROUTES
from orefolio.tables.rules import RULES
from orefolio.tables.settings import SETTINGS
from orefolio.tables.sources import SOURCES
from orefolio.tables.stock import STOCK
from orefolio.tables.supply import CAPACITIES, OFFERS, ORIGINS, PRICES, SUPPLIERS
from orefolio.tables.table import PeriodValues, Table

TABLES: tuple[Table, ...] = (
    SETTINGS,
    MATERIALS,
    SEGMENTS,
    DEMAND,
    SUPPLIERS,
    OFFERS,
    ORIGINS,
    PRICES,
    CAPACITIES,
    COUNTRIES,
    BLOCS,
    CHOKEPOINTS,
    ROUTES,
    LEGS,
    GRADES,
    ATTRIBUTES,
    QUALITY,
    SPECIFICATIONS,
    STOCK,
    RULES,
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
