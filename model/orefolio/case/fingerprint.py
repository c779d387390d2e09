"""A hash of what a workbook says, whatever its layout."""

from __future__ import annotations

import hashlib
import json

from orefolio.tables import TABLES, Records, Value

_UNREAD = ("sources",)


def fingerprint(records: Records) -> str:
    """Hex SHA-256 of values and values by period of all tables that the model reads.

    Row order, cells' places, notes, sources, flags and undeclared columns do not count, nor
    whether a whole number was typed as 5 or 5.0.
    """
    content = {
        table.name: {
            key: [
                {name: _plain(value) for name, value in record.values.items() if value is not None},
                {label: _plain(value) for label, value in record.by_period.items()},
            ]
            for key, record in records.table(table.name).items()
        }
        for table in TABLES
        if table.name not in _UNREAD and records.table(table.name)
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value
