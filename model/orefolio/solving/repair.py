"""Repair: the smallest changes of cells that mend a conflict, each tried before it is offered."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from orefolio.case import Case
from orefolio.formulation import Group
from orefolio.solving.amendment import amendable, amended, same_cell
from orefolio.solving.outcome import Repair
from orefolio.solving.probe import Answer, Probe

OVERSHOOT = 1e-3
"""A new bound is rounded outward by at most this share of its change, and of itself."""
NOISE = 1e-4
"""Share of a rounding step that counts as the solver's noise."""
DUST = 1e-6
"""A new bound this near to zero (its square is a share of the old one) is zero."""
WHOLE_UNITS = frozenset({"members"})
TRIALS = 12
"""Amended cases tried for one repair."""
TIGHT = 0.02
"""A change is the least when this share less does not mend."""
LONGEST_STEP = 1e4

Reopen = Callable[[Case], Probe]
"""Makes the probe of an amended case."""


def repairs(probe: Probe, core: Sequence[int], case: Case, reopen: Reopen) -> tuple[Repair, ...]:
    """For each group of the conflict the least change that mends alone, then the joint repair.

    The joint repair is the elastic solution from which every change that is not needed has been
    taken out again. A repair that no plan confirms is not offered.
    """
    found = [_repair(probe, [group], case, reopen) for group in core]
    joint = _needed(probe)
    if len(joint) > 1:
        found.append(_repair(probe, joint, case, reopen))
    return tuple(repair for repair in found if repair is not None)


def _needed(probe: Probe) -> list[int]:
    """Groups that must move in the elastic solution; none of them can be closed again."""
    answer = probe.least(probe.everything)
    if answer.plan is None:
        return []
    size = _moved(probe, probe.everything, answer)
    kept = list(size)
    for group in sorted(kept, key=lambda item: size[item] * probe.elastic.weight[item]):
        fewer = [other for other in kept if other != group]
        if probe.feasible(fewer):
            kept = fewer
    return kept


def _moved(probe: Probe, groups: Sequence[int], answer: Answer) -> dict[int, float]:
    """How far a plan moves each group, in the group's unit; those that it does not are left out."""
    assert answer.plan is not None
    slacks = {group: probe.slack(answer.plan, group) for group in groups}
    return {group: slack for group, slack in slacks.items() if slack > 0}


def _repair(probe: Probe, opened: Sequence[int], case: Case, reopen: Reopen) -> Repair | None:
    """The least change of these groups together, rounded outward and confirmed by a plan."""
    answer = probe.least(opened)
    if answer.plan is None:
        return None
    slacks = _moved(probe, opened, answer)
    if not slacks:
        return None
    if all(amendable(case, probe.elastic.groups[group]) for group in slacks):
        return _by_amending(probe, slacks, case, reopen)
    return _by_slack(probe, slacks)


def _by_slack(probe: Probe, slacks: Mapping[int, float]) -> Repair | None:
    """Confirm on the elastic model: the bound moves in the relaxed rows only."""
    for widening in range(3):
        changes = _changes(probe, slacks, widening)
        limits = {
            group: abs(bound - probe.elastic.groups[group].bound)
            for group, (_, bound) in zip(slacks, changes, strict=True)
        }
        tried = probe.cheapest(limits)
        if tried.plan is not None:
            return _mended(probe, changes, tried)
        if tried.feasible is None and probe.possible(limits):
            return Repair(changes, len(changes) == 1, None)
    return None


def _by_amending(
    probe: Probe, slacks: Mapping[int, float], case: Case, reopen: Reopen
) -> Repair | None:
    """Confirm on the amended case; too small a change is enlarged, too large a one is cut.

    From below it goes by secant steps on what is still lacking: where the cell acts on right-hand
    sides only, that is convex in the change, so the steps do not pass the least change. Once a
    change mends, the interval to the largest that does not is halved until it is ``TIGHT``.
    """
    best: Repair | None = None
    mends: dict[int, float] = {}
    fails, now = dict.fromkeys(slacks, 0.0), dict(slacks)
    step, lacking = 1.0, _size(probe, now)
    for _ in range(TRIALS):
        trial = _try(probe, now, case, reopen)
        if trial is None:
            return best
        if trial.repair is not None:
            best, mends = trial.repair, now
        else:
            fails = now
        if mends:
            if _size(probe, fails) >= (1.0 - TIGHT) * _size(probe, mends):
                return best
            share = 0.5 if any(fails.values()) else 1.0 - TIGHT
            now = {group: fails[group] + share * (mends[group] - fails[group]) for group in now}
            if best is not None and best.changes == _changes(probe, now, 0):
                return best  # in whole units there is nothing in between
            continue
        still = _size(probe, trial.lacking)
        progress = lacking - still
        step = min(step * lacking / progress, LONGEST_STEP) if progress > 0 else 2.0 * step
        lacking = still
        now = {
            group: min(
                (slack + step * trial.lacking.get(group, 0.0)) * (1.0 + OVERSHOOT),
                float(probe.elastic.most[group]),
            )
            for group, slack in now.items()
        }
        if now == fails:  # opened as far as they go
            return None
    return best


@dataclass(frozen=True)
class _Trial:
    """A repair that mends, or what its groups still lack."""

    repair: Repair | None
    lacking: Mapping[int, float]


def _try(probe: Probe, slacks: Mapping[int, float], case: Case, reopen: Reopen) -> _Trial | None:
    """Change the cells and solve; ``None`` when that cannot be done or told."""
    changes = _changes(probe, slacks, 0)
    changed = amended(case, changes)
    if changed is None:
        return None
    trial = reopen(changed)
    tried = trial.cheapest({})
    if tried.plan is not None:
        return _Trial(_mended(trial, changes, tried), {})
    if tried.feasible is None:  # out of time, or cost without end
        found = trial.possible({})
        return _Trial(Repair(changes, len(changes) == 1, None), {}) if found else None
    more = _lacking(trial, {group: probe.elastic.groups[group] for group in slacks})
    return None if more is None else _Trial(None, more)


def _size(probe: Probe, slacks: Mapping[int, float]) -> float:
    return sum(slack * float(probe.elastic.weight[group]) for group, slack in slacks.items())


def _lacking(trial: Probe, cells: Mapping[int, Group]) -> dict[int, float] | None:
    """What the cells still lack in an amended case, by their number in the first one."""
    number = {
        place: group
        for place, found in enumerate(trial.elastic.groups)
        for group, cell in cells.items()
        if same_cell(found, cell)
    }
    answer = trial.least(number)
    if answer.plan is None:
        return None
    lacking: dict[int, float] = {}
    for place, slack in _moved(trial, list(number), answer).items():
        lacking[number[place]] = max(lacking.get(number[place], 0.0), slack)
    return lacking


def _changes(
    probe: Probe, slacks: Mapping[int, float], widening: int
) -> tuple[tuple[Group, float], ...]:
    groups = probe.elastic.groups
    return tuple(
        (groups[group], outward(groups[group], slack, widening)) for group, slack in slacks.items()
    )


def _mended(probe: Probe, changes: tuple[tuple[Group, float], ...], answer: Answer) -> Repair:
    assert answer.plan is not None
    return Repair(changes, len(changes) == 1, probe.elastic.form.total_cost(answer.plan))


def outward(group: Group, slack: float, widening: int = 0) -> float:
    """The new bound after a change of ``slack``, rounded so that it still mends.

    ``widening`` more steps of rounding are added where the solver's tolerance asks for it.
    """
    exact = group.bound + group.direction * slack
    digits = 0 if group.unit in WHOLE_UNITS else -math.floor(math.log10(_fine(group, slack, exact)))
    step = 10.0**-digits
    steps = exact / step
    if group.direction > 0:
        steps = math.ceil(steps - NOISE) + widening
    else:
        steps = math.floor(steps + NOISE) - widening
    bound = round(steps * step, max(digits, 0))
    return max(bound, 0.0) if group.direction < 0 <= group.bound else bound


def _fine(group: Group, slack: float, exact: float) -> float:
    """The coarsest rounding allowed: a share of the change, and of what is left of the bound.

    A million lowered to 16 is 16, although its change is nearly the million. What the solver's
    tolerance leaves of a bound that goes to zero is no size.
    """
    left = abs(exact)
    size = slack if left <= DUST + DUST * DUST * abs(group.bound) else min(slack, left)
    return size * OVERSHOOT
