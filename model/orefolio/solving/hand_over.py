"""Hand-over: a standard form becomes a loaded HiGHS solver, every option checked."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping

import highspy
import numpy as np

from orefolio.solving.standard_form import StandardForm

SEED = 0
"""HiGHS is deterministic for a seed; there is no reason to choose another."""

Setting = bool | int | float | str


class SolverError(Exception):
    """HiGHS refused a model or an option; the text says which."""


class _Scheduler:
    threads: int | None = None


def settings(form: StandardForm, *, threads: int, relative_gap: float) -> dict[str, Setting]:
    """The options of a solve, by their HiGHS names.

    LPs go to the simplex method: the plan is then a corner of what is possible, the same one each
    time. One thread by default: two bring little, and studies run side by side.
    """
    return {
        "output_flag": True,  # without it HiGHS calls no callback
        "log_to_console": False,
        "threads": threads,
        "random_seed": SEED,
        "presolve": "on",
        "solver": "choose" if form.has_integers else "simplex",
        "mip_rel_gap": relative_gap,
    }


def set_option(highs: highspy.Highs, name: str, value: Setting) -> None:
    """Set an option; raises SolverError when HiGHS refuses it (it would run with its default)."""
    if highs.setOptionValue(name, value) != highspy.HighsStatus.kOk:
        raise SolverError(f"HiGHS does not accept {value!r} for its option {name}")


def load(form: StandardForm, options: Mapping[str, Setting]) -> highspy.Highs:
    """A HiGHS solver that holds the form; raises SolverError."""
    threads = int(options.get("threads", 1))
    if _Scheduler.threads not in (None, threads):
        highspy.Highs.resetGlobalScheduler(True)  # else a changed number of threads is an error
    _Scheduler.threads = threads
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in options.items():
        set_option(highs, name, value)
    status = highs.passModel(
        len(form.columns),
        len(form.rows),
        len(form.value),
        int(highspy.MatrixFormat.kColwise),
        int(highspy.ObjSense.kMinimize),
        form.offset,
        form.cost,
        form.column_lower,
        form.column_upper,
        form.row_lower,
        form.row_upper,
        form.start,
        form.row,
        form.value,
        form.integer.astype(np.int32),
    )
    if status == highspy.HighsStatus.kError:
        raise SolverError(
            "HiGHS does not accept the model; a number in it may be infinite or not a number"
        )
    return highs


def versions() -> dict[str, str]:
    """Versions of the solver and of what stands before it."""
    return {name: importlib.metadata.version(name) for name in ("highspy", "pyomo")}
