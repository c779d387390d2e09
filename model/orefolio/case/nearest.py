"""Names that a mistyped name may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The known names most like ``name``, best first, whatever their capitals."""
    originals: dict[str, str] = {}
    for word in sorted(known):
        originals.setdefault(word.casefold(), word)
    close = difflib.get_close_matches(name.casefold(), originals, n=limit, cutoff=0.5)
    return tuple(originals[word] for word in close)


def suggestion(name: str, known: Iterable[str]) -> str:
    """A remedy: ``did you mean X or Y?``, or the first few known names."""
    names = sorted(known)
    close = nearest(name, names)
    if close:
        return f"did you mean {' or '.join(close)}?"
    if not names:
        return "there are none yet"
    more = ", …" if len(names) > 6 else ""
    return f"known are {', '.join(names[:6])}{more}"
