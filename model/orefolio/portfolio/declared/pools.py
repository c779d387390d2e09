"""Stock by pool: whose it is, what comes and goes, what may not be used."""

from __future__ import annotations

from orefolio.portfolio.result_table import ResultTable, money, number, text, tonnes

POOL_LEVELS = ResultTable(
    "pool_levels",
    "Pool levels",
    "Stock by pool, where there are pools, losses or a shelf life:"
    " opening - lost + filled - released = closing.",
    (
        text("material", "material"),
        text("grade", "grade; empty: not graded"),
        text("pool", "pool; empty: the only one"),
        text("owner", "national or private; empty: not stated"),
        text("period", "period"),
        tonnes("opening", "stock at the beginning of the period"),
        tonnes("lost", "tonnes lost in the period"),
        tonnes("filled", "tonnes by which it rises, besides losses"),
        tonnes("released", "tonnes by which it falls, besides losses"),
        tonnes("stored", "arrivals kept for it, so that nothing is too old; empty: no shelf life"),
        tonnes("young", "tonnes that can be within their shelf life; empty: no shelf life"),
        tonnes("locked", "tonnes that may not be used: the pool is not released; empty: none"),
        tonnes("closing", "stock at the end of the period"),
        number("days_of_cover", "days", "closing stock over the daily demand that follows"),
        money("holding_cost", "cost of the stock held"),
    ),
    key=("material", "grade", "pool", "period"),
)
