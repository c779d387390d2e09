"""The decisions: every variable of the model, all non-negative, tonnes unless said otherwise.

- ``flows``    deliveries, uses, shortage, surplus
- ``baskets``  surplus sold in steps
- ``keeping``  stock by grade and pool
- ``lots``     minimum lots and fixed fees
- ``contracts``  liftings, terms in force, steps, what is paid and not lifted
- ``policy``   rules and concentration
- ``home``     levers and conversions
- ``qualification``  who is qualified
- ``investing``  decisions to invest, tonnes bought under rights
- ``declare``  how a variable is attached
"""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from orefolio.formulation.lookup import Lookup
from orefolio.formulation.variables.baskets import add_surplus_steps
from orefolio.formulation.variables.contracts import add_contracts
from orefolio.formulation.variables.flows import add_flows
from orefolio.formulation.variables.home import add_home
from orefolio.formulation.variables.investing import add_investing
from orefolio.formulation.variables.keeping import add_stock, leaf_nodes
from orefolio.formulation.variables.lots import add_lots
from orefolio.formulation.variables.policy import add_concentration, add_rules
from orefolio.formulation.variables.qualification import add_qualifications

PARTS = (
    add_flows,
    add_surplus_steps,
    add_stock,
    add_lots,
    add_contracts,
    add_rules,
    add_concentration,
    add_home,
    add_qualifications,
    add_investing,
)
"""What attaches variables, in the order in which they stand in the model."""


def add_variables(model: Any) -> None:
    """Attach all variables to the model. ``model.lookup`` must be there."""
    lookup: Lookup = model.lookup
    model.nothing = pyo.Var(bounds=(0, 0), doc="stands for a sum without terms; always 0")
    for part in PARTS:
        part(model, lookup)


__all__ = ["PARTS", "add_variables", "leaf_nodes"]
