"""The lowest layer of reading a workbook: a path in, sparse raw cells out, nothing interpreted.

In calling order: ``read`` (the way through), ``guard`` (what kind of file is this),
``package`` and ``relationships`` (the parts of the zip file, under a budget), ``markup`` (streaming
XML without DOCTYPE), ``contents`` (list of sheets), ``strings``, ``styles`` and ``dates`` (what
numbers in cells refer to), ``sheet`` (one worksheet) and ``values`` (one cell), ``list_objects``
(Excel's tables). ``raw`` holds the result, ``limits`` every limit with its reason, ``refusals``
the sentences for a file that cannot be used.
"""

from orefolio.workbook.cells.raw import (
    Area,
    ListObject,
    RawBook,
    RawCell,
    RawSheet,
    Value,
    cell_name,
    column_letters,
)
from orefolio.workbook.cells.read import read_cells

__all__ = [
    "Area",
    "ListObject",
    "RawBook",
    "RawCell",
    "RawSheet",
    "Value",
    "cell_name",
    "column_letters",
    "read_cells",
]
