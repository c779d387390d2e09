"""What the plan costs."""

from __future__ import annotations

from orefolio.portfolio.result_table import ResultTable, money, text

COST_KINDS: tuple[tuple[str, str], ...] = (
    ("purchase", "price x tonnes bought, other than under contracts"),
    ("contract purchase", "invoices of contracts: their price x tonnes lifted"),
    ("tier settlements", "price steps of contracts, settled at the end of their span"),
    ("rebates", "what comes back of contract prices above a trigger, negative"),
    ("bundle discounts", "what comes off where two contracts are lifted together, negative"),
    ("take or pay", "tonnes paid and not lifted; negative: lifted free later"),
    ("contract fees", "fixed, onboarding and exit fees of contracts"),
    ("freight", "freight, transit and handling of routes and legs x tonnes bought"),
    ("toll", "tolls of plants x tonnes fed to them"),
    ("export tax", "export taxes that the buyer pays"),
    ("insurance", "insurance on the way that the buyer pays"),
    ("tariff", "import tariffs that the buyer pays"),
    ("fixed fees", "fees of offers, routes, legs and plants that are used"),
    ("qualification", "costs of testing sources that are qualified"),
    ("levers", "tonnes saved or recycled at the cost of their step"),
    ("lever fees", "fixed costs of levers that are used"),
    ("conversion", "cost of what is converted at home"),
    ("capital", "annuities of investments inside the plan, or their capex; see capex charging"),
    ("investment running cost", "cost of keeping investments"),
    ("investment income", "dividends and interest of investments, negative"),
    ("offtake discounts", "saved on purchases under rights of investments, negative"),
    ("holding", "interest and warehouse of the stock"),
    ("shortage", "missing tonnes at the shortage cost of their segment"),
    ("surplus", "disposal of surplus; negative: it is sold"),
    ("end stock", "stock missing against the opening level; negative: stock above it"),
    ("missing cover", "days missing of the days of cover wanted x their price; nobody pays it"),
    ("risk premium", "risk weight x hazard x reference value; a charge that nobody pays"),
    ("concentration charge", "concentration weight x HHI x reference value; nobody pays it"),
    ("soft rules", "penalties of soft rules that are exceeded"),
)
"""Kinds of cost with their meaning, in the order of the reports. They add up to the objective."""

STEERING_KINDS = ("missing cover", "risk premium", "concentration charge", "soft rules")
"""Charges that nobody pays: they only steer the plan."""

MONEY_KINDS = tuple(kind for kind, _ in COST_KINDS if kind not in STEERING_KINDS)
"""Kinds that are paid, or lost."""

COSTS = ResultTable(
    "costs",
    "Costs",
    "Cost by kind and period; the discounted column adds up to the objective.",
    (
        text("kind", "; ".join(f"{kind}: {meaning}" for kind, meaning in COST_KINDS)),
        text("period", "period in which it is counted"),
        money("amount", "in the money of the period"),
        money("discounted", "worth on the first day of the plan"),
    ),
    key=("kind", "period"),
)
