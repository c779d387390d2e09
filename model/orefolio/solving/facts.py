"""Fixed facts in conflict: rows that no group can mend, such as a balance or a capacity."""

from __future__ import annotations

from collections.abc import Sequence

from orefolio.formulation import Formulation
from orefolio.solving.deletion import irreducible
from orefolio.solving.outcome import Conflict
from orefolio.solving.probe import Probe

SHOWN = 8
"""Rows told in words; a longer list helps nobody."""


def fixed_facts(formulation: Formulation, probe: Probe) -> Conflict:
    """The conflict that stays when every group is open: families first, then their rows."""
    names = probe.elastic.form.rows

    def still(rows: Sequence[int]) -> bool | None:
        probe.enforce(rows)
        answer = probe.feasible(probe.everything)
        return None if answer is None else not answer

    rows_of: dict[str, list[int]] = {}
    for row, (component, _) in enumerate(names):
        rows_of.setdefault(component, []).append(row)
    families, _ = irreducible(
        list(rows_of), lambda kept: still([row for name in kept for row in rows_of[name]])
    )
    core, proven = irreducible([row for name in families for row in rows_of[name]], still)
    told = tuple(dict.fromkeys(_sentence(formulation, names[row]) for row in core))
    head = (
        "No change of a rule, a demand or a limit of stock mends this case:"
        " these facts contradict each other."
    )
    more = len(told) - SHOWN
    tail = (f"And {more} more rows of the same kinds.",) if more > 0 else ()
    return Conflict(
        groups=(), repairs=(), sentences=(head, *told[:SHOWN], *tail), irreducible=proven
    )


def _sentence(formulation: Formulation, name: tuple[str, tuple[str, ...]]) -> str:
    component, index = name
    family = formulation.families.get(component)
    if family is None:
        return f"{component} ({', '.join(index)})."
    places = ", ".join(family.places(formulation.case, index))
    words = family.sentence(formulation.case, index)
    return f"{places}: {words}." if places else f"{words}."
