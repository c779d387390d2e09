"""Arrivals, plants, surplus by step, countries touched: all told anew from the flows."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from orefolio.case.entities import Series
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.opened import standing
from orefolio.portfolio.auditing.plan import Plan

KG = 1000.0
REST = "rest"
ROLES = ("mined", "processed", "transit", "any")


def check(plan: Plan, checker: Checker) -> None:
    """Every figure of the tables of arrivals, plants, surplus and exposure."""
    _arrivals(plan, checker)
    _plants(plan, checker)
    _surplus(plan, checker)
    _exposure(plan, checker)


def _arrivals(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["arrivals"], ["path", "period", "material"]
    sums = dict.fromkeys(("net", "worth", "paid", "landed"), "sum")
    came = plan.arrivals.groupby(["path", "period", "sold"]).agg({**sums, "grade": "first"})
    checker.rows("arrival rows", table, set(came.index.tolist()), keys)
    table = among(table, keys, set(came.index.tolist()))
    rows = table[keys]
    came = came.loc[list(rows.itertuples(index=False, name=None))]
    pairs = {"usable": "net", "value": "worth", "spend": "paid", "landed": "landed"}
    for column, what in pairs.items():
        checker.figure("arrivals by path", rows, table[column], came[what].to_numpy())
    offers = [plan.offer(path) for path in table["path"]]
    checker.same("arrival names", rows, table["grade"], came["grade"].tolist())
    checker.same("arrival names", rows, table["offer"], [offer.key for offer in offers])
    checker.same("arrival names", rows, table["product"], [offer.product for offer in offers])


def _plants(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["plant_loads"], ["plant", "period"]
    expected = {(plant, label) for plant in plan.case.plants for label in plan.periods}
    checker.rows("plant rows", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    fed: dict[tuple[str, str], float] = {}
    out: dict[tuple[str, str], float] = {}
    columns = (plan.flows["path"], plan.flows["period"], plan.flows["tonnes"])
    for path, period, tonnes in zip(*columns, strict=True):
        stages = plan.stages(path)
        for stage, after in pairwise(stages):
            if stage.plant is not None:
                key = (stage.plant.key, period)
                fed[key] = fed.get(key, 0.0) + tonnes * stage.mass
                out[key] = out.get(key, 0.0) + tonnes * after.mass
    found = list(rows.itertuples(index=False, name=None))
    into = np.array([fed.get(key, 0.0) for key in found], dtype=float)
    plants = [plan.case.plants[key] for key in table["plant"]]
    opened = standing(plan)
    series: list[Series] = [opened.get(("plants", p.key), p.capacity) for p in plants]
    indices = [plan.periods[label].index for label in table["period"]]
    most = np.array([each[i] for each, i in zip(series, indices, strict=True)], dtype=float)
    room = np.where(np.isfinite(most) & (most > 0), most, np.nan)
    checker.figure("plants", rows, table["fed"], into)
    checker.figure("plants", rows, table["recovered"], [out.get(key, 0.0) for key in found])
    checker.figure("plants", rows, table["capacity"], most)
    checker.figure("plants", rows, table["utilisation"], into / room)
    tolls = np.array([plant.toll for plant in plants], dtype=float)
    checker.figure("plants", rows, table["toll"], into * tolls)
    checker.same("plants", rows, table["country"], [plant.country for plant in plants])
    checker.same("plants", rows, table["stage"], [plant.stage for plant in plants])


def surplus_terms(plan: Plan, material: str, step: str, period: str) -> tuple[float, float]:
    """Most tonnes of a step in a period, and USD/t that it brings."""
    for each in plan.case.surplus_steps.get(material, ()):
        if each.step == step:
            return each.tonnes[plan.periods[period].index], each.price
    return np.inf, plan.case.materials[material].surplus_value


def _surplus(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["surplus"], ["material", "period", "step"]
    case = plan.case
    stock = plan.tables["stock"]
    left = stock.groupby(["material", "period"])["surplus"].sum()
    expected = {
        (material, label, each.step)
        for material, steps in case.surplus_steps.items()
        if case.materials[material].surplus_allowed
        for each in steps
        for label in plan.periods
    }
    rest = {
        (m, label, REST) for m, label in zip(table["material"], table["period"], strict=True)
    } & {(m, label, REST) for m in case.materials for label in plan.periods}
    have = set(table[keys].itertuples(index=False, name=None))
    checker.rows("surplus rows", table, expected | (rest & have), keys)
    table = among(table, keys, expected | rest)
    rows = table[keys]
    checker.at_least("surplus not negative", rows, table["tonnes"], 0.0)
    terms = [surplus_terms(plan, m, s, p) for m, p, s in rows.itertuples(index=False, name=None)]
    limit = np.array([most for most, _ in terms], dtype=float)
    price = np.array([each for _, each in terms], dtype=float)
    checker.at_most("surplus step", rows, table["tonnes"], limit)
    checker.figure("surplus", rows, table["limit"], limit)
    checker.figure("surplus", rows, table["price"], price / KG)
    checker.figure("surplus", rows, table["income"], price * table["tonnes"])
    sold = table.groupby(["material", "period"])["tonnes"].sum()
    where: list[tuple[str, str]] = left[left > 0].index.tolist()
    places = sorted({*sold.index.tolist(), *where})
    checker.balances(
        "surplus by step",
        [f"{material} in {label}" for material, label in places],
        [sold.get(key, 0.0) for key in places],
        [left.get(key, 0.0) for key in places],
    )


def _exposure(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["exposure"], ["country", "role", "year", "material"]
    touched: dict[tuple[str, str, str, str], list[float]] = {}
    whole: dict[tuple[str, str], float] = {}
    sums = plan.arrivals.groupby(["path", "sold", "year"])["net"].sum()
    for (path, material, year), net in zip(sums.index.tolist(), sums.tolist(), strict=True):
        cells = [(m, y) for m in (material, "all") for y in (year, "all")]
        for cell in cells:
            whole[cell] = whole.get(cell, 0.0) + net
        last = plan.processed_last(path)
        for role in ROLES:
            for country, part in touches(plan, path, role).items():
                hidden = 0.0 if country == last else part * net
                for m, y in cells:
                    have = touched.setdefault((country, role, y, m), [0.0, 0.0])
                    have[0] += part * net
                    have[1] += hidden
    checker.rows("exposure rows", table, set(touched), keys)
    table = among(table, keys, touched)
    rows = table[keys]
    names = list(rows.itertuples(index=False, name=None))
    found = np.array([touched[name] for name in names], dtype=float).reshape(-1, 2)
    total = np.array([whole[m, y] for _, _, y, m in names], dtype=float)
    total = np.where(total != 0, total, np.nan)
    checker.figure("exposure", rows, table["tonnes"], found[:, 0])
    checker.figure("exposure", rows, table["hidden"], found[:, 1])
    checker.figure("exposure", rows, table["share"], found[:, 0] / total)
    checker.figure("exposure", rows, table["hidden_share"], found[:, 1] / total)


def touches(plan: Plan, path: str, role: str) -> dict[str, float]:
    """The share of a tonne of a path that each country touches in a role."""
    offer, stages = plan.offer(path), plan.stages(path)
    mined = dict(offer.mined_in)
    processed = {offer.processed_in, *(s.plant.country for s in stages if s.plant is not None)}
    crossed = {country for part in plan.passed(path) for country in part.countries}
    whole = {
        "mined": mined,
        "processed": dict.fromkeys(processed, 1.0),
        "transit": dict.fromkeys(crossed, 1.0),
    }
    found = whole.get(role)
    if found is None:
        names = {name for each in whole.values() for name in each}
        found = {name: max(each.get(name, 0.0) for each in whole.values()) for name in names}
    return {name: part for name, part in found.items() if name and part > 0}


def surplus_income(table: pd.DataFrame, plan: Plan) -> list[tuple[str, float]]:
    """USD of income by period, from the tonnes of every step at the price of the case."""
    found = []
    columns = (table["material"], table["step"], table["period"], table["tonnes"])
    for material, step, period, tonnes in zip(*columns, strict=True):
        if material in plan.case.materials and period in plan.periods:
            found.append((period, surplus_terms(plan, material, step, period)[1] * tonnes))
    return found
