"""Limits of the model that the plan reaches, or nearly."""

from __future__ import annotations

import math

import pandas as pd

from orefolio.formulation import FAMILIES
from orefolio.formulation.registry import Family, Index, by_name
from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import RESULT_TABLE

REACHED = 1e-6
"""A limit is binding when its slack is below this share of it (or this much, near zero)."""

NEARLY = 0.01
"""Limits whose slack is below this share of them are shown too."""


TECHNICAL = frozenset(
    {
        *("limit_stored", "limit_surplus_sold", "limit_lot_use", "limit_crowding", "def_counted"),
        *("limit_once", "limit_stage", "limit_right", "limit_discounted"),
        *("limit_lifting", "limit_in_force", "limit_contract_use", "def_onboarding"),
        *("limit_deficiency", "limit_made_up", "limit_bank", "def_tiers", "limit_tier"),
        *("limit_one_tier", "def_tier_value", "limit_rebate", "limit_bundle"),
    }
)
"""Families that only tie variables together; the limits that they serve are shown themselves."""


def limits(solved: Solved) -> pd.DataFrame:
    """Binding and nearly binding rows of every constraint family, in the planner's words.

    Balances and other equalities of physics are left out: they always bind and say nothing.
    """
    if not solved.outcome.rows:
        return from_rows(RESULT_TABLE["limits"], ())
    families = by_name(FAMILIES)
    rows = []
    for name, of_family in solved.outcome.rows.items():
        family = families.get(name)
        if family is None or name in TECHNICAL:
            continue
        for index, row in of_family.items():
            slack, bound = _slack(row.activity, row.lower, row.upper)
            if row.lower == row.upper and not _movable(solved, family, index):
                continue
            if slack > NEARLY * abs(bound) or (bound == 0 and not row.dual):
                continue
            binding = slack <= REACHED * max(1.0, abs(bound))
            rows.append(
                (
                    name.split("_", 1)[-1].replace("_", " "),
                    "|".join(index),
                    family.sentence(solved.case, index),
                    ", ".join(family.places(solved.case, index)),
                    row.activity,
                    row.lower,
                    row.upper,
                    slack,
                    family.unit,
                    binding,
                    _price(row.dual),
                )
            )
    return from_rows(RESULT_TABLE["limits"], rows)


def _price(dual: float | None) -> float | None:
    """Six digits of the dual: the tie-break of the model stands in the ones behind."""
    return None if dual is None else float(f"{abs(dual):.6g}")


def _movable(solved: Solved, family: Family, index: Index) -> bool:
    return family.relaxation is not None and family.relaxation(solved.case, index) is not None


def _slack(activity: float, lower: float | None, upper: float | None) -> tuple[float, float]:
    """Distance to the nearer limit, and that limit."""
    choices = []
    if upper is not None and math.isfinite(upper):
        choices.append((upper - activity, upper))
    if lower is not None and math.isfinite(lower):
        choices.append((activity - lower, lower))
    return min(choices, default=(math.inf, 0.0))
