"""Writing new workbooks from plain data; the only user of XlsxWriter, knows no table of orefolio.

In calling order:

* ``spec``: what a caller describes: sheets of tables, text and charts
* ``check``: refuses what Excel would refuse, before anything is written
* ``values``: any Python value as something a cell can hold; text that can never act
* ``formats``: number formats from the kind of a column and the size of its values
* ``looks``: the colours and cell looks, one place for all books
* ``layout``: on which rows the blocks lie, how wide the columns are
* ``names``: defined names behind the drop-down lists
* ``canvas``: puts values, marks and notes into cells
* ``tables``, ``lines``, ``charts``: write one block or chart
* ``rules``: validation and red cells of input tables
* ``book``: :func:`write_book`, all of the above for a list of sheets
* ``files``: a file appears whole or not at all; :class:`CannotWrite`
"""

from orefolio.workbook.sheets.book import write_book
from orefolio.workbook.sheets.files import CannotWrite
from orefolio.workbook.sheets.spec import (
    ChartSpec,
    ColumnSpec,
    Line,
    Sheet,
    TableBlock,
    TextBlock,
)

__all__ = [
    "CannotWrite",
    "ChartSpec",
    "ColumnSpec",
    "Line",
    "Sheet",
    "TableBlock",
    "TextBlock",
    "write_book",
]
