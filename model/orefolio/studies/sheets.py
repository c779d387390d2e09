"""Names of the sheets of a study, so that a study can be read again as a workbook."""

from __future__ import annotations

STUDY_SHEETS = (
    "Study",
    "Study charts",
    "Study points",
    "Study shares",
    "Study changes",
    "Study failures",
    "Study manifest",
)
"""In their order; none is the name of an input sheet or of a result sheet."""

SUMMARY, CHARTS, POINTS, SHARES, CHANGES, FAILURES, MANIFEST = STUDY_SHEETS
