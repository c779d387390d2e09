"""What is invested in, what that opens, what it is worth, and what is left of budgets."""

from __future__ import annotations

from orefolio.portfolio.result_table import (
    ResultTable,
    money,
    number,
    share,
    text,
    tonnes,
    yes_no,
)

INVESTMENTS = ResultTable(
    "investments",
    "Investment plan",
    "Every investment that may be made. Of one that is not made, the figures are those of the best"
    " plan in which it is.",
    (
        text("investment", "investment"),
        text("name", "full name"),
        text("kind", "stake, loan, plant …"),
        text("category", "budget that pays for it"),
        yes_no("made", "whether the plan makes it"),
        text("begins", "period on whose first day it begins"),
        text("ready", "day from which it is ready"),
        money("capex", "spent on it in all, or lent, in the money of the day"),
        money("capex_in_plan", "of that inside the plan"),
        money("capital", "capital charges inside the plan, discounted"),
        money("running", "running cost inside the plan, discounted"),
        money("income", "dividends and interest inside the plan, discounted"),
        money("discounts", "what its rights save on purchases, discounted"),
        money("net_cost", "capital and running cost less income and discounts"),
        tonnes(
            "secured",
            "usable tonnes of materials in demand that use what it opened: bought at its discount,"
            " or beyond what the targets have of their own; a tonne counts once, in the table of"
            " the Openings sheet that has most",
        ),
        number("cost_per_kilogram", "USD/kg", "net cost over secured tonnes"),
        number("days_of_cover", "days", "days of the demand of these materials that they meet"),
        money("cost_per_day", "net cost over days of cover"),
        money("other_cost", "total cost of the best plan without it, or with it if it is not made"),
        money(
            "worth",
            "net present value: what the plan costs more without it, or less with it; negative:"
            " with it the plan is dearer",
        ),
        share("worth_per_capex", "worth over capex"),
        text(
            "worth_found",
            "how the other plan was found and how far the worth may be off, as both plans have a"
            " gap; or why there is none",
        ),
    ),
    key=("investment",),
)

OPENED = ResultTable(
    "opened",
    "Opened capacity",
    "What the investments of the plan open, and what of it is used.",
    (
        text("investment", "investment"),
        text("opens", "offers, routes, legs …"),
        text("target", "which one"),
        text("period", "period"),
        tonnes("opened", "tonnes opened; negative: closed; empty: no limit"),
        tonnes(
            "used",
            "of these used, as bought or carried: at the discount, or beyond what the target has of"
            " its own",
        ),
        tonnes("discounted", "tonnes bought at the discount of the right"),
        money("saved", "discount x tonnes"),
    ),
    key=("investment", "opens", "target", "period"),
)

BUDGETS = ResultTable(
    "budgets",
    "Budget use",
    "Capex against budgets, in the money of the day.",
    (
        text("category", "category of investments, or all"),
        text("span", "year or period; total: all that is begun, also after the plan"),
        money("spent", "capex spent in it"),
        money("limit", "most that may be spent"),
        money("left", "limit less spent"),
    ),
    key=("category", "span"),
)
