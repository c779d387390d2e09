"""Ways to divide what can come of a material among limits: by route, by member of a rule."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from orefolio.case.ceilings import Group, Item, Limit
from orefolio.case.contracts import under_contracts
from orefolio.case.counted import counted_share
from orefolio.case.entities import Path, Rule, Series
from orefolio.case.home import home_supply
from orefolio.case.model import Case
from orefolio.case.rule_cells import bound_place

HOME = "levers and conversions"
"""What is not bought, as one group."""


def families(case: Case, material: str) -> list[tuple[Group, ...]]:
    """Ways to divide all that can come of a material into groups; each bounds it from above."""
    paths = [path for path in case.paths.values() if material in path.usable]
    tonnes = {path.key: _path_tonnes(case, path, material) for path in paths}
    every = [_divided(case, material, paths, tonnes, {}, {})]
    limits = {
        route.key: _route_limits(case, route.key, material, paths)
        for route in case.routes.values()
        if any(math.isfinite(most) for most in route.capacity)
    }
    if limits:
        owner = {path.key: (_last(path), 1.0) for path in paths if _last(path) in limits}
        free = {path.key: _path_tonnes(case, path, material, but=_last(path)) for path in paths}
        every.insert(0, _divided(case, material, paths, free, owner, limits))
    each: dict[tuple[str, ...], list[Rule]] = {}
    for rule in case.rules.values():
        if not _bounds_tonnes(rule, material):
            continue
        if rule.per_member:
            each.setdefault((rule.scope, rule.role, rule.stage), []).append(rule)
        else:
            names = _names(case, rule.scope, rule.members)
            owner = {
                path.key: ("; ".join(rule.members) or "all", share)
                for path in paths
                if (share := counted_share(rule, names, path)) > 0
            }
            label = "; ".join(rule.members) or "all"
            limits = {label: _rule_limits(case, rule, material)}
            every.append(_divided(case, material, paths, tonnes, owner, limits))
    for rules in each.values():
        every.append(_by_member(case, material, paths, tonnes, rules))
    home = home_supply(case, material)
    if any(home):
        every = [(*groups, Group(HOME, (Item(HOME, 1.0, home),))) for groups in every]
    return every


def _names(case: Case, scope: str, members: Iterable[str]) -> frozenset[str]:
    if scope == "bloc":
        return frozenset(country for bloc in members for country in case.blocs.get(bloc, ()))
    return frozenset(members)


def _bounds_tonnes(rule: Rule, material: str) -> bool:
    """Whether a rule caps tonnes of the material in any plan, counting each of them once."""
    if not rule.limits or rule.when or rule.weights or rule.scope in ("material", "grade"):
        return False
    share = rule.measure == "share of volume" and rule.share_of == "demand"
    return (
        rule.penalty is None
        and rule.sense in ("at most", "exactly")
        and material in rule.materials
        and (share or rule.measure == "tonnes")
    )


def _by_member(
    case: Case,
    material: str,
    paths: list[Path],
    tonnes: Mapping[str, Series],
    rules: list[Rule],
) -> tuple[Group, ...]:
    """Every path in the group of the one limited member that it touches most."""
    limits: dict[str, list[Limit]] = {}
    for rule in rules:
        for member in rule.members:
            limits.setdefault(member, []).extend(_rule_limits(case, rule, material))
    owner = {}
    for path in paths:
        shares = {
            member: counted_share(rules[0], _names(case, rules[0].scope, (member,)), path)
            for member in sorted(limits)
        }
        most = max(shares, key=lambda member: shares[member], default="")
        if most and shares[most] > 0:
            owner[path.key] = (most, shares[most])
    return _divided(case, material, paths, tonnes, owner, limits)


def _rule_limits(case: Case, rule: Rule, material: str) -> list[Limit]:
    """The limit of each span of a rule, over the periods in which it holds."""
    materials = {material} if rule.per_material else set(rule.materials)
    index = {period.label: period.index for period in case.periods}
    holds = {index[label] for label in rule.periods}
    found = []
    for nodes in case.spans(rule.span).values():
        inside = frozenset(case.nodes[node].period.index for node in nodes) & holds
        if not inside:
            continue
        most = rule.bound_in(case.periods[index] for index in sorted(inside))
        if rule.measure != "tonnes":
            most *= sum(
                segment.demand[period]
                for segment in case.segments.values()
                if segment.material in materials
                for period in inside
            )
        at = bound_place(case, rule, (case.periods[index] for index in sorted(inside)))
        words = f"rule {rule.key} ({at})"
        found.append(Limit(inside, most, words))
    return found


def _last(path: Path) -> str:
    """The route by which a path reaches the buyer; every path has at most one."""
    return path.routes[-1]


def _route_limits(case: Case, route: str, material: str, paths: list[Path]) -> list[Limit]:
    """Usable tonnes that a route can bring to the buyer, by period, at the best of its paths."""
    yields = (
        path.usable[material] / path.carried["routes", route]
        for path in paths
        if _last(path) == route and path.carried["routes", route] > 0
    )
    best = max(yields, default=1.0)
    words = f"route {route} ({case.place('routes', route, 'capacity')})"
    return [
        Limit(frozenset({index}), most * best, words)
        for index, most in enumerate(case.routes[route].capacity)
        if math.isfinite(most)
    ]


def _path_tonnes(case: Case, path: Path, material: str, *, but: str = "") -> Series:
    """The most usable tonnes of a material by period: capacity of the offer and of all it passes.

    ``but`` names a route whose capacity is left out.
    """
    parts = [case.offers[path.offer].capacity, under_contracts(case, path.offer)]
    for key, carried in path.carried.items():
        passed = case.passages.get(key)
        if passed is not None and carried > 0 and key != ("routes", but):
            parts.append(tuple(most / carried for most in passed.capacity))
    each = path.usable[material]
    return tuple(min(most) * each for most in zip(*parts, strict=True))


def _divided(
    case: Case,
    material: str,
    paths: list[Path],
    tonnes: Mapping[str, Series],
    owner: Mapping[str, tuple[str, float]],
    limits: Mapping[str, list[Limit]],
) -> tuple[Group, ...]:
    """Groups of paths by owner, each with its limits; the others each offer by itself."""
    members: dict[tuple[bool, str], dict[tuple[str, float], list[Path]]] = {}
    for path in paths:
        label, weight = owner.get(path.key, (path.offer, 1.0))
        group = members.setdefault((path.key in owner, label), {})
        group.setdefault((path.offer, weight), []).append(path)
    found = []
    for (owned, label), items in sorted(members.items()):
        made = tuple(
            Item(offer, weight, _together(case, material, own, tonnes))
            for (offer, weight), own in sorted(items.items())
        )
        found.append(Group(label, made, tuple(limits[label]) if owned else ()))
    return tuple(found)


def _together(case: Case, material: str, paths: list[Path], tonnes: Mapping[str, Series]) -> Series:
    """Paths of one offer together: their sum, and no more than the offer has at its best yield."""
    offer, best = case.offers[paths[0].offer], max(path.usable[material] for path in paths)
    return tuple(
        min(sum(tonnes[path.key][index] for path in paths), capacity * best)
        for index, capacity in enumerate(offer.capacity)
    )
