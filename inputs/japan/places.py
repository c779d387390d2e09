"""Where things come from and pass: countries and routes."""

from __future__ import annotations

from sheet_csv import provenance_of, rows_of, sheet

from japan.baskets import inbound_routes
from japan.files import ASSUMED, DATA, SHEETS, by, marked
from orefolio.tables import Record, Value

NO_LIMIT = 999_999.0  # how base_routes writes a route without limit


def countries() -> dict[str, Record]:
    """Hazard (added), governance risk (WGI), share of world mine production (USGS)."""
    risk = {
        row["iso3"]: row
        for row in rows_of(DATA / "country_risk_wgi.csv")
        if row["indicator"] == "risk_pv"
    }
    mined = by("mine_production_2025.csv", "iso3")
    world = float(mined["WLD"]["value"])
    found = sheet(SHEETS / "countries.csv", "countries")
    for key, record in found.items():
        values = {**record.values, "governance_risk": float(risk[key]["value"])}
        wgi = marked("governance_risk", risk[key]["source_id"], risk[key]["flag"])
        provenance = {**record.provenance, **wgi}
        if key in mined:
            values["world_production"] = round(float(mined[key]["value"]) / world, 4)
            note = f"{mined[key]['value']} of {mined['WLD']['value']} t of oxides mined in 2025"
            provenance |= marked("world_production", mined[key]["source_id"], "derived", note=note)
        found[key] = Record(values, provenance=provenance)
    return found


def routes() -> dict[str, Record]:
    """Routes; those with legs keep only what the legs do not hold, so that totals are as given."""
    added = by("sheets/route_legs.csv", "route")
    legs = sheet(SHEETS / "legs.csv", "legs")
    found: dict[str, Record] = {}
    for key, row in by("base_routes.csv", "route").items():
        parts = added[key]["legs"].split(";") if key in added else []
        values: dict[str, Value] = {"route": key, "name": row["name"]}
        if parts:
            values["legs"] = tuple(parts)
        for column, total in (("cost", row["usd_per_t"]), ("days", row["transit_days"])):
            values[column] = float(total) - sum(_number(legs[leg], column) for leg in parts)
        if float(row["capacity_t_y"]) < NO_LIMIT:
            values["capacity"] = float(row["capacity_t_y"])
        provenance = provenance_of(row)
        if parts:
            provenance |= marked("cost", **ASSUMED, note=added[key]["note"])
        found[key] = Record(values, provenance=provenance)
    return found | inbound_routes()


def _number(record: Record, column: str) -> float:
    value = record.values.get(column, 0.0)
    assert isinstance(value, float)
    return value
