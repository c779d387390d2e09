"""The algebra page: every variable, cost and constraint family, from the code's own docstrings."""

from __future__ import annotations

import inspect

from orefolio.formulation import costs, objective
from orefolio.formulation.constraints import FAMILIES
from orefolio.formulation.registry import Family

HEAD = """# The algebra

This page is generated from the docstrings of the code (`python docs/generate.py`); a test keeps it
up to date. Units are tonnes, days and USD. Sets: offers $o$, paths $a$ (an offer by a route),
materials $i$, grades $g$, segments $k$, routes and legs $\\ell$, rules $r$, investments $j$ with
their starts $\\tau$, nodes $n$ (a period $t(n)$ in a scenario; today one trunk), spans $s$ (a
period, a year, or the horizon).
"""


def algebra_page() -> str:
    """The page in Markdown with LaTeX formulas."""
    parts = [HEAD, "## Objective\n", _markdown(objective.add_objective.__doc__ or "")]
    parts.append("The cost is the sum of:\n")
    for name, terms in {**costs.BY_NODE, **costs.BY_DECISION}.items():
        text = " ".join(inspect.cleandoc(terms.__doc__ or "").split())
        parts.append(f"- `{name}`: {_inline(text)}")
    parts.append(
        "\nEach is discounted to the start of the plan and weighted by the probability of"
        " its node.\n"
    )
    parts.append("## Constraints\n")
    parts += [_family(family) for family in FAMILIES]
    return "\n".join(parts).rstrip() + "\n"


def _family(family: Family) -> str:
    index = ", ".join(family.index)
    reads = ", ".join(f"`{column}`" for column in family.reads)
    tail = f"\nReads: {reads}\n" if reads else ""
    return f"### {family.name}\n\nFor each ({index}).\n\n{_markdown(family.algebra)}{tail}"


def _inline(text: str) -> str:
    pieces = text.split(":math:`")
    return pieces[0] + "".join("$" + piece.replace("`", "$", 1) for piece in pieces[1:])


def _markdown(docstring: str) -> str:
    """Turn a docstring with ``.. math::`` blocks into Markdown."""
    lines: list[str] = []
    in_math = False
    for line in inspect.cleandoc(docstring).splitlines():
        if line.startswith(".. math::"):
            lines += ["$$", line.removeprefix(".. math::").strip()]
            in_math = True
        elif in_math and line.startswith("    "):
            lines.append(line.strip())
        elif in_math:
            lines += ["$$", line]
            in_math = False
        else:
            lines.append(_inline(line.replace("``", "`")))
    if in_math:
        lines.append("$$")
    return "\n".join(lines) + "\n"
