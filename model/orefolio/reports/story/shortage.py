"""What is short, when, by how much, and what is at its limit there."""

from __future__ import annotations

import numpy as np
import pandas as pd

from orefolio.portfolio.portfolio import Portfolio
from orefolio.reports.story.passage import Passage
from orefolio.reports.story.plan import year_of
from orefolio.reports.story.rules import at_limit, rule_name
from orefolio.reports.wording import counted, listed, money, percent, spans, tonnes

NOISE = 1e-6
"""Shortage below this share of the demand (or this many tonnes) is rounding."""

FULL = 1 - 1e-6
"""Utilisation from which a capacity counts as used up."""

MOST_MATERIALS = 12


def shortage(portfolio: Portfolio) -> Passage:
    """Every material that is short with its reasons, the costliest first."""
    demand = portfolio.table("demand")
    short = short_rows(demand)
    sheets = ("Demand met", "Binding limits", "Awards")
    if short.empty:
        return Passage("Shortage", "Nothing is short: every demand is met.", (), "good", sheets)
    missing, needed = float(short["shortage"].sum()), float(demand["demand"].sum())
    cost = float(short["shortage_cost"].sum())
    lead = (
        f"{tonnes(missing)} of {tonnes(needed)} demanded are short ({percent(missing / needed)}),"
        f" at a shortage cost of {money(cost)}, undiscounted."
    )
    order = short.groupby("material")["shortage_cost"].sum().sort_values(ascending=False)
    materials = [str(material) for material in order.index]
    sentences = [_of(portfolio, material, short) for material in materials[:MOST_MATERIALS]]
    if len(materials) > MOST_MATERIALS:
        rest = materials[MOST_MATERIALS:]
        sentences.append(f"Also short: {listed(rest, 10)}; see the sheet Demand met.")
    return Passage("Shortage", lead, tuple(sentences), "bad", sheets)


def short_rows(demand: pd.DataFrame) -> pd.DataFrame:
    """Rows of the demand table with a shortage that is no rounding."""
    return demand[demand["shortage"] > NOISE * demand["demand"].clip(lower=1.0)]


def _of(portfolio: Portfolio, material: str, short: pd.DataFrame) -> str:
    demand = portfolio.table("demand")
    rows = short[short["material"] == material]
    missing = float(rows["shortage"].sum())
    needed = float(demand.loc[demand["material"] == material, "demand"].sum())
    labels = list(dict.fromkeys(rows["period"]))
    calendar = year_of(portfolio)
    in_years = list(dict.fromkeys(calendar[label] for label in labels if label in calendar))
    segments = [name for name in dict.fromkeys(rows["segment"]) if name != material]
    whom = f" for {listed(segments, 5)}" if segments else ""
    text = (
        f"{material}: {tonnes(missing)} short{whom} in {spans(labels, list(calendar))},"
        f" {percent(missing / needed)} of its demand over the plan."
    )
    return f"{text} {_why(portfolio, material, labels, in_years)}"


def _why(portfolio: Portfolio, material: str, labels: list[str], years: list[str]) -> str:
    """What has no room left there; the limits, not a proof of which one is to blame."""
    found = [
        *_rules(portfolio, material, {*labels, *years, "horizon"}),
        *_offers(portfolio, material, years),
        *_passages(portfolio, material, labels),
    ]
    if found:
        return f"At their limit then: {'; '.join(found)}."
    return (
        "No rule, offer or route of it is at its limit then: further supply would cost more than"
        " the shortage, or another limit holds it (see the sheet Binding limits)."
    )


def _rules(portfolio: Portfolio, material: str, when: set[str]) -> list[str]:
    frame = at_limit(portfolio.table("rules"))
    frame = frame[frame["sense"] != "at least"]
    about = [
        material in str(label).split("; ") and span in when
        for label, span in zip(frame["material"], frame["span"], strict=True)
    ]
    frame = frame.loc[np.array(about, dtype=bool)]
    return [
        f"rule {rule_name(portfolio, str(rule), rows['place'].iloc[0])}"
        for rule, rows in frame.groupby("rule")
    ]


def _offers(portfolio: Portfolio, material: str, years: list[str]) -> list[str]:
    awards = portfolio.table("awards")
    awards = awards[(awards["material"] == material) & awards["year"].isin(years)]
    is_open = awards["believed"].isna() | (awards["believed"] > 0)
    if not is_open.any():
        return ["no offer of it is open"]
    names = set(awards.loc[is_open, "offer"])
    room = awards[is_open & ~(awards["utilisation"] >= FULL)]
    full = sorted(names - set(room["offer"]))
    if not full:
        return []
    if len(full) == len(names):
        return [f"all its offers are bought in full ({listed(full, 5)})"]
    return [f"{len(full)} of its {counted(len(names), 'offer')} bought in full ({listed(full, 5)})"]


def _passages(portfolio: Portfolio, material: str, labels: list[str]) -> list[str]:
    """Routes, legs and chokepoints that are full and that an offer of the material may use."""
    carriage = portfolio.table("carriage")
    full = carriage[carriage["period"].isin(labels) & (carriage["utilisation"] >= FULL)]
    may_use = _may_use(portfolio, material)
    names = [
        f"{str(table).removesuffix('s')} {key}"
        for table, key in dict.fromkeys(zip(full["table"], full["key"], strict=True))
        if key in may_use
    ]
    return [f"{listed(names, 5)} full"] if names else []


def _may_use(portfolio: Portfolio, material: str) -> set[str]:
    records = portfolio.case_records
    found: set[str] = set()
    for offer in records.table("offers").values():
        if offer.values.get("material") == material:
            routes = _names(offer.values.get("routes"))
            for route in routes:
                found |= {route, *_crossed(portfolio, "routes", route)}
    return found


def _crossed(portfolio: Portfolio, table: str, key: str) -> set[str]:
    record = portfolio.case_records.table(table).get(key)
    if record is None:
        return set()
    found = set(_names(record.values.get("chokepoints")))
    for leg in _names(record.values.get("legs")):
        found |= {leg, *_crossed(portfolio, "legs", leg)}
    return found


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
