"""Hand-made Pyomo models dressed as formulations, to test solving without a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import pyomo.environ as pyo

from orefolio.case.entities import Investing
from orefolio.formulation import Family, Formulation, Group, Relaxation, Tangent
from orefolio.solving import Options, Outcome, Progress, solve_formulation
from orefolio.solving.clock import Clock
from orefolio.solving.interruption import Stop
from orefolio.solving.progress import Reporter
from orefolio.solving.session import Control

Relax = Callable[[Any, Any], Relaxation | None]


def priced(model: Any, cost: Any, tie_break: Any = 0.0) -> Any:
    """The model with its named costs and its objective."""
    model.total_cost = pyo.Expression(expr=cost)
    model.tie_break = pyo.Expression(expr=tie_break)
    model.objective = pyo.Objective(expr=model.total_cost + model.tie_break)
    return model


def cell(key: str, bound: float, direction: int, unit: str = "t", text: str = "") -> Group:
    """The bound of a rule that may give way, found at ``Rules!<key>``."""
    return Group("rules", key, "bound", unit, bound, direction, text or f"rule {key}")


def dressed(
    model: Any,
    relaxations: Mapping[str, Relax | None] | None = None,
    tangents: tuple[Tangent, ...] = (),
    expressions: tuple[str, ...] = ("total_cost",),
    gap: float = 1e-6,
) -> Formulation:
    """A formulation of the model; ``relaxations`` by constraint component."""
    case: Any = SimpleNamespace(
        plan=SimpleNamespace(relative_gap=gap, time_limit=None),
        investing=Investing(),
        place=lambda table, key, column: f"{table.capitalize()}!{key}",
    )
    families = {name: _family(name, relax) for name, relax in (relaxations or {}).items()}
    return Formulation(case, model, families, expressions, tangents)


def _family(name: str, relax: Relax | None) -> Family:
    return Family(
        name=name,
        index=("i",),
        unit="t",
        rows=lambda case, model: (),
        rule=lambda case, model, index: None,
        sentence=lambda case, index: f"{name} of {', '.join(index)}",
        places=lambda case, index: (f"Sheet!{name}",),
        relaxation=relax,
    )


def control(
    time_limit: float | None = None, listener: Callable[[Progress], None] | None = None
) -> Control:
    """A clock, a stop and a listener for one solve."""
    clock = Clock(time_limit)
    return Control(clock, Stop(), Reporter(listener, clock))


def solved(formulation: Formulation, **options: Any) -> Outcome:
    """The outcome of a formulation."""
    chosen = Options(**options)
    return solve_formulation(formulation, chosen, control(chosen.time_limit))
