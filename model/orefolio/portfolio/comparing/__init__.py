"""Comparison: what differs between runs, in inputs and in results, and nothing else.

``sections`` (which figures), ``inputs`` (cell by cell), ``results`` (figure by figure), ``bridge``
(from cost to cost).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from orefolio.portfolio.comparing.bridge import COLUMNS, bridge
from orefolio.portfolio.comparing.inputs import input_differences
from orefolio.portfolio.comparing.results import result_differences
from orefolio.portfolio.comparing.sections import SECTIONS, Section
from orefolio.portfolio.portfolio import Portfolio

__all__ = ["SECTIONS", "Comparison", "Section", "compare"]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Differences between runs; the first is the reference. Names and order are the caller's.

    ``endings`` has name, status and reason of every run. ``inputs`` has table, key, column and for
    each run its value and cell. ``results`` maps the name of a section to its differing figures.
    ``bridges`` leads from the cost of the reference to that of each other run: from, to, step,
    amount (USD), text.
    """

    names: tuple[str, ...]
    endings: pd.DataFrame
    inputs: pd.DataFrame
    results: Mapping[str, pd.DataFrame]
    bridges: pd.DataFrame

    @property
    def same_inputs(self) -> bool:
        """Whether the workbooks say the same."""
        return self.inputs.empty

    @property
    def same_results(self) -> bool:
        """Whether the runs ended alike with the same figures."""
        alike = self.endings["status"].nunique() == 1
        return alike and all(frame.empty for frame in self.results.values())

    @property
    def equal(self) -> bool:
        """Whether nothing differs; times, versions and notes of the manifest do not count."""
        return self.same_inputs and self.same_results


def compare(portfolios: Sequence[Portfolio], names: Sequence[str]) -> Comparison:
    """Compare two or more runs with the first of them.

    A name that stands twice gets a number. Raises ValueError for fewer than two runs, or when names
    and runs are not as many.
    """
    if len(portfolios) < 2 or len(portfolios) != len(names):
        raise ValueError("a comparison needs two runs or more, and a name for each")
    unique = _unique(names)
    endings = pd.DataFrame(
        [(name, p.status, p.reason) for name, p in zip(unique, portfolios, strict=True)],
        columns=["name", "status", "reason"],
    )
    bridges = [
        bridge(portfolios[0], other, (unique[0], name))
        for name, other in zip(unique[1:], portfolios[1:], strict=True)
    ]
    there = [frame for frame in bridges if not frame.empty]
    return Comparison(
        unique,
        endings,
        input_differences([portfolio.case_records for portfolio in portfolios], unique),
        {s.name: result_differences(s, portfolios, unique) for s in SECTIONS},
        pd.concat(there, ignore_index=True) if there else pd.DataFrame(columns=COLUMNS),
    )


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        number, candidate = 1, name
        while candidate in found:
            number += 1
            candidate = f"{name} ({number})"
        found.append(candidate)
    return tuple(found)
