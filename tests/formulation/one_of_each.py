"""The small cases of the golden algebra: together they have a row of every constraint family.

A family is shown on the first case that has a row of it, so a new mechanism brings a case of its
own (``golden_<mechanism>.py``) and leaves the others alone.
"""

from __future__ import annotations

from collections.abc import Callable

from golden_trade import trade
from orefolio.case import Case

CASES: tuple[Callable[[], Case], ...] = (trade,)
"""Every case, the plainest first."""
