"""Rules: names resolved to members, spans to periods; what a rule cannot mean is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Path, Rule
from orefolio.case.horizon import Horizon, open_shares
from orefolio.case.nearest import suggestion
from orefolio.case.rule_checks import check_rule

_TABLE = {
    "bloc": "blocs",
    "supplier": "suppliers",
    "offer": "offers",
    "route": "routes",
    "leg": "legs",
    "chokepoint": "chokepoints",
}
EVERY = "*"


@dataclass(frozen=True)
class Members:
    """Names that a rule may limit: ``known`` may be named, ``every`` is what ``*`` stands for.

    Keys are scopes. Inactive sellers, offers and routes may be named (a rule that demands tonnes
    of one is then in conflict, not void), but ``*`` leaves them out.
    """

    known: Mapping[str, frozenset[str]]
    every: Mapping[str, tuple[str, ...]]


def make_members(
    desk: Desk, paths: Mapping[str, Path], active: Mapping[str, Iterable[str]]
) -> Members:
    """``active`` gives the names of each scope in the case; ``*`` of countries: those on paths."""
    known = {scope: frozenset(active[scope]) for scope in active}
    for scope in ("supplier", "offer", "route", "leg"):
        known[scope] |= frozenset(desk.keys(_TABLE[scope]))
    every = {scope: tuple(sorted(active[scope])) for scope in active}
    every["country"] = tuple(
        sorted({country for path in paths.values() for country in path.touches["any"]})
    )
    return Members(known, every)


def make_rules(desk: Desk, horizon: Horizon, members: Members) -> Mapping[str, Rule]:
    """All rules that are on, names resolved; rules that hold in no period are left out."""
    found = {}
    for row in desk.rows("rules"):
        if not row.yes("on"):
            continue
        rule = _rule(desk, row, horizon, members)
        if rule is None:
            continue
        check_rule(desk, row, rule)
        if rule.periods:
            found[row.key] = rule
        elif not row.broken("start", "end"):
            desk.warning(
                "rule",
                row,
                "start" if row.given("start") else "end",
                f"{row.key} is left out: it holds in no period of the plan",
                f"a span between {horizon.periods[0].label} and {horizon.periods[-1].label}",
            )
    return found


def _rule(desk: Desk, row: Row, horizon: Horizon, members: Members) -> Rule | None:
    bound = row.number("bound")
    if bound is None:
        return None
    scope, measure = row.text("scope"), row.text("measure")
    shares = open_shares(desk, row, horizon)
    # a count and an HHI measure the members as one set
    single = scope == "any" or measure in ("count", "HHI")
    return Rule(
        key=row.key,
        scope=scope,
        members=_members(desk, row, scope, members),
        per_member=row.text("per_member") == "each" and not single,
        role=row.text("role") if scope in ("country", "bloc") else "any",
        materials=_materials(desk, row),
        per_material=row.text("per_material") == "each",
        periods=tuple(
            period.label for period, share in zip(horizon.periods, shares, strict=True) if share > 0
        ),
        span=row.text("span"),
        measure=measure,
        share_of=row.text("share_of"),
        sense=row.text("sense"),
        bound=bound,
        counted_from=row.amount("counted_from"),
        penalty=row.number("penalty"),
        text=row.text("text"),
    )


def _materials(desk: Desk, row: Row) -> tuple[str, ...]:
    named = row.names("materials")
    known = desk.keys("materials")
    if not named or EVERY in named:
        return known
    return tuple(sorted(name for name in named if name in known))


def _members(desk: Desk, row: Row, scope: str, members: Members) -> tuple[str, ...]:
    if scope == "any":
        return ()
    named = row.names("members")
    known = members.known[scope]
    for name in named:
        if name != EVERY and name not in known:
            desk.error(
                "unknown_member",
                row,
                "members",
                f"{name!r} is no {scope} of this workbook",
                f"a {scope}, or * for every one",
                suggestion(name, known),
            )
    if EVERY in named:
        return members.every[scope]
    return tuple(sorted(name for name in named if name in known))
