"""The workbook reference page: every sheet and column, from the declarations."""

from __future__ import annotations

from orefolio.tables import TABLES
from orefolio.tables.column import FLAGS, Column, Kind
from orefolio.tables.table import Table
from orefolio.tables.units import keeps_fractions

HEAD = f"""# The workbook

This page is generated from the declarations in the code (`python docs/generate.py`); a test keeps
it up to date. `orefolio new FILE` writes a workbook with every sheet and column named here.

- Sheets are found by their name, columns by their header; order does not matter. Sheets and columns
  that are not named here are kept and left alone.
- The sheet Index lists them all. A workbook that is written has only the sheets that it uses; any
  other is added by typing its name and its headers.
- A unit in the header, as in `price (JPY/kg)`, is converted: t, kg, g, kt, Mt; USD, kUSD, MUSD and
  currencies with a rate in the settings; %, days, weeks, months, years. Others are refused.
- In a column of rates (unit % or %/y) 5 and 5% are five per cent; 0.05 can be 5% or 0.05% and is
  refused, unless the cell shows percentages. In a column of shares 0.65 and 65% are the same, and 65
  is refused. A cell that shows percentages holds what it shows: a program that writes 5 into it makes
  it 500%, which is refused. The command line reads numbers as a cell without a format does.
- On the Settings sheet the unit stands in a cell of its own and may be changed, as in a header.
- A row is named by its key column. Keys of two columns are joined with `|` on the command line:
  `quality[HIGH|IRON].value`.
- Any table may have the columns `note`, `source` and `flag` ({", ".join(FLAGS)}), for the row or
  for one column (`price source`, `price flag`).
- Periods are named `2026`, `2026H1`, `2026Q1`, `2026-01`, `2026-W05` or by their first day,
  `2026-04-01`. A value given for a year holds in each of its periods (a price) or is split over
  them by days (tonnes).
- A plan in abstract periods (period 1, 2, 3 …) is best written in years: each then has the same
  length, and yearly capacities and costs are those of a period.
"""


def reference_page() -> str:
    """The page in Markdown."""
    lines = [HEAD, "## Sheets\n", "| sheet | needed | what it holds |", "|---|---|---|"]
    for table in TABLES:
        needed = "yes" if table.required else "no"
        anchor = table.sheet.lower().replace(" ", "-")
        lines.append(f"| [{table.sheet}](#{anchor}) | {needed} | {table.text} |")
    return "\n".join([*lines, "", *(_table(table) for table in TABLES)]).rstrip() + "\n"


def _table(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    named = f" On the command line `{table.name}`; a row is named by {key}." if key else ""
    if table.vertical:
        named = f" One setting a row. On the command line `{table.name}.setting`."
    lines = [f"## {table.sheet}\n", f"{table.text}{named}\n"]
    lines += ["| column | unit | holds | empty means | meaning |", "|---|---|---|---|---|"]
    lines += [_column(column) for column in table.columns]
    if table.by_period is not None:
        values = table.by_period
        empty = "no limit" if values.optional else "an error"
        lines.append(f"| one a period | {values.unit} | number | {empty} | {values.text} |")
    return "\n".join(lines) + "\n"


def _column(column: Column) -> str:
    holds = column.kind.value
    if column.kind is Kind.CHOICE:
        holds = " / ".join(column.choices)
    elif column.links:
        holds = f"{holds} to {' or '.join(column.links)}"
    return f"| `{column.name}` | {column.unit} | {holds} | {_empty(column)} | {column.text} |"


def _empty(column: Column) -> str:
    if column.required:
        return "required"
    if column.default_text:
        return column.default_text
    if column.default is None:
        return "nothing"
    if isinstance(column.default, bool):
        return "yes" if column.default else "no"
    if isinstance(column.default, str):
        return column.default
    number = float(str(column.default))
    percent = column.kind is Kind.SHARE or keeps_fractions(column.unit)
    return f"{number * 100:g}%" if percent else f"{number:g}"
