"""Which rules hold the plan where it is, and which soft ones are exceeded."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import ALL
from orefolio.reports.story.passage import Passage
from orefolio.reports.story.plan import REACHED, name_of, periods, years
from orefolio.reports.wording import listed, money, spans
from orefolio.tables.rules import CONDITION

LEFT_OUT = ("rule", "condition", "count", "concentration", "demand")
"""Kinds of limits that are rules themselves, or that every plan reaches."""

KINDS = {
    "offer": "capacity of an offer",
    "passage": "capacity of a route, leg or chokepoint",
    "lot minimum": "minimum lot",
    "every lot": "specification",
    "cover": "days of cover",
    "ceiling": "stock ceiling",
    "missing days": "days of cover wanted",
    "pool": "capacity of a pool",
    "release": "release of a pool",
    "refill": "refill of a pool",
    "shelf life": "shelf life of a stock",
}
"""Kinds of limits in the planner's words; others are named as the model names them."""


def rules(portfolio: Portfolio) -> Passage:
    """Rules reached and rules exceeded, each with its cell and the spans in which it is so."""
    frame = portfolio.table("rules")
    sheets = ("Rules checked", "Binding limits")
    asked = frame[frame["use"] == CONDITION]
    frame = frame[frame["use"] != CONDITION]
    if frame.empty:
        return Passage("Rules", "The plan has no rules to keep.", _others(portfolio), sheets=sheets)
    missed = frame[frame["holds"] & ~frame["met"]]
    reached = at_limit(frame)
    known = [*years(portfolio), *periods(portfolio)]
    sentences = [_exceeded(portfolio, name, rows, known) for name, rows in missed.groupby("rule")]
    sentences += [_reached(portfolio, name, rows, known) for name, rows in reached.groupby("rule")]
    sentences += [_condition(portfolio, name, rows, known) for name, rows in asked.groupby("rule")]
    total = frame["rule"].nunique()
    named = set(reached["rule"]) | set(missed["rule"])
    if total == 1:
        lead = f"The only rule {'is at its limit' if named else 'leaves room'}."
    elif not named:
        lead = f"All {total} rules leave room."
    else:
        lead = f"{len(named)} of {total} rules {'is' if len(named) == 1 else 'are'} at the limit."
    return Passage("Rules", lead, (*sentences, *_others(portfolio)), sheets=sheets)


def at_limit(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of the rules table that are kept and have no room left."""
    edge = REACHED * frame["bound"].abs().clip(lower=1.0)
    kept = frame["holds"] & frame["met"]
    return frame[kept & (frame["slack"].abs() <= edge)]


def rule_name(portfolio: Portfolio, rule: str, place: str) -> str:
    """The rule with its own words and its cell: ``cap65 (No country above 65 %, Rules!O3)``."""
    record = portfolio.case_records.table("rules").get(rule)
    words = str(record.values.get("text") or "") if record is not None else ""
    inside = ", ".join(filter(None, (words.rstrip("."), place)))
    return f"{rule} ({inside})" if inside else rule


def _reached(portfolio: Portfolio, rule: object, rows: pd.DataFrame, known: list[str]) -> str:
    name = rule_name(portfolio, str(rule), rows["place"].iloc[0])
    return f"Rule {name} is at its limit{_where(portfolio, rows, known)}."


def _exceeded(portfolio: Portfolio, rule: object, rows: pd.DataFrame, known: list[str]) -> str:
    name = rule_name(portfolio, str(rule), rows["place"].iloc[0])
    charge = float(rows["penalty"].sum())
    return f"Soft rule {name} is exceeded{_where(portfolio, rows, known)}; charged {money(charge)}."


def _condition(portfolio: Portfolio, rule: object, rows: pd.DataFrame, known: list[str]) -> str:
    name = rule_name(portfolio, str(rule), rows["place"].iloc[0])
    met = rows[rows["met"]]
    if met.empty:
        return f"Condition {name} is nowhere met, so the rules that depend on it do not hold."
    return f"Condition {name} is met{_where(portfolio, met, known)}: the rules on it hold there."


def _where(portfolio: Portfolio, rows: pd.DataFrame, known: list[str]) -> str:
    all_materials = portfolio.case_records.table("materials")
    members = [
        name_of(portfolio, "countries", name)
        for name in dict.fromkeys("; ".join(rows["member"]).split("; "))
        if name not in ("", ALL)
    ]
    materials = list(
        dict.fromkeys(_together(str(name), all_materials) for name in rows["material"])
    )
    materials = [name for name in materials if name not in ("", ALL)]
    labels = [span for span in dict.fromkeys(rows["span"]) if span != "horizon"]
    parts = [
        f" for {listed(members, 4)}" if members else "",
        f", {listed(materials, 6)}" if materials else "",
        f", in {spans(labels, known)}" if labels else ", over the whole plan",
    ]
    return "".join(parts)


def _together(joined: str, known: Collection[str]) -> str:
    """``CE; DY`` becomes ``CE and DY together``, and the whole list ``all materials together``."""
    names = joined.split("; ")
    if len(names) == 1:
        return joined
    if set(names) >= set(known):
        return "all materials together"
    return f"{listed(names, 6)} together"


def _others(portfolio: Portfolio) -> tuple[str, ...]:
    """Limits of the model besides rules, counted by kind."""
    limits = portfolio.table("limits")
    reached = limits[limits["binding"] & ~limits["family"].isin(LEFT_OUT)]
    if reached.empty:
        return ()
    numbers = reached.groupby("family").size()
    named = [f"{KINDS.get(str(kind), str(kind))} ({number})" for kind, number in numbers.items()]
    return (f"Other limits reached, with their number: {listed(named)}.",)
