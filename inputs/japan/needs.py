"""What is needed: the plan, materials, their demand and stock."""

from __future__ import annotations

from itertools import product

from sheet_csv import keyed, provenance_of, rows_of

from japan.files import ASSUMED, DATA, GRADED, YEARS, by, grouped, marked
from orefolio.tables import TABLE, Record, Value

POOLS = {"national": 0.7, "private": 0.3}
"""Pools with their part of the days: 42 and 18 of 60."""
PRICE_GROUPS = {"NDPR": "NDPR", "CE": "LIGHT", "LA": "LIGHT", "MM": "LIGHT", "GA": "GA"}
"""Price groups of the price paths; what is not named is heavy."""
THIRTY_DAYS = ("CE", "LA", "MM")  # stocked for 30 days at the start, the others for 60
OPENING_GRADE = "premium"


def settings() -> dict[str, Record]:
    """The plan as a whole; rates of base_policy are in percent."""
    policy = by("base_policy.csv", "parameter")
    values: dict[str, Value] = {
        "title": "Japan: rare earths and gallium, 2026 to 2035",
        "start": "2026-01-01",
        "years": float(len(YEARS)),
        "period_length": "year",
        "price_path": "P0_2025FLAT",
        "finance_rate": float(policy["discount_rate"]["value"]) / 100,
        "discount_rate": float(policy["discount_rate"]["value"]) / 100,
        "holding_rate": float(policy["holding_cost"]["value"]) / 100,
        "storage_cost": float(policy["storage_cost_floor"]["value"]),
        "jpy_per_usd": float(policy["usd_jpy"]["value"]),
        "aud_per_usd": round(1 / float(policy["aud_usd"]["value"]), 6),
    }
    provenance = {
        **marked("years", **ASSUMED, note="horizon of the data"),
        **provenance_of(policy["discount_rate"], "discount_rate"),
        **provenance_of(policy["discount_rate"], "finance_rate"),
        **provenance_of(policy["holding_cost"], "holding_rate"),
        **provenance_of(policy["storage_cost_floor"], "storage_cost"),
        **provenance_of(policy["usd_jpy"], "jpy_per_usd"),
        **marked("aud_per_usd", **ASSUMED, note="0.65 USD for one AUD"),
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
                    "price_group": PRICE_GROUPS.get(row["product"], "HEAVY"),
                    "reference_price": float(row["price_2025_usd_kg"]),
                    "shortage_cost": float(row["shortage_penalty_usd_kg"]),
                },
                provenance=provenance_of(row)
                | _reference_price_marks(row["product"])
                | marked(
                    "shortage_cost", **ASSUMED, note="about ten times the price of 2025 or more"
                ),
            )
            for row in rows_of(DATA / "base_products.csv")
        ),
    )


def _reference_price_marks(material: str) -> dict[str, str]:
    """The reference price is the Chinese price, so it has the marks of that one."""
    seller = next(
        row
        for row in rows_of(DATA / "base_supplier_product_annual.csv")
        if row["product"] == material and row["supplier"].startswith("CN_")
    )
    return marked("reference_price", seller["source_id"], seller["price_flag"])


def demand() -> dict[str, Record]:
    """Demand by year."""
    found: dict[str, Record] = {}
    for material, rows in grouped("base_demand_annual.csv", "product").items():
        found[material] = Record(
            {"segment": material},
            {row["year"]: float(row["demand_t"]) for row in rows},
            provenance=provenance_of(rows[0]),
        )
    return found


def stock() -> dict[str, Record]:
    """Days of cover of the policy, in a national and a private pool.

    Where the target is above the opening level it stands from a later day; until then the row of
    the opening grade keeps the opening level.
    """
    policy = by("base_policy.csv", "parameter")["initial_stock_days"]
    later = by("sheets/stock.csv", "material")
    found: list[Record] = []
    for (key, row), (pool, part) in product(
        by("base_products.csv", "product").items(), POOLS.items()
    ):
        opening = round((30.0 if key in THIRTY_DAYS else float(policy["value"])) * part, 3)
        wanted = round(float(row["stock_days"]) * part, 3)
        target: dict[str, Value] = {"material": key, "pool": pool, "days_of_cover": wanted}
        marks = ASSUMED | {
            "note": "60 and 30 days are reported, more for what is under licence; 42 national and"
            " 18 private of 60"
        }
        start: dict[str, Value] = {"opening_cover": opening}
        start_marks = marked("opening_cover", policy["source_id"], policy["flag"])
        if key in GRADED:
            target["cover_from"] = later[key]["cover_from"]
            found.append(Record(target, provenance=marks | {"note": later[key]["note"]}))
            grade: dict[str, Value] = {"material": key, "grade": OPENING_GRADE, "pool": pool}
            marks = ASSUMED | {"note": "the opening level is kept until the target stands"}
            target = grade | {"days_of_cover": opening}
        found.append(Record(target | start, provenance=marks | start_marks))
    return keyed(TABLE["stock"], found)
