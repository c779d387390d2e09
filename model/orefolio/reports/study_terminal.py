"""A study on the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from orefolio.reports.study_words import study_words
from orefolio.reports.terminal import say
from orefolio.studies.study import Study, shares_path


def print_study(
    console: Console, study: Study, target: Path, table: Path | None = None, *, quiet: bool = False
) -> None:
    """The study in words, and where it lies; when quiet only how many points have a plan."""
    for passage in study_words(study):
        if quiet and passage.heading != "Points":
            continue
        say(console, f"{passage.heading}: {passage.lead}")
        for sentence in () if quiet else passage.sentences:
            say(console, f"  {sentence}")
    say(console, f"Study: {target}")
    if table is not None:
        say(console, f"Tables: {table} and {shares_path(table)}")
