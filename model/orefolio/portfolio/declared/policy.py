"""What holds the plan where it is: rules, limits, ties."""

from __future__ import annotations

from orefolio.portfolio.result_table import (
    ResultTable,
    money,
    number,
    share,
    text,
    yes_no,
)

RULES = ResultTable(
    "rules",
    "Rules checked",
    "Every rule, written out by member, material and span: what the plan does, what is allowed.",
    (
        text("rule", "rule"),
        text("member", "country, bloc, supplier …, or several joined by +"),
        text("material", "material, or several joined by +"),
        text("span", "period, year, or horizon"),
        text("measure", "what is measured"),
        text("sense", "at most, at least, exactly"),
        text("use", "limit, or condition of other rules"),
        text("when", "the rule on whose being met it depends"),
        yes_no("holds", "whether the limit is in force; no for conditions"),
        number("actual", "", "what the plan does, in the unit of the measure (shares: 1 is 100 %)"),
        number("bound", "", "the limit"),
        number("slack", "", "how far inside the limit; negative: beyond it"),
        yes_no("met", "whether the limit is kept, or the condition met"),
        number(
            "excess",
            "",
            "how far a limit in force is missed: t (volumes), USD (values), t times the unit of a"
            " column, count or HHI",
        ),
        money("penalty", "charge of a soft rule for its excess"),
        text("place", "cell of the limit"),
    ),
    key=("rule", "member", "material", "span"),
)

LIMITS = ResultTable(
    "limits",
    "Binding limits",
    "Limits that hold the plan back, or nearly.",
    (
        text("family", "kind of limit"),
        text("row", "which one"),
        text("sentence", "in words"),
        text("place", "cells behind it"),
        number("activity", "", "what the plan does"),
        number("lower", "", "least allowed"),
        number("upper", "", "most allowed"),
        number("slack", "", "distance to the nearer of them"),
        text("unit", "unit of the figures"),
        yes_no("binding", "whether the limit is reached"),
        number(
            "local_price",
            "USD",
            "what one more unit of room would save, discounted; holds for a small change only and"
            " while the yes-or-no decisions stay. Of an offer's capacity one tonne believed: a"
            " tonne in the cell, as announced, is worth delivery_ratio times as much",
        ),
    ),
    key=("family", "row"),
)

TIES = ResultTable(
    "ties",
    "Ties",
    "Sources that are not bought although they cost the same, or nearly: shares among them are"
    " arbitrary. The gap holds while the rest of the plan stays as it is.",
    (
        text("path", "offer, or offer|route"),
        text("offer", "offer"),
        text("material", "material"),
        text("period", "period"),
        text("kind", "tie: buying it costs the same; near tie: within the setting near tie"),
        number(
            "gap", "USD/kg", "by how much it is too dear (a reduced cost), of a kilogram bought"
        ),
        share("share_of_price", "the gap over its price with freight"),
        text("sentence", "in words"),
    ),
    key=("path", "period"),
)
