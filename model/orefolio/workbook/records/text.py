"""Text of cells as people mean it: folding of keys and names, nearest names, quoting."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import islice

from orefolio.workbook.sheets.values import clean_text

_DROPPED = {"Cc", "Cf", "Cs"}  # controls, invisible signs, halves of pairs
_NO_CHARACTERS = "\ufffe\uffff"  # not allowed in a workbook
_SHOWN = 60
_MOST_CANDIDATES = 3_000  # comparing is slow; nobody misspells into so long a list


def fold(text: str) -> str:
    """A key as it is compared and kept.

    Full-width and half-width forms become usual ones (NFKC), invisible characters go, every run of
    blanks (NBSP, line break, ideographic space) becomes one blank, none at the ends.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    blanks = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFKC", text))
    seen = "".join(c for c in blanks if not _dropped(c))
    return " ".join(unicodedata.normalize("NFKC", seen).split())


def _dropped(character: str) -> bool:
    return character in _NO_CHARACTERS or unicodedata.category(character) in _DROPPED


def fold_name(text: str) -> str:
    """A header or sheet name as it is compared: folded, lower case, ``_`` and ``-`` as blanks."""
    return " ".join(re.sub(r"[_\-‐‑–]", " ", fold(text)).casefold().split())


def tidy_text(text: str) -> str:
    """Free text as it is kept: without control characters and without blanks at the ends."""
    return clean_text(text).strip()


def quoted(text: str) -> str:
    """The text in quotes for a message, on one line and not too long."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return f"'{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}'"


def nearest(name: str, candidates: Iterable[str]) -> str:
    """The candidate that looks most like the name, or "" if none is close or there are many."""
    known = list(islice(candidates, _MOST_CANDIDATES + 1))
    wanted = fold_name(name)[:200]
    if len(known) > _MOST_CANDIDATES or not wanted:
        return ""
    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(fold_name(candidate), candidate)
    if wanted in folded:
        return folded[wanted]
    close = difflib.get_close_matches(wanted, folded, n=1, cutoff=0.72)
    return folded[close[0]] if close else ""


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """``did you mean 'price'?``, or "" if nothing is close."""
    close = nearest(name, candidates)
    return f"did you mean {quoted(close)}?" if close else ""


def listed(names: Collection[str], most: int = 12) -> str:
    """Names for a message: ``'a', 'b', 'c' and 4 more``."""
    shown = ", ".join(quoted(name) for name in islice(names, most))
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
