"""Yes-or-no decisions about minimum lots and fixed fees."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from orefolio.formulation.lookup import Lookup
from orefolio.formulation.variables.declare import declare


def lots(lookup: Lookup) -> list[tuple[str, str, str]]:
    """(table, key, span) of every yes-or-no decision about minimum lots and fixed fees."""
    case = lookup.case
    tables: tuple[tuple[str, Any], ...] = (
        ("offers", case.offers),
        ("routes", case.routes),
        ("legs", case.legs),
        ("plants", case.plants),
    )
    return [
        (table, item.key, span)
        for table, items in tables
        for item in items.values()
        if item.lot.binding
        for span in case.spans(item.lot.span)
    ]


def add_lots(model: Any, lookup: Lookup) -> None:
    """``commit[table, key, span]``."""
    declare(model, "commit", lots(lookup), "1 if used in the span", domain=pyo.Binary)
