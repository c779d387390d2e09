"""From records to input sheets: the template, a filled workbook, the inputs kept with results.

In calling order:

* ``template``  :func:`write_template`, :func:`write_workbook`
* ``readme``    the first sheet: what the workbook is, colours, the command to run
* ``index``     the second: every sheet there is and may be, with a link, and how to add one
* ``sheets``    :func:`input_sheets`, one sheet a table
* ``settings``  the Settings sheet, one setting a row
* ``columns``   a declared column as a column of the sheets writer, with its note
* ``values``    a value as the cell from which it is read again exactly
"""

from orefolio.workbook.inputs.index import INDEX, index_sheet
from orefolio.workbook.inputs.readme import readme_sheet
from orefolio.workbook.inputs.sheets import input_sheets
from orefolio.workbook.inputs.template import write_template, write_workbook

__all__ = [
    "INDEX",
    "index_sheet",
    "input_sheets",
    "readme_sheet",
    "write_template",
    "write_workbook",
]
