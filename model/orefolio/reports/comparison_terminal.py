"""A comparison on the terminal: how the runs ended, what differs in inputs, then in results."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING

import pandas as pd

from orefolio.portfolio.comparing import SECTIONS, Comparison, Section
from orefolio.portfolio.comparing.bridge import NOTHING_REPRICED
from orefolio.portfolio.comparing.results import LIMITS
from orefolio.portfolio.schema import ALL, RESULT_TABLE
from orefolio.reports.terminal import say
from orefolio.reports.wording import counted, figure

if TYPE_CHECKING:
    from rich.console import Console

MOST_ROWS = 15
LONGEST_HEAD = 14
"""Characters of a run's name from which columns are headed by letters: a terminal has 80."""

SHOWN = ("measures", "shares", "awards", "costs", "demand", "rules")
"""Sections of which the terminal shows rows; of the others it says how many differ."""


def print_comparison(console: Console, comparison: Comparison) -> None:
    """Differences only, the largest first within a section; names and order are the caller's."""
    heads = column_heads(comparison.names)
    for name, status, reason in comparison.endings.itertuples(index=False):
        legend = f"{heads[name]} is " if heads[name] != name else ""
        say(console, f"{legend}{name}: {status}. {reason}")
    if comparison.equal:
        say(console, "Nothing differs, neither in the inputs nor in the results.", "green")
        return
    _print_inputs(console, comparison, heads)
    if comparison.same_results:
        say(console, "The results are the same.", "green")
    for section in SECTIONS:
        frame = comparison.results[section.name]
        if frame.empty:
            continue
        rows = foremost(section, frame)
        title = f"{section.title}: {counted(len(rows), 'figure differs', 'figures differ')}"
        if section.name in SHOWN:
            _print_rows(console, title, section, rows, heads)
        else:
            say(console, f"{title}.")
    _print_bridges(console, comparison, heads)


def column_heads(names: Sequence[str]) -> Mapping[str, str]:
    """What stands above the column of each run: its name, or letters when one is long."""
    letters = max(map(len, names)) > LONGEST_HEAD and len(names) <= len(ascii_uppercase)
    return dict(zip(names, ascii_uppercase if letters else names, strict=False))


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


def _print_inputs(console: Console, comparison: Comparison, heads: Mapping[str, str]) -> None:
    frame = comparison.inputs
    if frame.empty:
        say(console, "The inputs are the same.", "green")
        return
    number = counted(len(frame), "cell differs", "cells differ")
    headers = ["where", *heads.values()]
    rows = []
    for row in frame.itertuples(index=False):
        table, key, column, *cells = (str(part) for part in row)
        where = f"{table}[{key}].{column}" if key else f"{table}.{column}"
        place = next(filter(None, cells[1::2]), "")
        rows.append([f"{where} ({place})", *(value or "empty" for value in cells[::2])])
    _print_table(console, f"Inputs: {number}", headers, rows)


def _print_rows(
    console: Console, title: str, section: Section, frame: pd.DataFrame, heads: Mapping[str, str]
) -> None:
    keys = [name for name in section.key if name != "unit"]
    several = frame["figure"].nunique() > 1 or LIMITS in set(frame["figure"])
    shown = [*keys, "figure"] if several else keys
    rows = [
        [
            *(
                str(row[name]).replace("_", " ") if name == "figure" else str(row[name])
                for name in shown
            ),
            *(_number(section, row, name) for name in heads),
        ]
        for row in frame.to_dict("records")
    ]
    _print_table(console, title, [*shown, *heads.values()], rows)


def _number(section: Section, row: Mapping[Hashable, object], name: str) -> str:
    """A figure of a run in its unit, from the declaration of its column."""
    value = row[name]
    if not isinstance(value, float) or pd.isna(value):
        return ""
    column = RESULT_TABLE[section.table].column.get(str(row["figure"]))
    if column is None:
        return figure(value, "")
    unit = str(row["unit"]) if "unit" in section.key else column.unit
    return figure(value, "share" if column.kind == "share" else unit)


def _print_bridges(console: Console, comparison: Comparison, heads: Mapping[str, str]) -> None:
    for name, steps in comparison.bridges.groupby("to", sort=False):
        first = str(steps["from"].iloc[0])
        rows = [
            [str(step), figure(float(amount), "USD"), _headed(str(text), (first, str(name)), heads)]
            for step, amount, text in zip(
                steps["step"], steps["amount"], steps["text"], strict=True
            )
            if abs(amount) >= 0.005 or text == NOTHING_REPRICED
        ]
        title = f"From the cost of {heads[first]} to that of {heads[str(name)]}, discounted"
        _print_table(console, title, ["step", "amount", "what it is"], rows)


def _headed(text: str, names: Sequence[str], heads: Mapping[str, str]) -> str:
    """The text, which may end in the name of a run, with its head instead."""
    name = max((name for name in names if text.endswith(name)), key=len, default="")
    return text.removesuffix(name) + heads[name] if name else text


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
