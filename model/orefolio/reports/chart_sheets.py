"""Sheets of charts: shares of countries, stock and cover, cost by kind, each over its own grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from orefolio.portfolio.portfolio import Portfolio
from orefolio.portfolio.schema import CHART_SHEETS
from orefolio.reports.pivots import (
    Grid,
    closing_stock,
    costs_by_year,
    days_of_cover,
    shares_by_material,
    shares_by_year,
)
from orefolio.workbook.sheets import ChartSpec, ColumnSpec, Sheet, TableBlock

SHARE_CHARTS, STOCK_CHARTS, COST_CHARTS = CHART_SHEETS

IN_MILLIONS = 2e7
"""USD in a year from which an axis is shown in millions."""


@dataclass(frozen=True)
class Chart:
    """A grid and how it is drawn."""

    title: str
    comment: str
    grid: Grid
    unit: Literal["share", "number", "money"]
    drawn: Literal["percent_stacked_column", "stacked_column", "line"]
    y_title: str
    y_format: str = ""


def chart_sheets(portfolio: Portfolio) -> list[Sheet]:
    """The sheets that have something to show, in the order of ``CHART_SHEETS``."""
    sheets = (
        _sheet(SHARE_CHARTS, _shares(portfolio)),
        _sheet(STOCK_CHARTS, _stock(portfolio)),
        _sheet(COST_CHARTS, _costs(portfolio)),
    )
    return [sheet for sheet in sheets if sheet is not None]


def _shares(portfolio: Portfolio) -> list[Chart]:
    return [
        Chart(title, comment, grid, "share", "percent_stacked_column", "share of deliveries")
        for title, comment, grid in (
            (
                "Import shares by volume",
                "Usable tonnes delivered, all materials, by country of processing.",
                shares_by_year(portfolio, "share_of_volume"),
            ),
            (
                "Import shares by value",
                "The same deliveries at reference prices.",
                shares_by_year(portfolio, "share_of_value"),
            ),
            (
                "Import shares by volume, each material",
                "Usable tonnes delivered over the whole plan, by country of processing.",
                shares_by_material(portfolio, "share_of_volume"),
            ),
        )
    ]


def _stock(portfolio: Portfolio) -> list[Chart]:
    return [
        Chart(
            "Stock at the end of the period (t)",
            "All grades of a material together.",
            closing_stock(portfolio),
            "number",
            "stacked_column",
            "t",
        ),
        Chart(
            "Days of cover at the end of the period",
            "Closing stock over the daily demand that follows.",
            days_of_cover(portfolio),
            "number",
            "line",
            "days",
        ),
    ]


def _costs(portfolio: Portfolio) -> list[Chart]:
    grid = costs_by_year(portfolio)
    largest = max((abs(v) for row in grid.rows for v in row if isinstance(v, float)), default=0.0)
    in_millions = largest >= IN_MILLIONS
    return [
        Chart(
            "Cost by kind",
            "USD, undiscounted. Charges marked (not paid) only steer the plan.",
            grid,
            "money",
            "stacked_column",
            "USD million" if in_millions else "USD",
            "#,##0,," if in_millions else "#,##0",
        )
    ]


def _sheet(name: str, charts: list[Chart]) -> Sheet | None:
    shown = [chart for chart in charts if chart.grid.rows and chart.grid.names]
    if not shown:
        return None
    return Sheet(
        name=name,
        blocks=tuple(_block(chart) for chart in shown),
        charts=tuple(_spec(chart, number) for number, chart in enumerate(shown)),
        tab="result",
    )


def _block(chart: Chart) -> TableBlock:
    columns = (
        ColumnSpec(chart.grid.first, "text", tone="result"),
        *(ColumnSpec(name, chart.unit, tone="result") for name in chart.grid.names),
    )
    return TableBlock(columns, chart.grid.rows, title=chart.title, comment=chart.comment)


def _spec(chart: Chart, block: int) -> ChartSpec:
    return ChartSpec(
        kind=chart.drawn,
        title=chart.title,
        table=block,
        series=tuple(range(1, len(chart.grid.names) + 1)),
        x_title=chart.grid.first,
        y_title=chart.y_title,
        y_format=chart.y_format,
    )
