"""Random small cases for properties: tables of a few rows with round numbers, always feasible."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

Tables = dict[str, Any]
COUNTRIES = ("AUS", "CHN", "VNM")
MEASURES = (
    "share of volume",
    "share of value",
    "share of spend",
    "tonnes",
    "spend",
    "spend per kg",
    "total of column",
    "average of column",
    "count",
)
PRICES = st.integers(20, 400)


@st.composite
def offers(draw: st.DrawFn, *, material: str, grades: list[str], lots: bool) -> dict[str, Any]:
    """The terms of one offer."""
    row: dict[str, Any] = {
        "supplier": draw(st.sampled_from(["S1", "S2", "S3"])),
        "material": material,
        "price": draw(PRICES),
        "yield": draw(st.sampled_from([1.0, 1.0, 0.8])),
    }
    if draw(st.booleans()):
        row["capacity"] = draw(st.integers(10, 150))
    if grades:
        row["grade"] = draw(st.sampled_from(grades))
    if draw(st.booleans()):
        row["routes"] = draw(st.sampled_from([["LAND"], ["SEA"], ["LAND", "SEA"]]))
    if draw(st.booleans()):
        row["processed_in"] = draw(st.sampled_from(COUNTRIES))
    if lots and draw(st.booleans()):
        row["minimum_lot"] = draw(st.integers(0, 60))
        row["fixed_fee"] = draw(st.integers(0, 3000)) * 1000
        row["lot_span"] = draw(st.sampled_from(["period", "year", "horizon"]))
    return row


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    """One rule of any measure and scope, soft so that the case stays feasible."""
    scope = draw(st.sampled_from(["any", "bloc", "country", "supplier", "offer", "route"]))
    measure = draw(st.sampled_from(MEASURES))
    if measure == "count" and scope == "any":
        scope = "country"
    bounds = {
        "share of volume": st.integers(0, 20).map(lambda part: part / 20),
        "share of value": st.integers(0, 20).map(lambda part: part / 20),
        "share of spend": st.integers(0, 20).map(lambda part: part / 20),
        "tonnes": st.integers(0, 150),
        "spend": st.integers(0, 20).map(lambda part: part * 1e6),
        "spend per kg": st.integers(20, 400),
        "total of column": st.integers(0, 150),
        "average of column": st.integers(15, 20).map(lambda part: part / 20),
        "count": st.integers(0, 3),
    }
    return {
        "scope": scope,
        "members": "*",
        "role": draw(st.sampled_from(["mined", "processed", "transit", "any"])),
        "measure": measure,
        "bound": draw(bounds[measure]),
        "sense": draw(st.sampled_from(["at most", "at least", "exactly"])),
        "per_member": draw(st.sampled_from(["each", "together"])),
        "per_material": draw(st.sampled_from(["each", "together"])),
        "share_of": "deliveries"
        if measure == "share of spend"
        else draw(st.sampled_from(["demand", "deliveries"])),
        "column": "yield" if measure.endswith("of column") else None,
        "span": draw(st.sampled_from(["period", "year", "horizon"])),
        "counted_from": draw(st.sampled_from([0, 5])),
        "penalty": draw(st.sampled_from([0.5, 50.0, 50_000.0])),
    }


@st.composite
def pooled(draw: st.DrawFn, stock: dict[str, Any]) -> Tables:
    """The stock in a pool that may be closed, beside one whose lots are lost or grow old."""
    ageing = {
        "shelf_life": draw(st.sampled_from([None, 3, 12, 18])),
        "loss_rate": draw(st.sampled_from([0.0, 0.3])),
        "opening_stock": draw(st.integers(0, 10)),
    }
    release = draw(st.sampled_from(["free", "never"]))
    return {
        "pools": {"A": {"release": release}, "B": {}},
        "stock": {"DY||A": stock, "DY||B": {**stock, **ageing}},
    }


@st.composite
def tables(
    draw: st.DrawFn, *, lots: bool = True, periods: tuple[str, ...] = ("year", "quarter")
) -> Tables:
    """A case of one or two materials, up to four offers, and some of the optional sheets.

    Every shortage has a cost and every rule a penalty, so that there always is a plan.
    """
    materials = ["DY", "TB"][: draw(st.integers(1, 2))]
    grades = draw(st.sampled_from([[], ["HIGH", "LOW"]]))
    found: Tables = {
        "settings": {
            "years": draw(st.integers(1, 2)),
            "period_length": draw(st.sampled_from(periods)),
            "discount_rate": draw(st.sampled_from([0.0, 0.08])),
            "risk_weight": draw(st.sampled_from([0.0, 0.5])),
            "concentration_weight": draw(st.sampled_from([0.0, 0.0, 0.4])),
            "end_of_horizon": draw(st.sampled_from(["value", "keep", "free"])),
            "end_salvage": 0.1,
        },
        "materials": {
            material: {
                "demand": draw(st.integers(20, 120)),
                "shortage_cost": draw(st.integers(300, 900)),
                "reference_price": draw(st.integers(100, 200)),
                "surplus_value": draw(st.integers(-20, 10)),
            }
            for material in materials
        },
        "suppliers": {
            name: {"country": draw(st.sampled_from(COUNTRIES))} for name in ("S1", "S2", "S3")
        },
        "countries": {name: {"hazard": draw(st.sampled_from([0.0, 0.3]))} for name in COUNTRIES},
        "blocs": {"ASIA|CHN": {}, "ASIA|VNM": {}},
        "chokepoints": {"STRAIT": {"capacity": draw(st.integers(40, 200))}},
        "legs": {"SHIP": {"cost": 1000, "chokepoints": ["STRAIT"]}},
        "routes": {
            "LAND": {"cost": draw(st.integers(0, 30)) * 1000, "countries": ["CHN"]},
            "SEA": {"legs": ["SHIP"], "hazard": 0.1},
        },
        "offers": {
            f"O{number}": draw(
                offers(material=materials[number % len(materials)], grades=grades, lots=lots)
            )
            for number in range(draw(st.integers(1, 4)))
        },
    }
    if grades:
        found["grades"] = {"HIGH": {}, "LOW": {}}
        found["attributes"] = {"Q": {}}
        found["quality"] = {"HIGH|Q": {"value": 10}, "LOW|Q": {"value": 90}}
        found["specifications"] = {
            "DY|Q": {"maximum": 50, "basis": draw(st.sampled_from(["every lot", "blend"]))}
        }
    elif draw(st.booleans()):
        stock = {
            "opening_stock": draw(st.integers(30, 40)),
            "ceiling": 60,
            "storage_cost": draw(st.integers(0, 5)),
        }
        found |= draw(pooled(stock)) if draw(st.booleans()) else {"stock": {"DY": stock}}
    if draw(st.booleans()):
        found["rules"] = {f"R{n}": draw(rules()) for n in range(draw(st.integers(1, 2)))}
    return found


@st.composite
def harder(draw: st.DrawFn) -> Tables:
    """Rows that may leave no plan: a cap on concentration, hard rules, stock of single grades."""
    rows: Tables = {}
    if draw(st.booleans()):
        rows["rules"] = {
            "H": {
                "scope": draw(st.sampled_from(["supplier", "country"])),
                "role": draw(st.sampled_from(["mined", "processed"])),
                "measure": "HHI",
                "bound": draw(st.integers(4, 19)) / 20,
                "per_material": draw(st.sampled_from(["each", "together"])),
                "span": draw(st.sampled_from(["period", "year", "horizon"])),
            },
            "X": {**draw(rules()), "penalty": None},
        }
    if draw(st.booleans()):
        rows["stock"] = {
            f"DY{grade}": {
                "days_of_cover": draw(st.integers(0, 200)),
                "opening_cover": draw(st.integers(0, 100)) if grade else 0,
                "holding_rate": 0.1,
                "end_of_horizon": draw(st.sampled_from(["value", "keep", "free"])),
            }
            for grade in draw(st.sampled_from([[""], ["|HIGH", "|LOW"], ["", "|LOW"]]))
        }
    return rows


def joined(case: Tables, more: Tables) -> Tables:
    """Both together; stock of single grades only where there are grades."""
    found = copy.deepcopy(case)
    for name, rows in more.items():
        graded = any("|" in key for key in rows)
        if name != "stock" or graded == ("grades" in case):
            found[name] = {**found.get(name, {}), **rows}
    return found


def shuffled(value: Tables) -> Tables:
    """The same tables with every row in the opposite order."""
    return {
        name: rows if name == "settings" else dict(reversed(list(rows.items())))
        for name, rows in value.items()
    }
