"""What is believed: how much of the announced capacity counts, and which sources are tested."""

from __future__ import annotations

import pandas as pd

from orefolio.portfolio.portfolio import Portfolio
from orefolio.reports.story.passage import Passage
from orefolio.reports.wording import counted, listed, money, percent, tonnes

REASONS = {
    "lost_to_slip": "because starts slip",
    "lost_to_ramp": "because capacity is still ramping up",
    "lost_to_delivery": "because less is delivered than announced",
}
NOISE = 1e-6
MOST_NAMED = 6


def belief(portfolio: Portfolio) -> Passage | None:
    """Where the announced capacity is lost, and who is qualified; nothing where all is believed."""
    limited = portfolio.table("capacity").dropna(subset=["announced", "believed"])
    tested = portfolio.table("qualifications")
    announced, believed = float(limited["announced"].sum()), float(limited["believed"].sum())
    lost = announced - believed > NOISE * max(announced, 1.0)
    if not lost and tested.empty:
        return None
    lead = "All of the capacity that sellers announce is believed."
    sentences = []
    if lost:
        firm = portfolio.case_records.table("settings")[""].values.get("capacity_basis")
        basis = "firm" if firm == "firm" else "believed"
        lead = (
            f"Of {tonnes(announced)} of limited capacity that sellers announce for the plan,"
            f" {tonnes(believed)} are {basis} ({percent(believed / announced)})."
        )
        sentences += _reasons(limited)
    if len(tested):
        sentences += _tested(tested)
    sheets = ("Believed capacity", "Qualified sources")
    return Passage("Capacity that is believed", lead, tuple(sentences), sheets=sheets)


def _reasons(limited: pd.DataFrame) -> list[str]:
    found = []
    for column, words in REASONS.items():
        missing = float(limited[column].sum())
        if missing > NOISE:
            by_offer = limited.groupby("offer")[column].sum().sort_values(ascending=False)
            names = [str(name) for name in by_offer.index[by_offer > NOISE]]
            found.append(f"{tonnes(missing)} are lost {words} ({listed(names, MOST_NAMED)}).")
    return found


def _tested(tested: pd.DataFrame) -> list[str]:
    serving = tested[tested["qualified"] & (tested["served"] > NOISE)]
    number, paid = int(tested["qualified"].sum()), float(tested["cost"].sum())
    cost = f", at a cost of {money(paid)}" if paid > 0 else ""
    found = [
        f"Of {counted(len(tested), 'source')} under qualification {number or 'none'}"
        f" {'is' if number < 2 else 'are'} qualified{cost}."
    ]
    columns = ("source", "segment", "ready", "served", "share_of_demand")
    rows = zip(*(serving[name].head(MOST_NAMED).tolist() for name in columns), strict=True)
    found += [
        f"{source} may serve {segment} from {ready} on and serves {tonnes(served)} of it"
        f" ({percent(share)} of its demand over the plan)."
        for source, segment, ready, served, share in rows
    ]
    return found
