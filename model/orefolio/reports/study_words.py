"""A study in plain sentences: what was varied, what came of it, where the shares change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from orefolio.portfolio.measures import MEASURES
from orefolio.portfolio.schema import NOT_STATED
from orefolio.reports.story.passage import Passage
from orefolio.reports.wording import counted, figure, listed, percent
from orefolio.studies.result import PointResult
from orefolio.studies.sheets import CHARTS, FAILURES, POINTS, SHARES
from orefolio.studies.study import Study
from orefolio.studies.switches import Move, moved, patterns, switches

MOST_SENTENCES = 20
MOST_MOVES = 4
KEY_MEASURES = ("total cost", "money cost", "landed cost", "shortage", "expected loss")


class Range(NamedTuple):
    """A measure over all plans: in the base, and where it is lowest and highest."""

    measure: str
    unit: str
    base: float | None
    lowest: float
    lowest_at: int
    highest: float
    highest_at: int


def study_words(study: Study) -> tuple[Passage, ...]:
    """The passages of the summary, for the workbook and the terminal."""
    passages = (_varied(study), _solved(study), _ranges(study))
    return (*passages, _changes(study)) if _has_countries(study) else passages


def at(study: Study, result: PointResult) -> str:
    """Where a point stands: ``the base``, or its levels."""
    point = study.design.points[result.id]
    if point.base:
        return "the base"
    return listed(
        f"{dimension.label} {dimension.levels[level].text}"
        for dimension, level in zip(study.design.dimensions, point.levels, strict=True)
        if level is not None
    )


def ranges(study: Study) -> tuple[Range, ...]:
    """Measures of the plan as a whole that have a value at any point."""
    whole = {measure.name for measure in MEASURES}
    found: dict[str, list[tuple[float, int]]] = {}
    units: dict[str, str] = {}
    for result in study.results:
        for name, unit, value in result.figures:
            if name in whole and value is not None:
                found.setdefault(name, []).append((value, result.id))
                units[name] = unit
    base = {name: value for name, _, value in study.base.figures}
    rows = []
    for name, values in found.items():
        low, high = min(values), max(values, key=lambda pair: (pair[0], -pair[1]))
        rows.append(Range(name, units[name], base.get(name), *low, *high))
    return tuple(rows)


def _varied(study: Study) -> Passage:
    design = study.design
    how = (
        "every combination of levels"
        if design.kind == "grid" and len(design.dimensions) > 1
        else "one dimension at a time, the others as in the workbook"
        if len(design.dimensions) > 1
        else "one dimension"
    )
    sentences = []
    for place, trial in enumerate(design.trials):
        dimension = trial.dimension
        cells = len(trial.applied[0])
        base = design.value(design.points[0], place)
        now = ""
        if dimension.operation == "set" and base is not None:
            now = (
                f"; in the base {base:.12g}" if isinstance(base, float) else f"; in the base {base}"
            )
        together = f" ({cells} cells moved together)" if cells > 1 else ""
        levels = listed((level.text for level in dimension.levels), most=12)
        sentences.append(f"{dimension.label}{together}: {levels}{now}.")
    if study.fixed:
        sentences.append(f"Fixed in every point: {counted(len(study.fixed), 'changed cell')}.")
    return Passage("What was varied", f"{how.capitalize()}.", tuple(sentences))


def _solved(study: Study) -> Passage:
    total, without = len(study.results), study.without_plan
    if not without:
        lead = f"All {counted(total, 'point')} have a plan, and every plan passed the audit."
        open_gap = [r for r in study.results if r.status == "feasible"]
        more = (
            (f"{counted(len(open_gap), 'plan')} may not be the cheapest: a limit came first.",)
            if open_gap
            else ()
        )
        return Passage("Points", lead, more, "good", (POINTS,))
    lead = f"{total - len(without):,} of {counted(total, 'point')} have a plan."
    sentences = [
        f"Point {result.id} ({at(study, result)}) is {result.status}: {result.reason}"
        for result in without
    ]
    return Passage("Points", lead, _cut(sentences), "bad", (POINTS, FAILURES))


def _ranges(study: Study) -> Passage:
    found = {item.measure: item for item in ranges(study)}
    if not found:
        return Passage("Figures", "No point has a plan, so there are no figures.", (), "bad")
    sentences = []
    for name in KEY_MEASURES:
        item = found.get(name)
        if item is None:
            continue
        if item.highest - item.lowest <= 1e-9 * max(abs(item.highest), 1.0):
            sentences.append(f"The {name} is {figure(item.lowest, item.unit)} at every point.")
            continue
        low, high = study.results[item.lowest_at], study.results[item.highest_at]
        sentences.append(
            f"The {name} lies between {figure(item.lowest, item.unit)} ({at(study, low)}) and"
            f" {figure(item.highest, item.unit)} ({at(study, high)})."
        )
    return Passage("Figures", sentences[0], tuple(sentences[1:]), sheets=(CHARTS,))


def _has_countries(study: Study) -> bool:
    """Whether any plan buys of a seller or plant whose country is stated."""
    plans = [result for result in study.results if result.has_plan]
    stated = (s.country != NOT_STATED for r in plans for s in r.shares if s.role == "processed")
    return not plans or any(stated)


def _changes(study: Study) -> Passage:
    heading = "Where the import shares change"
    number = patterns(study.results)
    if number == 0:
        return Passage(heading, "No point has a plan, so there are no shares.", (), "bad")
    if number == 1:
        return Passage(heading, "The import shares by volume are the same at every point.")
    lead = (
        f"The shares of the countries of processing, by volume, take {number} different patterns"
        " over the points (moves below half a percentage point do not count)."
    )
    sentences = list(_along(study))
    if sentences and len(study.design.dimensions) > 1:
        lead += " Along each dimension, the others as in the base:"
    sentences = sentences or list(_against_base(study))
    return Passage(heading, lead, _cut(sentences), sheets=(SHARES,))


def _along(study: Study) -> Iterable[str]:
    """Switches along each dimension, the others as in the base."""
    for dimension in range(len(study.design.dimensions)):
        for switch in switches(study, dimension):
            before, after = (
                study.design.level_text(study.design.points[result.id], dimension)
                for result in (switch.before, switch.after)
            )
            label = study.design.dimensions[dimension].label
            yield f"{label} between {before} and {after}: {_moves(study, switch.moves)}."


def _against_base(study: Study) -> Iterable[str]:
    if not study.base.has_plan:
        return
    for result in study.results[1:]:
        moves = moved(study.base, result) if result.has_plan else ()
        if moves:
            yield f"{at(study, result)}, against the base: {_moves(study, moves)}."


def _moves(study: Study, moves: Sequence[Move]) -> str:
    told = [
        f"{'' if move.material == 'all' else move.material + ' from '}"
        f"{study.country_name(move.country)}"
        f" {percent(move.before)} → {percent(move.after)}"
        for move in moves
    ]
    return listed(told, most=MOST_MOVES)


def _cut(sentences: Sequence[str]) -> tuple[str, ...]:
    if len(sentences) <= MOST_SENTENCES:
        return tuple(sentences)
    left = len(sentences) - MOST_SENTENCES
    return (*sentences[:MOST_SENTENCES], f"… and {left:,} more; see the sheets.")
