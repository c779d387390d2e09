"""The constraint families, in the order in which a planner would ask for them.

- ``demand``         every segment is served
- ``balance``        stock and deliveries are used, stocked or surplus
- ``surplus``        what of a surplus is sold, in steps of price
- ``capacity``       offers, routes, legs, chokepoints and plants take what they can
- ``contract``       the first stage, and recourse within it
- ``lots``           minimum lots and fixed fees
- ``lifting``        what is lifted under contracts, within their volumes
- ``contract_lots``  minimum, exact lots and multiples of contracts, the first use
- ``take_or_pay``    what is paid though not lifted, and made up later
- ``tiers``          price steps, incremental and over all units
- ``rebates``        rebates above a trigger, discounts on pairs
- ``opened``         capacity and rights that investments open
- ``investing``      investments: once, one of a group, stage by stage, within budgets
- ``quality``        specifications: every lot, blend, total
- ``qualification``  sources that a segment must test first
- ``stock``          days of cover, ceiling, end of the horizon
- ``levers``         thrift, substitution, recycling
- ``conversions``    what is made at home of what
- ``wanted_cover``   days of cover at a price
- ``pools``          capacity, release and refill of pools
- ``shelf_life``     what is in stock came lately
- ``rules``          shares, tonnes and spend of countries, suppliers, routes …
- ``conditions``     whether a rule is met on which others depend
- ``counts``         how many of them
- ``concentration``  the Herfindahl index
"""

from orefolio.formulation.constraints import (
    balance,
    capacity,
    concentration,
    conditions,
    contract,
    contract_lots,
    conversions,
    counts,
    demand,
    investing,
    levers,
    lifting,
    lots,
    opened,
    pools,
    qualification,
    quality,
    rebates,
    rules,
    shelf_life,
    stock,
    surplus,
    take_or_pay,
    tiers,
    wanted_cover,
)

FAMILIES = (
    demand.FAMILY,
    balance.FAMILY,
    surplus.SOLD,
    surplus.STEP,
    capacity.OFFER_CAPACITY,
    capacity.PASSAGE_CAPACITY,
    contract.CONTRACT,
    contract.RECOURSE,
    lots.LOT_UPPER,
    lots.LOT_LOWER,
    lifting.LIFTING,
    lifting.VOLUME,
    lifting.FORCE,
    contract_lots.USE,
    contract_lots.LOT,
    contract_lots.ONBOARDING,
    take_or_pay.TAKE_OR_PAY,
    take_or_pay.SIDE,
    take_or_pay.MADE_UP,
    take_or_pay.BANK,
    tiers.SUM,
    tiers.STEP,
    tiers.ONE,
    tiers.VALUE,
    rebates.REBATE,
    rebates.REBATE_CAP,
    rebates.BUNDLE,
    opened.OPENED,
    opened.GATED,
    opened.RIGHT,
    opened.DISCOUNTED,
    investing.ONCE,
    investing.EXCLUSIVE,
    investing.STAGE,
    investing.BUDGET,
    quality.EVERY_LOT,
    quality.BLEND,
    qualification.FAMILY,
    stock.COVER,
    stock.CEILING,
    stock.END,
    wanted_cover.FAMILY,
    pools.CAPACITY,
    pools.RELEASE,
    pools.REFILL,
    shelf_life.FRESH,
    shelf_life.STORED,
    levers.CEILING,
    levers.STEP,
    conversions.CONVERSION,
    conversions.INPUT,
    rules.RULE,
    conditions.CONDITION,
    counts.COUNTED,
    counts.COUNT,
    concentration.MEMBER,
    concentration.TOTAL,
    concentration.TANGENT,
    concentration.CAP,
)
"""Every constraint family of the model."""

__all__ = ["FAMILIES"]
