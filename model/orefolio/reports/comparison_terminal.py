"""A comparison on the terminal: how the runs ended, what differs in inputs, then in results."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from orefolio.portfolio.comparing import SECTIONS, Comparison, Section
from orefolio.portfolio.schema import ALL, RESULT_TABLE
from orefolio.reports.terminal import say
from orefolio.reports.wording import counted, figure

if TYPE_CHECKING:
    from rich.console import Console

MOST_ROWS = 15
SHOWN = ("measures", "shares", "awards", "costs", "demand", "rules")
"""Sections of which the terminal shows rows; of the others it says how many differ."""


def print_comparison(console: Console, comparison: Comparison) -> None:
    """Differences only, the largest first within a section; names and order are the caller's."""
    for name, status, reason in comparison.endings.itertuples(index=False):
        say(console, f"{name}: {status}. {reason}")
    if comparison.equal:
        say(console, "Nothing differs, neither in the inputs nor in the results.", "green")
        return
    _print_inputs(console, comparison)
    if comparison.same_results:
        say(console, "The results are the same.", "green")
    for section in SECTIONS:
        frame = comparison.results[section.name]
        if frame.empty:
            continue
        title = f"{section.title}: {counted(len(frame), 'figure differs', 'figures differ')}"
        if section.name in SHOWN:
            _print_rows(console, title, section, foremost(section, frame), comparison.names)
        else:
            say(console, f"{title}.")
    _print_bridges(console, comparison)


def foremost(section: Section, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order of their weight; of import shares the shares alone."""
    if section.name == "shares":
        shares = frame[frame["figure"] != "usable"]
        frame = shares if len(shares) else frame
    return by_weight(section, frame)


def by_weight(section: Section, frame: pd.DataFrame) -> pd.DataFrame:
    """Totals before parts, then by the size of the largest difference.

    Key figures keep the order of the summary: their units differ.
    """
    if section.name == "measures":
        return frame
    values = frame[[name for name in frame.columns if frame[name].dtype.kind == "f"]]
    size = values.max(axis=1) - values.min(axis=1)
    parts = pd.Series(0, index=frame.index)
    for name in ("material", "year"):
        if name in frame.columns:
            parts += (frame[name] != ALL).astype(int)
    order = pd.DataFrame({"parts": parts, "size": -size.fillna(float("inf"))})
    return frame.loc[order.sort_values(["parts", "size"], kind="stable").index]


def _print_inputs(console: Console, comparison: Comparison) -> None:
    frame = comparison.inputs
    if frame.empty:
        say(console, "The inputs are the same.", "green")
        return
    number = counted(len(frame), "cell differs", "cells differ")
    headers = ["where", *comparison.names]
    rows = []
    for row in frame.itertuples(index=False):
        table, key, column, *cells = (str(part) for part in row)
        where = f"{table}[{key}].{column}" if key else f"{table}.{column}"
        place = next(filter(None, cells[1::2]), "")
        rows.append([f"{where} ({place})", *(value or "empty" for value in cells[::2])])
    _print_table(console, f"Inputs: {number}", headers, rows)


def _print_rows(
    console: Console, title: str, section: Section, frame: pd.DataFrame, names: Sequence[str]
) -> None:
    keys = [name for name in section.key if name != "unit"]
    several = frame["figure"].nunique() > 1
    shown = [*keys, "figure"] if several else keys
    rows = [
        [
            *(
                str(row[name]).replace("_", " ") if name == "figure" else str(row[name])
                for name in shown
            ),
            *(_number(section, row, name) for name in names),
        ]
        for row in frame.to_dict("records")
    ]
    _print_table(console, title, [*shown, *names], rows)


def _number(section: Section, row: Mapping[Hashable, object], name: str) -> str:
    """A figure of a run in its unit, from the declaration of its column."""
    value = row[name]
    if not isinstance(value, float) or pd.isna(value):
        return ""
    column = RESULT_TABLE[section.table].column[str(row["figure"])]
    unit = str(row["unit"]) if "unit" in section.key else column.unit
    return figure(value, "share" if column.kind == "share" else unit)


def _print_bridges(console: Console, comparison: Comparison) -> None:
    for name, steps in comparison.bridges.groupby("to", sort=False):
        rows = [
            [str(step), figure(float(amount), "USD"), str(text)]
            for step, amount, text in zip(
                steps["step"], steps["amount"], steps["text"], strict=True
            )
            if abs(amount) >= 0.005
        ]
        title = f"From the cost of {steps['from'].iloc[0]} to that of {name}, discounted"
        _print_table(console, title, ["step", "amount", "what it is"], rows)


def _print_table(
    console: Console, title: str, headers: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    from rich.markup import escape  # noqa: PLC0415 - rich only where something is printed
    from rich.table import Table  # noqa: PLC0415

    table = Table(title=escape(title), title_justify="left")
    for header in headers:
        table.add_column(escape(header), overflow="fold")
    for row in rows[:MOST_ROWS]:
        table.add_row(*map(escape, row))
    console.print(table)
    if len(rows) > MOST_ROWS:
        say(console, f"… and {len(rows) - MOST_ROWS} more; -o FILE.xlsx writes all of them.")
