"""Qualification: who must be tested for which segment, and the lot classes that keep it apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Offer, Path, Qualification, Quality, Segment
from orefolio.case.horizon import Horizon, first_index
from orefolio.case.spans import Span, later


def make_qualifications(
    desk: Desk, horizon: Horizon, segments: Mapping[str, Segment]
) -> Mapping[str, Qualification]:
    """All rows that hold anything back; their lot classes are known once the paths are.

    A row without delay, cost and limit says that the source is qualified, and is left out.
    """
    found = {}
    for row in desk.rows("qualification"):
        table, segment = _table(desk, row), segments.get(row.text("segment"))
        if segment is None:
            _report_segment(desk, row)
        elif table and not row.broken("months", "cost", "first_year_share", "start"):
            made = _qualification(desk, row, horizon, segment, table)
            if made.decided or min(made.shares) < 1.0:
                found[row.key] = made
    return found


def _qualification(
    desk: Desk, row: Row, horizon: Horizon, segment: Segment, table: str
) -> Qualification:
    begins = first_index(desk, row, "start", horizon)
    start = horizon.span(row.text("start")) if row.given("start") else None
    first = start.start if start else horizon.whole.start
    ready = later(first, row.amount("months"))
    cost = row.amount("cost")
    if ready >= horizon.whole.end:
        desk.warning(
            "qualification",
            row,
            "months",
            f"{row.text('seller')} is qualified for {segment.key} on {ready}, after the plan, so it"
            " never serves it",
            f"a day before {horizon.whole.end}",
        )
    if cost > 0 and first < horizon.whole.start:
        desk.info(
            "qualification",
            row.place("cost"),
            f"the qualification of {row.text('seller')} for {segment.key} began before the plan, so"
            " its cost is taken as spent",
        )
        cost = 0.0
    after = later(ready, 12)
    early = horizon.shares(Span(ready, after))
    full = horizon.shares(Span(after, max(horizon.whole.end, after)))
    allowed = row.amount("first_year_share")
    return Qualification(
        key=row.key,
        source=row.text("seller"),
        table=table,
        segment=segment.key,
        material=segment.material,
        lots=(),
        begins=min(begins, len(horizon.periods) - 1),
        ready=ready,
        cost=cost,
        shares=tuple(a * allowed + b for a, b in zip(early, full, strict=True)),
        first_year_share=allowed,
        first_year=early,
    )


def _table(desk: Desk, row: Row) -> str:
    """Whether the source is an offer or a supplier; empty with an error when it is both."""
    source = row.text("seller")
    tables = [name for name in ("offers", "suppliers") if desk.row(name, source) is not None]
    if len(tables) > 1:
        desk.error(
            "qualification",
            row,
            "seller",
            f"{source} is the name of an offer and of a supplier",
            "a name that means one of them",
            "rename the offer or the supplier",
        )
    return tables[0] if len(tables) == 1 else ""


def _report_segment(desk: Desk, row: Row) -> None:
    """A material that has segments is qualified for by them."""
    material = row.text("segment")
    if desk.row("materials", material) is not None:
        own = [s.key for s in desk.rows("segments") if s.text("material") == material]
        desk.error(
            "qualification",
            row,
            "segment",
            f"{material} has segments of its own",
            f"one of its segments: {', '.join(own)}",
        )


@dataclass
class Apart:
    """Keeps what is under qualification apart: a lot class for each source, material and grade.

    A lot class is a grade of its own with the attributes of the grade that it is of: ``3N (KZ)``.
    """

    qualifications: Mapping[str, Qualification]
    offers: Mapping[str, Offer]
    known: Iterable[str]
    base_grade: dict[str, str] = field(default_factory=dict)
    lots: dict[str, set[str]] = field(default_factory=dict)

    def paths(self, paths: Mapping[str, Path]) -> Mapping[str, Path]:
        """The paths with the lot classes of what they bring."""
        if not self.qualifications:
            return paths
        return {key: self._path(path) for key, path in paths.items()}

    def qualified(self, desk: Desk) -> Mapping[str, Qualification]:
        """The qualifications with their lot classes; those without any offer are left out."""
        found = {}
        for key, each in self.qualifications.items():
            lots = tuple(sorted(self.lots.get(key, ())))
            row = desk.row("qualification", key)
            if lots:
                found[key] = replace(each, lots=lots)
            elif row is not None:
                desk.info(
                    "qualification",
                    row.place("seller"),
                    f"{each.source} brings no {each.material}, or is not active, so its"
                    f" qualification for {each.segment} means nothing",
                )
        return found

    def quality(self, quality: Quality) -> Quality:
        """The attributes of the grades, those of their lot classes beside them."""
        more = {
            lot: quality.value[grade]
            for lot, grade in sorted(self.base_grade.items())
            if grade in quality.value
        }
        return replace(quality, value={**quality.value, **more}) if more else quality

    def _path(self, path: Path) -> Path:
        return replace(
            path,
            yields=tuple(
                replace(each, grade=self._lot(path.offer, each.material, each.grade))
                for each in path.yields
            ),
        )

    def _lot(self, offer: str, material: str, grade: str) -> str:
        """The lot class of what an offer brings, or the grade itself where nothing is tested."""
        supplier = self.offers[offer].supplier
        held: dict[str, Qualification] = {}
        for source in (supplier, offer):  # a row of the offer stands before that of its supplier
            for each in self.qualifications.values():
                if each.source == source and each.material == material:
                    held[each.segment] = each
        if not held:
            return grade
        own = any(each.table == "offers" for each in held.values())
        lot = f"{grade} ({offer if own else supplier})".strip()
        while lot in self.known:
            lot += "'"
        self.base_grade[lot] = grade
        for each in held.values():
            self.lots.setdefault(each.key, set()).add(lot)
        return lot
