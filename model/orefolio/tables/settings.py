"""Settings: the plan as a whole, one setting a row."""

from __future__ import annotations

from orefolio.tables.belief import BASES
from orefolio.tables.column import Column, Kind
from orefolio.tables.investments import CHARGING
from orefolio.tables.table import Table, choice, number, rate, share, yes_no

CURRENCIES = ("JPY", "EUR", "GBP", "CNY", "AUD", "KRW", "KZT", "INR")
"""Currencies that a header may name beside USD, once their rate stands in the settings."""


def _rate(currency: str) -> Column:
    return number(
        f"{currency.lower()}_per_usd",
        f"{currency}/USD",
        f"{currency} for one USD; needed when a header names {currency}",
        low=1e-9,
    )


SETTINGS = Table(
    name="settings",
    sheet="Settings",
    text="The plan as a whole: horizon, discounting, weights of risk, defaults.",
    vertical=True,
    required=True,
    columns=(
        Column("title", Kind.TEXT, "what this plan is called in the results", default="Plan"),
        Column(
            "start", Kind.DATE, "first day of the plan; a year means its 1 January", required=True
        ),
        number("years", "y", "length of the plan in years", low=0.0, default=1.0),
        Column(
            "periods",
            Kind.INTEGER,
            "length of the plan in periods, instead of years",
            low=1,
            default_text="as many as fill the years",
        ),
        Column(
            "period_length",
            Kind.TEXT,
            "year, half-year, quarter, month, week, or a number of days",
            default="year",
        ),
        rate("discount_rate", "money of later years counts for less by this rate", default=0.0),
        choice(
            "discount_timing",
            ("start", "middle", "end"),
            "the moment of a period at which its money is counted",
            default="middle",
        ),
        rate(
            "finance_rate",
            "yearly rate at which investments are financed",
            default_text="the discount rate",
        ),
        choice(
            "capex_charging",
            CHARGING,
            "annuity: capex is paid off in equal yearly sums over the life of the investment, and"
            " the years inside the plan count; whole: it counts when it is spent, and what outlasts"
            " the plan is worth nothing",
            default="annuity",
        ),
        yes_no(
            "investment_values",
            "what each investment is worth, by solving again without it, or with it where it is not"
            " made; no saves the time",
        ),
        choice(
            "capacity_basis",
            BASES,
            "how much of the offers' capacity the plan may use: announced: all of it; expected:"
            " times the delivery ratio; firm: times the firm ratio",
            default="expected",
        ),
        share(
            "firm_percentile",
            "the firm ratio is this percentile of the yearly ratios in the Delivery records",
            default=0.1,
        ),
        number(
            "risk_weight",
            "",
            "weight of the risk premium: hazard of a path x reference value x tonnes;"
            " 1 prices a sure loss at full value",
            default=0.0,
        ),
        number(
            "concentration_weight",
            "",
            "weight of the concentration charge: HHI x reference value of the deliveries",
            default=0.0,
        ),
        choice(
            "concentration_of",
            ("mined", "processed", "supplier"),
            "what the concentration charge counts: country of mine, of processing, or supplier",
            default="processed",
        ),
        Column(
            "price_path",
            Kind.TEXT,
            "path of the Price paths sheet that the market takes",
            default_text="none: prices stay as stated",
        ),
        rate("holding_rate", "yearly cost of stock as a share of its value", default=0.0),
        number("storage_cost", "USD/kg/y", "yearly cost of a warehouse place", default=0.0),
        choice(
            "end_of_horizon",
            ("value", "keep", "free"),
            "value: stock missing against the opening level is charged, stock above it credited;"
            " keep: at least the opening level must be left; free: neither",
            default="value",
        ),
        number(
            "end_replacement",
            "",
            "charge for missing end stock, times the reference price",
            default=1.15,
        ),
        number(
            "end_salvage",
            "",
            "credit for end stock above the opening, times reference price",
            default=0.6,
        ),
        number(
            "relative_gap",
            "",
            "a plan with whole-number decisions is good enough within this share of its cost",
            high=1.0,
            default=1e-4,
        ),
        number("time_limit", "s", "longest time to solve", default_text="no limit"),
        number(
            "near_tie",
            "%",
            "sources whose price is within this share of being bought are shown as near ties",
            high=1.0,
            default=0.01,
        ),
        *(_rate(currency) for currency in CURRENCIES),
    ),
)
