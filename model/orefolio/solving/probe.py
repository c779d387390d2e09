"""Probe: asks the elastic model what is possible when some of its groups are opened."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from orefolio.solving.concentration import ROUNDS, Crowding, add_tangents, lifted, matched
from orefolio.solving.elastic import Elastic
from orefolio.solving.session import Session, Verdict
from orefolio.solving.standard_form import StandardForm, Vector
from orefolio.solving.verify import holds

OPEN_TOLERANCE = 1e-7
"""A group gives way when its slack, over the size of its bound, is above this."""


@dataclass(frozen=True)
class Answer:
    """Whether a plan exists (``None``: could not be told), and the plan that was found."""

    feasible: bool | None
    plan: Vector | None = None


class Probe:
    """An elastic model in a live solver. Each question may take ``patience`` s."""

    def __init__(
        self,
        elastic: Elastic,
        session: Session,
        items: tuple[Crowding, ...],
        patience: float = math.inf,
    ) -> None:
        self.elastic = elastic
        self.session = session
        self.patience = patience
        self._items = items
        self._form = elastic.form
        self._enforced = np.ones(len(elastic.form.rows), dtype=bool)

    @property
    def everything(self) -> list[int]:
        """All groups, by position."""
        return list(range(len(self.elastic.groups)))

    def feasible(self, opened: Iterable[int]) -> bool | None:
        """Whether a plan exists when these groups are open as far as they go."""
        return self.possible(self._limits(opened))

    def possible(self, limits: Mapping[int, float]) -> bool | None:
        """Whether a plan exists when each group may be moved by its limit."""
        return self._ask(limits, np.zeros_like(self._form.cost)).feasible

    def least(self, opened: Iterable[int]) -> Answer:
        """The plan that moves the opened groups least, each against the size of its bound."""
        limits = self._limits(opened)
        cost = np.zeros_like(self._form.cost)
        for group in limits:
            cost[self.elastic.first + group] = self.elastic.weight[group]
        return self._ask(limits, cost)

    def cheapest(self, limits: Mapping[int, float]) -> Answer:
        """The cheapest plan when each group may be moved by its limit."""
        return self._ask(limits, self._form.cost)

    def slack(self, plan: Vector, group: int) -> float:
        """How far a plan moves a group, in the group's unit; 0 within tolerance."""
        moved = float(plan[self.elastic.first + group])
        return moved if moved * self.elastic.weight[group] > OPEN_TOLERANCE else 0.0

    def _limits(self, opened: Iterable[int]) -> dict[int, float]:
        return {group: float(self.elastic.most[group]) for group in opened}

    def _ask(self, limits: Mapping[int, float], cost: Vector) -> Answer:
        upper = np.zeros(len(self.elastic.groups))
        for group, most in limits.items():
            upper[group] = most
        self.session.set_bounds(self.elastic.columns(), np.zeros_like(upper), upper)
        self.session.set_costs(cost, 0.0)
        for _ in range(ROUNDS + 1):
            verdict = self.session.run(self.patience)
            if verdict is Verdict.INFEASIBLE:
                return Answer(False)
            plan = self.session.plan if verdict in (Verdict.OPTIMAL, Verdict.STOPPED) else None
            if plan is None:
                return Answer(None)
            true = lifted(self._items, plan)
            if matched(self._items, plan):
                return Answer(True, true) if holds(self._asked(upper), true) else Answer(None)
            add_tangents(self.session, self._items, plan)
        return Answer(None)

    def _asked(self, upper: Vector) -> StandardForm:
        """The form as the question stands, to verify its answer against."""
        form = self._form
        return replace(
            form,
            column_upper=np.concatenate([form.column_upper[: self.elastic.first], upper]),
            row_lower=np.where(self._enforced, form.row_lower, -np.inf),
            row_upper=np.where(self._enforced, form.row_upper, np.inf),
            integer=form.integer & (not self.session.relaxed),
        )

    def enforce(self, rows: Iterable[int]) -> None:
        """Enforce these rows only, and set all others free."""
        wanted = np.zeros(len(self._form.rows), dtype=bool)
        wanted[list(rows)] = True
        for row in np.flatnonzero(wanted != self._enforced).tolist():
            lower, upper = self._form.row_lower[row], self._form.row_upper[row]
            limits = (lower, upper) if wanted[row] else (-np.inf, np.inf)
            self.session.set_row_limits(row, *limits)
        self._enforced = wanted
