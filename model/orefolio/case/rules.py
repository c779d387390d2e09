"""Rules: names resolved to members, spans to periods; what a rule cannot mean is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from orefolio.case.counted import counted_materials, counted_share
from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Path, Plant, Rule
from orefolio.case.horizon import Horizon, open_shares
from orefolio.case.nearest import suggestion
from orefolio.case.rule_bounds import make_bounds
from orefolio.case.rule_checks import check_rule
from orefolio.case.rule_columns import column_figures, report_missing
from orefolio.case.rule_conditions import check_conditions
from orefolio.tables.rules import CONDITION

_NAMED = {
    "supplier": "suppliers",
    "offer": "offers",
    "plant": "plants",
    "route": "routes",
    "leg": "legs",
}
"""Tables whose rows may be named although they are not active."""
EVERY = "*"


@dataclass(frozen=True)
class Members:
    """Names that a rule may limit: ``known`` may be named, ``every`` is what ``*`` stands for.

    Keys are scopes. Inactive sellers, offers and routes may be named (a rule that demands tonnes
    of one is then in conflict, not void), but ``*`` leaves them out.
    """

    known: Mapping[str, frozenset[str]]
    every: Mapping[str, tuple[str, ...]]
    paths: Mapping[str, Path]
    plants: Mapping[str, Plant] = field(default_factory=dict)
    blocs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def make_members(
    desk: Desk,
    paths: Mapping[str, Path],
    active: Mapping[str, Iterable[str]],
    plants: Mapping[str, Plant],
    blocs: Mapping[str, tuple[str, ...]],
) -> Members:
    """``active`` gives the names of each scope in the case; ``*`` of countries: those on paths."""
    known = {scope: frozenset(active[scope]) for scope in active}
    for scope, table in _NAMED.items():
        known[scope] |= frozenset(desk.keys(table))
    every = {scope: tuple(sorted(active[scope])) for scope in active}
    every["country"] = tuple(
        sorted({country for path in paths.values() for country in path.touches["any"]})
    )
    return Members(known, every, paths, plants, blocs)


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
    return check_conditions(desk, found)


def _rule(desk: Desk, row: Row, horizon: Horizon, members: Members) -> Rule | None:
    made = make_bounds(desk, row, horizon)
    if made is None:
        return None
    bounds, labels = made
    scope, measure = row.text("scope"), row.text("measure")
    shares = open_shares(desk, row, horizon)
    # a count and an HHI measure the members as one set
    single = scope == "any" or measure in ("count", "HHI")
    stage = row.text("stage")
    rule = Rule(
        key=row.key,
        scope=scope,
        members=_members(desk, row, scope, members),
        per_member=row.text("per_member") == "each" and not single,
        role=row.text("role") if scope in ("country", "bloc") else "any",
        materials=_materials(desk, row),
        # the members are materials: a limit for each of them is what per_member says
        per_material=row.text("per_material") == "each" and scope != "material",
        periods=tuple(
            period.label for period, share in zip(horizon.periods, shares, strict=True) if share > 0
        ),
        span=row.text("span"),
        measure=measure,
        share_of=row.text("share_of"),
        sense=row.text("sense"),
        bounds=bounds,
        counted_from=row.amount("counted_from"),
        penalty=row.number("penalty"),
        text=row.text("text"),
        labels=labels,
        limits=row.text("use") != CONDITION,
        when=row.text("when"),
        stage=stage,
        stage_plants={
            key: plant.country for key, plant in members.plants.items() if plant.stage == stage
        }
        if stage
        else {},
        column=row.text("column"),
        figures=_figures(desk, row, members),
        weights=_weights(desk, row),
    )
    _check_figures(desk, row, rule, members)
    return rule


def _figures(desk: Desk, row: Row, members: Members) -> Mapping[str, float]:
    if not row.text("measure").endswith("of column") or not row.given("column"):
        return {}
    return column_figures(desk, row, members.every["offer"])


def _check_figures(desk: Desk, row: Row, rule: Rule, members: Members) -> None:
    """Every offer that a rule counts needs a number in the column that it measures."""
    if not rule.figures:
        return
    names = frozenset(rule.members)
    if rule.scope == "bloc":
        names = frozenset(c for bloc in names for c in members.blocs.get(bloc, (bloc,)))
    counted = {
        path.offer
        for path in members.paths.values()
        if path.tonnes(counted_materials(rule, names, rule.materials)) > 0
        and counted_share(rule, names, path) > 0
    }
    report_missing(desk, row, sorted(counted - rule.figures.keys()))


def _weights(desk: Desk, row: Row) -> Mapping[str, float]:
    own = [each for each in desk.rows("rule_weights") if each.text("rule") == row.key]
    return {each.text("material"): each.amount("weight") for each in own}


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
    stage = row.text("stage")
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
    found = members.every[scope] if EVERY in named else sorted(known.intersection(named))
    if scope == "plant" and stage:
        return tuple(name for name in found if _stage(members, name) == stage)
    return tuple(found)


def _stage(members: Members, plant: str) -> str:
    return members.plants[plant].stage if plant in members.plants else ""
