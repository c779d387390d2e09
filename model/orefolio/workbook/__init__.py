"""The only package that touches Excel: everything read from and written to a workbook.

In calling order:

* ``cells``    a path in, sparse raw cells out; refuses files that are damaged or hostile
* ``records``  :func:`read_records`: cells to typed records in declared units, with findings
* ``sheets``   the writer of new workbooks; knows no table of orefolio
* ``inputs``   :func:`input_sheets`, :func:`write_template`, :func:`write_workbook`: records to
  input sheets, from which they are read again exactly
* ``examples`` the example workbooks that come with orefolio
* ``paint``    :func:`paint_findings`: a copy of a workbook with the findings on its cells

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orefolio.workbook.inputs import input_sheets as input_sheets
    from orefolio.workbook.inputs import write_template as write_template
    from orefolio.workbook.inputs import write_workbook as write_workbook
    from orefolio.workbook.paint import paint_findings as paint_findings
    from orefolio.workbook.records import read_records as read_records

_HOMES = {
    "read_records": "records",
    "input_sheets": "inputs",
    "write_template": "inputs",
    "write_workbook": "inputs",
    "paint_findings": "paint",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
