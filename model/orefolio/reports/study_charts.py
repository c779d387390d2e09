"""Charts of a study: a measure over the levels, a tornado, or a grid of two dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orefolio.studies.result import PointResult
from orefolio.studies.sheets import CHARTS
from orefolio.studies.study import Study
from orefolio.studies.switches import chain
from orefolio.workbook.sheets import ChartSpec, ColumnSpec, Sheet, TableBlock
from orefolio.workbook.sheets.spec import ChartKind, Kind

DRAWN = ("total cost", "money cost", "shortage", "largest country share by volume")
"""Measures that are drawn."""

UNITS: dict[str, Kind] = {"USD": "money", "share": "share"}
MOST_COUNTRIES = 10


@dataclass(frozen=True)
class Drawing:
    """A table and the chart over its numbers; without ``drawn`` the table stands alone."""

    table: TableBlock
    drawn: ChartKind | None = None
    series: tuple[int, ...] = ()
    x_title: str = ""
    y_title: str = ""


def chart_sheet(study: Study) -> Sheet | None:
    """The sheet of charts; ``None`` when there is nothing to draw."""
    dimensions = range(len(study.design.dimensions))
    drawings: list[Drawing] = []
    if len(dimensions) == 1:
        drawings = [*_lines(study), *_shares(study)]
    elif study.design.kind == "one at a time":
        drawings = [drawing for name in DRAWN for drawing in _tornado(study, name)]
    elif len(dimensions) == 2:
        drawings = [drawing for name in DRAWN for drawing in _grid(study, name)]
    if not drawings:
        return None
    charts = tuple(
        ChartSpec(d.drawn, d.table.title, place, d.series, d.x_title, d.y_title)
        for place, d in enumerate(drawings)
        if d.drawn is not None
    )
    return Sheet(CHARTS, tuple(drawing.table for drawing in drawings), charts, tab="result")


def measure(result: PointResult, name: str) -> float | None:
    """A measure of a point; ``None`` without a plan."""
    return next((figure.value for figure in result.figures if figure.name == name), None)


def unit_of(study: Study, name: str) -> str:
    """The unit of a measure."""
    units = (f.unit for result in study.results for f in result.figures if f.name == name)
    return next(units, "")


def _lines(study: Study) -> list[Drawing]:
    """One line a measure over the levels of the only dimension."""
    results = [study.results[point.id] for point in chain(study.design, 0)]
    label = study.design.dimensions[0].label
    found = []
    for name in DRAWN:
        rows = [(_label(study, r, 0), measure(r, name)) for r in results]
        if _worth_drawing([value for _, value in rows]):
            unit = unit_of(study, name)
            table = _table(f"{name} over {label}", label, [(name, unit)], rows)
            found.append(Drawing(table, "line", (1,), label, _axis(name, unit)))
    return found


def _shares(study: Study) -> list[Drawing]:
    """Shares of the countries of processing over the levels of the only dimension."""
    results = [study.results[point.id] for point in chain(study.design, 0)]
    parts = [
        {
            share.country: share.by_volume or 0.0
            for share in result.shares
            if (share.material, share.role) == ("all", "processed")
        }
        for result in results
    ]
    sums: dict[str, float] = {}
    for part in parts:
        for country, share in part.items():
            sums[country] = sums.get(country, 0.0) + share
    countries = sorted(sums, key=lambda country: (-sums[country], country))
    shown = countries[: MOST_COUNTRIES - (len(countries) > MOST_COUNTRIES)]
    others = [country for country in countries if country not in shown]
    named = [study.country_name(country) for country in shown]
    columns = [(name, "share") for name in [*named, *(["others"] if others else [])]]
    rows = []
    for result, part in zip(results, parts, strict=True):
        values: list[float | None] = [part.get(country, 0.0) for country in shown]
        values += [sum(part.get(country, 0.0) for country in others)] if others else []
        rows.append((_label(study, result, 0), *(values if part else [None] * len(values))))
    if not columns:
        return []
    label = study.design.dimensions[0].label
    title = f"Import shares by volume over {label}"
    table = _table(title, label, columns, rows)
    series = tuple(range(1, len(columns) + 1))
    return [Drawing(table, "stacked_column", series, label, "share of deliveries")]


def _tornado(study: Study, name: str) -> list[Drawing]:
    """For each dimension the lowest and the highest value of a measure against the base."""
    base = measure(study.base, name)
    if base is None:
        return []
    rows: list[tuple[object, ...]] = []
    for place, dimension in enumerate(study.design.dimensions):
        values = [
            (value, _label(study, study.results[point.id], place))
            for point in chain(study.design, place)
            if (value := measure(study.results[point.id], name)) is not None
        ]
        if values:
            low, high = min(values), max(values)
            swing = high[0] - low[0]
            change = (low[0] - base, high[0] - base)
            rows.append((dimension.label, *change, swing, low[1], high[1], low[0], high[0]))
    rows.sort(key=lambda row: (-float(str(row[3])), str(row[0])))
    if not rows or not float(str(rows[0][3])):
        return []
    unit = unit_of(study, name)
    kind = UNITS.get(unit, "number")
    columns = (
        ColumnSpec("dimension", tone="result"),
        ColumnSpec("lowest against the base", kind, tone="result"),
        ColumnSpec("highest against the base", kind, tone="result"),
        ColumnSpec("swing", kind, tone="result"),
        ColumnSpec("lowest at", tone="result"),
        ColumnSpec("highest at", tone="result"),
        ColumnSpec("lowest", kind, tone="result"),
        ColumnSpec("highest", kind, tone="result"),
    )
    comment = "One dimension at a time, the others as in the base; the widest swing first."
    table = TableBlock(columns, rows, title=f"Tornado: {_axis(name, unit)}", comment=comment)
    return [Drawing(table, "bar", (1, 2), "", f"change of {_axis(name, unit)}")]


def _grid(study: Study, name: str) -> list[Drawing]:
    """A measure over two dimensions: rows are levels of the first, columns of the second."""
    first, second = study.design.dimensions
    rows = []
    for i, level in enumerate(first.levels):
        cells = []
        for j in range(len(second.levels)):
            point = study.design.at((i, j))
            cells.append(None if point is None else measure(study.results[point.id], name))
        rows.append((level.text, *cells))
    if not _worth_drawing([cell for row in rows for cell in row[1:] if not isinstance(cell, str)]):
        return []
    unit = unit_of(study, name)
    columns = [(level.text, unit) for level in second.levels]
    title = f"{_axis(name, unit)}: {first.label} (down) by {second.label} (across)"
    table = _table(title, first.label, columns, rows)
    few = len(second.levels) <= MOST_COUNTRIES
    series = tuple(range(1, len(columns) + 1))
    return [Drawing(table, "line" if few else None, series, first.label, _axis(name, unit))]


def _table(
    title: str, first: str, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]]
) -> TableBlock:
    specs = [
        ColumnSpec(header, UNITS.get(unit, "number"), tone="result") for header, unit in columns
    ]
    return TableBlock((ColumnSpec(first, tone="result"), *specs), rows, title=title)


def _label(study: Study, result: PointResult, dimension: int) -> str:
    text = study.design.level_text(study.design.points[result.id], dimension)
    return f"{text} (base)" if result.id == 0 and text != "the base" else text


def _axis(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit and unit != "share" else name


def _worth_drawing(values: Sequence[float | None]) -> bool:
    """Whether there are two different values, so that a line says something."""
    return len({value for value in values if value is not None}) > 1
