"""The only package that knows HiGHS: a built model is handed over, solved, read back, explained.

- ``solve``          a case becomes an outcome
- ``outcome``        options, progress, and all that a solve gives back
- ``clock``          the time limit over all phases
- ``interruption``   Ctrl-C keeps the best plan
- ``progress``       signs of life
- ``sums``           sums of number x variable, read off Pyomo's expressions
- ``standard_form``  the Pyomo model as numbers with names
- ``hand_over``      numbers into HiGHS, options checked
- ``session``        one live solver, run and changed in place
- ``search``         LP, MIP, prices with fixed integers
- ``concentration``  tangents until the true Herfindahl index is met
- ``verify``         a plan is believed by our own sums
- ``worth``          what each investment is worth, by solving again
- ``unbounded``      what earns money without end
- ``readback``       the plan as tables
- ``elastic``        the model with a slack for every cell that could give way
- ``deletion``       an irreducible set by leaving out
- ``conflict``       why there is no plan
- ``amendment``      the case with cells changed
- ``probe``          what is possible when some groups are opened
- ``facts``          fixed facts that contradict each other
- ``repair``         the smallest changes that mend it
- ``cells_in_words``  bounds in the order of the workbook, the periods of a row together
- ``sentences``      conflict and repairs in the planner's words
"""

from orefolio.solving.outcome import (
    Conflict,
    Options,
    Outcome,
    Progress,
    Repair,
    Row,
    Status,
    Worth,
)
from orefolio.solving.solve import solve, solve_formulation

__all__ = [
    "Conflict",
    "Options",
    "Outcome",
    "Progress",
    "Repair",
    "Row",
    "Status",
    "Worth",
    "solve",
    "solve_formulation",
]
