"""What the data give by year or by supplier: price paths, scrap, qualification."""

from __future__ import annotations

from collections import defaultdict

from sheet_csv import Row, keyed, provenance_of, rows_of

from japan.baskets import DEPOSITS
from japan.files import ASSUMED, DATA, GRADED, by, grouped
from orefolio.tables import TABLE, Record

MONTHS_A_QUARTER = 3
QUALIFICATION_COST = 500_000.0  # USD for a source and a material
COLLECTED, RECOVERED = 0.4, 0.97  # as on the Levers sheet
OPTIONAL = ("JPM",)  # not core, but among the questions: sold only after an investment
RECYCLER = "JPR"  # supplier of the data; in the workbook three levers


def takes_part(key: str, row: Row) -> bool:
    """Whether a supplier is in the shipped plan: the core ones, gallium, and Minamitorishima."""
    return (row["core"] == "1" or key.endswith("_GA") or key in OPTIONAL) and key != RECYCLER


def price_paths() -> dict[str, Record]:
    """Multipliers on the prices of 2025, by path, group and year."""
    years: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    marks: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows_of(DATA / "base_price_paths.csv"):
        key = row["path"], row["group"]
        years[key][row["year"]] = float(row["multiplier_on_2025"])
        marks[key] = provenance_of(row)
    return keyed(
        TABLE["price_paths"],
        (
            Record(
                {"path": path, "group": group}, years[path, group], provenance=marks[path, group]
            )
            for path, group in years
        ),
    )


def collection() -> dict[str, Record]:
    """Scrap of old magnets: what the recycler announces, over what is collected and recovered."""
    note = "so that 40 % collected give the tonnes announced: 2 to 10 % of the demand"
    found: dict[str, Record] = {}
    for key, rows in grouped("base_supplier_product_annual.csv", "supplier", "product").items():
        seller, material = rows[0]["supplier"], rows[0]["product"]
        if seller == RECYCLER:
            arising = {
                row["year"]: round(
                    float(row["cap_announced_to_japan_t"]) / COLLECTED / RECOVERED, 1
                )
                for row in rows
            }
            lever = f"EOL-{material}"
            found[lever] = Record({"lever": lever}, arising, provenance=ASSUMED | {"note": note})
            assert key == f"{RECYCLER}-{material}"
    return found


def qualification() -> dict[str, Record]:
    """Sources that makers of magnets and others must test first, with the months it takes."""
    sold = defaultdict(set)
    for rows in grouped("base_supplier_product_annual.csv", "supplier", "product").values():
        sold[rows[0]["supplier"]].add(rows[0]["product"])
    found: list[Record] = []
    for key, row in by("base_suppliers.csv", "supplier").items():
        months = MONTHS_A_QUARTER * float(row["qualification_quarters"])
        if not months or not takes_part(key, row):
            continue
        tested = (*GRADED, "GA") if key not in DEPOSITS else GRADED
        for material in tested:
            if material in sold[key]:
                found.append(
                    Record(
                        {
                            "seller": key,
                            "segment": material,
                            "months": months,
                            "cost": QUALIFICATION_COST,
                            "first_year_share": 0.5,
                        },
                        provenance=ASSUMED | {"note": "6 to 24 months; the cost is an example"},
                    )
                )
    return keyed(TABLE["qualification"], found)
