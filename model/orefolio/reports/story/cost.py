"""What the plan costs, by kind, and what of it is money."""

from __future__ import annotations

from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import COST_KINDS, MONEY_KINDS
from orefolio.reports.story.passage import Passage
from orefolio.reports.wording import listed, money, percent, unit_money

SMALL = 2e-3
"""Kinds of cost below this share of the whole are not named."""


def cost(portfolio: Portfolio) -> Passage:
    """Money first, then the charges that nobody pays, then the parts."""
    costs = portfolio.table("costs")
    discounted = costs.groupby("kind")["discounted"].sum()
    amounts = costs.groupby("kind")["amount"].sum()
    is_money = discounted.index.isin(MONEY_KINDS)
    paid, steering = float(discounted[is_money].sum()), float(discounted[~is_money].sum())
    undiscounted = float(amounts[amounts.index.isin(MONEY_KINDS)].sum())
    lead = f"The plan costs {money(paid)}"
    if amounts.get("shortage", 0.0) > 0.005:
        lead += ", with what is short at its shortage cost"
    same = abs(paid - undiscounted) <= 1e-9 * max(1.0, abs(paid))
    lead += (
        "."
        if same
        else (f", discounted to the first day of the plan ({money(undiscounted)} undiscounted).")
    )
    sentences = [_parts({kind: float(amounts.get(kind, 0.0)) for kind in MONEY_KINDS})]
    if abs(steering) > 1e-9 * max(1.0, abs(paid)):
        kinds = [
            f"{kind} {money(float(discounted[kind]))}"
            for kind, _ in COST_KINDS
            if kind not in MONEY_KINDS and abs(discounted.get(kind, 0.0)) > 0.005
        ]
        sentences.append(
            f"Charges that steer the plan and that nobody pays: {listed(kinds)}, discounted;"
            f" with them the plan weighs {money(paid + steering)}, which is what it minimises."
        )
    settings = portfolio.case_records.table("settings").get("")
    path = None if settings is None else settings.values.get("price_path")
    if path:
        sentences.append(f"Prices that follow the market take the price path {path}.")
    landed = portfolio.measure("landed cost")
    if landed is not None:
        sentences.append(
            f"A usable kilogram costs {unit_money(landed)} on average as delivered: purchases,"
            " freight and levies over usable kilograms, undiscounted."
        )
    return Passage("Cost", lead, tuple(filter(None, sentences)), sheets=("Costs", "Flows"))


def _parts(amounts: dict[str, float]) -> str:
    """Kinds of cost by size with their shares, which add up; income counts below zero."""
    total = sum(amounts.values())
    if total <= 0:
        return ""
    whole = sum(abs(amount) for amount in amounts.values())
    large = {kind: amount for kind, amount in amounts.items() if abs(amount) > SMALL * whole}
    large = dict(sorted(large.items(), key=lambda item: -item[1]))
    rest = total - sum(large.values())
    shown = {**large, **({"others": rest} if abs(rest) > 0.005 else {})}
    named = [
        f"{kind} {money(amount)} ({percent(amount / total)})" for kind, amount in shown.items()
    ]
    return f"Of it, undiscounted: {listed(named)}."
