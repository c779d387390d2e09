"""A price whose header names a currency is converted there: its row must not name one again."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.tables.units import UnitError, parse
from orefolio.workbook.records.drafts import Draft
from orefolio.workbook.records.log import refuse
from orefolio.workbook.records.text import quoted

_PRICES = (("offers", ("price",)), ("prices", ()))
"""Tables with prices of offers, and the columns that hold them (none: those by period)."""


def check_currencies(drafts: Mapping[str, Draft]) -> None:
    """Refuse the currency of an offer beside a price in a column of another currency than USD."""
    offers = drafts.get("offers")
    if offers is None or offers.log is None or not offers.readable:
        return
    for table, columns in _PRICES:
        draft = drafts.get(table)
        foreign = {} if draft is None else _foreign(draft, columns)
        if draft is None or not foreign:
            continue
        for key, row in offers.rows.items():
            priced = draft.rows.get(key)
            if "currency" not in row.values or priced is None:
                continue
            held = foreign.keys() & {*priced.values, *priced.by_period}
            if held:
                _refuse(offers, key, draft, foreign[min(held)])


def _foreign(draft: Draft, columns: tuple[str, ...]) -> dict[str, str]:
    """Columns of prices whose header names another currency than USD, with their unit."""
    found = {}
    for name, unit in draft.units.items():
        if (name in columns) if columns else (name not in draft.table.column):
            try:
                currencies = parse(unit).currencies
            except UnitError:
                continue  # already reported
            if currencies:
                found[name] = unit
    return found


def _refuse(offers: Draft, key: str, priced: Draft, unit: str) -> None:
    row = offers.rows[key]
    position = offers.positions.get("currency")
    if offers.log is None or position is None:
        return
    given = str(row.values["currency"])
    trouble = refuse(
        "currency",
        f"the currency of {key} is {given}, and the header of its price on the sheet"
        f" {priced.table.sheet} says {quoted(unit)}, so it would be converted twice",
        "the currency in one place",
        "clear this cell, or write USD/kg in that header and every price in its own money",
    )
    offers.log.cell(row.row, position, trouble)
    row.refuse("currency")
