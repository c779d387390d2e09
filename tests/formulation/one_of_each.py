"""The small cases of the golden algebra: together they have a row of every constraint family.

A family is shown on the first case that has a row of it, so a new mechanism brings a case of its
own (``golden_<mechanism>.py``) and leaves the others alone.
"""

from __future__ import annotations

from collections.abc import Callable

from golden_baskets import baskets
from golden_contracts import contracts
from golden_conversions import conversions
from golden_home import home
from golden_investing import investing
from golden_pools import pools
from golden_qualification import qualification
from golden_rules import rules
from golden_trade import trade
from golden_trade_terms import trade_terms
from orefolio.case import Case

CASES: tuple[Callable[[], Case], ...] = (
    trade,
    contracts,
    home,
    trade_terms,
    qualification,
    pools,
    investing,
    rules,
    baskets,
    conversions,
)
"""Every case, the plainest first."""
