"""The way from the cost of one plan to that of another, in whole cents, so that nothing is left.

Price effect: the first plan's volumes at the second's prices. Volume effect: more or fewer usable
tonnes of each material, under contracts and without, at what those without cost the first plan at
those prices. Mix effect: the rest of the purchases: other sellers, other periods, tonnes that move
to or from contracts. All other kinds of cost by their own difference.
"""

from __future__ import annotations

import pandas as pd

from orefolio.case import Case, assemble
from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import COST_KINDS

KG = 1000.0
COLUMNS = ["from", "to", "step", "amount", "text"]

TEXTS = {
    "price effect": "the volumes of the first plan at the prices of the second",
    "volume effect": "more or fewer tonnes of each material, at those prices",
    "mix effect": "other sellers, other periods, and what contracts deliver instead",
}

NOTHING_REPRICED = "the plan before bought nothing whose price changed"


def bridge(first: Portfolio, second: Portfolio, names: tuple[str, str]) -> pd.DataFrame:
    """Steps from the discounted total cost of the first plan to that of the second, USD.

    Empty when either has no plan. ``residual`` is the cost of the second less all steps: zero.
    """
    if not (first.has_plan and second.has_plan):
        return pd.DataFrame(columns=COLUMNS)
    before, after = _kinds(first), _kinds(second)
    price = _cents(_price_effect(first, second))
    volume = _cents(_volume_effect(first, second))
    mix = after["purchase"] - before["purchase"] - price - volume
    steps = {"price effect": price, "volume effect": volume, "mix effect": mix}
    texts = dict(COST_KINDS) | TEXTS
    steps |= {kind: after[kind] - before[kind] for kind, _ in COST_KINDS if kind != "purchase"}
    if not price and _repriced(first, second):
        texts["price effect"] = NOTHING_REPRICED
    start, end = sum(before.values()), sum(after.values())
    residual = end - start - sum(steps.values())
    rows = [
        ("cost before", start, f"discounted total cost of {names[0]}"),
        *((step, amount, texts[step]) for step, amount in steps.items()),
        ("residual", residual, "what the steps leave unexplained"),
        ("cost after", end, f"discounted total cost of {names[1]}"),
    ]
    return pd.DataFrame(
        [(*names, step, amount / 100, text) for step, amount, text in rows], columns=COLUMNS
    )


def _kinds(portfolio: Portfolio) -> dict[str, int]:
    """Discounted cost by kind in cents."""
    sums = portfolio.table("costs").groupby("kind")["discounted"].sum()
    return {kind: _cents(float(sums.get(kind, 0.0))) for kind, _ in COST_KINDS}


def _cents(amount: float) -> int:
    return round(amount * 100)


def _priced(first: Portfolio, second: Portfolio) -> pd.DataFrame:
    """Flows of the first plan, discounted, at its own prices and at those of the second.

    An offer or period that the second workbook does not have keeps its price.
    """
    own, other = assemble(first.case_records)[0], assemble(second.case_records)[0]
    flows = _openly(first)
    prices = _prices(other)
    keys = list(zip(flows["offer"], flows["period"], strict=True))
    new = [prices.get(key, old) for key, old in zip(keys, flows["price"], strict=True)]
    discount = {p.label: p.discount for p in own.periods} if own is not None else {}
    weight = flows["bought"] * KG * flows["period"].map(discount).astype(float)
    return pd.DataFrame(
        {
            "material": flows["material"],
            "usable": flows["usable"],
            "old": weight * flows["price"],
            "new": weight * pd.Series(new, index=flows.index, dtype=float),
        }
    )


def _openly(portfolio: Portfolio) -> pd.DataFrame:
    """The flows as far as they are bought openly, at the prices of their offers.

    What is lifted under contracts is a kind of cost of its own.
    """
    flows, keys = portfolio.table("flows"), ["path", "period"]
    sums = portfolio.table("liftings").groupby(keys)
    under = sums.agg(lifted=("lifted", "sum"), own=("offer_price", "first")).reset_index()
    frame = flows.merge(under, on=keys, how="left")
    part = (1.0 - frame["lifted"].fillna(0.0) / frame["bought"]).clip(lower=0.0)
    frame["price"] = frame["own"].fillna(frame["price"])
    return frame.assign(bought=frame["bought"] * part, usable=frame["usable"] * part)


def _prices(case: Case | None) -> dict[tuple[str, str], float]:
    if case is None:
        return {}
    return {
        (offer.key, period.label): offer.price[period.index] / KG
        for offer in case.offers.values()
        for period in case.periods
    }


def _repriced(first: Portfolio, second: Portfolio) -> bool:
    """Whether any price of an offer that both workbooks have is another."""
    before, after = (_prices(assemble(p.case_records)[0]) for p in (first, second))
    return any(before[key] != after[key] for key in before.keys() & after.keys())


def _price_effect(first: Portfolio, second: Portfolio) -> float:
    priced = _priced(first, second)
    return float((priced["new"] - priced["old"]).sum())


def _volume_effect(first: Portfolio, second: Portfolio) -> float:
    priced = _priced(first, second)
    here = priced.groupby("material")[["usable", "new"]].sum()
    here = here[here["usable"] > 0]
    before, after = (
        portfolio.table("flows").groupby("material")["usable"].sum().reindex(here.index)
        for portfolio in (first, second)
    )
    more = after.fillna(0.0) - before
    return float((more * here["new"] / here["usable"]).sum())
