"""Yes-or-no decisions whether a source is qualified for a segment."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from orefolio.formulation.lookup import Lookup
from orefolio.formulation.variables.declare import declare


def add_qualifications(model: Any, lookup: Lookup) -> None:
    """``qualify[qualification]``, where the qualification costs anything."""
    decided = [key for key, each in lookup.case.qualifications.items() if each.decided]
    declare(model, "qualify", decided, "1 if the source is qualified", domain=pyo.Binary)
