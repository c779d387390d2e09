"""From cells to records: every value typed, in its declared unit, with its place.

In calling order:

* ``reader``    :func:`read_records`; sheets to tables, settings first, links last
* ``grid``      the cells of a sheet by row, merged areas filled down
* ``headers``   where a table stands, what each column is
* ``columns``   duplicates, unknown and missing columns; ``scales`` their units;
  ``own_columns`` those not declared that a rule reads all the same
* ``rows``      which rows are read; ``oddities`` of their shape
* ``values``    one cell to one value: the traps of numbers, names, dates
* ``table``     a sheet of rows; ``settings`` the sheet with one setting a row
* ``links``     names that must be keys of other tables; ``currencies`` prices of two currencies
* ``drafts``    tables in the making; ``log`` collects the findings
* ``text``, ``numbers``, ``labels``  what people type, and what it means
"""

from orefolio.workbook.records.reader import read_records, records_of

__all__ = ["read_records", "records_of"]
