"""Pyomo and only Pyomo: the case as algebra.

- ``lookup``       sparse groupings to sum over
- ``members``      whom rules and concentration count
- ``useful``       how much of an offer a plan can use: big-Ms
- ``variables``    the decisions
- ``constraints``  one family a file, each with its algebra, its sentence, its cells
- ``costs``        the costs by name
- ``objective``    their sum, and the tie-break
- ``build``        puts it together
- ``registry``     what is known about a constraint family
- ``algebra``      the generated page of documentation
"""

from orefolio.formulation.build import Formulation, Tangent, build
from orefolio.formulation.constraints import FAMILIES
from orefolio.formulation.registry import Family, Group, Index, Relaxation

__all__ = [
    "FAMILIES",
    "Family",
    "Formulation",
    "Group",
    "Index",
    "Relaxation",
    "Tangent",
    "build",
]
