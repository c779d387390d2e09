"""Measures of supply risk by material and year. They describe the plan; none of them steers it
but the expected loss, through the risk weight.

A measure is left out where a country that the plan uses has no figure for it.
"""

from __future__ import annotations

import pandas as pd

from orefolio.portfolio.canonical import canonical
from orefolio.portfolio.declared.safety import (
    EXPECTED_LOSS,
    FORMULAS,
    GEOPOLRISK,
    GOVERNANCE_HHI,
    GOVERNANCE_RISK,
)
from orefolio.portfolio.extract.solved import Solved, ratio, with_totals
from orefolio.portfolio.schema import RESULT_TABLE

_GROUP = ["material", "year"]


def risk(solved: Solved) -> pd.DataFrame:
    """Expected loss, governance-weighted HHI, governance risk of imports, GeoPolRisk score."""
    parts = [_expected_loss(solved), *_governance(solved)]
    frame = pd.concat(parts, ignore_index=True).dropna(subset=["value"])
    frame["formula"] = frame["measure"].map(FORMULAS)
    return canonical(RESULT_TABLE["risk"], frame, solved.ranks)


def _expected_loss(solved: Solved) -> pd.DataFrame:
    flows = solved.arrivals[[*_GROUP, "usable", "hazard"]]
    frame = with_totals(flows.assign(lost=flows["hazard"] * flows["usable"]), ("material", "year"))
    sums = frame.groupby(_GROUP, as_index=False)[["lost", "usable"]].sum()
    return _measure(sums, EXPECTED_LOSS, ratio(sums["lost"], sums["usable"]))


def _governance(solved: Solved) -> list[pd.DataFrame]:
    """The three measures over countries of processing, by their shares of volume.

    GeoPolRisk: HHI of world production times the weighted trade average, g being governance risk
    and f imports; source: geopolrisk-py v2.0.0, docs/methods.rst.
    """
    countries = solved.case.countries
    risks = {key: country.governance_risk for key, country in countries.items()}
    produced = [c.world_production for c in countries.values() if c.world_production is not None]
    members = solved.members[solved.members["role"] == "processed"]
    frame = solved.arrivals[["path", *_GROUP, "usable"]].merge(members, on="path")
    frame["usable"] *= frame["part"]
    frame = with_totals(frame[["name", *_GROUP, "usable"]], ("material", "year"))
    frame = frame.groupby([*_GROUP, "name"], as_index=False)[["usable"]].sum()
    frame["share"] = ratio(frame["usable"], frame.groupby(_GROUP)["usable"].transform("sum"))
    frame["risk"] = frame["name"].map(risks).astype(float)
    frame["average"] = frame["risk"] * frame["share"]
    frame["squared"] = frame["average"] * frame["share"]
    # One country without a figure leaves the measure without a value.
    unknown = frame["risk"].isna().groupby([frame[name] for name in _GROUP]).transform("any")
    known = frame[~unknown]
    sums = known.groupby(_GROUP, as_index=False)[["average", "squared"]].sum()
    found = [
        _measure(sums, GOVERNANCE_RISK, sums["average"]),
        _measure(sums, GOVERNANCE_HHI, sums["squared"]),
    ]
    if produced:
        world = sum(share**2 for share in produced)
        found.append(_measure(sums, GEOPOLRISK, world * sums["average"]))
    return found


def _measure(sums: pd.DataFrame, name: str, values: pd.Series[float]) -> pd.DataFrame:
    return sums[_GROUP].assign(measure=name, value=values.astype(float))
