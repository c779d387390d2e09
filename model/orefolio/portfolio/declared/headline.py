"""What a reader sees first: the summary, and who supplies what share."""

from __future__ import annotations

from orefolio.portfolio.result_table import ResultTable, money, number, share, text, tonnes

SUMMARY = ResultTable(
    "summary",
    "Summary",
    "The plan in figures. Every measure is also a column of sweeps and comparisons.",
    (
        text("measure", "what is measured"),
        number("value", "", "the figure, in the unit of the next column"),
        text("unit", "unit of the value"),
        text("text", "in words"),
    ),
    key=("measure",),
    ordered=True,
)

SHARES = ResultTable(
    "shares",
    "Import shares",
    "Who supplies: by volume, by value at reference prices, by spend at offer prices.",
    (
        text("material", "material, or all of them"),
        text("role", "mined: country of the mine; processed: country of processing; supplier"),
        text("name", "country or supplier"),
        text("year", "year, or all of them"),
        tonnes("usable", "usable tonnes delivered, after yield"),
        money("value", "usable tonnes at reference prices"),
        money("spend", "purchases at offer prices, without freight"),
        share("share_of_volume", "of the usable tonnes delivered"),
        share("share_of_value", "of the deliveries at reference prices"),
        share("share_of_spend", "of the purchases at offer prices"),
        share("share_of_demand", "usable tonnes over demand; can exceed 100 % when stock is built"),
    ),
    key=("material", "role", "name", "year"),
)
