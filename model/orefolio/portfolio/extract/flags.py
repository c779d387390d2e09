"""How the figures are known: counts of flags, and the assumptions on which the plan rests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.extract.solved import Solved
from orefolio.portfolio.schema import NOT_STATED, RESULT_TABLE
from orefolio.tables import TABLES, Column, Kind, PeriodValues, Record, Records, Table

NUMERIC = (Kind.NUMBER, Kind.INTEGER, Kind.SHARE)
ASSUMPTION = "assumption"


@dataclass(frozen=True)
class Figure:
    """One number of the workbook with its flag and source."""

    table: Table
    key: str
    column: str
    figure: float
    unit: str
    flag: str
    source: str
    place: str


def offer_flag(records: Records, offer: str, column: str) -> str:
    """Flag of the price or capacity of an offer: of its row by period, else of its own row."""
    by_period = {"price": "prices", "capacity": "capacities"}[column]
    record = records.table(by_period).get(offer) or records.table("offers").get(offer)
    return "" if record is None else provenance(record, column, "flag")


def provenance(record: Record, column: str, what: str) -> str:
    """Flag, source or note of a column, else of its row, else empty."""
    return record.provenance.get(f"{column} {what}") or record.provenance.get(what) or ""


def figures(records: Records) -> Iterator[Figure]:
    """Every number that the workbook states (defaults are not counted)."""
    for table in TABLES:
        for key, record in records.table(table.name).items():
            for column in table.columns:
                value = record.values.get(column.name)
                if column.kind in NUMERIC and isinstance(value, int | float):
                    yield _figure(table, key, column.name, record, float(value))
            for label, value in record.by_period.items():
                yield _figure(table, key, label, record, float(value))


def _figure(table: Table, key: str, column: str, record: Record, value: float) -> Figure:
    declared: Column | PeriodValues = (
        table.by_period if table.by_period and column in record.by_period else table.column[column]
    )
    about = declared.name
    return Figure(
        table,
        key,
        column,
        value,
        declared.unit,
        provenance(record, about, "flag") or NOT_STATED,
        provenance(record, about, "source"),
        record.place(column),
    )


def assumptions(solved: Solved) -> pd.DataFrame:
    """Figures by table and flag, and how many of them stand behind what the plan buys."""
    used = _used(solved)
    counts: Counter[tuple[str, str]] = Counter()
    behind: Counter[tuple[str, str]] = Counter()
    for figure in figures(solved.case.records):
        counts[figure.table.name, figure.flag] += 1
        behind[figure.table.name, figure.flag] += _is_used(figure, used)
    rows = [(table, flag, count, behind[table, flag]) for (table, flag), count in counts.items()]
    return from_rows(RESULT_TABLE["assumptions"], rows)


def assumed(solved: Solved) -> pd.DataFrame:
    """The assumptions among the figures behind what the plan buys, stocks and leaves short."""
    used = _used(solved)
    rows = [
        (f.table.name, f.key, f.column, f.place, f.figure, f.unit, f.flag, f.source)
        for f in figures(solved.case.records)
        if f.flag == ASSUMPTION and _is_used(f, used)
    ]
    return from_rows(RESULT_TABLE["assumed"], rows)


def _used(solved: Solved) -> dict[str, frozenset[str]]:
    """Keys by table of whatever the plan buys, carries and crosses."""
    case = solved.case
    paths = [case.paths[key] for key in solved.flows["path"].unique()]
    countries = {name for path in paths for names in path.touches.values() for name in names}
    return {
        "offers": frozenset(path.offer for path in paths),
        "suppliers": frozenset(path.supplier for path in paths),
        "routes": frozenset(route for path in paths for route in path.routes if route),
        "legs": frozenset(leg for path in paths for leg in path.legs),
        "plants": frozenset(plant for path in paths for plant in path.plants),
        "products": frozenset(path.product for path in paths),
        "chokepoints": frozenset(point for path in paths for point in path.chokepoints),
        "countries": frozenset(countries),
        "grades": frozenset(case.plain(e.grade) for path in paths for e in path.yields) - {""},
        "rules": frozenset(case.rules),
        "price_paths": _chosen_path(case.records),
        "export_taxes": frozenset(case.export_taxes),
        "tariffs": frozenset(case.tariffs),
        **_used_contracts(solved),
        **_used_at_home(solved),
    }


def _used_contracts(solved: Solved) -> dict[str, frozenset[str]]:
    """Keys by table of the contracts that are lifted or paid, with their steps."""
    used = {index[0] for index in (*solved.values("lifted"), *solved.values("deficiency"))}
    records = solved.case.records
    return {
        "contracts": frozenset(used),
        "tiers": frozenset(key for key in records.table("tiers") if key.split("|")[0] in used),
    }


def _used_at_home(solved: Solved) -> dict[str, frozenset[str]]:
    """Keys by table of the levers and conversions that do anything."""
    levers = {index[0] for index in solved.values("activity")}
    conversions = {index[0] for index in solved.values("converted")}
    of = {
        **dict.fromkeys(("levers", "lever_steps", "lever_effects", "collection"), levers),
        **dict.fromkeys(("conversions", "conversion_inputs", "conversion_outputs"), conversions),
    }
    records = solved.case.records
    return {
        table: frozenset(key for key in records.table(table) if key.split("|")[0] in used)
        for table, used in of.items()
    }


def _chosen_path(records: Records) -> frozenset[str]:
    """The rows of the price path that the settings choose."""
    settings = records.table("settings").get("")
    chosen = None if settings is None else settings.values.get("price_path")
    rows = records.table("price_paths").items()
    return frozenset(key for key, row in rows if chosen and row.values.get("path") == chosen)


def _is_used(figure: Figure, used: dict[str, frozenset[str]]) -> bool:
    """Whether the row of the figure, or the row it links to by its key, is used.

    Tables without such a link (demand, rules, stock, settings) always stand behind the plan.
    """
    name = figure.table.name
    if name in used:
        return figure.key in used[name]
    owner = {"origins": "offers", "prices": "offers", "capacities": "offers", "quality": "grades"}
    owner["delivery_records"] = "suppliers"
    owner |= {"contents": "products", "recoveries": "plants"}
    if name in owner:
        return figure.key.split("|")[0] in used[owner[name]]
    return True
