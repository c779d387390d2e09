"""The constraint families, in the order in which a planner would ask for them.

- ``demand``         every segment is served
- ``balance``        stock and deliveries are used, stocked or surplus
- ``capacity``       offers, routes, legs and chokepoints carry what they can
- ``contract``       the first stage, and recourse within it
- ``lots``           minimum lots and fixed fees
- ``quality``        specifications: every lot, blend, total
- ``stock``          days of cover, ceiling, end of the horizon
- ``rules``          shares, tonnes and spend of countries, suppliers, routes …
- ``counts``         how many of them
- ``concentration``  the Herfindahl index
"""

from orefolio.formulation.constraints import (
    balance,
    capacity,
    concentration,
    contract,
    counts,
    demand,
    lots,
    quality,
    rules,
    stock,
)

FAMILIES = (
    demand.FAMILY,
    balance.FAMILY,
    capacity.OFFER_CAPACITY,
    capacity.PASSAGE_CAPACITY,
    contract.CONTRACT,
    contract.RECOURSE,
    lots.LOT_UPPER,
    lots.LOT_LOWER,
    quality.EVERY_LOT,
    quality.BLEND,
    stock.COVER,
    stock.CEILING,
    stock.END,
    rules.RULE,
    counts.COUNTED,
    counts.COUNT,
    concentration.MEMBER,
    concentration.TOTAL,
    concentration.TANGENT,
    concentration.CAP,
)
"""Every constraint family of the model."""

__all__ = ["FAMILIES"]
