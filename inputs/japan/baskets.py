"""Sources that sell oxides in fixed proportion, and the plants that separate them."""

from __future__ import annotations

from collections import defaultdict

from sheet_csv import keyed, provenance_of, rows_of, sheet

from japan.files import ASSUMED, DATA, GRADED, SHEETS, by, grouped, marked
from orefolio.tables import TABLE, Record, Value

DEPOSITS = {
    "KZ": "SARECO uranium-residue concentrate",
    "KG": "Kutessay II",
    "BR": "Serra Verde ionic clay (MREC)",
    "JPM": "Minamitorishima mud",
}
"""Suppliers whose oxides come together, with the deposit that gives their proportion."""

PLANTS = {
    "KZ": ("CN-TOLL", "KUANTAN-TOLL", "ROCHELLE-TOLL", "STEPNOGORSK"),
    "BR": ("CN-TOLL", "US-TOLL"),
    "JPM": ("JP-TOLL",),
}
"""Where each may be separated; the mine of Kyrgyzstan is taken to do it itself."""

INBOUND = {
    "KZ": ("AT-STEPNOGORSK", "KZ-CN", "KZ-KUANTAN", "KZ-KUANTAN-MID", "KZ-ROCHELLE"),
    "BR": ("BR-CN", "BR-US"),
    "JPM": ("JPM-SEA",),
}
"""Routes to the plants."""

TOLL_OUTSIDE_CHINA = 14.0  # USD/kg, what a separated price holds of the toll
MATERIAL_OF = {"La": "LA", "Ce": "CE", "Pr": "NDPR", "Nd": "NDPR", "Sm": "SM", "Tb": "TB"}
MATERIAL_OF |= {"Dy": "DY", "Y": "Y"}
OTHER = "OTH"


def products() -> dict[str, Record]:
    """One product a deposit."""
    return {
        f"{supplier}-REO": Record(
            {"product": f"{supplier}-REO", "name": f"{deposit}, oxides contained"},
            provenance=ASSUMED | {"note": "composition on the Contents sheet"},
        )
        for supplier, deposit in sorted(DEPOSITS.items())
    }


def contents() -> dict[str, Record]:
    """Tonnes of each material in a tonne of oxides; small elements count as others."""
    rows = defaultdict(list)
    for row in rows_of(DATA / "basket_composition.csv"):
        rows[row["deposit"]].append(row)
    found: list[Record] = []
    for supplier, deposit in DEPOSITS.items():
        shares: dict[str, float] = defaultdict(float)
        for row in rows[deposit]:
            material = MATERIAL_OF.get(row["element"], OTHER)
            shares[material] += float(row["value_normalised_100"]) / 100
        for material, share in shares.items():
            values: dict[str, Value] = {"product": f"{supplier}-REO", "material": material}
            values["share"] = round(share, 6)
            if material in GRADED:
                values["grade"] = "standard"
            marks = provenance_of(rows[deposit][0])
            marks.pop("note", None)
            found.append(Record(values, provenance=marks))
    return keyed(TABLE["contents"], found)


def prices() -> dict[str, float]:
    """USD/kg of oxides: content at the stated prices of separated oxides, less the toll."""
    share = {key: row.values["share"] for key, row in contents().items()}
    offered = grouped("base_supplier_product_annual.csv", "supplier", "product")
    found: dict[str, float] = {}
    for supplier in DEPOSITS:
        total = 0.0
        for key, rows in offered.items():
            seller, material = rows[0]["supplier"], rows[0]["product"]
            if seller == supplier and f"{supplier}-REO|{material}" in share:
                part = share[f"{supplier}-REO|{material}"]
                assert isinstance(part, float), key
                total += part * float(rows[0]["offer_usd_kg_fob_real2025"])
        toll = TOLL_OUTSIDE_CHINA if supplier in PLANTS else 0.0
        found[supplier] = round(total - toll, 1)
    return found


def offers() -> dict[str, Record]:
    """One offer a deposit, by whichever plant is best."""
    sellers, price = by("base_suppliers.csv", "supplier"), prices()
    found: dict[str, Record] = {}
    for supplier in sorted(DEPOSITS):
        seller = sellers[supplier]
        key = f"{supplier}-REO"
        values: dict[str, Value] = {
            "offer": key,
            "supplier": supplier,
            "product": key,
            "price": price[supplier],
            "yield": float(seller["quality_yield"]),
            "mined_in": seller["mine_iso"],
            "routes": INBOUND.get(supplier, (seller["default_route"],)),
            "start": seller["start_year"],
            "incoterm": "FOB",
        }
        if supplier in PLANTS:
            values["plants"] = PLANTS[supplier]
        marks = ASSUMED | {
            "note": "price: content at the stated prices of separated oxides, less 14 USD/kg of"
            " toll where it is separated elsewhere"
        }
        if supplier != "KZ":  # its ratio follows from the Delivery records
            values["delivery_ratio"] = float(seller["delivery_haircut"])
            marks |= marked("delivery_ratio", seller["source_id"], seller["flag"])
        found[key] = Record(values, provenance=marks)
    return found


def capacities() -> dict[str, Record]:
    """Oxides a year: the announced NdPr over its share in the deposit."""
    rows = grouped("base_supplier_product_annual.csv", "supplier", "product")
    share = {key: row.values["share"] for key, row in contents().items()}
    found: dict[str, Record] = {}
    for supplier in sorted(DEPOSITS):
        part = share[f"{supplier}-REO|NDPR"]
        assert isinstance(part, float)
        by_year = {
            row["year"]: round(float(row["cap_announced_to_japan_t"]) / part, 1)
            for row in rows[f"{supplier}-NDPR"]
        }
        note = "announced NdPr over its share of the deposit"
        key = f"{supplier}-REO"
        found[key] = Record({"offer": key}, by_year, provenance=ASSUMED | {"note": note})
    return found


def inbound_routes() -> dict[str, Record]:
    """Ways from the deposits to the plants."""
    return sheet(SHEETS / "inbound_routes.csv", "routes")
