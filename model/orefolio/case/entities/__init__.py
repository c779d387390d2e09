"""What a case is made of: frozen, unit-clean objects. Tonnes, days, USD, USD per tonne.

- ``time``     periods, nodes of the scenario tree, settings of the plan
- ``need``     materials, segments, qualities, specifications
- ``supply``   countries, suppliers, offers, lots
- ``ways``     routes, legs, chokepoints, paths
- ``keeping``  stock terms
- ``policy``   rules
- ``series``   one number a period
"""

from orefolio.case.entities.keeping import StockPolicy
from orefolio.case.entities.need import Material, Quality, Segment, Specification
from orefolio.case.entities.policy import Rule
from orefolio.case.entities.series import Series
from orefolio.case.entities.supply import Country, Lot, Offer, Supplier
from orefolio.case.entities.time import Node, Period, Plan
from orefolio.case.entities.ways import Chokepoint, Passage, Path

__all__ = [
    "Chokepoint",
    "Country",
    "Lot",
    "Material",
    "Node",
    "Offer",
    "Passage",
    "Path",
    "Period",
    "Plan",
    "Quality",
    "Rule",
    "Segment",
    "Series",
    "Specification",
    "StockPolicy",
    "Supplier",
]
