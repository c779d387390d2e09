"""Deletion filter: from a set in conflict, one from which nothing can be left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def irreducible(
    items: Sequence[Item], conflicts: Callable[[Sequence[Item]], bool | None]
) -> tuple[list[Item], bool]:
    """A conflict among ``items`` that ends when any one of its items is left out.

    ``conflicts(kept)`` says whether the items kept are still in conflict by themselves, ``None``
    when that cannot be told; an item of unknown effect is kept and the second value is False. Items
    are tried in halves, quarters … and at last one by one (deletion filter, Chinneck and Dravnieks
    1991, ORSA Journal on Computing 3:157); the answer depends on the order of the items only.
    """
    kept = list(items)
    size = max(len(kept) // 2, 1)
    while True:
        proven, place = True, 0
        while place < len(kept):
            verdict = conflicts(kept[:place] + kept[place + size :])
            if verdict:
                del kept[place : place + size]
            else:
                proven = proven and verdict is not None
                place += size
        if size == 1:
            return kept, proven
        size //= 2
