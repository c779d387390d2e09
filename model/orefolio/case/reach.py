"""Rules that ask for something of a member that cannot deliver it."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.counted import counted_materials, counted_share
from orefolio.case.desk import Desk
from orefolio.case.entities import Path, Rule

ASKS = ("share of volume", "share of value", "share of spend", "tonnes", "spend")


def check_reach(
    desk: Desk,
    rules: Mapping[str, Rule],
    blocs: Mapping[str, tuple[str, ...]],
    paths: Mapping[str, Path],
) -> None:
    """Warn of hard rules that want at least something where no path could count."""
    for rule in rules.values():
        hard = rule.penalty is None and max(rule.bounds) > 0 and rule.sense != "at most"
        if hard and rule.limits and not rule.when and not rule.uses and rule.measure in ASKS:
            _check(desk, rule, blocs, paths)


def _check(
    desk: Desk, rule: Rule, blocs: Mapping[str, tuple[str, ...]], paths: Mapping[str, Path]
) -> None:
    members = [(name,) for name in rule.members] if rule.per_member else [rule.members]
    groups = [(name,) for name in rule.materials] if rule.per_material else [rule.materials]
    nothing = []
    for member in members or [()]:
        listed = [blocs.get(name, ()) if rule.scope == "bloc" else (name,) for name in member]
        names = frozenset(name for found in listed for name in found)
        for group in groups:
            counted = counted_materials(rule, names, group)
            own = (path for path in paths.values() if path.tonnes(counted) > 0)
            if not any(counted_share(rule, names, path) > 0 for path in own):
                nothing.append(f"{', '.join(group)} from {', '.join(member) or 'anyone'}")
    row = desk.row("rules", rule.key)
    if nothing and row is not None:
        some = "; ".join(nothing[:3]) + (" and more" if len(nothing) > 3 else "")
        desk.warning(
            "rule",
            row,
            "materials",
            f"{rule.key} asks for {rule.sense} {max(rule.bounds):g} ({rule.measure}) of {some},"
            " which no offer can deliver, so no plan can keep it",
            "materials that the members deliver",
            "name the materials, or count them together",
        )
