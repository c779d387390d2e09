"""What stands behind the plan: findings, changes, flags of the figures, manifest."""

from __future__ import annotations

from orefolio.portfolio.result_table import ResultColumn, ResultTable, number, text

FINDINGS = ResultTable(
    "findings",
    "Findings",
    "What the checks found in the workbook, and what the solver said.",
    (
        text("severity", "error, warning, info"),
        text("check", "name of the check"),
        text("place", "sheet and cell"),
        text("found", "what was found"),
        text("expected", "what was expected"),
        text("remedy", "how to mend it"),
    ),
    ordered=True,
)

CHANGES = ResultTable(
    "changes",
    "Changes",
    "Changes of the workbook's figures for this run; the input sheets hold the new figures.",
    (
        text("table", "table"),
        text("key", "row"),
        text("column", "column"),
        text("old", "figure of the workbook"),
        text("new", "figure of this run"),
        text("place", "sheet and cell"),
    ),
    ordered=True,
)

ASSUMPTIONS = ResultTable(
    "assumptions",
    "Flags",
    "How the figures of the workbook are known.",
    (
        text("table", "table"),
        text("flag", "reported, derived, assumption, calibrated, or (not stated)"),
        ResultColumn("figures", "integer", "", "how many figures"),
        ResultColumn("used", "integer", "", "how many of them stand behind what the plan buys"),
    ),
    key=("table", "flag"),
)

ASSUMED = ResultTable(
    "assumed",
    "Assumed figures",
    "Figures that are assumptions and on which the plan rests.",
    (
        text("table", "table"),
        text("key", "row"),
        text("column", "column or period"),
        text("place", "sheet and cell"),
        number("figure", "", "the figure, in the unit of its column"),
        text("unit", "unit of the figure"),
        text("flag", "how it is known"),
        text("source", "source, as in the workbook"),
    ),
    key=("table", "key", "column"),
)

MANIFEST = ResultTable(
    "manifest",
    "Manifest",
    "What makes the run repeatable: input hash, versions, options, gap, time.",
    (text("item", "what"), text("value", "its value")),
    key=("item",),
    ordered=True,
)
