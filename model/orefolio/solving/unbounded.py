"""Unbounded or infeasible: telling them apart, and what earns money without end."""

from __future__ import annotations

from typing import Any

import numpy as np

from orefolio.solving.session import Session, Verdict
from orefolio.solving.standard_form import Name, Vector


def settle(session: Session) -> Verdict:
    """What an answer "unbounded or infeasible" means: a plan for no cost at all exists or not."""
    form = session.form
    session.set_costs(np.zeros_like(form.cost), 0.0)
    verdict = session.run()
    session.set_costs(form.cost, form.offset)
    return Verdict.UNBOUNDED if verdict is Verdict.OPTIMAL else verdict


def endless(session: Session) -> Name | None:
    """The variable that gains most along the ray on which cost falls without end, if known."""
    session.relax(True)
    session.start_over()
    session.run()
    _, known, ray = session.highs.getPrimalRay()  # type: ignore[attr-defined]
    if not known:
        return None
    gain: Vector = session.form.cost * np.asarray(ray, dtype=np.float64)
    most = int(np.argmin(gain))
    return session.form.columns[most] if gain[most] < 0 else None


def sentence(model: Any, name: Name | None) -> str:
    """The planner's sentence; the variable is named by its ``doc``."""
    start = "The cost of the plan falls without end: some deal earns money and nothing limits it"
    remedy = "give the offers and routes behind it a capacity, or check the prices"
    if name is None:
        return f"{start}; {remedy}."
    text = getattr(model.find_component(name[0]), "doc", None) or name[0]
    where = ", ".join(part for part in name[1] if part)
    return f"{start}. There is no limit on {text} ({where}); {remedy}."
