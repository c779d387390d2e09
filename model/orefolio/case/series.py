"""Values by period: from the labels of the sheet to the periods of the plan."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Series
from orefolio.case.horizon import Horizon
from orefolio.case.spans import Span
from orefolio.tables import TABLE

Parts = tuple[tuple[tuple[str, int, int], ...], ...]
"""For each period: label, days of it inside the period, all days of the label."""


@dataclass
class SeriesReader:
    """Reads one table with values by period.

    Amounts are spread evenly over the days of their label and summed over the days of the period
    (a year covers its quarters, months add up to a quarter); rates are averaged by days. So a
    label that is the period's own gives its value as it stands.
    """

    desk: Desk
    table: str
    horizon: Horizon
    _cache: dict[frozenset[str], Parts] = field(default_factory=dict)
    _spans: dict[frozenset[str], Mapping[str, Span]] = field(default_factory=dict)

    def read(self, row: Row, needed: Series | None = None) -> Series | None:
        """Values of every period; ``None`` with errors reported when any is missing.

        Periods whose ``needed`` is 0 may be missing; they then repeat their neighbour (rates) or
        are 0 (amounts).
        """
        labels = frozenset(row.record.by_period)
        values = row.record.by_period
        declared = TABLE[self.table].by_period
        assert declared is not None
        if labels not in self._cache:
            self._spans[labels] = self.horizon.columns(labels)
            self._cache[labels] = self._parts(self._spans[labels])
        overlapping = self._report_labels(row, self._spans[labels])
        found: list[float | None] = []
        for span, parts in zip(self.horizon.spans, self._cache[labels], strict=True):
            if sum(inside for _, inside, _ in parts) != span.days:
                found.append(None)
            elif len(parts) == 1 and (not declared.amount or parts[0][1] == parts[0][2]):
                found.append(values[parts[0][0]])
            elif declared.amount:
                found.append(sum(values[label] * (inside / days) for label, inside, days in parts))
            else:
                found.append(
                    sum(values[label] * (inside / span.days) for label, inside, _ in parts)
                )
        if overlapping or self._report_missing(row, found, needed):
            return None
        return _filled(found, declared.amount)

    def _parts(self, spans: Mapping[str, Span]) -> Parts:
        known = sorted(spans.items(), key=lambda item: (item[1].start, item[0]))
        parts, first = [], 0
        for own in self.horizon.spans:
            while first < len(known) and known[first][1].end <= own.start:
                first += 1
            inside, position = [], first
            while position < len(known) and known[position][1].start < own.end:
                label, span = known[position]
                inside.append((label, span.overlap(own), span.days))
                position += 1
            parts.append(tuple(inside))
        self._round_up(parts)
        return tuple(parts)

    def _round_up(self, parts: list[tuple[tuple[str, int, int], ...]]) -> None:
        """Where the last period runs over the years of the plan, its last column holds on."""
        own = self.horizon.spans[-1]
        missing = own.days - sum(inside for _, inside, _ in parts[-1])
        end = own.end - datetime.timedelta(days=max(missing, 0))
        if not parts[-1] or missing <= 0 or not self.horizon.ends_years(end):
            return
        label, inside, days = parts[-1][-1]
        parts[-1] = (*parts[-1][:-1], (label, inside + missing, days))
        place = self.desk.settings.place("years")
        found = (
            f"the last period runs from {own.start} to {own.end - datetime.timedelta(days=1)}, past"
            f" the end of the plan's years; its last {missing} days are taken as those before"
        )
        if all(finding.found != found for finding in self.desk.findings):
            self.desk.info("horizon", place, found)

    def _report_labels(self, row: Row, spans: Mapping[str, Span]) -> bool:
        """Whether labels overlap or mean nothing in this plan (then reported)."""
        wrong = False
        for label in sorted(row.record.by_period.keys() - spans.keys()):
            day = self.horizon.span(label)
            if day is None or day.overlap(self.horizon.whole):
                wrong = True
                self.desk.error(
                    "period",
                    row,
                    label,
                    f"the column {label} is no period of this plan",
                    "a period or year of the plan, or its first day, such as"
                    f" {self.horizon.periods[0].label} or {self.horizon.periods[0].start}",
                )
        known = sorted(spans.items(), key=lambda item: (item[1].start, item[0]))
        for (before, span), (label, later) in pairwise(known):
            if span.overlap(later):
                wrong = True
                self.desk.error(
                    "period",
                    row,
                    label,
                    f"{row.key} has values for {before} and {label}, which overlap",
                    "one value for every day",
                    f"clear {before} or {label} in this row",
                )
        return wrong

    def _report_missing(self, row: Row, found: list[float | None], needed: Series | None) -> bool:
        missing = [
            period.label
            for index, period in enumerate(self.horizon.periods)
            if found[index] is None and (needed is None or needed[index] > 0)
        ]
        if not missing:
            return False
        if row.record.broken - set(row.table.column):
            return True  # a cell by period was refused: it may be the one that is missing
        table = TABLE[self.table]
        assert table.by_period is not None
        what = table.by_period.name
        shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if missing[5:] else "")
        self.desk.error(
            what,
            row,
            table.key[0],
            f"{row.key} has no {what} for {shown}",
            f"a {what} for every period of the plan",
            "type 0 if there is none" if table.by_period.amount else "add the column or the value",
        )
        return True

    def report_outside(self) -> None:
        """Say once which columns of the sheet lie outside the plan and are not read."""
        outside = [
            label
            for label in {key for row in self.desk.rows(self.table) for key in row.record.by_period}
            if (span := self.horizon.span(label)) is not None
            and not span.overlap(self.horizon.whole)
        ]
        if outside:
            self.desk.info(
                "period",
                TABLE[self.table].sheet,
                f"columns outside the plan are not read: {', '.join(sorted(outside))}",
            )


def _filled(found: list[float | None], amount: bool) -> Series:
    """Gaps that do not matter: 0 for amounts, the nearest value before (else after) for rates."""
    if amount:
        return tuple(value or 0.0 for value in found)
    last = next((value for value in found if value is not None), 0.0)
    filled: list[float] = []
    for value in found:
        last = last if value is None else value
        filled.append(last)
    return tuple(filled)
