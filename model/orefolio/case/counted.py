"""What a rule counts of a path: the share of a tonne that touches the names it limits."""

from __future__ import annotations

from orefolio.case.entities import Path, Rule


def counted_share(rule: Rule, names: frozenset[str], path: Path) -> float:
    """Share of a tonne of ``path``, 0 to 1, that touches ``names`` in the rule's scope and role.

    A tonne counts once, however many of the names it touches, and in however many roles.
    """
    if rule.scope == "any":
        return 1.0
    if rule.scope in ("country", "bloc"):
        roles = (rule.role,) if rule.role != "any" else ("mined", "processed", "transit")
        return max(
            min(1.0, sum(path.touches[role].get(name, 0.0) for name in sorted(names)))
            for role in roles
        )
    touched = {
        "supplier": (path.supplier,),
        "offer": (path.offer,),
        "route": (path.route,),
        "leg": path.legs,
        "chokepoint": path.chokepoints,
    }[rule.scope]
    return float(not names.isdisjoint(touched))
