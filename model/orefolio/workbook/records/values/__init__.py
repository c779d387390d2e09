"""From one cell to one value of a declared kind, or to the reason why not.

* ``reading``  what comes out: a value, a finding, or both
* ``words``    keys, links, free text, yes or no, choices
* ``figures``  numbers, whole numbers, shares, percentages
* ``days``     dates and periods
* ``kinds``    :func:`read_value`, which calls the right one for a column
"""

from orefolio.workbook.records.values.kinds import read_value
from orefolio.workbook.records.values.reading import Reading, Scale, as_text, shows_nothing

__all__ = ["Reading", "Scale", "as_text", "read_value", "shows_nothing"]
