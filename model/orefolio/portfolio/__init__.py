"""A solved case as plain tables; without Pyomo, HiGHS, or Excel.

- ``result_table`` ``declared`` ``schema``   what the result tables are, one declaration each
- ``canonical``   the one form of a table: types, rounding, order
- ``left_out``    tables without rows, which have no sheet
- ``store``       tables as sheets show them, and reading a results workbook back
- ``portfolio``   :class:`Portfolio`, a run as tables; :meth:`Portfolio.load`
- ``extract``     :func:`portfolio_of`, case and outcome become tables
- ``measures``    the figures of the summary, of sweeps and comparisons
- ``auditing``    :func:`audit`, an independent check of every limit and cost
- ``comparing``   :func:`compare`, what differs between runs

The functions are loaded when they are first asked for: extraction knows the formulation, and
loading or comparing files must not wait for that.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import RESULT_SHEETS, RESULT_TABLE, RESULT_TABLES

if TYPE_CHECKING:
    from orefolio.portfolio.auditing import AuditReport, Violation, audit, audit_file
    from orefolio.portfolio.comparing import Comparison, compare
    from orefolio.portfolio.extract import portfolio_of
    from orefolio.portfolio.store import table_block

_WHERE = {
    "AuditReport": "auditing",
    "Comparison": "comparing",
    "Violation": "auditing",
    "audit": "auditing",
    "audit_file": "auditing",
    "compare": "comparing",
    "portfolio_of": "extract",
    "table_block": "store",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)


__all__ = [
    "RESULT_SHEETS",
    "RESULT_TABLE",
    "RESULT_TABLES",
    "AuditReport",
    "Comparison",
    "Portfolio",
    "Violation",
    "audit",
    "audit_file",
    "compare",
    "portfolio_of",
    "table_block",
]
