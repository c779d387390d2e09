"""Before solving: what can come of each material at most, against what is demanded of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from orefolio.case.ceiling_families import HOME, families
from orefolio.case.ceilings import Group, Held, Span
from orefolio.case.model import Case
from orefolio.case.names import names_of
from orefolio.case.stock_bounds import least_stock, most_stock
from orefolio.findings import Finding, shortened, warning

_SHOWN = 6


@dataclass(frozen=True)
class Shortfall:
    """Tonnes that no plan can find, by the end of a span of periods."""

    name: str
    demand: float
    cover: float
    stock: float  # most that can be in stock at the start of the span
    supply: float  # most that can come in the span
    missing: float
    last: int
    held: tuple[Held, ...]


@dataclass(frozen=True)
class Start:
    """Where a span begins: its first period, the most stock there, tonnes short before."""

    first: int
    stock: float
    short: float


def arithmetic_check(case: Case) -> tuple[Finding, ...]:
    """A warning for every material of which too little can come, whatever the plan.

    A true upper bound: capacities × recovery, each limit by itself (capacities of routes, hard
    caps on volume), opening stock and ceilings carried from period to period; what is said to be
    missing is missing in every plan. Blends, lots and capacity shared between materials are left
    out, so silence is no promise that a plan exists.
    """
    found = []
    for material in case.materials:
        short = list(shortfalls(case, material))
        if short:
            found.append(_finding(case, material, short))
    return shortened(found, names_of(case.records))


def shortfalls(case: Case, material: str) -> Iterator[Shortfall]:
    r"""Walk through the periods with the fullest stock that any plan can have.

    With :math:`S` the stock and :math:`Z` the tonnes short so far, every plan keeps
    :math:`S_t - Z_t \le S_{t-1} - Z_{t-1} + U_t - D_t`; where that leaves less than the cover, the
    difference is short. The same holds over each year and the horizon with their own bounds.
    """
    ways = families(case, material)
    demand = [
        sum(s.demand[period.index] for s in case.segments.values() if s.material == material)
        for period in case.periods
    ]
    cover, ceiling = least_stock(case, material), most_stock(case, material)
    stock = sum(policy.opening for policy in case.stock.values() if policy.material == material)
    short = 0.0  # tonnes so far
    years = Start(0, stock, short)
    whole = years
    for index, period in enumerate(case.periods):
        last = index + 1 == len(case.periods)
        spans = [(period.label, Start(index, stock, short))]
        if last or case.periods[index + 1].year != period.year:
            spans += [(period.year, years)] if years.first < index else []
        if last and whole.first < index and whole is not years:
            spans.append(("the whole plan", whole))
        after = math.inf
        for name, start in spans:
            span = tuple(range(start.first, index + 1))
            supply, held = _most(ways, span)
            needed = sum(demand[i] for i in span)
            after = min(after, start.stock + (short - start.short) + supply - needed)
            missing = cover[index] - after
            if missing > 1e-6 * max(1.0, needed):
                yield Shortfall(
                    name, needed, cover[index], start.stock, supply, missing, index, held
                )
                short += missing
                after = cover[index]
        stock = min(after, ceiling[index])
        if not last and case.periods[index + 1].year != period.year:
            years = Start(index + 1, stock, short)


def _most(ways: list[tuple[Group, ...]], span: Span) -> tuple[float, tuple[Held, ...]]:
    """The tightest of the upper bounds over a span, and how it is made up."""
    best: tuple[float, tuple[Held, ...]] | None = None
    for groups in ways:
        held = tuple(group.most(span) for group in groups)
        supply = sum(each.tonnes for each in held)
        if best is None or supply < best[0]:
            best = (supply, held)
    return best or (0.0, ())


def _finding(case: Case, material: str, short: list[Shortfall]) -> Finding:
    first = short[0]
    lost, remedy = _remedy(case, material, short)
    none = " and, as that is not allowed, NO PLAN CAN EXIST" if lost else ""
    needs = f"demand {first.demand:,.4g} t"
    if first.cover > 0:
        needs += f" and {first.cover:,.4g} t of cover at its end"
    comes = f"{first.stock + first.supply:,.4g} t"
    if first.stock > 0:
        comes += f" ({first.stock:,.4g} t in stock, {first.supply:,.4g} t {_come(first)})"
    found = (
        f"{material} in {first.name}: {needs}; at most {comes} can be there under the limits, so"
        f" {first.missing:,.4g} t are missing in any plan{none} ({_words(case, first.held)})"
    )
    found += _further(case, short[1:])
    return warning(
        "arithmetic",
        case.place("materials", material, "material"),
        found,
        "a supply that can meet demand and cover",
        remedy,
    )


def _come(short: Shortfall) -> str:
    home = any(each.label == HOME and each.tonnes > 0 for each in short.held)
    return "bought, saved or made" if home else "bought"


def _further(case: Case, short: list[Shortfall]) -> str:
    """What is missing besides; years and the whole plan apart from the periods they hold."""
    periods = {period.label for period in case.periods}
    own = [each for each in short if each.name in periods]
    over = [each for each in short if each.name not in periods]
    parts = []
    for start, among in (("further missing", own), ("and, counted over longer spans", over)):
        listed = ", ".join(f"{each.name} {each.missing:,.4g} t" for each in among[: _SHOWN - 1])
        more = f" and {len(among) - _SHOWN + 1} more" if len(among) >= _SHOWN else ""
        parts += [f"; {start}: {listed}{more}"] if among else []
    return "".join(parts)


def _remedy(case: Case, material: str, short: list[Shortfall]) -> tuple[bool, str]:
    """Whether no plan can exist, and what to do; else the plan will be short at a price."""
    own = [segment for segment in case.segments.values() if segment.material == material]
    priced = [segment for segment in own if segment.shortage_cost is not None]
    missing = 0.0
    for each in short:
        missing += each.missing
        allowed = sum(sum(segment.demand[: each.last + 1]) for segment in priced)
        if missing > allowed * (1 + 1e-9):
            place = case.place(own[0].table, own[0].key, "shortage_cost")
            offered = any(material in path.usable for path in case.paths.values())
            start = "raise" if offered else "add an offer, raise"
            return True, f"{start} a capacity or a limit, lower the cover" + (
                "" if priced else f", or give a shortage cost ({place})"
            )
    return False, "the plan will be short and pay the shortage cost"


def _words(case: Case, held: tuple[Held, ...]) -> str:
    """The largest sources with their limits."""
    sources = sorted(
        (each for each in held if each.alone > 0), key=lambda each: (-each.tonnes, each.label)
    )
    parts = []
    for each in sources[:_SHOWN]:
        name = each.label
        if each.offers != (name,):
            more = ", …" if len(each.offers) > 3 else ""
            name = f"{name} ({', '.join(each.offers[:3])}{more})"
        if each.words:
            able = "without limit" if math.isinf(each.alone) else f"{each.alone:,.4g} t"
            parts.append(f"{name} {able} held to {each.tonnes:,.4g} t by {each.words}")
        elif each.label not in case.offers:
            parts.append(f"{name} {each.tonnes:,.4g} t")
        else:
            table = "capacities" if name in case.records.table("capacities") else "offers"
            place = case.place(table, name, "capacity" if table == "offers" else "offer")
            parts.append(f"{name} {each.tonnes:,.4g} t ({place})")
    if len(sources) > _SHOWN:
        rest = sum(each.tonnes for each in sources[_SHOWN:])
        parts.append(f"{len(sources) - _SHOWN} more {rest:,.4g} t")
    return ", ".join(parts) or "nothing is offered"
