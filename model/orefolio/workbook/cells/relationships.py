"""Which part of the package points to which: the ``.rels`` parts."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from orefolio.workbook.cells.markup import PathHandler, parse
from orefolio.workbook.cells.package import Package, resolve


@dataclass(frozen=True)
class Relationship:
    """``kind`` is the last word of the type, the same in transitional and strict OOXML."""

    kind: str
    part: str


def relationships(package: Package, source: str) -> dict[str, Relationship]:
    """The relationships of a part by their id ('' is the package itself); empty if it has none."""
    folder, name = posixpath.split(source)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, Relationship] = {}
    if part not in package:
        return found

    def opened(path: tuple[str, ...], attributes: dict[str, str]) -> None:
        external = attributes.get("TargetMode", "").lower() == "external"
        if path == ("Relationships", "Relationship") and not external:
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = resolve(attributes.get("Target", ""), source)
            found[attributes.get("Id", "")] = Relationship(kind, target)

    parse(package.chunks(part), PathHandler(opened), part)
    return found


def first_of_kind(found: dict[str, Relationship], kind: str) -> str:
    """The part that the first relationship of this kind points to, or ''."""
    return next((r.part for r in found.values() if r.kind.lower() == kind.lower()), "")
