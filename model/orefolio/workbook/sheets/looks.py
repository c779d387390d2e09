"""Colours and cell looks of every book, in one place."""

from __future__ import annotations

from collections.abc import Mapping

Look = Mapping[str, object]  # properties of an XlsxWriter format

FONT = "Calibri"
INK = "#262626"
GREY_TEXT = "#6B6B6B"
LINK_BLUE = "#0B57A4"
HAIRLINE = "#D9D9D9"
GRID_LINE = "#E3E3E3"

TAB_COLOURS = {
    "input": "#2F6EB5",
    "spare": "#CFDDEC",  # optional input sheets without rows
    "result": "#404040",
    "info": "#8CA3B8",
}

# Okabe and Ito's colours, which the colour-blind can tell apart, then Tol's muted ones. The
# order is fixed: the same place in a list has the same colour in every chart.
PALETTE = (
    *("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442", "#666666"),
    *("#332288", "#88CCEE", "#117733", "#999933", "#882255", "#DDCC77", "#AA4499", "#44AA99"),
)

_BASE: dict[str, object] = {"font_name": FONT, "font_size": 11, "font_color": INK}
_HEADER: dict[str, object] = {
    **_BASE,
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#FFFFFF",
}
HEADERS: dict[str, Look] = {
    "required": {**_HEADER, "bg_color": "#2F6EB5", "font_color": "#FFFFFF"},
    "optional": {**_HEADER, "bg_color": "#D0D3D6"},
    "result": {**_HEADER, "bg_color": "#404040", "font_color": "#FFFFFF"},
    "plain": {**_HEADER, "bg_color": "#EDEFF1"},
}
CELL: Look = {**_BASE, "valign": "top", "bottom": 1, "bottom_color": HAIRLINE}
INPUT_CELL: Look = {**_BASE, "bg_color": "#FFF9DB", "border": 1, "border_color": "#E5DCA8"}

LINES: dict[str, Look] = {
    "title": {**_BASE, "bold": True, "font_size": 16, "font_color": "#1F3A5F"},
    "heading": {**_BASE, "bold": True, "font_size": 12, "font_color": "#1F3A5F"},
    "plain": {**_BASE},
    "note": {**_BASE, "font_size": 10, "font_color": GREY_TEXT},
    "good": {**_BASE, "bold": True, "font_color": "#1E6B34"},
    "bad": {**_BASE, "bold": True, "font_color": "#B3261E"},
}
LINE_HEIGHTS = {"title": 24.0, "heading": 19.0}  # points; other lines have the default height
LINK: Look = {"font_color": LINK_BLUE, "underline": 1}

# Fills over whatever look the cell has, and the colour of the note, by severity.
PAINTS: dict[str, Look] = {
    "error": {"font_color": INK, "bg_color": "#F8B4B4", "border": 1, "border_color": "#C62828"},
    "warning": {"font_color": INK, "bg_color": "#FFD49A", "border": 1, "border_color": "#C77700"},
    "info": {"font_color": INK, "bg_color": "#BBDCF7", "border": 1, "border_color": "#1F6FB2"},
}
NOTE_COLOURS = {"": "#FFFFE1", "error": "#FDE3E3", "warning": "#FFF0DA", "info": "#E3F1FC"}

RED_CELL: Look = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
