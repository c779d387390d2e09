"""What qualifications cost: paid once, when they begin."""

from __future__ import annotations

from typing import Any

from orefolio.formulation.lookup import Lookup


def qualification(model: Any, lookup: Lookup) -> dict[Any, Any]:
    r"""Qualifications :math:`\sum_q c_q \, qualify_q`, each in the period when it begins, USD."""
    case = lookup.case
    return {
        key: case.qualifications[key].cost
        * case.periods[case.qualifications[key].begins].discount
        * model.qualify[key]
        for key in model.qualify
    }
