"""Flows with their landed cost, and awards by offer and year."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from orefolio.portfolio.canonical import canonical, from_rows
from orefolio.portfolio.extract.flags import offer_flag
from orefolio.portfolio.extract.solved import PER_KG, Solved
from orefolio.portfolio.schema import NOT_STATED, RESULT_TABLE


def flows(solved: Solved) -> pd.DataFrame:
    """Every delivery with the build-up of its landed cost, USD/kg.

    Landed cost of a usable kilogram = (price + freight + toll + levies) / yield; the yield loss is
    what it has above price + freight + toll + levies.
    """
    frame = solved.flows.copy()
    offers = solved.case.offers
    frame["mined_in"] = frame["offer"].map(
        {key: _origin(offer.mined_in) for key, offer in offers.items()}
    )
    frame["processed_in"] = frame["processed_in"].replace("", NOT_STATED)
    frame["price"] /= PER_KG
    frame["freight"] /= PER_KG
    frame["levies"] /= PER_KG
    frame["toll"] /= PER_KG
    delivered = frame["price"] + frame["freight"] + frame["toll"] + frame["levies"]
    frame["landed_cost"] = (delivered / frame["recovery"]).where(frame["recovery"] > 0)
    frame["yield_loss"] = frame["landed_cost"] - delivered
    weight = solved.case.plan.risk_weight
    per_usable = frame["worth"] / frame["recovery"]
    frame["risk_premium"] = weight * frame["hazard"] * per_usable / PER_KG
    records = solved.case.records
    for column in ("price", "capacity"):
        known = {offer: offer_flag(records, offer, column) for offer in offers}
        frame[f"{column}_flag"] = frame["offer"].map(known)
    return canonical(RESULT_TABLE["flows"], frame, solved.ranks)


def awards(solved: Solved) -> pd.DataFrame:
    """Every offer and year: announced, believed, bought."""
    bought = solved.flows.groupby(["offer", "year"], sort=False)[
        ["bought", "usable", "spend"]
    ].sum()
    found = bought.to_dict("index")
    nothing = {"bought": 0.0, "usable": 0.0, "spend": 0.0}
    rows = []
    for offer in solved.case.offers.values():
        for year in solved.case.years:
            inside = [p.index for p in solved.period.values() if p.year == year]
            announced = sum(offer.announced[index] for index in inside)
            capacity = solved.capacity("offers", offer.key)
            believed = sum(capacity[index] for index in inside)
            got = found.get((offer.key, year), nothing)
            awarded, spend = got["bought"], got["spend"]
            rows.append(
                (
                    offer.key,
                    offer.supplier,
                    offer.product,
                    year,
                    announced,
                    believed,
                    awarded,
                    got["usable"],
                    awarded / believed if 0 < believed < math.inf else None,
                    spend,
                    spend / awarded / PER_KG if awarded > 0 else None,
                )
            )
    return from_rows(RESULT_TABLE["awards"], rows, solved.ranks)


def _origin(mined_in: Mapping[str, float]) -> str:
    """``China`` or ``China 70 %; Myanmar 30 %``."""
    if len(mined_in) == 1:
        return next(iter(mined_in))
    parts = sorted(mined_in.items(), key=lambda item: (-item[1], item[0]))
    return "; ".join(f"{country} {part:.4g}" for country, part in parts) or NOT_STATED
