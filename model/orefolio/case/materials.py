"""Materials, with the price at which each is valued."""

from __future__ import annotations

import math
from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Material, Offer
from orefolio.case.supply import KG
from orefolio.tables import TABLE


def make_materials(desk: Desk, offers: Mapping[str, Offer]) -> Mapping[str, Material]:
    """All materials; a missing reference price is taken from the offers, and said once."""
    found = {}
    taken = []
    for row in desk.rows("materials"):
        given = row.number("reference_price")
        lowest = None if given is not None else lowest_price(row.key, offers)
        if lowest is not None:
            taken.append(f"{row.key} {lowest / KG:,.6g} USD/kg")
        elif given is None and not _has_rows(desk, row):
            desk.warning(
                "reference_price",
                row,
                "reference_price",
                f"{row.key} has neither reference price nor offer, so it is valued at 0",
                "a reference price",
            )
        found[row.key] = Material(
            key=row.key,
            name=row.text("name") or row.key,
            reference_price=given * KG if given is not None else lowest or 0.0,
            surplus_value=row.amount("surplus_value") * KG,
            surplus_allowed=row.yes("surplus_allowed"),
        )
    if taken:
        desk.info(
            "reference_price",
            TABLE["materials"].sheet,
            f"reference price left empty: the lowest offered price is used ({', '.join(taken)})",
        )
    return found


def lowest_price(material: str, offers: Mapping[str, Offer]) -> float | None:
    """USD/t: the lowest price in the first period in which anything of it can be bought."""
    own = [offer for offer in offers.values() if offer.material == material]
    count = max((len(offer.price) for offer in own), default=0)
    for index in range(count):
        lowest = min(
            (offer.price[index] for offer in own if offer.capacity[index] > 0), default=math.inf
        )
        if math.isfinite(lowest):
            return lowest
    return None


def _has_rows(desk: Desk, material: Row) -> bool:
    """Whether offers of the material were refused: then their errors say what is wrong."""
    return any(
        row.text("material") == material.key and row.yes("active") and row.record.broken
        for row in desk.rows("offers")
    )
