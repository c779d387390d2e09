"""Price steps of contracts: tonnes inside a step, or all tonnes at the step that is reached."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo

from orefolio.case.entities import Contract
from orefolio.case.model import Case
from orefolio.formulation.deals import Deals
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total


def _nodes(case: Case, key: str, span: str) -> tuple[str, ...]:
    return case.spans(case.contracts[key].tier_span)[span]


def _place(contract: Contract, tier: str) -> int:
    return [each.key for each in contract.tiers].index(tier)


def tier_places(case: Case, index: Index) -> tuple[str, ...]:
    """The row of the step, or of the contract."""
    key = "|".join(index[:2])
    if key in case.records.table("tiers"):
        return (case.place("tiers", key, "from"),)
    return (case.place("contracts", index[0], "tiers"),)


def sum_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, span) of contracts with steps."""
    return dict.fromkeys((contract, span) for contract, _, span in model.tier_tonnes)


def sum_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What is lifted in a span, over all offers of the contract, lies in its steps.

    .. math:: \sum_{j} tier_{c,j,s} = \sum_{n \in s} \sum_{a} lifted_{c,a,n} \qquad [t]
    """
    key, span = index
    deals: Deals = model.deals
    steps = total(model.tier_tonnes[key, tier.key, span] for tier in case.contracts[key].tiers)
    return bounded(model, 0.0, steps - deals.lifted(model, key, _nodes(case, key, span)), 0.0)


def sum_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"what contract {index[0]} lifts in {index[1]} lies in its price steps"


def contract_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the contract."""
    return (case.place("contracts", index[0], "tiers"),)


SUM = Family(
    name="def_tiers",
    index=("contract", "span"),
    unit="t",
    rows=sum_rows,
    rule=sum_rule,
    sentence=sum_sentence,
    places=contract_places,
    reads=("contracts.tiers", "contracts.tier_span"),
)


def step_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, tier, span, side); side is most or least."""
    return ((*index, side) for index in model.tier_tonnes for side in ("most", "least"))


def step_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A step holds its own tonnes, and only once it is reached.

    .. math:: q_{j}\, reached_{c,j,s} \le tier_{c,j,s} \le q_{j+1}\, reached_{c,j,s} \qquad [t]

    for all units, where :math:`q_j` is the tonnes from which the step holds; for incremental steps

    .. math:: (q_{j+1} - q_j)\, reached_{c,j+1,s} \le tier_{c,j,s}
        \le (q_{j+1} - q_j)\, reached_{c,j,s} \qquad [t]

    that is, a step is filled before the next begins; where no step is cheaper than the one before,
    cost alone sees to that and no decision is needed. The last step ends where the contract ends,
    or all that can be bought of its offers.
    """
    key, tier, span, side = index
    contract = case.contracts[key]
    place = _place(contract, tier)
    tonnes = model.tier_tonnes[key, tier, span]
    if side == "most":
        last = model.deals.most(contract, _nodes(case, key, span))
        return _most(model, contract, index, place, last)
    if contract.all_units:
        start = contract.tiers[place].start
        return bounded(model, 0.0, tonnes - start * model.tier_reached[key, tier, span], None)
    if not contract.falling or place + 1 == len(contract.tiers):
        return pyo.Constraint.Skip
    following = model.tier_reached[key, contract.tiers[place + 1].key, span]
    return bounded(model, 0.0, tonnes - contract.width(place) * following, None)


def _most(model: Any, contract: Contract, index: Index, place: int, last: float) -> Any:
    """The upper side of a step; ``last`` is the most t in the span."""
    key, tier, span, _ = index
    tonnes, begins = model.tier_tonnes[key, tier, span], contract.tiers[place].start
    ends = min(begins + contract.width(place), last)
    if math.isinf(ends):
        return pyo.Constraint.Skip
    if contract.all_units:
        return bounded(model, None, tonnes - ends * model.tier_reached[key, tier, span], 0.0)
    width = max(ends - begins, 0.0)
    if contract.falling and place > 0:
        return bounded(model, None, tonnes - width * model.tier_reached[key, tier, span], 0.0)
    return bounded(model, None, tonnes, width)


def step_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    key, tier, span, side = index
    contract = case.contracts[key]
    start = contract.tiers[_place(contract, tier)].start
    way = "holds its own tonnes only" if side == "most" else "is filled before the next begins"
    if contract.all_units and side == "least":
        way = "is reached with that much only"
    return f"step {tier} of contract {key}, from {start:,.6g} t on, {way} ({span})"


STEP = Family(
    name="limit_tier",
    index=("contract", "tier", "span", "side"),
    unit="t",
    rows=step_rows,
    rule=step_rule,
    sentence=step_sentence,
    places=tier_places,
    reads=("tiers.from", "contracts.tiers"),
)


def one_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, span) of steps over all units."""
    return (index for index in sum_rows(case, model) if case.contracts[index[0]].all_units)


def one_rule(case: Case, model: Any, index: Index) -> Any:
    r"""One step is reached, and holds for all tonnes.

    .. math:: \sum_{j} reached_{c,j,s} = 1
    """
    key, span = index
    steps = total(model.tier_reached[key, tier.key, span] for tier in case.contracts[key].tiers)
    return bounded(model, 1.0, steps, 1.0)


def one_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"contract {index[0]} reaches one of its price steps in {index[1]}"


ONE = Family(
    name="limit_one_tier",
    index=("contract", "span"),
    unit="",
    rows=one_rows,
    rule=one_rule,
    sentence=one_sentence,
    places=contract_places,
    reads=("contracts.tiers",),
)


def value_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, tier or ``all``, span) where steps take shares off the invoice."""
    yield from (tuple(index) for index in model.tier_value)
    yield from dict.fromkeys((key, "all", span) for key, _, span in model.tier_value)


def value_rule(case: Case, model: Any, index: Index) -> Any:
    r"""What is invoiced in a span lies in the step that is reached.

    .. math:: value_{c,j,s} \le M_{c,s}\, reached_{c,j,s}, \qquad
        \sum_{j} value_{c,j,s} = \sum_{n \in s} \sum_{a} \frac{p_{c,a,n}}{\hat p_c}\,
        lifted_{c,a,n} \qquad [t]

    In tonnes at the highest price :math:`\hat p` of the contract, so that the numbers of the model
    stay close together; :math:`M` is the most that can be lifted.
    """
    key, tier, span = index
    contract, nodes = case.contracts[key], _nodes(case, key, span)
    deals: Deals = model.deals
    if tier == "all":
        steps = total(model.tier_value[key, each.key, span] for each in contract.tiers)
        invoiced = deals.invoiced(model, key, nodes, per=contract.dearest)
        return bounded(model, 0.0, steps - invoiced, 0.0)
    most = deals.most(contract, nodes)
    if math.isinf(most):
        return pyo.Constraint.Skip
    return bounded(model, None, model.tier_value[index] - most * model.tier_reached[index], 0.0)


def value_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"what contract {index[0]} invoices in {index[2]} lies in the step that is reached"


VALUE = Family(
    name="def_tier_value",
    index=("contract", "tier", "span"),
    unit="t",
    rows=value_rows,
    rule=value_rule,
    sentence=value_sentence,
    places=contract_places,
    reads=("tiers.discount_share",),
)
