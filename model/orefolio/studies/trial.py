"""What each level does to the cells of the workbook, before anything is solved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from orefolio.case import Applied, ChangeError, apply_changes
from orefolio.case.change_text import shown
from orefolio.studies.vary import Dimension
from orefolio.tables import TABLE, Records, Value


@dataclass(frozen=True)
class Trial:
    """One dimension tried on the records: for each level the cells that it touches."""

    dimension: Dimension
    applied: tuple[tuple[Applied, ...], ...]

    @cached_property
    def at_base(self) -> frozenset[int]:
        """Positions of the levels that leave every cell as it is."""
        return frozenset(
            position
            for position, cells in enumerate(self.applied)
            if all(effective(cell, cell.old) == effective(cell, cell.new) for cell in cells)
        )

    @cached_property
    def base_value(self) -> float | str | None:
        """Its value in the workbook as it is; ``None`` where cells differ or are empty."""
        if self.dimension.operation != "set":
            return 1.0 if self.dimension.operation == "multiply" else 0.0
        values = {effective(cell, cell.old) for cell in self.applied[0]}
        value = values.pop()
        if values or value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return shown(value)
        return float(value)


def effective(cell: Applied, value: Value) -> Value:
    """The value, or the declared default that an empty cell stands for."""
    column = TABLE[cell.table].column.get(cell.column)
    return column.default if value is None and column is not None else value


def try_levels(records: Records, dimensions: Sequence[Dimension]) -> tuple[Trial, ...]:
    """Every level of every dimension applied by itself.

    Raises ChangeError naming, a line each, every level that cannot be applied, every dimension
    that changes nothing, and cells that two dimensions touch.
    """
    trials: list[Trial] = []
    wrong: list[str] = []
    for dimension in dimensions:
        applied = []
        for level in dimension.levels:
            try:
                applied.append(apply_changes(records, level.changes)[1])
            except ChangeError as problem:
                if str(problem) not in wrong:
                    wrong.append(str(problem))
        if len(applied) == len(dimension.levels):
            trials.append(Trial(dimension, tuple(applied)))
    for trial in trials:
        if len(trial.at_base) == len(trial.dimension.levels):
            wrong.append(
                f"{trial.dimension.label} stays what it is in the workbook at every level given;"
                " there is nothing to vary"
            )
    wrong += _shared_cells(trials)
    if wrong:
        raise ChangeError("\n".join(wrong))
    return tuple(trials)


def _shared_cells(trials: Sequence[Trial]) -> list[str]:
    """Two dimensions on one cell would undo or double each other."""
    owner: dict[tuple[str, str, str], str] = {}
    wrong: dict[tuple[str, str], str] = {}
    for trial in trials:
        label = trial.dimension.label
        for cell in trial.applied[0]:
            other = owner.setdefault((cell.table, cell.key, cell.column), label)
            if other != label:
                wrong.setdefault(
                    (other, label),
                    f"{other} and {label} both change {cell.place}; vary each cell only once",
                )
    return list(wrong.values())
