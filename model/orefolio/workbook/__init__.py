"""The only package that touches Excel: everything read from and written to a workbook."""
