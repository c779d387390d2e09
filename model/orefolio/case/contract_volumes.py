"""Volumes of contracts: firm tonnes, the most that may be lifted, and what is owed of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Series
from orefolio.case.horizon import Horizon, open_shares
from orefolio.case.routes import open_capacity

DELIVERABLE = "what can be delivered"


@dataclass(frozen=True)
class Volumes:
    """Tonnes by period, all offers together.

    ``most`` is infinite where the contract sets no limit. ``firm`` is what take or pay is reckoned
    on: no more than the offers can deliver, unless the contract owes the firm volume anyhow.
    """

    firm: Series
    most: Series


def volumes(desk: Desk, row: Row, horizon: Horizon, capacities: Mapping[str, Series]) -> Volumes:
    """Firm volume and option, stated in tonnes or as shares of what the offers can deliver.

    ``capacities`` are those of the offers without any investment: what an investment opens is not
    owed, and no share of it is firm.
    """
    _check(desk, row)
    shares = open_shares(desk, row, horizon)
    able = tuple(
        sum(capacity[index] for capacity in capacities.values()) if share > 0 else 0.0
        for index, share in enumerate(shares)
    )
    named = row.number("firm")
    part = row.number("firm_share")
    if named is None and part is None:
        return Volumes(open_capacity(0.0, shares, horizon), open_capacity(None, shares, horizon))
    if part is None:
        firm = open_capacity(named, shares, horizon)
    else:
        firm = tuple(part * tonnes for tonnes in able)
    if row.given("option_share"):
        above = tuple(row.amount("option_share") * tonnes for tonnes in able)
    else:
        above = open_capacity(row.amount("option"), shares, horizon)
    most = tuple(a + b for a, b in zip(firm, above, strict=True))
    if row.text("owed_of") == DELIVERABLE:
        firm = tuple(min(pair) for pair in zip(firm, able, strict=True))
    return Volumes(firm, most)


def _check(desk: Desk, row: Row) -> None:
    firm = row.given("firm") or row.given("firm_share")
    for column in ("take_or_pay", "option", "option_share"):
        if row.amount(column) > 0 and not firm:
            words = column.replace("_", " ")
            desk.error(
                "contract",
                row,
                "firm",
                f"{row.key} has {words} but no firm volume",
                "a firm volume a year, or a firm share",
            )
    for column in ("firm", "option"):
        if row.given(column) and row.given(f"{column}_share"):
            desk.error(
                "contract",
                row,
                f"{column}_share",
                f"{row.key} has {column} tonnes and a {column} share",
                "one of the two",
            )
    if row.amount("make_up_years") > 0 and not row.amount("take_or_pay"):
        desk.warning(
            "contract",
            row,
            "make_up_years",
            f"{row.key} has years to make up, but nothing is paid that is not lifted",
            "a share under take or pay",
        )
