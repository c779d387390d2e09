"""The tables of ``central_asia.md``: solves the Japan workbook under changes and prints what came.

    python docs/central_asia_tables.py            print the tables
    python docs/central_asia_tables.py --write    put them into the page

Each table stands in the page between ``<!-- name -->`` and ``<!-- end -->``; the words around them
are written by hand. A test solves a few of the rows again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from orefolio.case import load_case, parse_change
from orefolio.portfolio import Portfolio, portfolio_of
from orefolio.solving import Options, solve
from orefolio.workbook.examples import example_workbook

PAGE = Path(__file__).parent / "central_asia.md"
CORRIDORS = {"Lianyungang": "R_KZ_LYG", "Vostochny": "R_KZ_TSR", "Trans-Caspian": "R_KZ_MID"}
HOME = "STEPNOGORSK"
CAP = "rules[CAP65].on=yes"
SIGNED = "contracts[*].active=no"
SAVING = {
    "use less": ("THRIFT-DY", "THRIFT-TB"),
    "substitute": ("LA-CE-MAGNET",),
    "recycle": ("EOL-NDPR", "EOL-DY", "EOL-TB", "CE-REUSE"),
}
"""Levers at home by what they are."""
SPENDING = {"recycle": ("home",), "stakes in mines": ("resources",)}
"""Budgets that a lever needs; the others are closed."""
CATEGORIES = ("resources", "home", "corridors")
AT_HOME = ("offers[KZ-REO].plants=STEPNOGORSK",)
"""Kazakh oxides are separated at Stepnogorsk, so that the corridor is the way of all of it."""
QUANTITY = 100.0
BUDGETS = (30, 150, 400, 1250)
MILLION, BILLION = 1e6, 1e9


@cache
def plan(*changes: str) -> Portfolio:
    """The plan of the shipped workbook after the changes."""
    case, _ = load_case(example_workbook("japan"), [parse_change(text) for text in changes])
    portfolio = portfolio_of(
        case, solve(case, Options(relative_gap=2e-5, explain=False, worths=False))
    )
    if not portfolio.has_plan:
        raise RuntimeError(f"{changes}: {portfolio.reason}")
    return portfolio


def cost(portfolio: Portfolio) -> float:
    """USD, discounted."""
    found = portfolio.measure("total cost")
    assert found is not None
    return found


def bought(portfolio: Portfolio, supplier: str) -> float:
    """Tonnes bought of a supplier, over all years."""
    flows = portfolio.table("flows")
    return float(flows.loc[flows["supplier"] == supplier, "bought"].sum())


def short(portfolio: Portfolio) -> float:
    """Tonnes of demand not met."""
    return float(portfolio.table("demand")["shortage"].sum())


def china(portfolio: Portfolio, material: str = "all") -> float:
    """Share of the usable tonnes that China touches at any stage: mine, processing, transit."""
    frame = portfolio.table("exposure")
    wanted = (
        (frame["country"] == "CHN")
        & (frame["role"] == "any")
        & (frame["year"] == "all")
        & (frame["material"] == material)
    )
    return float(frame.loc[wanted, "share"].sum())


def bought_offer(portfolio: Portfolio, offer: str) -> float:
    """Tonnes bought of an offer, over all years."""
    flows = portfolio.table("flows")
    return float(flows.loc[flows["offer"] == offer, "bought"].sum())


def herfindahl(portfolio: Portfolio, material: str) -> float:
    """Herfindahl index of the countries of processing, all years together."""
    found = portfolio.measure(f"HHI of processing of {material}")
    return float("nan") if found is None else found


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, figures to the right."""
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *rows)) + "\n"


def premium(quantity: float, *changes: str) -> tuple[float, float]:
    """What ``quantity`` t/y from Kazakhstan from 2030 add to the cost, and by the kilogram, USD."""
    free = plan(*changes)
    trial = ("rules[KAZAKHSTAN-TRIAL].on=yes", f"rules[KAZAKHSTAN-TRIAL].bound={quantity}")
    forced = plan(*changes, *trial)
    more = cost(forced) - cost(free)
    case, _ = load_case(example_workbook("japan"))
    worth = sum(p.discount * p.years for p in case.periods if p.year >= "2030")
    return more, more / (quantity * worth * 1000)


def central_asia() -> str:
    """Kazakhstan by rule, by belief, and by corridor."""
    rows = []
    views = {
        "cost alone": (),
        "65 % rule": (CAP,),
        "65 % rule on China only": (CAP, "rules[CAP65].members=CHN"),
        "cost alone, capacity as announced": ("settings.capacity_basis=announced",),
        "65 % rule, capacity as announced": (CAP, "settings.capacity_basis=announced"),
    }
    for corridor, route in CORRIDORS.items():
        closed = [f"routes[{other}].active=no" for other in CORRIDORS.values() if other != route]
        views[f"65 % rule, only by {corridor}, separated at home"] = (CAP, *closed, *AT_HOME)
    for name, changes in views.items():
        found = plan(*changes)
        without = cost(plan(*changes, "suppliers[KZ].active=no")) - cost(found)
        _, dearer = premium(QUANTITY, *changes, "settings.capacity_basis=announced")
        rows.append(
            (
                name,
                f"{cost(found) / BILLION:.2f}",
                f"{bought(found, 'KZ'):,.0f}",
                f"{without / MILLION:,.1f}",
                f"{dearer:,.1f}",
                f"{short(found):,.0f}",
            )
        )
    head = (
        "view",
        "cost, bn USD",
        "bought of Kazakhstan, t of oxides",
        "loss without it, M USD",
        f"premium for {QUANTITY:.0f} t a year as announced, USD/kg",
        "shortage, t",
    )
    return table(head, rows)


def lynas() -> str:
    """The contract of 2026 on each price path, with and without its floor."""
    rows = []
    paths = {
        "P0_2025FLAT": "2025 held",
        "P1_2026SPIKE": "spike of 2026",
        "P2_TENFOLD": "as in 2011",
        "P3_LOW2024": "low of 2024",
    }
    views = {
        "as signed": (),
        "without the floor": ("contracts[JARE-NDPR].floor=",),
        "without the contract": ("contracts[JARE-NDPR].active=no",),
    }
    for path, label in paths.items():
        for view, changes in views.items():
            found = plan(f"settings.price_path={path}", *changes)
            rows.append(
                (
                    label,
                    view,
                    f"{cost(found) / BILLION:.2f}",
                    f"{bought_offer(found, 'LYN-NDPR'):,.0f}",
                    f"{100 * china(found, 'NDPR'):.0f}",
                    f"{herfindahl(found, 'NDPR'):.2f}",
                )
            )
    return table(
        (
            "prices",
            "contract",
            "cost, bn USD",
            "NdPr of Lynas, t",
            "China touches of NdPr, %",
            "HHI of NdPr",
        ),
        rows,
    )


def only(lever: str, budget: float) -> tuple[str, ...]:
    """Changes that leave one lever of five, with its budget in M USD, and no signed contract."""
    if lever == "all of them":
        return (SIGNED, f"budgets[all].total={budget:g}")
    kept = SAVING.get(lever, ())
    closed = [category for category in CATEGORIES if category not in SPENDING.get(lever, ())]
    return (
        SIGNED,
        *(
            f"levers[{key}].active=no"
            for keys in SAVING.values()
            for key in keys
            if key not in kept
        ),
        *(f"budgets[{category}].total=0" for category in closed),
        f"budgets[all].total={budget:g}",
    )


def levers() -> str:
    """Each lever by itself at each budget, beside buying alone."""
    rows = []
    for label, rule in (("cost alone", ()), ("65 % rule", (CAP,))):
        base = plan(*only("none", 0), *rule)
        rows.append((label, "none", "", *_figures(base), ""))
        for lever in ("use less", "substitute", "recycle", "stakes in mines", "all of them"):
            spends = lever in SPENDING or lever == "all of them"
            seen = ""
            for budget in BUDGETS if spends else (0,):
                found = plan(*only(lever, budget), *rule)
                saved = f"{(cost(base) - cost(found)) / MILLION:,.0f}"
                if saved != seen:
                    rows.append(
                        (label, lever, f"{budget:,}" if spends else "", *_figures(found), saved)
                    )
                seen = saved
    head = ("rules", "lever", "budget, M USD", *FIGURES, "saves, M USD")
    return table(head, rows)


FIGURES = ("cost, bn USD", "shortage, t", "China touches, %")


def _figures(found: Portfolio) -> tuple[str, str, str]:
    return (
        f"{cost(found) / BILLION:.2f}",
        f"{short(found):,.0f}",
        f"{100 * china(found):.0f}",
    )


def stock() -> str:
    """Days of cover as they stand, without, and with half as much again, under each rule."""
    rows = []
    for label, rule in (("cost alone", ()), ("65 % rule", (CAP,))):
        base = plan(*rule, "stock[*].days_of_cover=0")
        for days, factor in (
            ("none asked", 0.0),
            ("as in the workbook", 1.0),
            ("half as many again", 1.5),
        ):
            found = plan(*rule, f"stock[*].days_of_cover=*{factor:g}") if factor else base
            rows.append(
                (
                    label,
                    days,
                    *_figures(found)[:2],
                    f"{(cost(found) - cost(base)) / MILLION:,.0f}",
                    *(f"{_least_cover(found, key):.0f}" for key in ("NDPR", "DY")),
                )
            )
    head = (
        "rules",
        "days of cover",
        *FIGURES[:2],
        "adds, M USD",
        "least days NdPr",
        "least days Dy",
    )
    return table(head, rows)


def _least_cover(found: Portfolio, material: str) -> float:
    """Fewest days of cover of all pools together at the end of any period but the last."""
    value = found.measure(f"least days of cover of {material}")
    return float("nan") if value is None else value


TABLES: Mapping[str, Callable[[], str]] = {
    "central asia": central_asia,
    "lynas": lynas,
    "levers": levers,
    "stock": stock,
}
"""Name in the page and what makes the table."""


def main(write: bool) -> None:
    """Print every table; with ``write`` put them into the page as well."""
    page = PAGE.read_text(encoding="utf-8") if write else ""
    for name, make in TABLES.items():
        text = make()
        print(f"## {name}\n\n{text}")
        before, mark, rest = page.partition(f"<!-- {name} -->\n")
        page = before + mark + text + rest[rest.find("<!-- end -->") :] if mark else page
    if write:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
