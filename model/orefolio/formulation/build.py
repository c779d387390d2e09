"""Build: a case becomes a Pyomo model. Nothing is solved here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyomo.environ as pyo
from pyomo.common.gc_manager import PauseGC

from orefolio.case.model import Case
from orefolio.formulation.constraints import FAMILIES
from orefolio.formulation.costs import add_costs, names
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.objective import add_objective
from orefolio.formulation.registry import Family, Index, by_name
from orefolio.formulation.useful import Useful
from orefolio.formulation.variables import add_variables

Component = tuple[str, Index]
"""Name of a variable and its index."""


@dataclass(frozen=True)
class Tangent:
    """Three variables w, X, T between which w >= X^2 / T is meant; see ``concentration``."""

    crowding: Component
    member: Component
    total: Component


@dataclass(frozen=True)
class Formulation:
    """A built model with what is known about its rows.

    ``model`` is a Pyomo ConcreteModel with one objective, in USD. ``families`` maps the name of a
    constraint component to its family; ``expressions`` names the expressions that results show.
    """

    case: Case
    model: Any
    families: Mapping[str, Family]
    expressions: tuple[str, ...]
    tangents: tuple[Tangent, ...]


def build(case: Case) -> Formulation:
    """Build the model of a case.

    Numbers of the case enter the rows directly and a changed case is built anew, so no value can be
    frozen in a model that is used again.
    """
    with PauseGC():  # it makes millions of objects and drops none: collecting doubles the time
        return _built(case)


def _built(case: Case) -> Formulation:
    model = pyo.ConcreteModel(name="orefolio")
    model.lookup = Lookup(case)
    model.useful = Useful(model.lookup)
    add_variables(model)
    families = by_name(FAMILIES)
    for family in families.values():
        _attach(model, case, family)
    add_costs(model)
    add_objective(model)
    tangents = tuple(
        Tangent(
            crowding=("crowding", index),
            member=("member_tonnes", index),
            total=("total_tonnes", index[:3]),
        )
        for index in model.crowding
    )
    return Formulation(case, model, families, names(), tangents)


def _attach(model: Any, case: Case, family: Family) -> None:
    indices = list(family.rows(case, model))

    def rule(model: Any, *index: str) -> Any:
        return family.rule(case, model, index)

    first_line = family.algebra.splitlines()[0] if family.algebra else ""
    component = pyo.Constraint(indices, rule=rule, doc=f"{first_line} [{family.unit}]")
    model.add_component(family.name, component)
