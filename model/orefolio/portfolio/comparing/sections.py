"""Which figures of the result tables are compared, and under which name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """One part of a comparison: ``figures`` of ``table``, row by row of ``key``.

    Rows are added up over the key columns of the table that are not in ``key``. With
    ``absent_is_zero`` a row that a plan does not have stands for zero (tonnes, shares, money).
    What the key column ``whole`` names and only some plans know is told once, not row by row.
    """

    name: str
    title: str
    table: str
    key: tuple[str, ...]
    figures: tuple[str, ...]
    absent_is_zero: bool = True
    whole: str = ""


SECTIONS: tuple[Section, ...] = (
    Section("measures", "Key figures", "summary", ("measure", "unit"), ("value",), False),
    Section(
        "shares",
        "Import shares",
        "shares",
        ("material", "role", "name", "year"),
        ("usable", "share_of_volume", "share_of_value"),
    ),
    Section("awards", "Awards by offer and year", "awards", ("offer", "year"), ("awarded",)),
    Section(
        "capacity",
        "Believed capacity by offer and year",
        "capacity",
        ("offer", "year"),
        ("announced", "believed", "unused"),
    ),
    Section(
        "qualifications",
        "Qualified sources",
        "qualifications",
        ("source", "segment"),
        ("cost", "served"),
    ),
    Section("flows", "Flows by path and period", "flows", ("path", "period"), ("bought",)),
    Section(
        "contract_years",
        "Contracts by year",
        "contract_years",
        ("contract", "year"),
        ("lifted", "deficiency", "made_up", "effective_price"),
    ),
    Section(
        "investments",
        "Worth of investments",
        "investments",
        ("investment",),
        ("net_cost", "secured", "worth"),
        False,
    ),
    Section(
        "opened",
        "Opened capacity",
        "opened",
        ("investment", "opens", "target", "period"),
        ("opened", "used"),
    ),
    Section("budgets", "Capex by budget", "budgets", ("category", "span"), ("spent",)),
    Section("costs", "Cost by kind, discounted", "costs", ("kind",), ("discounted",)),
    Section("demand", "Shortages", "demand", ("segment", "period"), ("shortage",)),
    Section("stock", "Stock", "stock", ("material", "grade", "period"), ("closing", "surplus")),
    Section(
        "cover",
        "Days of cover",
        "cover",
        ("material", "grade", "pool", "period"),
        ("days_of_cover", "required_days"),
        False,
    ),
    Section("levers", "Levers", "levers", ("lever", "period"), ("tonnes",)),
    Section("conversions", "Conversions", "conversions", ("conversion", "period"), ("converted",)),
    Section(
        "concentration",
        "Concentration",
        "concentration",
        ("material", "role", "year"),
        ("hhi", "largest_share"),
        False,
    ),
    Section("risk", "Risk", "risk", ("material", "year", "measure"), ("value",), False),
    Section(
        "rules",
        "Rules",
        "rules",
        ("rule", "member", "material", "span"),
        ("actual", "bound", "excess"),
        False,
        whole="rule",
    ),
)
"""The parts of a comparison, in the order of their importance."""
