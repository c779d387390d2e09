"""Fees of offers, routes and legs: paid once in a span of use."""

from __future__ import annotations

from typing import Any

from orefolio.formulation.constraints.lots import lot_of
from orefolio.formulation.lookup import Lookup


def fixed_fees(model: Any, lookup: Lookup) -> dict[Any, Any]:
    r"""Fees :math:`\sum fee \, commit`, each in the first period of its span, USD."""
    case = lookup.case
    found = {}
    for table, key, span in model.commit:
        lot = lot_of(case, table, key)
        first = case.nodes[case.spans(lot.span)[span][0]]
        found[table, key, span] = lot.fee * first.period.discount * model.commit[table, key, span]
    return found
