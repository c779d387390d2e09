"""Looks up every name that must be the key of a row elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from orefolio.findings import Severity
from orefolio.tables import TABLE, Column, Kind
from orefolio.workbook.records.drafts import Draft, PendingLink, spoken
from orefolio.workbook.records.log import Trouble, refuse, tell, warn
from orefolio.workbook.records.text import fold, listed, nearest, quoted
from orefolio.workbook.records.values.words import split_list, split_otherwise

_ANY_MEMBER = ("countries", "blocs", "suppliers", "offers", "routes", "legs", "chokepoints")
_MOST_SUGGESTIONS = 200


@dataclass
class _Targets:
    """Keys that a column may hold. ``judged`` is false where any name is accepted."""

    keys: Mapping[str, None]
    sheets: tuple[str, ...]
    judged: bool


@dataclass
class Links:
    """The keys of all tables that were read."""

    drafts: Mapping[str, Draft]
    unreadable: frozenset[str]
    _targets: dict[tuple[tuple[str, ...], bool], _Targets] = field(default_factory=dict)
    _suggestions: int = 0

    def resolve(self) -> None:
        """Check every link; refused cells are taken out of their rows and reported."""
        for draft in self.drafts.values():
            for link in draft.links:
                trouble = self._resolve(link)
                if trouble is None or draft.log is None:
                    continue
                draft.log.cell(link.row, link.position, trouble)
                if trouble.severity.value == "error":
                    link.draft.refuse(link.column.name)

    def _resolve(self, link: PendingLink) -> Trouble | None:
        column, value = link.column, str(link.draft.values[link.column.name])
        targets = self._keys(column)
        if column.kind is Kind.LINK:
            known = value in targets.keys or not targets.judged
            return None if known else self._unknown((value,), column, targets)
        listed_parts, trouble = _take_apart(value, targets, spoken(column.name))
        parts = tuple(dict.fromkeys(listed_parts))
        link.draft.values[column.name] = parts
        if trouble is not None and trouble.severity is Severity.ERROR:
            return trouble
        unknown = tuple(part for part in parts if part not in targets.keys)
        if unknown and targets.judged:
            return self._unknown(unknown, column, targets)
        return _repeated(listed_parts, spoken(column.name)) or trouble

    def _keys(self, column: Column) -> _Targets:
        known = self._targets.get((column.links, column.open_link))
        if known is None:
            known = self._collect(column)
            self._targets[column.links, column.open_link] = known
        return known

    def _collect(self, column: Column) -> _Targets:
        keys: dict[str, None] = {}
        for name in column.links or _ANY_MEMBER:
            draft = self.drafts.get(name)
            for key in draft.rows if draft else ():
                keys[key.partition("|")[0]] = None  # of a bloc's members only the bloc
        unreadable = any(
            name in self.unreadable or (name in self.drafts and not self.drafts[name].readable)
            for name in column.links
        )
        judged = bool(column.links) and not unreadable and not (column.open_link and not keys)
        return _Targets(keys, tuple(TABLE[name].sheet for name in column.links), judged)

    def _unknown(self, names: tuple[str, ...], column: Column, targets: _Targets) -> Trouble:
        where = " or ".join(targets.sheets)
        verb = "is" if len(names) == 1 else "are"
        found = f"{spoken(column.name)}: {listed(names)} {verb} not on the sheet {where}"
        if not targets.keys:
            remedy = f"add a row for it on the sheet {where}, which has none"
            return refuse("unknown_link", found, remedy=remedy)
        close = ""
        if self._suggestions < _MOST_SUGGESTIONS:
            self._suggestions += 1
            close = nearest(names[0], targets.keys)
        hint = f"did you mean {quoted(close)}?" if close else f"known are {listed(targets.keys, 6)}"
        return refuse("unknown_link", found, remedy=hint)


def _repeated(parts: tuple[str, ...], name: str) -> Trouble | None:
    """A name that stands twice in a list counts once, which may not be what was meant."""
    twice = [part for part, count in Counter(parts).items() if count > 1]
    if not twice:
        return None
    found = f"{name}: {listed(twice)} named more than once, counted once"
    return warn("listed_twice", found, remedy="name it once, or give the other one its own name")


def _take_apart(text: str, targets: _Targets, name: str) -> tuple[tuple[str, ...], Trouble | None]:
    """The parts of a list. Commas and line breaks separate only where that is the one reading."""
    if ";" in text or "；" in text:
        return split_list(text), None
    whole, parts = fold(text), split_otherwise(text)
    if len(parts) < 2 or whole in targets.keys:
        return (whole,), None
    if all(part in targets.keys for part in parts) or "\n" in text.strip():
        return parts, tell("list_separator", f"{name}: {quoted(text)} read as {listed(parts)}")
    if not targets.judged:
        found = f"{name}: {quoted(text)} can be one name or several"
        remedy = "separate names by ; and end the list with ; if it is one name"
        return (whole,), refuse("list_separator", found, remedy=remedy)
    return parts, None
