"""How firm the answer is: ties, assumptions, changes, warnings."""

from __future__ import annotations

from orefolio.portfolio.portfolio import Portfolio
from orefolio.reports.story.passage import Passage
from orefolio.reports.wording import counted, listed
from orefolio.tables import TABLE

ASSUMPTION, UNSTATED = "assumption", "(not stated)"


def ties(portfolio: Portfolio) -> Passage:
    """Sources that cost the same, or nearly: shares among them are arbitrary."""
    frame = portfolio.table("ties")
    equal, near = frame[frame["kind"] == "tie"], frame[frame["kind"] != "tie"]
    if not len(frame):
        lead = (
            "No source that the plan leaves out costs the same, or nearly the same, as one in it."
        )
        return Passage("Ties", lead, sheets=("Ties",))
    sentences = []
    if len(equal):
        lead = (
            f"{counted(len(equal), 'delivery', 'deliveries')} that the plan leaves out would cost"
            " the same: the shares among these sources and the ones in the plan are arbitrary"
            f" ({listed(dict.fromkeys(equal['offer']), 6)})."
        )
    else:
        lead = "No source that the plan leaves out costs exactly the same as one in it."
    if len(near):
        sentences.append(
            f"{counted(len(near), 'delivery', 'deliveries')} would enter after a small fall in"
            f" price ({listed(dict.fromkeys(near['offer']), 6)})."
        )
    sentences.append("These are local prices: they hold while the rest of the plan stays as it is.")
    return Passage("Ties", lead, tuple(sentences), sheets=("Ties",))


def assumptions(portfolio: Portfolio) -> Passage:
    """How many figures are assumptions, and how many of them stand behind the plan."""
    frame = portfolio.table("assumptions")
    sheets = ("Flags", "Assumed figures")
    if frame.empty:
        return Passage("What is assumed", "The workbook states no figures.", sheets=sheets)
    total = int(frame["figures"].sum())
    by_flag = frame.groupby("flag")[["figures", "used"]].sum()
    assumed = int(by_flag["figures"].get(ASSUMPTION, 0))
    behind = int(by_flag["used"].get(ASSUMPTION, 0))
    unstated = int(by_flag["figures"].get(UNSTATED, 0))
    if assumed:
        lead = (
            f"{assumed:,} of the {counted(total, 'figure')} of the workbook"
            f" {'is' if assumed == 1 else 'are'} flagged as assumption; the plan rests on"
            f" {behind:,} of them."
        )
    else:
        lead = f"None of the {counted(total, 'figure')} of the workbook is flagged as assumption."
    if unstated:
        lead += f" {unstated:,} {'has' if unstated == 1 else 'have'} no flag at all."
    rest = [
        f"{int(count):,} {flag}"
        for flag, count in by_flag["figures"].items()
        if flag not in (ASSUMPTION, UNSTATED)
    ]
    sentences = (f"The others: {listed(rest)}.",) if rest else ()
    return Passage("What is assumed", lead, sentences, sheets=sheets)


def run(portfolio: Portfolio) -> Passage:
    """What this run changed in the workbook's figures, and what the checks found."""
    changes, findings = portfolio.table("changes"), portfolio.table("findings")
    severities = findings["severity"].value_counts()
    warnings = int(severities.get("warning", 0))
    told = [
        (f"{where}.{column} ({place})", _before(table, column, old), new)
        for table, key, column, old, new, place in changes.itertuples(index=False)
        for where in (f"{table}[{key}]" if key else str(table),)
    ]
    made = sum(old != new for _, old, new in told)
    number = counted(made, "figure") if made else "No figure"
    lead = f"{number} of the workbook {'was' if made < 2 else 'were'} changed for this run."
    sentences = [f"{cell}: {_change(old, new)}." for cell, old, new in told[:10]]
    if len(changes) > 10:
        sentences.append("The others are on the sheet Changes.")
    sentences.append(f"The checks gave {counted(warnings, 'warning')}.")
    return Passage("This run", lead, tuple(sentences), sheets=("Changes", "Findings"))


def _before(table: str, column: str, old: str) -> str:
    """The value before; of an empty cell the default that it stands for."""
    from orefolio.portfolio.extract.about import shown  # noqa: PLC0415 - it brings Pyomo along

    declared = TABLE[table].column.get(column) if table in TABLE else None
    return old or (shown(declared.default) if declared is not None else "")


def _change(old: str, new: str) -> str:
    if old == new:
        return f"it holds {old} already, so nothing changed" if old else "it is empty already"
    return f"{old or 'empty'} → {new or 'empty'}"
