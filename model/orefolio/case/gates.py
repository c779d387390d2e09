"""What stays shut because the investment that would open it is switched off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from orefolio.case.desk import Desk
from orefolio.case.openings import Targets

DROPPED = ("offers", "levers")
"""Tables whose rows are left out; other things stay, without capacity, as routes name them."""


def shut(desk: Desk, targets: Targets) -> dict[str, dict[str, Any]]:
    """The targets without those whose gates all belong to investments that are not active."""
    gates: dict[tuple[str, str], list[str]] = {}
    for row in desk.rows("openings"):
        if row.yes("gate"):
            target = (row.text("opens"), row.text("target"))
            gates.setdefault(target, []).append(row.text("investment"))
    found: dict[str, dict[str, Any]] = {name: dict(things) for name, things in targets.items()}
    for (table, key), names in sorted(gates.items()):
        known = [row for row in (desk.row("investments", name) for name in names) if row]
        if not known or any(row.yes("active") for row in known):
            continue
        if key not in found.get(table, {}):
            continue
        if table in DROPPED:
            del found[table][key]
        else:
            thing = found[table][key]
            found[table][key] = replace(thing, capacity=tuple(0.0 for _ in thing.capacity))
        desk.info(
            "gate",
            known[0].place("active"),
            f"{key} stays shut, as {known[0].key}, which would open it, is not active",
        )
    return found
