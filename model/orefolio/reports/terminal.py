"""The plan on the terminal: short, with the basis of every share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from orefolio.portfolio.portfolio import Portfolio
from orefolio.reports.story import Passage, story
from orefolio.reports.story.plan import name_of, title, years
from orefolio.reports.story.suppliers import shares
from orefolio.reports.wording import percent

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

TONES = {"plain": "", "good": "green", "bad": "red"}
MOST_COUNTRIES = 10
LONGEST_COUNTRY = 20
"""Characters of a country's name in the table; a longer one is cut, so that no row wraps."""
SHORT = {"Result": 4, "Cost": 2, "Shortage": 6, "Rules": 6, "Investments": 1, "This run": 3}
"""How many sentences follow the lead of a passage on the terminal; the workbook shows all."""
LISTS = ("Shortage", "Rules", "This run")
"""Passages whose sentences are of one kind: how many are left out is said."""


def print_portfolio(console: Console, portfolio: Portfolio, path: Path | None = None) -> None:
    """The story in short, the table of import shares, and where the workbook is."""
    say(console, title(portfolio), "bold")
    for passage in story(portfolio):
        if passage.heading == "Who supplies":
            table = shares_table(portfolio)
            if table is not None:
                console.print(table)
                continue
        _print_passage(console, passage, complete=not portfolio.has_plan)
    if path is not None:
        say(console, f"Results: {path}", "bold")
        if portfolio.has_plan:
            say(
                console,
                "  Its sheet Summary says more on each point; its sheet Index lists every table.",
            )


def shares_table(portfolio: Portfolio) -> Table | None:
    """Countries of processing: share by volume and by value in the first and the last year."""
    from rich.table import Table  # noqa: PLC0415 - rich only where something is printed

    labels = years(portfolio)
    if not labels:
        return None
    shown = list(dict.fromkeys((labels[0], labels[-1])))
    columns = [
        (f"{basis} {year}", shares(portfolio, "processed", f"share_of_{basis}", year))
        for basis in ("volume", "value")
        for year in shown
    ]
    whole = shares(portfolio, "processed", "share_of_volume")
    if not whole:
        return None
    table = Table(title="Import shares of all materials, by country of processing")
    table.add_column("country", no_wrap=True, max_width=LONGEST_COUNTRY)
    table.add_column("volume, all years", justify="right")
    for header, _ in columns:
        table.add_column(header, justify="right")
    for country in list(whole)[:MOST_COUNTRIES]:
        cells = [whole.get(country), *(found.get(country) for _, found in columns)]
        table.add_row(
            name_of(portfolio, "countries", country),
            *(_short(share) for share in cells),
        )
    left = len(whole) - MOST_COUNTRIES
    caption = "by volume: usable tonnes delivered; by value: the same at reference prices"
    table.caption = caption + (f"; {left} more countries in the workbook" if left > 0 else "")
    return table


def _short(share: float | None) -> str:
    return (
        "" if share is None else percent(share).replace("less than", "<").replace("more than", ">")
    )


def say(console: Console, text: str, style: str = "") -> None:
    """One sentence; signs in it are no markup."""
    console.print(text, style=style or None, markup=False, highlight=False, soft_wrap=True)


def _print_passage(console: Console, passage: Passage, *, complete: bool) -> None:
    say(console, f"{passage.heading}: {passage.lead}", TONES[passage.tone])
    most = len(passage.sentences) if complete else SHORT.get(passage.heading, 0)
    for sentence in passage.sentences[:most]:
        say(console, f"  {sentence}")
    left = len(passage.sentences) - most
    if left > 0 and passage.heading in LISTS:
        say(console, f"  … {left} more in the workbook.")
