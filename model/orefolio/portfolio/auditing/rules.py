"""Every rule is kept, and the table of rules says what is so."""

from __future__ import annotations

import numpy as np

from orefolio.portfolio.auditing.checker import Checker, among
from orefolio.portfolio.auditing.measured import Held, RuleAudit
from orefolio.portfolio.auditing.plan import Plan

MONEY = ("share of value", "share of spend", "spend", "spend per kg")


def check(plan: Plan, checker: Checker, audit: RuleAudit) -> None:
    """Hard rules hold; the table of rules says what is so."""
    for one in audit.held:
        if one.rule.penalty is None and one.holds:
            _hold(plan, checker, one)
    table, keys = plan.tables["rules"], ["rule", "member", "material", "span"]
    by_key = {one.key: one for one in audit.held}
    checker.rows("rule rows", table, set(by_key), keys)
    table = among(table, keys, by_key)
    rows = table[keys]
    of = [by_key[row] for row in rows.itertuples(index=False, name=None)]
    actual = np.array([o.amount / o.of if o.of > 0 else np.nan for o in of], dtype=float)
    bound = np.array([one.bound for one in of], dtype=float)
    size = np.array([abs(one.bound * one.of) for one in of], dtype=float)
    senses = np.array([one.rule.sense for one in of], dtype=object)
    room = np.where(senses == "at least", actual - bound, bound - actual)
    room = np.where(senses == "exactly", -np.abs(room), room)
    excess = np.array([one.excess for one in of], dtype=float)
    penalty = np.array([one.rule.penalty or 0.0 for one in of], dtype=float)
    checker.figure("rules", rows, table["actual"], actual)
    checker.figure("rules", rows, table["bound"], bound)
    checker.figure("rules", rows, table["slack"], room, size=np.abs(bound))
    checker.figure("rules", rows, table["excess"], excess, size=size)
    checker.figure("rules", rows, table["penalty"], penalty * excess, size=penalty * size)
    checker.same("rules", rows, table["when"], [one.rule.when for one in of])
    uses = ["limit" if one.rule.limits else "condition" for one in of]
    checker.same("rules", rows, table["use"], uses)
    sure = np.array([one.sure for one in of], dtype=bool)
    holds = np.array([one.holds for one in of], dtype=bool)
    checker.same("rules", rows[sure], table["holds"][sure], holds[sure].tolist())
    beyond = np.array([one.beyond for one in of], dtype=float)
    edge = np.array([1e-7 if one.rule.limits else 1e-10 for one in of], dtype=float)
    clear = (beyond > 1e-5 * np.maximum(size, 1.0)) | (beyond < edge)  # not a matter of rounding
    met = beyond <= edge
    checker.same("rules", rows[clear], table["met"][clear], met[clear].tolist())


def _hold(plan: Plan, checker: Checker, one: Held) -> None:
    kind = f"rule, {one.rule.measure}"
    absolute = 1e-6 * plan.dear if one.rule.measure in MONEY else 1e-6
    if one.rule.figures:
        absolute *= max(1.0, *map(abs, one.rule.figures.values()))
    limit = one.bound * one.of
    where = [", ".join(one.key)]
    if one.rule.sense != "at least":
        checker.at_most(kind, where, [one.amount], [limit], absolute=absolute)
    if one.rule.sense != "at most":
        checker.at_least(kind, where, [one.amount], [limit], absolute=absolute)
