"""What is done at home: levers with their steps and savings, conversions with what they make."""

from __future__ import annotations

from orefolio.portfolio.result_table import ResultTable, money, share, text, tonnes

_PERIOD = text("period", "period")

LEVERS = ResultTable(
    "levers",
    "Lever use",
    "What each lever saves or recycles.",
    (
        text("lever", "lever"),
        _PERIOD,
        text("kind", "thrift, substitution or recycling"),
        text("acts_on", "segment that is saved, or material that is recycled"),
        text("material", "its material"),
        tonnes("tonnes", "tonnes saved of what it acts on, or usable tonnes recycled"),
        tonnes("ceiling", "most that it could in this period"),
        share("share_used", "tonnes over ceiling"),
        money("cost", "cost of the tonnes"),
        money("fixed_cost", "paid once, if it is used at all"),
    ),
    key=("lever", "period"),
)

LEVER_STEPS = ResultTable(
    "lever_steps",
    "Lever cost curve",
    "How far each lever goes up its cost curve.",
    (
        text("lever", "lever"),
        text("step", "number of the step; 1 where the lever has no steps"),
        _PERIOD,
        tonnes("tonnes", "tonnes of this step"),
        tonnes("quantity", "most of this step; empty: as far as the ceiling of the lever"),
        money("cost", "cost of the tonnes"),
    ),
    key=("lever", "step", "period"),
)

SAVINGS = ResultTable(
    "savings",
    "Savings",
    "What levers do to the demand of segments.",
    (
        text("lever", "lever"),
        text("segment", "segment, or material without segments"),
        text("material", "material"),
        _PERIOD,
        tonnes("saved", "demand that it saves; negative: that it needs in addition"),
    ),
    key=("lever", "segment", "period"),
)

CONVERSIONS = ResultTable(
    "conversions",
    "Conversions done",
    "What each conversion takes in.",
    (
        text("conversion", "conversion"),
        _PERIOD,
        text("from_material", "material that is converted"),
        tonnes("converted", "tonnes taken in, all grades together"),
        tonnes("capacity", "most that could be taken in; empty: no limit"),
        share("share_used", "tonnes taken in over capacity"),
        money("cost", "cost of the conversion"),
    ),
    key=("conversion", "period"),
)

CONVERTED = ResultTable(
    "converted",
    "Converted tonnes",
    "What goes into each conversion and what comes out, by material and grade.",
    (
        text("conversion", "conversion"),
        text("side", "in: what is converted; beside: other inputs; out"),
        text("material", "material"),
        text("grade", "grade; empty: not graded"),
        _PERIOD,
        tonnes("tonnes", "tonnes"),
    ),
    key=("conversion", "side", "material", "grade", "period"),
)
