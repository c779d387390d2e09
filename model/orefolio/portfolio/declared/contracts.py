"""What contracts come to: liftings, years, steps, lots, pairs."""

from __future__ import annotations

from orefolio.portfolio.result_table import (
    ResultTable,
    money,
    number,
    text,
    tonnes,
    yes_no,
)

CONTRACT_YEARS = ResultTable(
    "contract_years",
    "Contract years",
    "Each contract by year: what is lifted, paid without lifting, made up, and what it comes to.",
    (
        text("contract", "contract"),
        text("year", "year"),
        yes_no("in_force", "whether it is signed and has not been ended"),
        tonnes("firm", "firm volume of the year"),
        tonnes("most", "firm volume and option; empty: no limit by the contract"),
        tonnes("lifted", "tonnes lifted"),
        tonnes("owed", "tonnes that are paid whatever is lifted"),
        tonnes("deficiency", "of them, tonnes paid but not lifted"),
        tonnes("made_up", "tonnes lifted free that were paid in an earlier year"),
        tonnes("expired", "tonnes paid earlier whose right to be made up ends unused this year"),
        tonnes("credit", "tonnes paid that may still be made up in later years"),
        number("price", "USD/kg", "mean price invoiced"),
        tonnes("at_floor", "of the tonnes lifted, those at the floor price"),
        money("invoiced", "invoices of the year"),
        money("take_or_pay", "paid without lifting; negative: made up"),
        money("rebates", "what comes back, negative"),
        money("settlements", "price steps settled in the year; negative: cheaper"),
        money("fees", "fixed, onboarding and exit fees"),
        number("effective_price", "USD/kg", "all of these over the kilograms lifted"),
        text("note", "what is worth knowing of the year"),
    ),
    key=("contract", "year"),
)

LIFTINGS = ResultTable(
    "liftings",
    "Liftings",
    "What is lifted under contracts, delivery by delivery; the rest of a flow is bought openly.",
    (
        text("contract", "contract"),
        text("path", "offer, or offer|route"),
        text("offer", "offer"),
        text("period", "period"),
        tonnes("lifted", "tonnes bought under the contract"),
        number("price", "USD/kg", "price invoiced"),
        number("offer_price", "USD/kg", "price of the offer itself"),
        text("held_by", "floor or ceiling where it sets the price"),
        money("invoiced", "price x tonnes lifted"),
    ),
    key=("contract", "path", "period"),
)

REBATES = ResultTable(
    "rebates",
    "Rebates",
    "What comes back of prices above the trigger of a contract.",
    (
        text("contract", "contract"),
        text("period", "period"),
        money("earned", "share of the price above the trigger x tonnes lifted"),
        money("rebated", "of it, what comes back within the yearly cap"),
    ),
    key=("contract", "period"),
)

PRICE_STEPS = ResultTable(
    "price_steps",
    "Price steps",
    "Steps of contracts: tonnes in each, and what is settled at the end of the span.",
    (
        text("contract", "contract"),
        text("span", "year, or horizon"),
        text("tier", "step"),
        tonnes("start", "tonnes from which it holds"),
        tonnes("tonnes", "tonnes in the step"),
        number("discount", "USD/kg", "less than what was invoiced"),
        money("value", "invoices that a share is taken off; empty: none is"),
        money("settled", "what is settled; negative: comes back"),
    ),
    key=("contract", "span", "start"),
)

MAKE_UP = ResultTable(
    "make_up",
    "Make-up",
    "Tonnes lifted free, and the year in which they were paid.",
    (
        text("contract", "contract"),
        text("paid_in", "year in which they were paid and not lifted"),
        text("year", "year in which they are lifted free"),
        tonnes("tonnes", "tonnes lifted free"),
    ),
    key=("contract", "paid_in", "year"),
)

CONTRACT_LOTS = ResultTable(
    "contract_lots",
    "Contract lots",
    "Contracts with a minimum, lots or fees, in every span of their decision.",
    (
        text("contract", "contract"),
        text("span", "period, year, or horizon"),
        yes_no("used", "whether anything is lifted"),
        tonnes("tonnes", "tonnes lifted in the span"),
        number("lots", "", "number of lots lifted; empty: not sold in lots"),
        money("fee", "fixed fee paid"),
        money("onboarding", "onboarding fee paid: in the span of the first use"),
    ),
    key=("contract", "span"),
)

PAIRS = ResultTable(
    "pairs",
    "Pairs",
    "Discounts on what two contracts lift together.",
    (
        text("bundle", "bundle"),
        text("span", "period, year, or horizon"),
        tonnes("first", "tonnes lifted of the first contract"),
        tonnes("second", "tonnes lifted of the second contract"),
        tonnes("paired", "tonnes of the first with their share of the second"),
        money("discount", "what comes off, negative"),
    ),
    key=("bundle", "span"),
)

CONTRACT_TABLES = (
    CONTRACT_YEARS,
    LIFTINGS,
    REBATES,
    PRICE_STEPS,
    MAKE_UP,
    CONTRACT_LOTS,
    PAIRS,
)
