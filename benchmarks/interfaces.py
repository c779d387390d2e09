"""Our hand-over against Pyomo's own interfaces to HiGHS, on one and the same built model.

Measured is the way from the Pyomo model to a loaded HiGHS that only needs to run: for ours
``compile_form`` and ``load``, for Pyomo's interfaces ``set_instance``, which does the same and
which their ``solve`` calls first. Neither solving nor reading back is in it. Each interface has a
process of its own and has handed over the small case before; the model is built outside the clock;
every repetition starts with a new interface object.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyomo.contrib.appsi.solvers import Highs as Appsi
from pyomo.contrib.solver.solvers.highs import Highs as Contrib

from benchmarks.cases import CASE
from orefolio.case import apply_changes, assemble, parse_change
from orefolio.formulation import build
from orefolio.solving.hand_over import load, settings
from orefolio.solving.standard_form import compile_form
from orefolio.workbook import read_records


def ours(model: Any) -> Any:
    """Standard form and passModel."""
    form = compile_form(model)
    return load(form, settings(form, threads=1, relative_gap=1e-4))


def appsi(model: Any) -> Any:
    """Pyomo's ``appsi_highs``."""
    solver = Appsi()
    solver.set_instance(model)
    return solver._solver_model


def contrib(model: Any) -> Any:
    """Pyomo's ``highs`` of ``pyomo.contrib.solver``."""
    solver = Contrib()
    solver.set_instance(model)
    return solver._solver_model


INTERFACES: dict[str, Callable[[Any], Any]] = {
    "orefolio": ours,
    "appsi_highs": appsi,
    "contrib.solver highs": contrib,
}
"""The ways into HiGHS by name; the first is ours."""


def model_of(name: str) -> Any:
    """The built Pyomo model of a case."""
    case = CASE[name]
    with tempfile.TemporaryDirectory() as folder:
        records, _ = read_records(case.workbook(Path(folder)))
    if case.changes:
        records, _ = apply_changes(records, [parse_change(text) for text in case.changes])
    plan, _ = assemble(records)
    assert plan is not None
    return build(plan).model


def hand_over(name: str, interface: str, repeat: str = "3") -> dict[str, Any]:
    """CPU seconds of the fastest of several hand-overs, and what HiGHS then holds."""
    pass_on = INTERFACES[interface]
    pass_on(model_of("small"))
    model = model_of(name)
    seconds = []
    for _ in range(int(repeat)):
        gc.collect()
        begun = time.process_time()
        highs = pass_on(model)
        seconds.append(time.process_time() - begun)
    return {
        "case": name,
        "interface": interface,
        "cpu": min(seconds),
        "columns": highs.getNumCol(),
        "rows": highs.getNumRow(),
        "nonzeros": highs.getNumNz(),
    }
