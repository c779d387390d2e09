"""Stock cover, ceiling and end of the horizon; specifications of every basis."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from orefolio.case.entities import Specification
from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.plan import Plan
from orefolio.portfolio.auditing.stocks import Stocks, missing_days


def check(plan: Plan, checker: Checker) -> None:
    """Stock is where it must be, and what is used is as good as it must be."""
    _cover(plan, checker)
    _end(plan, checker)
    for spec in plan.case.specifications.values():
        _specification(plan, checker, spec)


def _cover(plan: Plan, checker: Checker) -> None:
    table, keys = plan.tables["cover"], ["material", "grade", "pool", "period"]
    case, stocks = plan.case, Stocks(plan)
    policies = {(row.material, row.grade, row.pool): row for row in case.stock.values()}
    expected = {(*key, label) for key in policies for label in plan.periods}
    checker.rows("cover rows", table, expected, keys)
    table = among(table, keys, expected)
    rows = table[keys]
    of = [policies[key[:3]] for key in rows.itertuples(index=False, name=None)]
    index = [plan.periods[label].index for label in table["period"]]
    pairs = list(zip(of, index, strict=True))
    left = np.array(
        [sum(stocks.closing[place][i] for place in stocks.spoken_of(row)) for row, i in pairs],
        dtype=float,
    )
    needed = np.array([row.cover[i] for row, i in pairs], dtype=float)
    ceiling = np.array([row.ceiling[i] for row, i in pairs], dtype=float)
    daily = np.array([row.cover_per_day[i] for row, i in pairs], dtype=float)
    checker.at_least("days of cover", rows, left, needed)
    checker.at_most("stock ceiling", rows, left, ceiling)
    checker.figure("cover", rows, table["closing"], left)
    checker.figure("cover", rows, table["required"], needed)
    checker.figure("cover", rows, table["ceiling"], ceiling)
    checker.figure("cover", rows, table["days_of_cover"], left / np.where(daily > 0, daily, np.nan))
    days = np.array([row.days_of_cover for row in of], dtype=float)
    checker.figure("cover", rows, table["required_days"], np.where(needed > 0, days, 0.0))
    missing = np.array([missing_days(stocks, row, i) for row, i in pairs], dtype=float)
    wished = [
        math.nan if math.isnan(m) else row.days_wanted for m, row in zip(missing, of, strict=True)
    ]
    years = [plan.periods[label].years for label in table["period"]]
    price = np.array([row.cover_price * y for row, y in zip(of, years, strict=True)], dtype=float)
    size = np.array([row.days_wanted for row in of], dtype=float)
    checker.figure("wanted cover", rows, table["wanted_days"], wished)
    checker.figure("wanted cover", rows, table["missing_days"], missing, size=size)
    checker.figure("wanted cover", rows, table["missing_cost"], missing * price, size=size * price)


def _end(plan: Plan, checker: Checker) -> None:
    """``keep``: at least the opening level is left of every grade, in every pool."""
    stocks = Stocks(plan)
    grades = [place for place in stocks.places if place[1] not in plan.case.base_grade]
    kept = [place for place in grades if stocks.row(place).end_of_horizon == "keep"]
    names = [" ".join(part for part in place if part) for place in kept]
    found = [stocks.at_end(place) for place in kept]
    checker.at_least("end stock", names, found, [stocks.opening(place) for place in kept])


def _specification(plan: Plan, checker: Checker, spec: Specification) -> None:
    uses = plan.tables["uses"]
    uses = uses[uses["segment"] == spec.segment]
    value = {
        grade: attributes[spec.attribute]
        for grade, attributes in plan.case.quality.value.items()
        if spec.attribute in attributes
    }
    least = -np.inf if spec.minimum is None else spec.minimum
    most = np.inf if spec.maximum is None else spec.maximum
    values = uses["grade"].map(value).astype(float)
    outside = (values < least) | (values > most)
    frame = uses.assign(
        value=values,
        amount=values * uses["tonnes"],
        outside=uses["tonnes"].where(outside, 0.0),
        room=np.minimum(values - least, most - values),
    )
    sums = frame.groupby("period")[["tonnes", "amount", "outside"]].sum()
    everywhere = sums.reindex(list(plan.periods), fill_value=0.0)
    names = [f"{spec.segment}, {spec.attribute} in {label}" for label in everywhere.index]
    # Limits are compared as the plan must keep them: amounts against limit x tonnes.
    if spec.basis == "every lot":
        allowed = spec.off_specification * everywhere["tonnes"]
        checker.at_most("specification, every lot", names, everywhere["outside"], allowed)
        worst = frame.sort_values(["room", "value"], kind="stable").drop_duplicates("period")
        actual = worst.set_index("period")["value"].reindex(sums.index)
    else:
        blend = spec.basis == "blend"
        scale = everywhere["tonnes"] if blend else 1.0
        kind = f"specification, {spec.basis}"
        amounts = everywhere["amount"]
        checker.at_least(kind, names, amounts, least * scale if np.isfinite(least) else -np.inf)
        checker.at_most(kind, names, amounts, most * scale if np.isfinite(most) else np.inf)
        actual = sums["amount"] / (sums["tonnes"] if blend else 1.0)
    _reported(plan, checker, spec, sums.assign(actual=actual.astype(float)))


def _reported(
    plan: Plan,
    checker: Checker,
    spec: Specification,
    sums: pd.DataFrame,
) -> None:
    """``sums`` has tonnes, actual, outside (t) for every period in which there is a use."""
    table = plan.tables["specifications"]
    table = table[(table["segment"] == spec.segment) & (table["attribute"] == spec.attribute)]
    expected = {(spec.segment, spec.attribute, str(period)) for period in sums.index}
    keys = ["segment", "attribute", "period"]
    checker.rows("specification rows", table, expected, keys)
    table = table[table["period"].isin(sums.index)]
    here = sums.loc[table["period"]]
    found, tonnes = here["actual"].to_numpy(), here["tonnes"].to_numpy()
    rows = table[keys]
    count = len(table)
    least = np.nan if spec.minimum is None else spec.minimum
    most = np.nan if spec.maximum is None else spec.maximum
    checker.figure("specifications", rows, table["actual"], found)
    checker.figure("specifications", rows, table["minimum"], np.full(count, least))
    checker.figure("specifications", rows, table["maximum"], np.full(count, most))
    outside = here["outside"].to_numpy() / tonnes
    allowed = spec.off_specification if spec.basis == "every lot" else np.nan
    checker.figure("specifications", rows, table["tonnes"], tonnes)
    checker.figure("specifications", rows, table["off_specification_share"], outside)
    checker.figure("specifications", rows, table["off_specification_limit"], allowed)
    room = np.fmin(found - least, most - found)
    checker.figure("specifications", rows, table["margin"], room)
