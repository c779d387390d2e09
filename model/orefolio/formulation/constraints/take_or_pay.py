"""Take or pay: what is not lifted is paid, and may be made up later where the contract says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.deals import Deals
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total


def _owed(case: Case, model: Any, index: Index) -> float:
    """T of a year that are paid whatever is lifted."""
    contract = case.contracts[index[0]]
    deals: Deals = model.deals
    return contract.take_or_pay * deals.firm(contract, index[1])


def deficiency_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, year) where a share of the firm volume is owed."""
    return (tuple(index) for index in model.deficiency)


def deficiency_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What is lifted falls short of the share that is paid anyhow by the deficiency.

    .. math:: \sum_{n \in y} \sum_{a} lifted_{c,a,n} + deficiency_{c,y} \;[\,- above_{c,y}\,]
        \ge \tau_c F_{c,y}\, force_{c,y} \qquad [t]

    An equation where the contract grants make-up rights: then a deficiency is worth something, and
    with an inequality the plan would pay for tonnes that it lifts, to lift others free once the
    price has risen.
    """
    key, year = index
    deals: Deals = model.deals
    lifted = deals.lifted(model, key, case.spans("year")[year])
    body = lifted + model.deficiency[index]
    if index in model.above:
        body = body - model.above[index]
    owed = _owed(case, model, index)
    right = 0.0 if case.contracts[key].decided else owed
    if case.contracts[key].decided:
        body = body - owed * model.in_force[index]
    return bounded(model, right, body, right if index in model.above else None)


def deficiency_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    share = case.contracts[index[0]].take_or_pay
    return f"{share:.4g} of the firm volume of contract {index[0]} is lifted in {index[1]} or paid"


def owed_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cells of firm volume and take or pay."""
    return tuple(case.place("contracts", index[0], name) for name in ("firm", "take_or_pay"))


TAKE_OR_PAY = Family(
    name="def_deficiency",
    index=("contract", "year"),
    unit="t",
    rows=deficiency_rows,
    rule=deficiency_rule,
    sentence=deficiency_sentence,
    places=owed_places,
    reads=("contracts.firm*", "contracts.owed_of", "contracts.take_or_pay"),
)


def side_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, year, side); side is short or above."""
    return ((*index, side) for index in model.underlifted for side in ("short", "above"))


def side_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A year is either short of what is paid anyhow, or above it; never both.

    .. math:: deficiency_{c,y} \le \tau_c F_{c,y}\, under_{c,y}, \qquad
        above_{c,y} \le (F_{c,y} + O_{c,y} - \tau_c F_{c,y}) (1 - under_{c,y}) \qquad [t]
    """
    key, year, side = index
    under, owed = model.underlifted[key, year], _owed(case, model, index)
    if side == "short":
        return bounded(model, None, model.deficiency[key, year] - owed * under, 0.0)
    contract = case.contracts[key]
    room = max(model.deals.allowed(contract, case.spans("year")[year]) - owed, 0.0)
    return bounded(model, None, model.above[key, year] + room * under, room)


def side_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"contract {index[0]} is either short in {index[1]} or above what is paid anyhow"


SIDE = Family(
    name="limit_deficiency",
    index=("contract", "year", "side"),
    unit="t",
    rows=side_rows,
    rule=side_rule,
    sentence=side_sentence,
    places=owed_places,
    reads=("contracts.firm*", "contracts.option*", "contracts.take_or_pay"),
)


def made_up_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, year) in which tonnes may be made up."""
    return dict.fromkeys((contract, year) for contract, _, year in model.made_up)


def made_up_rule(case: Case, model: Any, index: Index) -> Any:
    r"""Only what is lifted above the share that is paid anyhow can be free.

    .. math:: \sum_{y' < y} madeup_{c,y',y} \le above_{c,y} \qquad [t]
    """
    terms = [model.made_up[each] for each in model.made_up if (each[0], each[2]) == index]
    return bounded(model, None, total(terms) - model.above[index], 0.0)


def made_up_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"contract {index[0]} makes up in {index[1]} only what is lifted above what is paid"


def make_up_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the make-up years."""
    return (case.place("contracts", index[0], "make_up_years"),)


MADE_UP = Family(
    name="limit_made_up",
    index=("contract", "year"),
    unit="t",
    rows=made_up_rows,
    rule=made_up_rule,
    sentence=made_up_sentence,
    places=make_up_places,
    reads=("contracts.make_up_years",),
)


def bank_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, year) whose deficiency can be made up later."""
    return dict.fromkeys((contract, origin) for contract, origin, _ in model.made_up)


def bank_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What was paid in a year is made up once, before its right expires.

    .. math:: \sum_{y' = y + 1}^{y + L_c} madeup_{c,y,y'} \le deficiency_{c,y} \qquad [t]
    """
    terms = [model.made_up[each] for each in model.made_up if each[:2] == index]
    return bounded(model, None, total(terms) - model.deficiency[index], 0.0)


def bank_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    years = case.contracts[index[0]].make_up_years
    return f"what contract {index[0]} paid in {index[1]} is made up once, within {years} years"


BANK = Family(
    name="limit_bank",
    index=("contract", "year"),
    unit="t",
    rows=bank_rows,
    rule=bank_rule,
    sentence=bank_sentence,
    places=make_up_places,
    reads=("contracts.make_up_years",),
)
