"""Sweep: a workbook's records and what is varied → a study."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import orefolio
from orefolio.case import Applied, fingerprint
from orefolio.solving import Options
from orefolio.studies.design import Design, make_design
from orefolio.studies.journal import Journal, digest
from orefolio.studies.refuse import refuse_unread
from orefolio.studies.result import PointResult, Task, changed
from orefolio.studies.runner import run_points
from orefolio.studies.study import Study
from orefolio.studies.trial import try_levels
from orefolio.studies.vary import Dimension
from orefolio.tables import Records

Listener = Callable[[PointResult], None]


@dataclass(frozen=True)
class Sweep:
    """A sweep that can be run: every level applies and every dimension is read by the model.

    ``records`` are the base, after the changes that hold in every point.
    """

    records: Records
    design: Design
    options: Options

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The points to compute, the base first."""
        return tuple(Task(point.id, point.changes) for point in self.design.points)

    @property
    def journal_header(self) -> dict[str, str]:
        """What a journal must say to belong to this sweep."""
        levels = [[str(c) for c in task.changes] for task in self.tasks]
        versions = {name: importlib.metadata.version(name) for name in ("pyomo", "highspy")}
        return {
            "inputs": fingerprint(self.records),
            "options": f"gap {self.options.relative_gap}, limit {self.options.time_limit}",
            "versions": f"orefolio {orefolio.__version__}, "
            + ", ".join(f"{name} {version}" for name, version in versions.items()),
            "levels": digest([self.design.kind, levels]),
        }

    def manifest(self, varies: Sequence[str]) -> dict[str, str]:
        """What the study workbook says of the design; ``varies`` is what was asked for."""
        return {
            "design": self.design.kind,
            "points": str(len(self.design.points)),
            **{f"vary {number}": text for number, text in enumerate(varies, start=1)},
        }


def prepare(
    records: Records,
    dimensions: Sequence[Dimension],
    options: Options,
    *,
    one_at_a_time: bool = False,
) -> Sweep:
    """Everything that can be refused is refused here, before any point is computed.

    ``records`` must be those of a workbook without errors. Raises
    :class:`~orefolio.case.ChangeError` with a line for each thing that is wrong: levels that
    cannot be applied, dimensions that the model does not read, too many points.
    """
    trials = try_levels(records, dimensions)
    design = make_design(trials, one_at_a_time=one_at_a_time)
    refuse_unread(records, trials)
    return Sweep(records, design, options)


def run(
    sweep: Sweep,
    *,
    title: str = "Sweep",
    jobs: int | None = None,
    journal: Journal | None = None,
    on_result: Listener = lambda result: None,
    fixed: Sequence[Applied] = (),
    manifest: Mapping[str, str] | None = None,
) -> Study:
    """Compute the points that the journal does not have, and put the study together.

    ``on_result`` hears of every point as it ends, those of the journal first. Ctrl-C raises
    KeyboardInterrupt; the journal then has every finished point. ``jobs`` as in
    :func:`~orefolio.studies.runner.run_points`.
    """
    kept = {
        task.id: result
        for task in sweep.tasks
        if journal is not None and (result := journal.kept(task)) is not None
    }
    for result in kept.values():
        on_result(result)

    def told(task: Task, result: PointResult) -> None:
        if journal is not None:
            journal.add(task, result)
        on_result(result)

    left = [task for task in sweep.tasks if task.id not in kept]
    computed = run_points(sweep.records, left, sweep.options, jobs=jobs, on_result=told)
    by_id = {**kept, **{result.id: result for result in computed}}
    return Study(
        title=title,
        design=sweep.design,
        results=tuple(by_id[task.id] for task in sweep.tasks),
        records=sweep.records,
        fixed=changed(fixed),
        manifest=dict(manifest or {}),
    )
