"""What is believed of an offer's capacity: its start, its slip, its ramp, and what is delivered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from orefolio.case.delivery_records import DeliveryRecord, DeliveryRecords
from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Belief, Ramp, Series
from orefolio.case.horizon import Horizon
from orefolio.case.ramps import full_days
from orefolio.case.routes import open_capacity
from orefolio.case.series import SeriesReader
from orefolio.case.spans import Span, later


class Believer:
    """Turns the announced capacity of offers into the believed one.

    Settings ``capacity_basis``: ``announced`` takes sellers at their word, but for the ramp;
    ``expected`` counts slip and delivery ratio; ``firm`` slip and firm ratio.
    """

    def __init__(self, desk: Desk, horizon: Horizon, ramps: Mapping[str, Ramp]) -> None:
        self.desk = desk
        self.horizon = horizon
        self.ramps = ramps
        self.basis = desk.settings.text("capacity_basis")
        self.records = DeliveryRecords(desk)
        self.capacities = SeriesReader(desk, "capacities", horizon)
        self.capacities.report_outside()

    def belief(self, row: Row, window: Span) -> Belief | None:
        """Of one offer, open in a window of days; ``None`` with an error reported."""
        listed, shares = self.desk.row("capacities", row.key), self.horizon.shares(window)
        whole = self._nameplate(row, listed, shares)
        if whole is None:
            return None
        slip = row.amount("slip") if self.basis != "announced" else 0.0
        self._check_slip(row, listed)
        start = later(window.start, slip) if row.given("start") else window.start
        self._check_never(row, window, start)
        late = Span(start, max(start, window.end))
        ramp = self.ramps.get(row.text("ramp"))
        days = [(late.overlap(span), span) for span in self.horizon.spans]
        punctual = tuple(inside / span.days for inside, span in days)
        # the ramp counts from the start, the end closes it
        full = [
            full_days(ramp, start, Span(span.start, min(span.end, window.end))) if inside else 0.0
            for inside, span in days
        ]
        reached = tuple(part / span.days for part, (_, span) in zip(full, days, strict=True))
        ratio, source = self._ratio(row)
        slipped = whole
        if slip and listed is not None:
            slipped = _delayed(whole, self.horizon, slip)
            self._check_before(row, listed)
        yearly = None if listed is not None else row.number("capacity")
        kept = [
            open_capacity(yearly, part, self.horizon)
            if listed is None
            else tuple(t * share for t, share in zip(tonnes, part, strict=True))
            for tonnes, part in ((whole, shares), (slipped, punctual), (slipped, reached))
        ]
        return Belief(whole, kept[0], kept[1], kept[2], ratio, source)

    def _nameplate(self, row: Row, listed: Row | None, shares: Series) -> Series | None:
        """Tonnes a period as if open throughout: the Capacities row, else the offer."""
        if listed is None:
            return open_capacity(row.number("capacity"), (1.0,) * len(shares), self.horizon)
        if row.given("capacity"):
            self.desk.info(
                "capacity",
                row.place("capacity"),
                f"the capacity of {row.key} is not read: the Capacities sheet has a row for it",
            )
        return self.capacities.read(listed, shares)

    def _ratio(self, row: Row) -> tuple[float, str]:
        """The share that is believed, and where it comes from."""
        if self.basis == "announced":
            return 1.0, self.desk.settings.place("capacity_basis")
        given = row.given("delivery_ratio")  # its default is for sellers without a record
        own = row.number("delivery_ratio") if given else None
        firm = row.number("firm_ratio")
        self._check_ratios(row, own, firm)
        record = self.records.record(row.key, row.text("supplier"))
        if self.basis == "firm" and firm is not None:
            return firm, row.place("firm_ratio")
        if self.basis == "firm" and record is not None:
            return record.firm, record.source
        return self._expected(row, own, record)

    def _expected(
        self, row: Row, own: float | None, record: DeliveryRecord | None
    ) -> tuple[float, str]:
        if own is not None:
            return own, row.place("delivery_ratio")
        return (record.expected, record.source) if record is not None else (1.0, "")

    def _check_ratios(self, row: Row, own: float | None, firm: float | None) -> None:
        if own is not None and firm is not None and firm > own:
            self.desk.warning(
                "capacity",
                row,
                "firm_ratio",
                f"the firm ratio of {row.key} is {firm:.4g}, above its delivery ratio {own:.4g}",
                "a firm ratio of at most the delivery ratio",
                f"compare with {row.place('delivery_ratio')}",
            )

    def _check_slip(self, row: Row, listed: Row | None) -> None:
        if row.amount("slip") > 0 and listed is None and not row.given("start"):
            self.desk.warning(
                "capacity",
                row,
                "slip",
                f"{row.key} has a slip but neither a start nor a row on the Capacities sheet, so"
                " nothing slips",
                f"a start ({row.place('start')})",
            )

    def _check_never(self, row: Row, window: Span, start: datetime.date) -> None:
        if window.start < window.end <= start:
            self.desk.warning(
                "capacity",
                row,
                "slip",
                f"{row.key} slips to {start}, past its end, so it never delivers",
                f"a start before {window.end}",
            )

    def _check_before(self, row: Row, listed: Row) -> None:
        if not row.given("start"):
            self.desk.info(
                "capacity",
                row.place("slip"),
                f"the capacities of {row.key} ({listed.place('offer')}) come later by its slip;"
                " before the first of them counts the first",
            )


def _delayed(whole: Series, horizon: Horizon, months: float) -> Series:
    """The tonnes of each period some months later: day by day; before the plan as in its first."""
    found = []
    for span in horizon.spans:
        early = Span(later(span.start, -months), later(span.end, -months))
        tonnes = 0.0
        for own, amount in zip(horizon.spans, whole, strict=True):
            inside = early.overlap(own)
            tonnes += amount * inside / own.days if inside else 0.0
        before = min((horizon.spans[0].start - early.start).days, early.days)
        tonnes += whole[0] * max(before, 0) / horizon.spans[0].days
        found.append(tonnes)
    return tuple(found)
