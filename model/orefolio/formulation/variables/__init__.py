"""The decisions: every variable of the model, all non-negative, tonnes unless said otherwise.

- ``flows``    deliveries, uses, stock, shortage, surplus
- ``lots``     minimum lots and fixed fees
- ``policy``   rules and concentration
- ``declare``  how a variable is attached
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from orefolio.formulation.lookup import Lookup
from orefolio.formulation.variables.flows import add_flows, leaf_nodes
from orefolio.formulation.variables.lots import add_lots
from orefolio.formulation.variables.policy import add_concentration, add_rules

PARTS = (add_flows, add_lots, add_rules, add_concentration)
"""What attaches variables, in the order in which they stand in the model."""


def add_variables(model: Any) -> None:
    """Attach all variables to the model. ``model.lookup`` must be there."""
    lookup: Lookup = model.lookup
    model.nothing = pyo.Var(bounds=(0, 0), doc="stands for a sum without terms; always 0")
    for part in PARTS:
        part(model, lookup)


__all__ = ["PARTS", "add_variables", "leaf_nodes"]
