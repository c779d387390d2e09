"""What is believed: capacity from its name to its use, and who is qualified."""

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

CAPACITY = ResultTable(
    "capacity",
    "Believed capacity",
    "Each offer by period, from its whole capacity to what the plan uses of it:"
    " nameplate - closed = announced; less slip, ramp and delivery = believed;"
    " believed + beyond = used + unused. Empty: no limit.",
    (
        text("offer", "offer"),
        text("supplier", "seller"),
        text("product", "what is sold"),
        text("period", "period"),
        text("year", "year"),
        tonnes("nameplate", "capacity as if it stood open throughout"),
        tonnes("closed", "of that, before the start and after the end"),
        tonnes("announced", "what the seller announces for the period"),
        tonnes("lost_to_slip", "of that, before the start that is believed; negative: it is later"),
        tonnes("lost_to_ramp", "of the rest, not yet reached"),
        tonnes("lost_to_delivery", "of the rest, what the ratio does not believe"),
        number("ratio", "", "share that is believed: delivery ratio or firm ratio, by the basis"),
        text("ratio_from", "the cell of the ratio, or the delivery records that it comes from"),
        tonnes("believed", "what the plan may buy"),
        tonnes("used", "what the plan buys"),
        tonnes("unused", "of the believed capacity, what it leaves"),
        tonnes("beyond", "what it buys above that: capacity that investments open"),
    ),
    key=("offer", "period"),
)

QUALIFICATIONS = ResultTable(
    "qualifications",
    "Qualified sources",
    "Each source that a segment must test before it may use it.",
    (
        text("source", "offer or supplier"),
        text("segment", "who tests"),
        text("begins", "period in which the qualification begins"),
        text("ready", "first day on which the source may serve the segment"),
        yes_no("qualified", "whether the source is qualified, and the cost paid"),
        money("cost", "cost of the qualification, in the money of that period; 0: not paid"),
        text("lots", "grades of the balance that keep it apart"),
        tonnes("allowed", "most that it may serve over the plan"),
        tonnes("served", "what it serves over the plan"),
        share("share_of_demand", "of the segment's demand over the plan"),
    ),
    key=("source", "segment"),
)
