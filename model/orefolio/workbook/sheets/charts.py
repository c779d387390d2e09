"""Draws the charts of a sheet, beside its tables or below them."""

from __future__ import annotations

import math
from typing import Any

from orefolio.workbook.sheets.layout import (
    PIXELS_PER_ROW,
    Layout,
    PlacedTable,
    PlacedText,
    overflow_pixels,
    runs_over,
)
from orefolio.workbook.sheets.lines import line_pixels
from orefolio.workbook.sheets.looks import GREY_TEXT, GRID_LINE, INK, PALETTE
from orefolio.workbook.sheets.spec import ChartSpec, Sheet
from orefolio.workbook.sheets.values import one_line

GAP = 24  # pixels between a table and a chart, and between charts
HEIGHT = 380
NARROWEST, WIDEST, PER_CATEGORY = 620, 1100, 34  # pixels
TOO_WIDE, SHORT_TABLES = 1000, 45  # wider (pixels) and shorter (rows) tables: charts go below

_TYPES: dict[str, dict[str, str]] = {
    "stacked_column": {"type": "column", "subtype": "stacked"},
    "percent_stacked_column": {"type": "column", "subtype": "percent_stacked"},
    "column": {"type": "column"},
    "bar": {"type": "bar"},
    "line": {"type": "line"},
    "area": {"type": "area", "subtype": "stacked"},
}


def add_charts(book: Any, worksheet: Any, sheet: Sheet, layout: Layout) -> None:
    """Draw every chart whose table has rows; none lies on a table, a text or another chart."""
    if not sheet.charts:
        return
    edge = _right_edge(layout)
    below = edge > TOO_WIDE and layout.last_row < SHORT_TABLES
    next_row = layout.last_row + 2 if below else layout.tables[0].top
    left, row_height = 0, 0
    for chart in sheet.charts:
        placed = layout.blocks[chart.table]
        if not isinstance(placed, PlacedTable) or not placed.values:
            continue
        width, height = _size(chart, placed)
        drawn = _draw(book, sheet.name, chart, placed)
        drawn.set_size({"width": width, "height": height})
        rows = -(-(height + GAP) // PIXELS_PER_ROW)
        if below:
            if left and left + width > WIDEST + NARROWEST // 2:
                next_row, left, row_height = next_row + row_height, 0, 0
            _insert(worksheet, next_row, left, drawn)
            left, row_height = left + width + GAP, max(row_height, rows)
        else:
            _insert(worksheet, next_row, edge + GAP, drawn)
            next_row += rows


def _insert(worksheet: Any, row: int, left: int, chart: Any) -> None:
    # 2: moves with its cells but keeps its size when a row grows
    worksheet.insert_chart(row, 0, chart, {"x_offset": left, "object_position": 2})


def _right_edge(layout: Layout) -> int:
    """Pixels from the left border to where nothing more is written."""
    widest = max(layout.pixels(len(placed.table.columns)) for placed in layout.tables)
    for block in layout.blocks:
        if isinstance(block, PlacedText):
            widest = max(widest, *(line_pixels(line, layout) for line in block.text.lines), 0)
        elif runs_over(block, layout.tables):
            widest = max(widest, overflow_pixels(block, layout))
    return widest


def _size(chart: ChartSpec, placed: PlacedTable) -> tuple[int, int]:
    categories, series = len(placed.values), len(chart.series)
    legend_rows = -(-series // 5)
    if chart.kind == "bar":
        return NARROWEST, HEIGHT + max(0, categories - 12) * 18
    wide = 160 + categories * max(PER_CATEGORY, 12 * series if chart.kind == "column" else 0)
    return min(max(NARROWEST, wide), WIDEST), HEIGHT + 18 * max(0, legend_rows - 1)


def _draw(book: Any, sheet_name: str, spec: ChartSpec, placed: PlacedTable) -> Any:
    chart = book.add_chart(dict(_TYPES[spec.kind]))
    rows = (placed.first, placed.last_filled)
    for order, column in enumerate(spec.series):
        chart.add_series(
            {
                "name": [sheet_name, placed.header, column],
                "categories": [sheet_name, rows[0], 0, rows[1], 0],
                "values": [sheet_name, rows[0], column, rows[1], column],
                **_style(spec, PALETTE[order % len(PALETTE)], len(placed.values)),
            }
        )
    chart.set_title(
        {
            "name": _label(spec.title),
            "overlay": False,
            "name_font": {"size": _title_size(spec, placed), "bold": True, "color": INK},
        }
    )
    _draw_axes(chart, spec, placed)
    if len(spec.series) > 1:
        chart.set_legend({"position": "bottom", "font": {"size": 9, "color": INK}})
    else:
        chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": "#D0D3D6"}})
    chart.show_blanks_as("gap")
    return chart


def _title_size(spec: ChartSpec, placed: PlacedTable) -> float:
    """The largest size in points, up to 13, at which the title stands on one line."""
    width = _size(spec, placed)[0] - 40
    return max(min(13.0, width / max(len(spec.title), 1) / 0.8), 8.0)


def _lowest(spec: ChartSpec, placed: PlacedTable) -> float | None:
    """Where the axis begins: columns stand on zero, lines far above it may begin near them.

    ``None`` leaves it to the program that shows the chart.
    """
    numbers = [row[c] for row in placed.values for c in spec.series if row[c] is not None]
    values = [float(n) for n in numbers if isinstance(n, int | float)]
    if spec.kind in ("column", "stacked_column", "bar", "area"):
        return 0.0 if values and min(values) >= 0 < max(values) else None
    if spec.kind != "line" or len(values) < 2:
        return None
    low, spread = min(values), max(values) - min(values)
    if spread <= 0 or low < spread:
        return None
    step = 10.0 ** math.floor(math.log10(spread))
    return math.floor((low - spread * 0.1) / step) * step


def _style(spec: ChartSpec, colour: str, points: int) -> dict[str, object]:
    if spec.kind == "line":
        marker = {"type": "circle", "size": 5, "fill": {"color": colour}}
        marker["border"] = {"color": colour}
        return {
            "line": {"color": colour, "width": 2.25},
            "marker": marker if points <= 40 else {"type": "none"},
        }
    style: dict[str, object] = {"fill": {"color": colour}}
    if spec.kind != "area":
        style |= {"gap": 60, "border": {"color": "#FFFFFF", "width": 0.5}}
    return style


def _draw_axes(chart: Any, spec: ChartSpec, placed: PlacedTable) -> None:
    name_font = {"size": 10, "bold": False, "color": GREY_TEXT}
    number_font = {"size": 9, "color": INK}
    categories: dict[str, object] = {
        "name": _label(spec.x_title),
        "name_font": name_font,
        "num_font": number_font,
        "line": {"color": "#8A8A8A"},
        "label_position": "low",
        "major_tick_mark": "none",
        "text_axis": True,
    }
    values: dict[str, object] = {
        "name": _label(spec.y_title),
        "name_font": name_font,
        "num_font": number_font,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": GRID_LINE, "width": 0.75}},
        "major_tick_mark": "none",
    }
    percent = spec.kind == "percent_stacked_column"
    shares = all(placed.table.columns[column].kind == "share" for column in spec.series)
    values["num_format"] = spec.y_format or (
        "0%" if percent or shares else _axis_format(spec, placed)
    )
    if shares and spec.kind == "stacked_column" and _fills_up(spec, placed):
        values["max"] = 1
    lowest = _lowest(spec, placed)
    if lowest is not None:
        values["min"] = lowest
    if spec.kind == "bar":
        categories["reverse"] = True  # first row of the table on top
        categories["crossing"] = "max"  # and the values still below
        # XlsxWriter's x axis is the horizontal one, which holds the values of a bar chart.
        chart.set_x_axis(values)
        chart.set_y_axis(categories)
        return
    chart.set_x_axis(categories)
    chart.set_y_axis(values)


def _axis_format(spec: ChartSpec, placed: PlacedTable) -> str:
    numbers = (row[column] for row in placed.values for column in spec.series)
    largest = max((abs(n) for n in numbers if isinstance(n, int | float)), default=0.0)
    lowest = _lowest(spec, placed) or 0.0
    return "#,##0" if largest - lowest >= 10 else "General"


def _fills_up(spec: ChartSpec, placed: PlacedTable) -> bool:
    """Whether the stacked shares come to at most 100 %, so that the axis may end there."""
    sums = (
        sum(row[c] for c in spec.series if isinstance(row[c], int | float))  # type: ignore[misc]
        for row in placed.values
    )
    return 0.9 < max(sums) <= 1.0 + 1e-6


def _label(text: str) -> str:
    # XlsxWriter takes a name that starts with "=" for a reference to a cell.
    text = one_line(text, 255)
    return f" {text}" if text.startswith("=") else text
