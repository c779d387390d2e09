"""Columns that are not declared but read: those of the Offers sheet that a rule adds up."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.tables.rules import column_named
from orefolio.workbook.records.drafts import Draft
from orefolio.workbook.records.log import Log
from orefolio.workbook.records.text import quoted


def unused(header: str) -> str:
    """What is said of a column that nothing reads."""
    return f"column {quoted(header)} is not used"


def forget_used(drafts: Mapping[str, Draft], log: Log) -> None:
    """Take back that a column is not used where a rule names it."""
    if "rules" not in drafts or "offers" not in drafts:
        return
    rows = drafts["rules"].rows.values()
    named = {column_named(str(row.values["column"])) for row in rows if "column" in row.values}
    offers = drafts["offers"]
    headers = {header for row in offers.rows.values() for header in row.extra}
    used = {unused(header) for header in headers if column_named(header) in named}
    assert offers.log is not None
    log.forget(offers.log.sheet.name, "unknown_column", used)
