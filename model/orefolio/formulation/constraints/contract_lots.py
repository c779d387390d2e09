"""Lots of contracts: minimum, exact lot, multiples, and the first use."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo

from orefolio.case.model import Case
from orefolio.formulation.deals import Deals
from orefolio.formulation.registry import Family, Group, Index, Relaxation
from orefolio.formulation.rows import bounded, total

COLUMNS = {"minimum": "minimum", "exact": "exact_lot", "multiple": "lot_multiple"}


def _lifted(case: Case, model: Any, key: str, span: str) -> Any:
    deals: Deals = model.deals
    return deals.lifted(model, key, case.spans(case.contracts[key].lot.span)[span])


def use_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, span) of every yes-or-no decision."""
    return (tuple(index) for index in model.contract_used)


def use_rule(case: Case, model: Any, index: Index) -> Any:
    r"""Nothing is lifted in a span without the decision to use the contract.

    .. math:: \sum_{n \in s} \sum_{a} lifted_{c,a,n} \le M_{c,s}\, used_{c,s} \qquad [t]

    :math:`M` is what the contract allows in the span, or all that can be bought of its offers.
    """
    key, span = index
    contract = case.contracts[key]
    most = model.deals.most(contract, case.spans(contract.lot.span)[span])
    if math.isinf(most):
        return pyo.Constraint.Skip
    body = _lifted(case, model, key, span) - most * model.contract_used[index]
    return bounded(model, None, body, 0.0)


def use_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"contract {index[0]} is lifted in {index[1]} only if it is used at all"


def use_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cells of minimum and fees."""
    columns = ("minimum", "fixed_fee", "onboarding_fee")
    return tuple(case.place("contracts", index[0], column) for column in columns)


USE = Family(
    name="limit_contract_use",
    index=("contract", "span"),
    unit="t",
    rows=use_rows,
    rule=use_rule,
    sentence=use_sentence,
    places=use_places,
    reads=("contracts.fixed_fee", "contracts.onboarding_fee", "contracts.lot_span"),
)


def lot_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, span, kind); kind is minimum, exact or multiple."""
    for contract in case.contracts.values():
        for span in case.spans(contract.lot.span):
            if contract.lot.minimum > 0:
                yield contract.key, span, "minimum"
            if contract.exact > 0:
                yield contract.key, span, "exact"
            if contract.multiple > 0:
                yield contract.key, span, "multiple"


def lot_rule(case: Case, model: Any, index: Index) -> Any:
    r"""If used in a span, at least the minimum, exactly the lot, or a whole number of lots.

    .. math:: \sum_{n \in s} \sum_{a} lifted_{c,a,n} \ge m_c\, used_{c,s}, \quad
        = e_c\, used_{c,s}, \quad = l_c\, count_{c,s} \qquad [t]
    """
    key, span, kind = index
    contract, lifted = case.contracts[key], _lifted(case, model, key, span)
    if kind == "minimum":
        body = lifted - contract.lot.minimum * model.contract_used[key, span]
        return bounded(model, 0.0, body, None)
    if kind == "exact":
        return bounded(model, 0.0, lifted - contract.exact * model.contract_used[key, span], 0.0)
    return bounded(model, 0.0, lifted - contract.multiple * model.lot_count[key, span], 0.0)


def _amount(case: Case, index: Index) -> float:
    contract = case.contracts[index[0]]
    amounts = {
        "minimum": contract.lot.minimum,
        "exact": contract.exact,
        "multiple": contract.multiple,
    }
    return amounts[index[2]]


def lot_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    words = {
        "minimum": "lifts at least {:,.6g} t",
        "exact": "lifts exactly {:,.6g} t or nothing",
        "multiple": "lifts whole multiples of {:,.6g} t",
    }
    what = words[index[2]].format(_amount(case, index))
    ending = " if it is used" if index[2] == "minimum" else ""
    return f"contract {index[0]} {what} in {index[1]}{ending}"


def lot_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the lot."""
    return (case.place("contracts", index[0], COLUMNS[index[2]]),)


def lot_relaxation(case: Case, index: Index) -> Relaxation | None:
    """A minimum may be lowered; whole lots are what the seller ships."""
    key, _, kind = index
    if kind != "minimum":
        return None
    minimum = _amount(case, index)
    text = f"contract {key} lifts at least {minimum:,.6g} t if it is used"
    group = Group("contracts", key, "minimum", "t", minimum, -1, text)
    return Relaxation(group, scale=1.0, side="lower")


LOT = Family(
    name="limit_contract_lot",
    index=("contract", "span", "kind"),
    unit="t",
    rows=lot_rows,
    rule=lot_rule,
    sentence=lot_sentence,
    places=lot_places,
    reads=("contracts.minimum", "contracts.exact_lot", "contracts.lot_multiple"),
    relaxation=lot_relaxation,
)


def onboarding_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, span) where the first use costs."""
    return (tuple(index) for index in model.onboarded)


def onboarding_rule(case: Case, model: Any, index: Index) -> Any:
    r"""Before or in a span of use the contract has been taken up.

    .. math:: \sum_{s' \le s} onboarded_{c,s'} \ge used_{c,s}
    """
    key, span = index
    spans = list(case.spans(case.contracts[key].lot.span))
    so_far = spans[: spans.index(span) + 1]
    body = total(model.onboarded[key, each] for each in so_far) - model.contract_used[index]
    return bounded(model, 0.0, body, None)


def onboarding_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"contract {index[0]} is taken up before it is used in {index[1]}"


def onboarding_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the fee."""
    return (case.place("contracts", index[0], "onboarding_fee"),)


ONBOARDING = Family(
    name="def_onboarding",
    index=("contract", "span"),
    unit="",
    rows=onboarding_rows,
    rule=onboarding_rule,
    sentence=onboarding_sentence,
    places=onboarding_places,
    reads=("contracts.onboarding_fee",),
)
