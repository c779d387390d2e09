"""Materials, with the price at which each is valued."""

from __future__ import annotations

import math
from collections.abc import Mapping

from orefolio.case.demand import at_work
from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Material, Offer
from orefolio.case.supply import KG
from orefolio.tables import TABLE


def make_materials(desk: Desk, offers: Mapping[str, Offer]) -> Mapping[str, Material]:
    """All materials; a missing reference price is taken from the offers, and said once.

    What is not offered but comes of conversions or recycling is valued at its surplus value, else
    at its shortage cost.
    """
    found = {}
    taken: list[str] = []
    at_home: list[str] = []
    worthless: list[Row] = []
    made = _made(desk)
    for row in desk.rows("materials"):
        given = row.number("reference_price")
        lowest = None if given is not None else lowest_price(row.key, offers)
        if lowest is not None:
            taken.append(f"{row.key} {lowest / KG:,.6g} USD/kg")
        elif given is None and not _has_rows(desk, row) and row.key in made:
            lowest = _worth(desk, row)
            if lowest is None:
                worthless.append(row)
            else:
                at_home.append(f"{row.key} {lowest / KG:,.6g} USD/kg")
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
    _report_at_home(desk, at_home, worthless)
    return found


def _report_at_home(desk: Desk, valued: list[str], worthless: list[Row]) -> None:
    """How what is only made or recycled is valued: each said once, for all materials together."""
    if valued:
        desk.info(
            "reference_price",
            TABLE["materials"].sheet,
            "reference price left empty and nothing offered: the surplus value, else the shortage"
            f" cost is used ({', '.join(valued)})",
        )
    if worthless:
        names = ", ".join(row.key for row in worthless)
        desk.warning(
            "reference_price",
            worthless[0],
            "reference_price",
            f"valued at 0, as there is neither reference price nor offer, surplus value or shortage"
            f" cost: {names}",
            "a reference price",
        )


def _made(desk: Desk) -> frozenset[str]:
    """Materials that active conversions make or active levers recycle."""
    recycled = (
        row.text("acts_on")
        for row in desk.rows("levers")
        if row.yes("active") and row.text("kind") == "recycling"
    )
    return at_work(desk, "conversion_outputs").union(recycled)


def _worth(desk: Desk, material: Row) -> float | None:
    """USD/t: the surplus value, else the lowest shortage cost of its own or of its segments."""
    sold = material.number("surplus_value") if material.given("surplus_value") else None
    own = [row for row in desk.rows("segments") if row.text("material") == material.key]
    costs = [cost for row in own or [material] if (cost := row.number("shortage_cost")) is not None]
    if sold is not None and (sold > 0 or not costs):
        return max(sold, 0.0) * KG
    return min(costs) * KG if costs else None


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
