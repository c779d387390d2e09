"""The costs by name.

- ``trade``     purchases and freight
- ``keeping``   holding, end of the horizon
- ``service``   shortage and surplus
- ``risk``      the risk premium
- ``fees``      fixed fees
- ``steering``  concentration charge, soft rules
- ``kinds``     all of them by name, and their sum
"""

from orefolio.formulation.costs.kinds import BY_DECISION, BY_NODE, add_costs, names

__all__ = ["BY_DECISION", "BY_NODE", "add_costs", "names"]
