"""Rebates above a trigger with a yearly cap, and discounts on what two contracts lift together."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from orefolio.case.model import Case
from orefolio.formulation.deals import Deals
from orefolio.formulation.registry import Family, Index
from orefolio.formulation.rows import bounded, total


def rebate_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, node) where anything can come back."""
    return (tuple(index) for index in model.rebated)


def rebate_rule(case: Case, model: Any, index: Index) -> Any:
    r"""A share of the price above the trigger comes back of what is lifted.

    .. math:: rebated_{c,n} \le \sum_{a} \sigma_c \max(p_{c,a,n} - \bar p_c, 0)\,
        lifted_{c,a,n} \qquad [USD]
    """
    key, node = index
    deals: Deals = model.deals
    rebate, period = case.contracts[key].rebate, case.nodes[node].period.index
    earned = total(
        rebate[case.paths[path].offer][period] * model.lifted[key, path, node]
        for path in deals.paths_of[key, node]
    )
    return bounded(model, None, model.rebated[index] - earned, 0.0)


def rebate_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"contract {index[0]} rebates in {index[1]} a share of the price above its trigger"


def rebate_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cells of trigger and share."""
    return tuple(case.place("contracts", index[0], c) for c in ("rebate_above", "rebate_share"))


REBATE = Family(
    name="limit_rebate",
    index=("contract", "node"),
    unit="USD",
    rows=rebate_rows,
    rule=rebate_rule,
    sentence=rebate_sentence,
    places=rebate_places,
    reads=("contracts.rebate_above", "contracts.rebate_share"),
)


def cap_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (contract, year), and (contract, node) for the nodes of scenarios."""
    for key, node in model.rebated:
        if not case.nodes[node].trunk and math.isfinite(_cap(case, (key, node))):
            yield key, node
    for contract in case.contracts.values():
        for year in case.years:
            nodes = case.spans("year")[year]
            rebated = any((contract.key, node) in model.rebated for node in nodes)
            if rebated and math.isfinite(contract.rebate_cap[year]):
                yield contract.key, year


def _cap(case: Case, index: Index) -> float:
    key, where = index
    contract, node = case.contracts[key], case.nodes.get(where)
    if node is None or node.trunk:
        return contract.rebate_cap[node.period.year if node is not None else where]
    years = sum(p.years for p in case.periods if p.year == node.period.year)
    return contract.rebate_cap[node.period.year] * node.period.years / years


def cap_rule(case: Case, model: Any, index: Index) -> Any:
    r"""No more comes back in a year than the cap.

    .. math:: \sum_{n \in y} rebated_{c,n} \le R_{c,y} \qquad [USD]

    In a scenario its share of the year for each node by itself.
    """
    key, where = index
    node = case.nodes.get(where)
    nodes = (where,) if node is not None and not node.trunk else case.spans("year")[where]
    terms = [model.rebated[key, each] for each in nodes if (key, each) in model.rebated]
    return bounded(model, None, total(terms), _cap(case, index))


def cap_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"contract {index[0]} rebates at most {_cap(case, index):,.6g} USD in {index[1]}"


def cap_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the cap."""
    return (case.place("contracts", index[0], "rebate_cap"),)


REBATE_CAP = Family(
    name="limit_rebate_cap",
    index=("contract", "year or node"),
    unit="USD",
    rows=cap_rows,
    rule=cap_rule,
    sentence=cap_sentence,
    places=cap_places,
    reads=("contracts.rebate_cap",),
)


def bundle_rows(case: Case, model: Any) -> Iterable[Index]:
    """Yield (bundle, span, side); side is first or second."""
    return ((*index, side) for index in model.paired for side in ("first", "second"))


def bundle_rule(case: Case, model: Any, index: Index) -> Any:
    r"""Tonnes are paired as far as both contracts are lifted.

    .. math:: paired_{b,s} \le \sum_{n \in s} \sum_{a} lifted_{c_1,a,n}, \qquad
        r_b\, paired_{b,s} \le \sum_{n \in s} \sum_{a} lifted_{c_2,a,n} \qquad [t]
    """
    key, span, side = index
    bundle = case.bundles[key]
    deals: Deals = model.deals
    contract, ratio = (bundle.first, 1.0) if side == "first" else (bundle.second, bundle.ratio)
    lifted = deals.lifted(model, contract, case.spans(bundle.span)[span])
    return bounded(model, None, ratio * model.paired[key, span] - lifted, 0.0)


def bundle_sentence(case: Case, index: Index) -> str:
    """The row in words."""
    return f"bundle {index[0]} pairs in {index[1]} no more than its {index[2]} contract lifts"


def bundle_places(case: Case, index: Index) -> tuple[str, ...]:
    """The cell of the contract."""
    return (case.place("bundles", index[0], f"contract_{'a' if index[2] == 'first' else 'b'}"),)


BUNDLE = Family(
    name="limit_bundle",
    index=("bundle", "span", "side"),
    unit="t",
    rows=bundle_rows,
    rule=bundle_rule,
    sentence=bundle_sentence,
    places=bundle_places,
    reads=("bundles.contract_a", "bundles.contract_b", "bundles.ratio", "bundles.span"),
)
