"""The Japan workbook with every mechanism of the model on, in quarters: a hard MIP.

What the shipped workbook leaves off is switched on (rules, export taxes, the price path of the
spike, weights of risk and concentration), and what it does not use is added: lots and fees, a
contract with steps over all units that the plan may leave unsigned, one with falling steps, one in
whole lots, a bundle, make-up rights, cover at a price, stock that ages, soft, conditional and
counting rules, an exclusive group, a discount as a right. The added numbers are examples.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.generated import Rows
from orefolio.tables import TABLE, Record, Records, Value
from orefolio.workbook import read_records

SETTINGS: Mapping[str, Value] = {
    "period_length": "quarter",
    "price_path": "P1_2026SPIKE",
    "capacity_basis": "expected",
    "risk_weight": 0.1,
    "concentration_weight": 0.02,
    "relative_gap": 0.005,
}

LOTS: Rows = {
    key: {"minimum_lot": lot, "fixed_fee": fee, "lot_span": span}
    for key, lot, fee, span in (
        ("MP-NDPR", 200.0, 400_000.0, "year"),
        ("FR-NDPR", 50.0, 250_000.0, "year"),
        ("ILU-NDPR", 100.0, 300_000.0, "year"),
        ("EE-NDPR", 20.0, 100_000.0, "year"),
        ("IN-NDPR", 40.0, 100_000.0, "year"),
        ("VN-NDPR", 50.0, 150_000.0, "year"),
        ("MP-DY", 2.0, 60_000.0, "year"),
        ("MP-TB", 0.5, 40_000.0, "year"),
        ("LYN-Y", 5.0, 20_000.0, "year"),
        ("KZ-REO", 30.0, 200_000.0, "year"),
        ("BR-REO", 100.0, 300_000.0, "year"),
        ("KG-REO", 20.0, 200_000.0, "year"),
        ("JP_GA-GA", 0.5, 20_000.0, "period"),
        ("VN-DY", 1.0, 15_000.0, "period"),
    )
}
EX_WORKS: Rows = {"CN_S-DY": {"incoterm": "EXW"}, "CN_N-NDPR": {"incoterm": "EXW"}}

ADDED: Mapping[str, Rows] = {
    "export_taxes": {"CN-HEAVY-2011": {"active": True}, "CN-LIGHT-2011": {"active": True}},
    "offers": {**LOTS, **EX_WORKS},
    "plants": {
        "KUANTAN-TOLL": {"minimum_load": 40.0, "fixed_fee": 300_000.0, "load_span": "year"},
        "ROCHELLE-TOLL": {"minimum_load": 40.0, "fixed_fee": 300_000.0, "load_span": "year"},
        "US-TOLL": {"minimum_load": 60.0, "fixed_fee": 400_000.0, "load_span": "year"},
    },
    "contracts": {
        "JARE-NDPR": {"take_or_pay": 0.8, "make_up_years": 3.0},
        "CN-NDPR": {
            "offers": ("CN_N-NDPR",),
            "start": "2026",
            "end": "2032",
            "signed": False,
            "firm": 600.0,
            "option": 3000.0,
            "take_or_pay": 0.7,
            "index_slope": 1.0,
            "tiers": "all units",
            "exit_fee": 2_000_000.0,
            "fixed_fee": 200_000.0,
        },
        "TH-NDPR": {
            "offers": ("TH-NDPR",),
            "start": "2026",
            "end": "2033",
            "signed": False,
            "option": 400.0,
            "firm": 100.0,
            "take_or_pay": 1.0,
            "index_slope": 1.0,
            "tiers": "incremental",
            "minimum": 100.0,
            "onboarding_fee": 300_000.0,
        },
        "MP-DY": {
            "offers": ("MP-DY",),
            "start": "2027",
            "end": "2035",
            "price": 430.0,
            "lot_multiple": 5.0,
        },
        "IN-CE": {
            "offers": ("IN-CE",),
            "start": "2026",
            "end": "2035",
            "price": 1.9,
            "exact_lot": 50.0,
        },
    },
    "tiers": {
        "CN-NDPR|1": {"contract": "CN-NDPR", "tier": "1", "from": 0.0, "discount_share": 0.0},
        "CN-NDPR|2": {"contract": "CN-NDPR", "tier": "2", "from": 1200.0, "discount_share": 0.02},
        "CN-NDPR|3": {"contract": "CN-NDPR", "tier": "3", "from": 2400.0, "discount_share": 0.04},
        "TH-NDPR|1": {"contract": "TH-NDPR", "tier": "1", "from": 0.0, "discount": 0.0},
        "TH-NDPR|2": {"contract": "TH-NDPR", "tier": "2", "from": 200.0, "discount": 2.0},
        "TH-NDPR|3": {"contract": "TH-NDPR", "tier": "3", "from": 350.0, "discount": 4.0},
    },
    "bundles": {
        "CAREMAG": {
            "bundle": "CAREMAG",
            "contract_a": "JFRE-DY",
            "contract_b": "JFRE-TB",
            "ratio": 0.15,
            "discount": 10.0,
            "span": "year",
        }
    },
    "stock": {
        "NDPR|private": {"days_wanted": 120.0, "cover_price": 60_000.0},
        "DY|private": {"days_wanted": 180.0, "cover_price": 20_000.0},
        "TB|private": {"days_wanted": 180.0, "cover_price": 15_000.0},
        "GA|private": {"days_wanted": 90.0, "cover_price": 8_000.0, "shelf_life": 24.0},
    },
    "levers": {
        "LA-CE-MAGNET": {"fixed_cost": 3_000_000.0},
        "CE-REUSE": {"fixed_cost": 500_000.0},
    },
    "investments": {
        "ILU-STAKE-BIG": {
            "investment": "ILU-STAKE-BIG",
            "name": "A larger stake, with a discount",
            "kind": "stake",
            "capex": 200.0,
            "lead_time": 24.0,
            "earliest": "2026",
            "latest": "2031",
            "life": 20.0,
            "category": "resources",
            "exclusive_group": "ILUKA",
        },
        "ILU-STAKE": {"exclusive_group": "ILUKA"},
    },
    "openings": {
        f"ILU-STAKE-BIG|offers|{target}": {
            "investment": "ILU-STAKE-BIG",
            "opens": "offers",
            "target": target,
            "gate": True,
            "discount": discount,
        }
        for target, discount in (("ILU-NDPR", 6.0), ("ILU-DY", 25.0), ("ILU-TB", 100.0))
    },
    "rules": {
        "CAP65": {"on": True},
        "CAP65-MINED": {"on": True, "penalty": 20_000.0},
        "COALITION35": {"on": True},
        "HHI-NDPR": {"on": True},
        "CHINA-60-BY-2030": {"on": True},
        "NO-RUSSIA-TRANSIT": {"on": True},
        "NDPR-LEANS-ON-CHINA": {
            "rule": "NDPR-LEANS-ON-CHINA",
            "on": True,
            "use": "condition",
            "scope": "country",
            "members": ("CHN",),
            "per_member": "together",
            "role": "processed",
            "materials": ("NDPR",),
            "per_material": "together",
            "measure": "share of volume",
            "share_of": "demand",
            "sense": "at least",
            "bound": 0.4,
        },
        "THEN-FOUR-SELLERS": {
            "rule": "THEN-FOUR-SELLERS",
            "on": True,
            "when": "NDPR-LEANS-ON-CHINA",
            "scope": "supplier",
            "members": ("*",),
            "per_member": "together",
            "materials": ("NDPR",),
            "per_material": "together",
            "measure": "count",
            "sense": "at least",
            "bound": 4.0,
            "counted_from": 100.0,
        },
        "THREE-SELLERS-DY": {
            "rule": "THREE-SELLERS-DY",
            "on": True,
            "scope": "supplier",
            "members": ("*",),
            "per_member": "together",
            "materials": ("DY",),
            "per_material": "together",
            "measure": "count",
            "sense": "at least",
            "bound": 3.0,
            "counted_from": 5.0,
        },
    },
}
"""What is added to the shipped workbook, by table and row; a row that is there gets the cells."""


def everything() -> Records:
    """The records of the case; a new row of a table with several keys names them all."""
    shipped = Path(__file__).resolve().parents[1] / "inputs" / "japan_rare_earths.xlsx"
    records, _ = read_records(shipped)
    tables = {name: dict(records.table(name)) for name in TABLE}
    settings = tables["settings"][""]
    tables["settings"][""] = replace(settings, values={**settings.values, **SETTINGS})
    for name, rows in ADDED.items():
        for key, values in rows.items():
            old = tables[name].get(key, Record(values={TABLE[name].key[0]: key}))
            tables[name][key] = replace(old, values={**old.values, **values})
    return Records({name: rows for name, rows in tables.items() if rows})
