"""Who sells what: suppliers, offers, origin of the feed, capacities."""

from __future__ import annotations

from sheet_csv import Row, keyed, provenance_of

from japan import baskets
from japan.files import ASSUMED, GRADED, YEARS, by, grouped, marked
from japan.trade import RECYCLER, takes_part
from orefolio.tables import TABLE, Record, Value

CHINESE_FEED = ("VN", "TH")  # convert partly Chinese feed
OTHER_FEED = "AUS"
CENTRAL_ASIAN_ROUTES = ("R_KZ_LYG", "R_KZ_TSR", "R_KZ_MID")
MARKET_PRICED = ("CN_N", "CN_S", "VN", "TH", "LYN", "MP", "EE", "IN", "CN_GA", "JP_GA")
"""Sellers whose prices follow the price path; those of projects are their cost."""


def suppliers() -> dict[str, Record]:
    """Sellers: the core ones and those of gallium take part, the optional ones do not."""
    found: dict[str, Record] = {}
    for key, row in by("base_suppliers.csv", "supplier").items():
        values: dict[str, Value] = {
            "supplier": key,
            "name": row["name"],
            "country": row["separation_iso"],
            "active": takes_part(key, row),
        }
        provenance = provenance_of(row)
        if key == "LYN":
            values["hazard"] = 0.03
            provenance |= marked(
                "hazard", **ASSUMED, note="Kuantan: outage or loss of the licence, two quarters"
            )
        found[key] = Record(values, provenance=provenance)
    return found


def offers() -> dict[str, Record]:
    """One offer for each supplier and material; the price is the same in all years."""
    sellers = by("base_suppliers.csv", "supplier")
    grades = by("sheets/supplier_grades.csv", "supplier")
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
            "incoterm": "FOB",
        }
        if seller["supplier"] in MARKET_PRICED:
            values["price_follows"] = 1.0
        if seller["supplier"] not in CHINESE_FEED:
            values["mined_in"] = seller["mine_iso"]
        if material in GRADED:
            values["grade"] = grades[seller["supplier"]]["grade"]
        if seller["start_year"] > YEARS[0]:
            values["start"] = seller["start_year"]
        provenance = provenance_of(rows[0]) | {"price flag": rows[0]["price_flag"]}
        formula = seller["note"] if seller["flag"] == "derived" else ""
        provenance |= marked("delivery_ratio", seller["source_id"], seller["flag"], formula)
        provenance |= marked("yield", **ASSUMED)
        provenance |= marked("price_follows", **ASSUMED)
        found[key] = Record(values, provenance=provenance)
    return found | baskets.offers()


def origins() -> dict[str, Record]:
    """Feed of the converters: the Chinese share of base_policy, the rest Australian."""
    policy = by("base_policy.csv", "parameter")["vn_th_embargo_passthrough"]
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
    } | baskets.capacities()


def _offer_rows() -> dict[str, list[dict[str, str]]]:
    """Rows of the supply file by the key of the offer; baskets and the recycler stand elsewhere."""
    elsewhere = {*baskets.DEPOSITS, RECYCLER}
    rows = grouped("base_supplier_product_annual.csv", "supplier", "product")
    return {key: found for key, found in rows.items() if found[0]["supplier"] not in elsewhere}


def _routes_of(seller: Row) -> tuple[str, ...]:
    default = seller["default_route"]
    return CENTRAL_ASIAN_ROUTES if default in CENTRAL_ASIAN_ROUTES else (default,)
