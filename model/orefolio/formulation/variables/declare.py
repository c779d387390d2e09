"""How a variable is attached: non-negative, with its index and what it means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo


def declare(model: Any, name: str, index: Iterable[Any], doc: str, domain: Any = None) -> None:
    """Attach ``model.<name>[index]``; tonnes unless ``doc`` says otherwise."""
    domain = pyo.NonNegativeReals if domain is None else domain
    model.add_component(name, pyo.Var(list(index), domain=domain, doc=doc))
