"""Builds ``japan_rare_earths.xlsx`` from the CSV files of ``japan_rare_earths/``.

    python inputs/build_japan_rare_earths.py

The same files give the same workbook, byte for byte. ``base_*`` and the two files of country
figures are data with one source a row; ``sheets/`` holds what the analysts added, already in the
form of the sheets.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from sheet_csv import Row, keyed, provenance_of, rows_of, sheet

from orefolio.tables import TABLE, Record, Records, Value
from orefolio.workbook import write_workbook

HERE = Path(__file__).resolve().parent
DATA = HERE / "japan_rare_earths"
SHEETS = DATA / "sheets"
WORKBOOK = HERE / "japan_rare_earths.xlsx"

AS_SHEETS = (
    "blocs",
    "chokepoints",
    "legs",
    "grades",
    "attributes",
    "quality",
    "specifications",
    "rules",
)
"""Tables that come from ``sheets/`` as they are."""

YEARS = tuple(str(year) for year in range(2026, 2036))
NO_LIMIT = 999_999.0  # how base_routes writes a route without limit
THIRTY_DAYS = ("CE", "LA", "MM")  # stocked for 30 days at the start, the others for 60

CHINESE_FEED = ("VN", "TH")  # convert partly Chinese feed
OTHER_FEED = "AUS"

CENTRAL_ASIAN_ROUTES = ("R_KZ_LYG", "R_KZ_TSR", "R_KZ_MID")

GRADED = ("NDPR", "DY", "TB", "Y", "SM")  # quality matters, and the target of stock rises later
OPENING_GRADE = "premium"

ASSUMED = {"source": "ASM", "flag": "assumption"}


def records() -> Records:
    """All tables of the workbook."""
    tables = {
        "settings": settings(),
        "materials": materials(),
        "demand": demand(),
        "suppliers": suppliers(),
        "offers": offers(),
        "origins": origins(),
        "capacities": capacities(),
        "countries": countries(),
        "routes": routes(),
        "stock": stock(),
    }
    for name in AS_SHEETS:
        tables[name] = sheet(SHEETS / f"{name}.csv", name)
    tables["sources"] = sheet(DATA / "sources.csv", "sources")
    return Records({name: tables[name] for name in TABLE if name in tables})


def settings() -> dict[str, Record]:
    """The plan as a whole; rates of base_policy are in percent."""
    policy = _by("base_policy.csv", "parameter")
    values: dict[str, Value] = {
        "title": "Japan: rare earths and gallium, 2026 to 2035",
        "start": "2026-01-01",
        "years": float(len(YEARS)),
        "period_length": "year",
        "discount_rate": float(policy["discount_rate"]["value"]) / 100,
        "holding_rate": float(policy["holding_cost"]["value"]) / 100,
        "storage_cost": float(policy["storage_cost_floor"]["value"]),
        "jpy_per_usd": float(policy["usd_jpy"]["value"]),
        "aud_per_usd": round(1 / float(policy["aud_usd"]["value"]), 6),
    }
    provenance = {
        **_marked("years", **ASSUMED, note="horizon of the data"),
        **provenance_of(policy["discount_rate"], "discount_rate"),
        **provenance_of(policy["holding_cost"], "holding_rate"),
        **provenance_of(policy["storage_cost_floor"], "storage_cost"),
        **provenance_of(policy["usd_jpy"], "jpy_per_usd"),
        **_marked("aud_per_usd", **ASSUMED, note="0.65 USD for one AUD"),
    }
    return {"": Record(values, provenance=provenance)}


def materials() -> dict[str, Record]:
    """Materials with reference price and cost of shortage."""
    return keyed(
        TABLE["materials"],
        (
            Record(
                {
                    "material": row["product"],
                    "name": row["name"],
                    "reference_price": float(row["price_2025_usd_kg"]),
                    "shortage_cost": float(row["shortage_penalty_usd_kg"]),
                },
                provenance=provenance_of(row)
                | _reference_price_marks(row["product"])
                | _marked(
                    "shortage_cost", **ASSUMED, note="about ten times the price of 2025 or more"
                ),
            )
            for row in rows_of(DATA / "base_products.csv")
        ),
    )


def demand() -> dict[str, Record]:
    """Demand by year."""
    found: dict[str, Record] = {}
    for material, rows in _grouped("base_demand_annual.csv", "product").items():
        by_year = {row["year"]: float(row["demand_t"]) for row in rows}
        found[material] = Record(
            {"segment": material},
            {year: by_year[year] for year in YEARS},
            provenance=provenance_of(rows[0]),
        )
    return found


def suppliers() -> dict[str, Record]:
    """Sellers: the core ones and those of gallium take part, the optional ones do not."""
    found: dict[str, Record] = {}
    for key, row in _by("base_suppliers.csv", "supplier").items():
        values: dict[str, Value] = {
            "supplier": key,
            "name": row["name"],
            "country": row["separation_iso"],
            "active": row["core"] == "1" or key.endswith("_GA"),
        }
        provenance = provenance_of(row)
        if key == "LYN":
            values["hazard"] = 0.03
            provenance |= _marked(
                "hazard", **ASSUMED, note="Kuantan: outage or loss of the licence, two quarters"
            )
        found[key] = Record(values, provenance=provenance)
    return found


def offers() -> dict[str, Record]:
    """One offer for each supplier and material; the price is the same in all years."""
    sellers = _by("base_suppliers.csv", "supplier")
    grades = _by("sheets/supplier_grades.csv", "supplier")
    found: dict[str, Record] = {}
    for key, rows in _offer_rows().items():
        seller, material = sellers[rows[0]["supplier"]], rows[0]["product"]
        prices = {float(row["offer_usd_kg_fob_real2025"]) for row in rows}
        if len(prices) != 1:
            raise ValueError(f"{key}: the price changes over the years")
        values: dict[str, Value] = {
            "offer": key,
            "supplier": seller["supplier"],
            "material": material,
            "price": prices.pop(),
            "delivery_ratio": float(seller["delivery_haircut"]),
            "yield": float(seller["quality_yield"]),
            "processed_in": seller["separation_iso"],
            "routes": _routes_of(seller),
        }
        if seller["supplier"] not in CHINESE_FEED:
            values["mined_in"] = seller["mine_iso"]
        if material in GRADED:
            values["grade"] = grades[seller["supplier"]]["grade"]
        if seller["start_year"] > YEARS[0]:
            values["start"] = seller["start_year"]
        provenance = provenance_of(rows[0]) | {"price flag": rows[0]["price_flag"]}
        provenance |= provenance_of(seller, "delivery_ratio")
        provenance |= _marked("yield", seller["source_id"], seller["flag"])
        found[key] = Record(values, provenance=provenance)
    return found


def origins() -> dict[str, Record]:
    """Feed of the converters: the Chinese share of base_policy, the rest Australian."""
    policy = _by("base_policy.csv", "parameter")["vn_th_embargo_passthrough"]
    chinese = float(policy["value"])
    feed = {"CHN": chinese, OTHER_FEED: round(1 - chinese, 9)}
    notes = {
        "CHN": policy["note"],
        OTHER_FEED: "the rest is taken to be Lynas material, the only other source that is named",
    }
    return keyed(
        TABLE["origins"],
        (
            Record(
                {"offer": key, "country": country, "share": part},
                provenance=ASSUMED | {"note": notes[country]},
            )
            for key, rows in _offer_rows().items()
            if rows[0]["supplier"] in CHINESE_FEED
            for country, part in feed.items()
        ),
    )


def capacities() -> dict[str, Record]:
    """Announced capacity by year; the delivery ratio of the offer applies to it."""
    return {
        key: Record(
            {"offer": key},
            {row["year"]: float(row["cap_announced_to_japan_t"]) for row in rows},
            provenance=provenance_of(rows[0]) | {"flag": rows[0]["cap_flag"]},
        )
        for key, rows in _offer_rows().items()
    }


def countries() -> dict[str, Record]:
    """Hazard (added), governance risk (WGI), share of world mine production (USGS)."""
    risk = {
        row["iso3"]: row
        for row in rows_of(DATA / "country_risk_wgi.csv")
        if row["indicator"] == "risk_pv"
    }
    mined = _by("mine_production_2025.csv", "iso3")
    world = float(mined["WLD"]["value"])
    found = sheet(SHEETS / "countries.csv", "countries")
    for key, record in found.items():
        values = {**record.values, "governance_risk": float(risk[key]["value"])}
        provenance = {**record.provenance, **provenance_of(risk[key], "governance_risk")}
        if key in mined:
            values["world_production"] = round(float(mined[key]["value"]) / world, 4)
            note = f"{mined[key]['value']} of {mined['WLD']['value']} t of oxides mined in 2025"
            provenance |= _marked("world_production", mined[key]["source_id"], "derived", note=note)
        found[key] = Record(values, provenance=provenance)
    return found


def routes() -> dict[str, Record]:
    """Routes; those with legs keep only what the legs do not hold, so that totals are as given."""
    added = _by("sheets/route_legs.csv", "route")
    legs = sheet(SHEETS / "legs.csv", "legs")
    found: dict[str, Record] = {}
    for key, row in _by("base_routes.csv", "route").items():
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
            provenance |= _marked("cost", **ASSUMED, note=added[key]["note"])
        found[key] = Record(values, provenance=provenance)
    return found


def stock() -> dict[str, Record]:
    """Days of cover of the policy.

    Where the target is above the opening level it stands from a later day; until then the row of
    the opening grade keeps the opening level.
    """
    policy = _by("base_policy.csv", "parameter")["initial_stock_days"]
    later = _by("sheets/stock.csv", "material")
    found: list[Record] = []
    for key, row in _by("base_products.csv", "product").items():
        opening = 30.0 if key in THIRTY_DAYS else float(policy["value"])
        target: dict[str, Value] = {"material": key, "days_of_cover": float(row["stock_days"])}
        marks = ASSUMED | {"note": "60 and 30 days are reported; more for what is under licence"}
        start: dict[str, Value] = {"opening_cover": opening}
        start_marks = provenance_of(policy, "opening_cover")
        if key in GRADED:
            target["cover_from"] = later[key]["cover_from"]
            found.append(Record(target, provenance=marks | {"note": later[key]["note"]}))
            grade: dict[str, Value] = {"material": key, "grade": OPENING_GRADE}
            marks = ASSUMED | {"note": "the opening level is kept until the target stands"}
            target = grade | {"days_of_cover": opening}
        found.append(Record(target | start, provenance=marks | start_marks))
    return keyed(TABLE["stock"], found)


def _offer_rows() -> dict[str, list[dict[str, str]]]:
    """Rows of the supply file by the key of the offer, years in order."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows_of(DATA / "base_supplier_product_annual.csv"):
        found[f"{row['supplier']}-{row['product']}"].append(row)
    for key, rows in found.items():
        if tuple(row["year"] for row in rows) != YEARS:
            raise ValueError(f"{key}: the years are not those of the plan")
    return found


def _routes_of(seller: Row) -> tuple[str, ...]:
    default = seller["default_route"]
    return CENTRAL_ASIAN_ROUTES if default in CENTRAL_ASIAN_ROUTES else (default,)


def _reference_price_marks(material: str) -> dict[str, str]:
    """The reference price is the Chinese price, so it has the marks of that one."""
    seller = next(
        row
        for row in rows_of(DATA / "base_supplier_product_annual.csv")
        if row["product"] == material and row["supplier"].startswith("CN_")
    )
    return _marked("reference_price", seller["source_id"], seller["price_flag"])


def _marked(column: str, source: str, flag: str, note: str = "") -> dict[str, str]:
    return provenance_of({"source": source, "flag": flag, "note": note}, column)


def _number(record: Record, column: str) -> float:
    value = record.values.get(column, 0.0)
    assert isinstance(value, float)
    return value


def _by(file: str, column: str) -> dict[str, dict[str, str]]:
    return {row[column]: row for row in rows_of(DATA / file)}


def _grouped(file: str, column: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows_of(DATA / file):
        found[row[column]].append(row)
    return found


if __name__ == "__main__":
    write_workbook(WORKBOOK, records(), overwrite=True)
    print(f"{WORKBOOK} is written.")
