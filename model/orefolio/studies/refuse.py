"""A parameter that the model does not read is refused: its study would show the same plan again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from orefolio.case import Applied, ChangeError, apply_changes, assemble
from orefolio.findings import Finding
from orefolio.formulation import build
from orefolio.solving.standard_form import StandardForm, compile_form
from orefolio.studies.trial import Trial
from orefolio.tables import TABLE, Kind, Records

_NUMBERS = (
    *("start", "row", "value", "cost", "money", "integer"),
    *("column_lower", "column_upper", "row_lower", "row_upper"),
)
_PLAIN = ("columns", "rows", "offset", "money_offset", "outside")

_OUTSIDE: dict[tuple[str, str], str] = {
    ("settings", "relative_gap"): "it tells the solver when to stop; use --gap",
    ("settings", "time_limit"): "it tells the solver when to stop; use --time-limit",
    ("settings", "near_tie"): "it only marks near ties in the results",
    ("countries", "governance_risk"): "it describes the results and does not steer the plan",
    ("countries", "world_production"): "it describes the results and does not steer the plan",
}
_REPLACED_BY = {
    ("offers", "price"): "prices",
    ("offers", "capacity"): "capacities",
    ("materials", "demand"): "demand",
    ("materials", "demand_growth"): "demand",
    ("segments", "demand"): "demand",
    ("segments", "demand_growth"): "demand",
}
"""Cells for which a row of the same name on another sheet stands, by table and column."""

_STOCK_SETTINGS = (
    *("holding_rate", "storage_cost", "end_of_horizon", "end_replacement", "end_salvage"),
)
_SWITCHES = ("active", "on")


@dataclass(frozen=True)
class _Compiled:
    """A model as numbers, and what the assembler said about its workbook."""

    form: StandardForm
    findings: tuple[Finding, ...]


def refuse_unread(records: Records, trials: Sequence[Trial]) -> None:
    """Raise ChangeError, a line for each dimension none of whose levels changes the model.

    Base and changed case are compiled to standard form and compared number by number. A level
    whose workbook has errors counts as read: its point will fail with its reason.
    """
    base = _compiled(records)
    if base is None:
        return
    wrong = [
        _replaced(records, trial)
        or f"{trial.dimension.label} cannot be varied: the model does not read it;"
        f" {_reason(records, trial, base)}"
        for trial in trials
        if not _read(records, trial, base.form)
    ]
    if wrong:
        raise ChangeError("\n".join(wrong))


def same_model(first: StandardForm, second: StandardForm) -> bool:
    """Whether two models are the same in every number and every name."""
    return all(getattr(first, name) == getattr(second, name) for name in _PLAIN) and all(
        np.array_equal(getattr(first, name), getattr(second, name)) for name in _NUMBERS
    )


def _compiled(records: Records) -> _Compiled | None:
    case, findings = assemble(records)
    return None if case is None else _Compiled(compile_form(build(case).model), findings)


def _read(records: Records, trial: Trial, base: StandardForm) -> bool:
    for position, level in enumerate(trial.dimension.levels):
        if position in trial.at_base:
            continue
        changed = _compiled(apply_changes(records, level.changes)[0])
        if changed is None or not same_model(base, changed.form):
            return True
    return False


def _replaced(records: Records, trial: Trial) -> str:
    """The row of another sheet that stands for the first cell, and what to vary instead."""
    cell = trial.applied[0][0]
    table = TABLE.get(_REPLACED_BY.get((cell.table, cell.column), ""))
    record = None if table is None else records.table(table.name).get(cell.key)
    if table is None or record is None or _switched_off(records, cell):
        return ""
    label = next(iter(record.by_period), "")
    instead = f"; vary {table.name}[{cell.key}].{label} instead" if label else ""
    return (
        f"{trial.dimension.label} is not read: the {table.sheet} sheet has a row for {cell.key},"
        f" which replaces it{instead}"
    )


def _reason(records: Records, trial: Trial, base: _Compiled) -> str:
    """The likeliest reason, found at the first cell that is varied."""
    cell = trial.applied[0][0]
    known = _OUTSIDE.get((cell.table, cell.column))
    if known is not None:
        return known
    column = TABLE[cell.table].column.get(cell.column)
    if (cell.table, cell.column) == ("settings", "price_path"):
        return "no offer follows the market (price follows is empty or 0 on the Offers sheet)"
    if column is not None and column.kind is Kind.TEXT:
        return "it is a text for people"
    said = _said(cell, base.findings)
    if said:
        return said
    return (
        _switched_off(records, cell)
        or _market(records, cell)
        or _nothing_behind(records, cell)
        or "nothing in the plan depends on it as the workbook stands"
    )


def _said(cell: Applied, findings: Sequence[Finding]) -> str:
    """What the assembler has found at that cell: ``the Prices sheet has a row for it``."""
    found = [finding.found for finding in findings if finding.place == cell.place]
    return found[0] if found else ""


def _switched_off(records: Records, cell: Applied) -> str:
    """The row itself, its offer or its supplier is switched off."""
    followed = [(cell.table, cell.key)]
    if cell.table in ("prices", "capacities", "origins"):
        followed.append(("offers", cell.key.split("|")[0]))
    table, key = followed[-1]
    if table == "offers" and key in records.table("offers"):
        seller = records.table("offers")[key].values.get("supplier")
        followed.append(("suppliers", str(seller)))
    kept = records.table("stock").get(cell.key) if cell.table == "stock" else None
    if kept is not None:
        followed.append(("pools", str(kept.values.get("pool"))))
    for table, key in followed:
        record = records.table(table).get(key)
        for switch in _SWITCHES:
            if record is not None and record.values.get(switch) is False:
                return f"{table}[{key}] is switched off at {record.place(switch)}"
    return ""


def _nothing_behind(records: Records, cell: Applied) -> str:
    """A setting that acts on rows which are not there."""
    if cell.table != "settings":
        return ""
    if cell.column in _STOCK_SETTINGS and not records.table("stock"):
        return "the Stock sheet has no rows"
    if cell.column == "risk_weight" and not _hazards(records):
        return "no sheet holds a hazard that it could weigh"
    if cell.column == "concentration_of":
        return "settings.concentration_weight is 0"
    return ""


def _market(records: Records, cell: Applied) -> str:
    """A price path that is not chosen, or an offer's share of a market that is not stated."""
    settings = records.table("settings").get("")
    chosen = None if settings is None else settings.values.get("price_path")
    if cell.table == "price_paths":
        path = records.table("price_paths")[cell.key].values.get("path")
        if path != chosen:
            taken = f"settings.price_path is {chosen}" if chosen else "settings.price_path is empty"
            return f"{taken}, so the path {path} is not taken"
    if (cell.table, cell.column) == ("offers", "price_follows") and not chosen:
        return "settings.price_path is empty, so no market moves"
    return ""


def _hazards(records: Records) -> bool:
    return any(
        record.values.get("hazard") for rows in records.tables.values() for record in rows.values()
    )
