"""Whether the users get what they need: uses, demand, stock, cover, quality."""

from __future__ import annotations

from orefolio.portfolio.result_table import (
    ResultTable,
    money,
    number,
    share,
    text,
    tonnes,
)

USES = ResultTable(
    "uses",
    "Uses",
    "Which grade goes to which segment.",
    (
        text("segment", "segment, or material without segments"),
        text("material", "material"),
        text("grade", "grade; empty: not graded"),
        text("period", "period"),
        tonnes("tonnes", "usable tonnes used"),
    ),
    key=("segment", "grade", "period"),
)

DEMAND = ResultTable(
    "demand",
    "Demand met",
    "Demand, what is met of it, what is short.",
    (
        text("segment", "segment, or material without segments"),
        text("material", "material"),
        text("period", "period"),
        tonnes("demand", "tonnes needed"),
        tonnes("met", "tonnes used"),
        tonnes("saved", "tonnes that levers save; negative: that they need in addition"),
        tonnes("shortage", "tonnes missing"),
        share("share_met", "tonnes used and saved over tonnes needed"),
        money("shortage_cost", "tonnes missing x cost of shortage"),
    ),
    key=("segment", "period"),
)

STOCK = ResultTable(
    "stock",
    "Stock levels",
    "The balance of every material and grade, all pools together:"
    " opening + arrived = lost + used + surplus + closing.",
    (
        text("material", "material"),
        text("grade", "grade; empty: not graded"),
        text("period", "period"),
        tonnes("opening", "stock at the beginning of the period"),
        tonnes("arrived", "usable tonnes delivered, recycled or made at home"),
        tonnes("lost", "tonnes lost in stock"),
        tonnes("used", "tonnes used or converted"),
        tonnes("surplus", "tonnes neither used nor stocked"),
        tonnes("closing", "stock at the end of the period"),
        money("holding_cost", "cost of the stock held"),
    ),
    key=("material", "grade", "period"),
)

COVER = ResultTable(
    "cover",
    "Days of cover",
    "How long the stock lasts, for each row of the Stock sheet.",
    (
        text("material", "material"),
        text("grade", "grade of the row; empty: all grades together"),
        text("pool", "pool of the row; empty: all pools together"),
        text("period", "period"),
        tonnes("closing", "stock at the end of the period"),
        number("days_of_cover", "days", "closing stock over the daily demand that follows"),
        number("required_days", "days", "days of cover that must be there"),
        tonnes("required", "tonnes that must be there"),
        tonnes("ceiling", "most that may be there; empty: no limit"),
        number("wanted_days", "days", "days of cover wanted at a price; empty: none"),
        number("missing_days", "days", "days missing of those wanted"),
        money("missing_cost", "charge for the missing days"),
    ),
    key=("material", "grade", "pool", "period"),
)

SPECIFICATIONS = ResultTable(
    "specifications",
    "Quality margins",
    "How far the plan is from the limits of each specification. Nines are ppm here.",
    (
        text("segment", "segment, or material without segments"),
        text("attribute", "attribute"),
        text("period", "period"),
        text("basis", "every lot, blend, or total"),
        tonnes("tonnes", "tonnes used"),
        number(
            "actual", "", "blend: average; total: value x tonnes; every lot: the worst grade used"
        ),
        number("minimum", "", "least value accepted"),
        number("maximum", "", "greatest value accepted"),
        number("margin", "", "distance to the nearer limit; negative: outside"),
        share("off_specification_share", "share of the use outside the limits"),
        share("off_specification_limit", "share that may be outside the limits"),
    ),
    key=("segment", "attribute", "period"),
)
