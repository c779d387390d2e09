"""What a case is made of: frozen, unit-clean objects. Tonnes, days, USD, USD per tonne.

- ``time``     periods, nodes of the scenario tree, settings of the plan
- ``need``     materials, segments, qualities, specifications
- ``supply``   countries, suppliers, offers, lots
- ``belief``   ramps, and what is believed of a capacity
- ``plants``   plants and what they recover
- ``baskets``  steps of surplus
- ``contracts``  contracts, their price steps, bundles
- ``qualification``  sources that a segment must test
- ``ways``     routes, legs, chokepoints, paths
- ``keeping``  pools, stock terms
- ``home``     levers and conversions of the buyer's own
- ``policy``   rules
- ``investing``  investments, what they open, budgets
- ``trade_terms``  incoterms, taxes and tariffs, landed cost of a path
- ``series``   one number a period
"""

from orefolio.case.entities.baskets import SurplusStep
from orefolio.case.entities.belief import Belief, Ramp
from orefolio.case.entities.contracts import Bundle, Contract, Tier
from orefolio.case.entities.home import Conversion, Lever, LeverStep
from orefolio.case.entities.investing import Budget, Investing, Investment, Opening, Start
from orefolio.case.entities.keeping import Pool, StockPolicy
from orefolio.case.entities.need import Material, Quality, Segment, Specification
from orefolio.case.entities.plants import Plant, Recovery
from orefolio.case.entities.policy import Rule
from orefolio.case.entities.qualification import Qualification
from orefolio.case.entities.series import Series
from orefolio.case.entities.supply import Content, Country, Lot, Offer, Supplier
from orefolio.case.entities.time import Node, Period, Plan
from orefolio.case.entities.trade_terms import BUYER_PAYS, Landed, Levy, TradeTerms
from orefolio.case.entities.ways import Chokepoint, Passage, Path, Yield

__all__ = [
    "BUYER_PAYS",
    "Belief",
    "Budget",
    "Bundle",
    "Chokepoint",
    "Content",
    "Contract",
    "Conversion",
    "Country",
    "Investing",
    "Investment",
    "Landed",
    "Lever",
    "LeverStep",
    "Levy",
    "Lot",
    "Material",
    "Node",
    "Offer",
    "Opening",
    "Passage",
    "Path",
    "Period",
    "Plan",
    "Plant",
    "Pool",
    "Qualification",
    "Quality",
    "Ramp",
    "Recovery",
    "Rule",
    "Segment",
    "Series",
    "Specification",
    "Start",
    "StockPolicy",
    "Supplier",
    "SurplusStep",
    "Tier",
    "TradeTerms",
    "Yield",
]
