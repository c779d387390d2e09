"""Sources: where the figures come from; carried along, read by people only."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import Table, key_column

SOURCES = Table(
    name="sources",
    sheet="Sources",
    text="Register of sources. Every sheet may have columns note, source, flag, also for one column (price source).",
    key=("source",),
    columns=(
        key_column("source", "short name, as used in source columns"),
        Column("title", Kind.TEXT, "author, title, year"),
        Column("where", Kind.TEXT, "address or document"),
    ),
)
