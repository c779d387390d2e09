"""Ways to divide what can come of a material among limits: by route, by member of a rule."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from orefolio.case.ceilings import Group, Item, Limit
from orefolio.case.counted import counted_share
from orefolio.case.entities import Path, Rule, Series
from orefolio.case.model import Case


def families(case: Case, material: str) -> list[tuple[Group, ...]]:
    """Ways to divide all that can come of a material into groups; each bounds it from above."""
    paths = [path for path in case.paths.values() if path.material == material]
    tonnes = {path.key: _path_tonnes(case, path) for path in paths}
    every = [_divided(case, paths, tonnes, {}, {})]
    limits = {
        route.key: _route_limits(case, route.key, paths)
        for route in case.routes.values()
        if any(math.isfinite(most) for most in route.capacity)
    }
    if limits:
        owner = {path.key: (path.route, 1.0) for path in paths if path.route in limits}
        free = {path.key: _path_tonnes(case, path, routes=False) for path in paths}
        every.insert(0, _divided(case, paths, free, owner, limits))
    each: dict[tuple[str, str], list[Rule]] = {}
    for rule in case.rules.values():
        if not _bounds_tonnes(rule, material):
            continue
        if rule.per_member:
            each.setdefault((rule.scope, rule.role), []).append(rule)
        else:
            names = _names(case, rule.scope, rule.members)
            owner = {
                path.key: ("; ".join(rule.members) or "all", share)
                for path in paths
                if (share := counted_share(rule, names, path)) > 0
            }
            label = "; ".join(rule.members) or "all"
            limits = {label: _rule_limits(case, rule, material)}
            every.append(_divided(case, paths, tonnes, owner, limits))
    for rules in each.values():
        every.append(_by_member(case, material, paths, tonnes, rules))
    return every


def _names(case: Case, scope: str, members: Iterable[str]) -> frozenset[str]:
    if scope == "bloc":
        return frozenset(country for bloc in members for country in case.blocs.get(bloc, ()))
    return frozenset(members)


def _bounds_tonnes(rule: Rule, material: str) -> bool:
    """Whether a rule caps tonnes of the material in any plan."""
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
    return _divided(case, paths, tonnes, owner, limits)


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
        most = rule.bound
        if rule.measure != "tonnes":
            most *= sum(
                segment.demand[period]
                for segment in case.segments.values()
                if segment.material in materials
                for period in inside
            )
        words = f"rule {rule.key} ({case.place('rules', rule.key, 'bound')})"
        found.append(Limit(inside, most, words))
    return found


def _route_limits(case: Case, route: str, paths: list[Path]) -> list[Limit]:
    """Usable tonnes that a route can carry, by period, at the best recovery of its paths."""
    best = max((path.recovery for path in paths if path.route == route), default=1.0)
    words = f"route {route} ({case.place('routes', route, 'capacity')})"
    return [
        Limit(frozenset({index}), most * best, words)
        for index, most in enumerate(case.routes[route].capacity)
        if math.isfinite(most)
    ]


def _path_tonnes(case: Case, path: Path, *, routes: bool = True) -> Series:
    """The most usable tonnes by period: capacity of offer, route, legs and chokepoints."""
    parts = [case.offers[path.offer].capacity]
    if path.route and routes:
        parts.append(case.routes[path.route].capacity)
    parts += [case.legs[leg].capacity for leg in path.legs]
    parts += [case.chokepoints[p].capacity for p in path.chokepoints if p in case.chokepoints]
    if path.recovery <= 0:
        return (0.0,) * len(case.periods)
    return tuple(min(each) * path.recovery for each in zip(*parts, strict=True))


def _divided(
    case: Case,
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
            Item(offer, weight, _together(case, own, tonnes))
            for (offer, weight), own in sorted(items.items())
        )
        found.append(Group(label, made, tuple(limits[label]) if owned else ()))
    return tuple(found)


def _together(case: Case, paths: list[Path], tonnes: Mapping[str, Series]) -> Series:
    """Paths of one offer together: their sum, and no more than the offer has."""
    offer, recovery = case.offers[paths[0].offer], paths[0].recovery
    return tuple(
        min(sum(tonnes[path.key][index] for path in paths), capacity * recovery)
        if recovery > 0
        else 0.0
        for index, capacity in enumerate(offer.capacity)
    )
