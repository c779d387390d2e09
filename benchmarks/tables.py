"""Measurements as Markdown tables, which are read as well on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.measure import Figures


def phase_table(found: Figures) -> str:
    """Of one case: a line a phase."""
    size = found["size"]
    told = ", ".join(f"{size[name]:,} {name}" for name in ("columns", "rows", "nonzeros") if size)
    lines = [
        f"{found['case']}" + (f": {told}" if told else ""),
        "",
        "| phase | CPU s | wall s | ratio to HiGHS | peak memory so far, MB |",
        "|---|---:|---:|---:|---:|",
    ]
    for phase, figures in found["phases"].items():
        ratio = "" if figures["ratio"] is None else f"{figures['ratio']:,.3g}"
        peak = "" if figures["peak"] is None else f"{figures['peak']:,.0f}"
        lines.append(
            f"| {phase} | {figures['cpu']:.3f} | {figures['wall']:.3f} | {ratio} | {peak} |"
        )
    return "\n".join(lines)


def interface_table(found: Sequence[Figures]) -> str:
    """Of one case: a line an interface, the first of them ours."""
    first = found[0]
    lines = [
        f"hand-over of {first['case']}: {first['columns']:,} columns, {first['rows']:,} rows,"
        f" {first['nonzeros']:,} nonzeros",
        "",
        "| interface | CPU s | times ours |",
        "|---|---:|---:|",
    ]
    lines += [
        f"| {each['interface']} | {each['cpu']:.3f} | {each['cpu'] / first['cpu']:.1f} |"
        for each in found
    ]
    return "\n".join(lines)
