"""The costs by name.

- ``trade``     purchases and freight
- ``contracts``  invoices, rebates, steps, take or pay, pairs and fees of contracts
- ``levies``    export taxes, insurance and tariffs
- ``plants``    tolls
- ``keeping``   holding, end of the horizon
- ``service``   shortage and surplus
- ``risk``      the risk premium
- ``fees``      fixed fees
- ``qualification``  costs of qualification
- ``steering``  concentration charge, soft rules
- ``home``      levers and conversions
- ``investing``  capital, running cost and income of investments, discounts under rights
- ``kinds``     all of them by name, and their sum
"""

from orefolio.formulation.costs.kinds import BY_DECISION, BY_NODE, add_costs, names

__all__ = ["BY_DECISION", "BY_NODE", "add_costs", "names"]
