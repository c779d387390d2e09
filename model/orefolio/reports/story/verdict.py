"""How the solve ended: whether anything better can exist, or why there is no plan."""

from __future__ import annotations

from orefolio.portfolio.portfolio import Portfolio
from orefolio.reports.audited import failed_audit
from orefolio.reports.story.passage import Passage
from orefolio.reports.wording import money, percent

NO_GAP = 1e-9
"""Below this share of the cost a gap is rounding."""

_FAILED = {
    "infeasible": "There is no plan: the limits of the workbook cannot all hold together.",
    "unbounded": "There is no plan: the cost could fall without end, so a limit or a price is"
    " missing.",
    "limit": "There is no plan yet: solving stopped before one was found.",
    "failed": "There is no plan: the solver gave none that can be trusted.",
}


def verdict(portfolio: Portfolio) -> Passage:
    """Optimal or not, with the gap in money; without a plan the reason."""
    if not portfolio.has_plan:
        lead = _FAILED.get(portfolio.status, f"There is no plan: {portfolio.status}.")
        sheets = ("Findings", "Manifest")
        # The conflict, told next, says of an infeasible case all that its reason says.
        told = () if portfolio.status == "infeasible" else (portfolio.reason,)
        return Passage("Result", lead, told, "bad", sheets)
    audit = failed_audit(portfolio)
    if audit:
        lead = "Do not use this plan: it failed the audit, which is a mistake of orefolio."
        return Passage(
            "Result",
            lead,
            (
                audit,
                "Please report it.",
            ),
            "bad",
            ("Findings", "Manifest"),
        )
    share, usd = (number(portfolio, item) for item in ("relative gap", "gap (USD)"))
    if portfolio.status == "optimal":
        return Passage("Result", _optimal(share, usd), (), "good", ("Manifest",))
    lead = "This plan keeps every limit, but it is not proved to be the cheapest one."
    return Passage("Result", lead, (portfolio.reason,), "bad", ("Manifest",))


def number(portfolio: Portfolio, item: str) -> float | None:
    """A number of the manifest; ``None`` when it is not stated."""
    text = portfolio.manifest.get(item, "")
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _optimal(share: float | None, usd: float | None) -> str:
    if share is None or usd is None or share <= NO_GAP:
        return "This plan is optimal: no plan that keeps every limit has a lower total cost."
    return (
        "This plan is optimal within the gap asked for: no plan that keeps every limit is cheaper"
        f" by more than {money(usd)} ({percent(share)} of its cost)."
    )
