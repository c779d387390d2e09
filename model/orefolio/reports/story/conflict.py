"""Why a case has no plan and what mends it: the sentences of the conflict, as they were found."""

from __future__ import annotations

from orefolio.portfolio.portfolio import Portfolio
from orefolio.reports.story.passage import Passage


def conflict(portfolio: Portfolio) -> Passage | None:
    """The rows that conflict, with their cells, and the smallest repairs."""
    findings = portfolio.table("findings")
    sentences = tuple(findings.loc[findings["check"] == "conflict", "found"])
    if not sentences:
        return None
    return Passage("What conflicts, and what mends it", sentences[0], sentences[1:], "plain")
