"""How large a workbook may be, and why: every limit of the reader, with its reason."""

from __future__ import annotations

MAX_FILE_BYTES = 100_000_000
"""Size on disk. The file is held in memory while it is read; planners' workbooks are below 20 MB,
3 million formatted blank cells take 8 MB."""

MAX_UNPACKED_BYTES = 200_000_000
"""Sum over all parts, first as the zip directory declares it, then as really unpacked. 3 million
formatted blank cells unpack to about 100 MB; a known zip bomb unpacks 1.9 MB to 858 MB."""

MAX_RATIO = 250
"""Unpacked to packed size of one part. Cells carry their addresses, so sheets stay below 50;
deflate reaches 1,032 on endless repetition."""

RATIO_MATTERS_ABOVE_BYTES = 10_000_000
"""Small parts may be as repetitive as they like."""

MAX_ENTRIES = 5_000
"""Parts of the package. 200 sheets with comments, tables and charts have about 2,000."""

MAX_TAGS = 20_000_000
"""Opening and closing tags over all parts: about 10 seconds of parsing. 2 million cells with
formulas have 12 million."""

MAX_LIST_ELEMENTS = 1_000_000
"""Elements of a part that is a list (styles, relationships, sheets). Excel has at most 65,490
styles."""

MAX_TOKEN_BYTES = 1_000_000
"""One tag or comment. Older expat parses an unfinished token again with every chunk, which takes
minutes on a tag of 100 MB. Cell texts are no tokens and may be longer."""

MAX_PROLOG_BYTES = 65_536
"""What may stand before the first element of a part: one line, or a remark."""

PROLOG_CHUNK_BYTES = 4_096
"""Unpacked at a time to look at a prolog."""

MAX_DEPTH = 200
"""Nesting of elements; a workbook needs about ten."""

MAX_CELLS = 2_000_000
"""Cells that hold something, over all sheets: about 0.6 GB of memory."""

MAX_AREAS = 100_000
"""Merged areas of a sheet."""

MAX_NUMBER_LENGTH = 400
"""Characters of a number; Excel writes at most 24, `repr` of a float in plain digits 330."""

MAX_NOTES_PER_SHEET = 20
"""Unreadable cells that are reported one by one."""

CHUNK_BYTES = 262_144
"""Unpacked and parsed at a time."""

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
