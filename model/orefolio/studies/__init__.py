"""Studies: a list of changes → many plans.

- ``levels`` ``vary``   what is varied, read from text
- ``trial`` ``design``  what each level does to the cells; which points are computed
- ``refuse``            parameters that the model does not read
- ``result`` ``point``  one point: changed, solved, audited, told in figures
- ``workers`` ``runner``   many points, here or in several processes
- ``journal``           finished points on disk, so that a stopped study can go on
- ``table`` ``columns`` ``sheets`` ``study``   the study as tables
- ``switches``          between which levels the shares change
- ``sweep``             all of it: a workbook and levels → a study
"""

from orefolio.studies.vary import Dimension, Level, parse_varies, parse_vary

__all__ = ["Dimension", "Level", "parse_varies", "parse_vary"]
