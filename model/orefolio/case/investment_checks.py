"""What must hold of the rows of investments: their terms, their capex profile, their stages."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities.investing import Terms


def make_profile(desk: Desk, key: str, rows: list[Row]) -> Mapping[int, float]:
    """Years after the beginning → shares of the capex; all at the beginning without rows."""
    if not rows:
        return {0: 1.0}
    if any(row.broken("share", "year") for row in rows):
        return {0: 1.0}
    found = {int(row.amount("year")): row.amount("share") for row in rows}
    total = sum(found.values())
    if abs(total - 1.0) > 1e-6:
        desk.error(
            "capex_profile",
            rows[0],
            "share",
            f"the capex shares of {key} add up to {total:.4%}",
            "100% over the rows of the investment",
        )
    return found


def check_terms(desk: Desk, row: Row, terms: Terms) -> bool:
    """Whether the terms can be reckoned with; reports what cannot, and what is not read."""
    good = True
    for column, years in (("life", terms.life), ("loan_term", terms.term)):
        if years <= 0:
            good = False
            if row.given(column):
                what = column.replace("_", " ")
                desk.error(column, row, column, f"the {what} of {row.key} is 0", "a time above 0")
    loan = row.text("kind") == "loan"
    if loan and terms.capex <= 0:
        desk.error(
            "loan",
            row,
            "capex",
            f"{row.key} is a loan of {terms.capex / 1e6:,.6g} MUSD",
            "a sum above 0",
            "give the sum that is lent as capex, or another kind",
        )
    if not loan:
        for column in ("interest_rate", "loan_term"):
            if row.given(column):
                desk.info(
                    "loan",
                    row.place(column),
                    f"the {column.replace('_', ' ')} of {row.key} is not read: it is no loan",
                )
    if row.text("ramp") and row.given("ramp_time"):
        desk.info(
            "ramp",
            row.place("ramp_time"),
            f"the ramp time of {row.key} is not read: it has a ramp",
        )
    return good


def required(desk: Desk, row: Row) -> tuple[str, ...] | None:
    """What it requires; ``None`` when that can never be, being left out itself."""
    named = row.names("requires")
    rows = {name: desk.row("investments", name) for name in named}
    if _circular(desk, row.key):
        desk.error(
            "requires",
            row,
            "requires",
            f"{row.key} requires itself" + ("" if row.key in named else ", by way of others"),
            "investments that can be ready before it",
            "remove one of the links of this circle",
        )
        return None
    gone = [name for name, other in rows.items() if other is not None and not other.yes("active")]
    if gone:
        desk.warning(
            "requires",
            row,
            "requires",
            f"{row.key} can never be made: it requires {', '.join(gone)}, which is left out"
            " (active is no)",
            "investments that may be made",
            f"remove {gone[0]} here, or set its active to yes",
        )
        return None
    return named


def _circular(desk: Desk, key: str) -> bool:
    """Whether following what is required leads back."""
    seen: set[str] = set()
    ahead = [key]
    while ahead:
        row = desk.row("investments", ahead.pop())
        for name in row.names("requires") if row else ():
            if name == key:
                return True
            if name not in seen:
                seen.add(name)
                ahead.append(name)
    return False
