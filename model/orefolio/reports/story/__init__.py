"""The plan in plain sentences, from the result tables alone: the same for workbook and terminal.

In the order in which a reader meets them:

* ``passage``    a heading, a lead, sentences
* ``plan``       names, years and periods
* ``verdict``    optimal, stopped early, or no plan
* ``conflict``   what conflicts, and what mends it
* ``cost``       what it costs
* ``shortage``   what is short, and what is at its limit there
* ``suppliers``  who supplies
* ``rules``      which rules hold it
* ``contracts``  what is lifted under contracts, and what they come to
* ``investing``  what is invested in, and what that is worth
* ``home``       what is saved, recycled and converted at home
* ``baskets``    what drives baskets, what is left over, plants, hidden countries
* ``belief``     what is believed of announced capacity, who is qualified
* ``firmness``   ties, assumptions, changes and warnings
"""

from __future__ import annotations

from orefolio.portfolio.portfolio import Portfolio
from orefolio.reports.story.baskets import baskets
from orefolio.reports.story.belief import belief
from orefolio.reports.story.conflict import conflict
from orefolio.reports.story.contracts import contracts
from orefolio.reports.story.cost import cost
from orefolio.reports.story.firmness import assumptions, run, ties
from orefolio.reports.story.home import home
from orefolio.reports.story.investing import investing
from orefolio.reports.story.passage import Passage
from orefolio.reports.story.rules import rules
from orefolio.reports.story.shortage import shortage
from orefolio.reports.story.suppliers import suppliers
from orefolio.reports.story.verdict import verdict


def story(portfolio: Portfolio) -> tuple[Passage, ...]:
    """Everything worth saying of a plan, or of the lack of one."""
    if portfolio.has_plan:
        tellers = (
            *(verdict, cost, shortage, suppliers, rules, contracts, investing, home, baskets),
            *(belief, ties, assumptions, run),
        )
        told: list[Passage | None] = [tell(portfolio) for tell in tellers]
    else:
        told = [verdict(portfolio), conflict(portfolio), run(portfolio)]
    return tuple(passage for passage in told if passage is not None)


__all__ = ["Passage", "story"]
