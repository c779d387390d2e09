"""What a rule counts of a path: the share of a tonne that touches the names it limits."""

from __future__ import annotations

from collections.abc import Collection

from orefolio.case.entities import Path, Rule


def counted_share(rule: Rule, names: frozenset[str], path: Path) -> float:
    """Share of a tonne of ``path``, 0 to 1, that touches ``names`` in the rule's scope and role.

    A tonne counts once, however many of the names it touches, and in however many roles. Of the
    scopes material and grade it is the whole tonne: what they count is said by
    :func:`counted_materials`, and by the grades that segments use.
    """
    if rule.scope in ("any", "material", "grade"):
        return 1.0
    if rule.scope in ("country", "bloc"):
        if rule.stage and rule.role == "processed":
            at = {rule.stage_plants[plant] for plant in path.plants if plant in rule.stage_plants}
            return float(not names.isdisjoint(at))
        roles = (rule.role,) if rule.role != "any" else ("mined", "processed", "transit")
        return max(
            min(1.0, sum(path.touches[role].get(name, 0.0) for name in sorted(names)))
            for role in roles
        )
    touched = {
        "supplier": (path.supplier,),
        "offer": (path.offer,),
        "route": path.routes,
        "plant": path.plants,
        "leg": path.legs,
        "chokepoint": path.chokepoints,
    }[rule.scope]
    return float(not names.isdisjoint(touched))


def counted_materials(
    rule: Rule, names: frozenset[str], materials: Collection[str]
) -> tuple[str, ...]:
    """The materials that a limit on ``names`` counts, among those that it is about."""
    if rule.scope != "material":
        return tuple(materials)
    return tuple(material for material in materials if material in names)
