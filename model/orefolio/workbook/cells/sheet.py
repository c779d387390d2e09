"""One worksheet as sparse cells: a stream of XML in, only the cells that hold something out.

Why own code and not openpyxl: openpyxl makes an object of every cell that has a format. Measured on
a sheet of 3 million formatted blank cells (a file of 8 MB, as whole columns painted yellow give):
openpyxl 57 s and 1.4 GB, this reader 2 s and no memory to speak of. With one stray 'x' in
XFD1048576, pandas with openpyxl takes 107 s and then fails at 12 GB, calamine aborts the process;
here it is one more cell. openpyxl also reads no sheet at all from strict OOXML.
"""

from __future__ import annotations

from orefolio.findings import Finding, WorkbookError, warning
from orefolio.workbook.cells.limits import LAST_ROW, MAX_AREAS, MAX_NOTES_PER_SHEET
from orefolio.workbook.cells.markup import is_true, local_name
from orefolio.workbook.cells.package import Budget
from orefolio.workbook.cells.raw import Area, RawCell, cell_name, parse_area, parse_cell_name
from orefolio.workbook.cells.refusals import SAVE_AGAIN, damaged, too_large
from orefolio.workbook.cells.values import UNREADABLE, CellText, Meanings, UnreadableCellError

_CELL_DEPTH = 4  # worksheet, sheetData, row, c
_UNKNOWN_FORMULA = "=…"


class SheetHandler:
    """Collects one worksheet while it is parsed. A cell costs nothing until its content is met."""

    def __init__(self, sheet: str, meanings: Meanings, budget: Budget) -> None:
        self.depth = 0
        self.cells: dict[tuple[int, int], RawCell] = {}
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.filtered = False
        self.table_ids: list[str] = []
        self.findings: list[Finding] = []
        self.zero_formulas: list[tuple[int, int]] = []  # formulas whose cached value is 0
        self._sheet = sheet
        self._meanings = meanings
        self._budget = budget
        self._shared_formulas: dict[str, str] = {}
        self._in_data = False
        self._row = 0
        self._row_is_named = False
        self._reference = ""  # of the last cell that has one, and how many came after it without
        self._offset = 0
        self._cell: dict[str, str] = {}
        self._formula_attributes: dict[str, str] = {}
        self._parts: dict[str, list[str]] = {}  # the texts of v, f and is of the open cell
        self._collecting: list[str] | None = None
        self._phonetic = 0

    # ---- what expat calls

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens; the short way is for cells, of which there may be millions."""
        self.depth += 1
        if ":" in name:
            name = local_name(name)
        if name == "c" and self._in_data and self.depth == _CELL_DEPTH:
            self._cell = attributes
            reference = attributes.get("r")
            if reference:
                self._reference = reference
                self._offset = 0
            else:
                self._offset += 1
        elif self._in_data:
            self._start_in_data(name, attributes)
        elif self.depth == 2 and name == "sheetData":
            self._in_data = True
        elif self.depth == 2 and name == "autoFilter":
            self.filtered = True
        elif self.depth == 3 and name == "mergeCell":
            self._merge(attributes)
        elif self.depth == 3 and name == "tablePart":
            self.table_ids += [v for k, v in attributes.items() if local_name(k) == "id"]
        elif self.depth == 1 and name != "worksheet":
            raise self._broken(f"the sheet is no worksheet but '{name[:40]}'")

    def end(self, name: str) -> None:
        """An element closes."""
        self.depth -= 1
        if not self._in_data:
            return
        if ":" in name:
            name = local_name(name)
        if self.depth == _CELL_DEPTH - 1 and name == "c":
            if self._parts:
                self._finish_cell()
        elif name in {"v", "f", "t"}:
            self._collecting = None
        elif name == "rPh":
            self._phonetic -= 1
        elif self.depth == 1:
            self._in_data = False

    def text(self, data: str) -> None:
        """A piece of text, kept if it is the value, the formula or the text of a cell."""
        if self._collecting is not None:
            self._collecting.append(data)

    # ---- rows and cells

    def _start_in_data(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row" and self.depth == _CELL_DEPTH - 1:
            self._start_row(attributes)
        elif self.depth == _CELL_DEPTH + 1 and name in {"v", "f", "is"}:
            self._parts[name] = []
            if name != "is":
                self._collecting = self._parts[name]
            if name == "f":
                self._formula_attributes = attributes
        elif name == "t" and "is" in self._parts and not self._phonetic:
            self._collecting = self._parts["is"]
        elif name == "rPh":
            self._phonetic += 1

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._row_is_named = number is not None
        self._reference, self._offset = "", 0
        if number is None:
            self._row += 1
        elif number.isascii() and number.isdigit() and len(number) < 10:
            self._row = int(number)
        else:
            raise self._broken(f"a row has the number '{number[:40]}'")
        if not 1 <= self._row <= LAST_ROW:
            raise self._broken(f"it has a row {self._row}, a sheet has 1 to {LAST_ROW:,}")
        if is_true(attributes.get("hidden")):
            self.hidden_rows.add(self._row)

    def _position(self) -> tuple[int, int]:
        """Row and column of the open cell: by its reference, else one right of the cell before."""
        try:
            if not self._reference:
                return parse_cell_name(cell_name(self._row, self._offset))
            row, column = parse_cell_name(self._reference)
            if self._offset:
                return parse_cell_name(cell_name(row, column + self._offset))
        except ValueError as exc:
            raise self._broken(str(exc)) from exc
        if row != self._row:
            if self._row_is_named:
                raise self._broken(f"cell {self._reference} stands in row {self._row}")
            self._row = row
        return row, column

    def _finish_cell(self) -> None:
        position = self._position()
        parts = {name: "".join(pieces) for name, pieces in self._parts.items()}
        self._parts = {}
        style = self._cell.get("s", "0")
        raw = CellText(
            kind=self._cell.get("t", ""),
            style=int(style) if style.isascii() and style.isdigit() and len(style) < 10 else -1,
            value=parts.get("v"),
            inline=parts.get("is"),
            formula=self._formula(parts["f"]) if "f" in parts else "",
        )
        try:
            cell = self._meanings.cell(raw)
        except UnreadableCellError as exc:
            self._note(position, f"the cell holds {exc}")
            cell = RawCell(None, raw.formula, UNREADABLE)
        if cell is not None:
            self._keep(position, cell)

    def _formula(self, text: str) -> str:
        attributes = self._formula_attributes
        text = text.strip()
        if attributes.get("t") == "shared":
            group = attributes.get("si", "")
            if text:
                self._shared_formulas[group] = text
            text = text or self._shared_formulas.get(group, "")
        return f"={text}" if text else _UNKNOWN_FORMULA

    def _keep(self, position: tuple[int, int], cell: RawCell) -> None:
        before = self.cells.get(position)
        if before is None:
            self._budget.charge_cell()
            self.cells[position] = cell
            if cell.formula and cell.value == 0 and type(cell.value) in {int, float}:
                self.zero_formulas.append(position)
        elif before != cell:
            self._note(position, "the cell stands twice in the file, with different contents")
            self.cells[position] = RawCell(None, before.formula, UNREADABLE)

    def _note(self, position: tuple[int, int], found: str) -> None:
        if len(self.findings) < MAX_NOTES_PER_SHEET:
            place = f"{self._sheet}!{cell_name(*position)}"
            remedy = f"the file is damaged there: type the value again, or {SAVE_AGAIN}"
            self.findings.append(warning("unreadable_cell", place, found, remedy=remedy))

    # ---- the rest of the sheet

    def _merge(self, attributes: dict[str, str]) -> None:
        try:
            self.merged.append(parse_area(attributes.get("ref", "")))
        except ValueError as exc:
            raise self._broken(f"merged cells: {exc}") from exc
        if len(self.merged) > MAX_AREAS:
            raise too_large(f"sheet {self._sheet} has more than {MAX_AREAS:,} merged areas")

    def _broken(self, detail: str) -> WorkbookError:
        return damaged(detail, self._sheet)
