"""What comes of deliveries: arrivals by material, loads of plants, surplus by step, exposure."""

from __future__ import annotations

import math
from collections import defaultdict

import pandas as pd

from orefolio.portfolio.canonical import canonical, from_rows
from orefolio.portfolio.declared.chains import ARRIVALS, EXPOSURE, PLANT_LOADS, SURPLUS
from orefolio.portfolio.extract.solved import PER_KG, Solved, ratio, with_totals

REST = "rest"
"""The surplus that no step takes."""

ROLES = ("mined", "processed", "transit", "any")


def arrivals(solved: Solved) -> pd.DataFrame:
    """Usable tonnes of every material by path and period."""
    product = {key: path.product for key, path in solved.case.paths.items()}
    frame = solved.arrivals.assign(product=solved.arrivals["path"].map(product))
    return canonical(ARRIVALS, frame, solved.ranks)


def plant_loads(solved: Solved) -> pd.DataFrame:
    """Every plant in every period: fed, recovered, capacity, toll."""
    fed: defaultdict[tuple[str, str], float] = defaultdict(float)
    out: defaultdict[tuple[str, str], float] = defaultdict(float)
    flows = solved.flows
    for key, node, bought in zip(flows["path"], flows["node"], flows["bought"], strict=True):
        path = solved.case.paths[key]
        masses = [*(path.fed[plant] for plant in path.plants), path.delivered]
        for plant, into, left in zip(path.plants, masses, masses[1:], strict=False):
            fed[plant, node] += into * bought
            out[plant, node] += left * bought
    rows = []
    for data in solved.case.plants.values():
        capacity = solved.capacity("plants", data.key)
        for node, period in solved.period.items():
            most, tonnes = capacity[period.index], fed[data.key, node]
            rows.append(
                (
                    *(data.key, data.country, data.stage, period.label),
                    tonnes,
                    out[data.key, node],
                    most,
                    tonnes / most if 0 < most < math.inf else None,
                    tonnes * data.toll,
                )
            )
    return from_rows(PLANT_LOADS, rows, solved.ranks)


def surplus(solved: Solved) -> pd.DataFrame:
    """Every step of every material, and the rest where there is any."""
    case = solved.case
    left: defaultdict[tuple[str, str], float] = defaultdict(float)
    for (material, _, node), tonnes in solved.values("surplus").items():
        if node in solved.period:
            left[material, node] += tonnes
    sold = solved.values("surplus_step")
    rows: list[tuple[object, ...]] = []
    for material, data in case.materials.items():
        steps = case.surplus_steps.get(material, ()) if data.surplus_allowed else ()
        for node, period in solved.period.items():
            rest = left[material, node]
            for step in steps:
                tonnes = sold.get((material, step.step, node), 0.0)
                rest -= tonnes
                limit, income = step.tonnes[period.index], tonnes * step.price
                price = step.price / PER_KG
                rows.append((material, period.label, step.step, tonnes, limit, price, income))
            rest = max(rest, 0.0)
            if rest > 0:
                value = data.surplus_value
                cells = (REST, rest, None, value / PER_KG, rest * value)
                rows.append((material, period.label, *cells))
    return from_rows(SURPLUS, rows, solved.ranks)


def exposure(solved: Solved) -> pd.DataFrame:
    """Usable tonnes by country touched and role, and those that customs see under another name."""
    rows = [
        (path.key, role, country, part, 0.0 if country == path.customs_origin else part)
        for path in solved.case.paths.values()
        for role in ROLES
        for country, part in path.touches[role].items()
        if part > 0
    ]
    touched = pd.DataFrame(rows, columns=["path", "role", "country", "part", "apart"])
    keys = ["path", "material", "year"]
    came = solved.arrivals.groupby(keys, as_index=False, sort=False)[["usable"]].sum()
    frame = came.merge(touched, on="path")
    frame["tonnes"] = frame["usable"] * frame["part"]
    frame["hidden"] = frame["usable"] * frame["apart"]
    group = ["country", "role", "year", "material"]
    frame = with_totals(frame[[*group, "tonnes", "hidden"]], ("material", "year"))
    frame = frame.groupby(group, as_index=False, sort=True)[["tonnes", "hidden"]].sum()
    every = with_totals(came[["material", "year", "usable"]], ("material", "year"))
    whole = every.groupby(["material", "year"], as_index=False)[["usable"]].sum()
    frame = frame.merge(whole, on=["material", "year"], how="left")
    frame["share"] = ratio(frame["tonnes"], frame["usable"])
    frame["hidden_share"] = ratio(frame["hidden"], frame["usable"])
    return canonical(EXPOSURE, frame, solved.ranks)
