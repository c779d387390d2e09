"""Comparison shows what differs and nothing else; the bridge leaves nothing unexplained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from orefolio.portfolio import Portfolio, compare, portfolio_of
from orefolio.solving import Options, Outcome, Status, solve
from plans import rich, rich_tables
from support import case_of


def _tables(price: float = 10.0, demand: float = 100.0) -> dict[str, Any]:
    return {
        "materials": {"DY": {"demand": demand, "reference_price": 10.0}},
        "suppliers": {"A": {"country": "CHN"}, "B": {"country": "AUS"}},
        "offers": {
            "A1": {"supplier": "A", "material": "DY", "price": price, "capacity": 60.0},
            "B1": {"supplier": "B", "material": "DY", "price": 20.0, "capacity": 100.0},
        },
    }


def _solved(tables: Mapping[str, Any]) -> Portfolio:
    case = case_of(**tables)
    return portfolio_of(case, solve(case, Options(relative_gap=1e-9)))


def _steps(portfolios: list[Portfolio]) -> dict[str, float]:
    bridge = compare(portfolios, ["a", "b"]).bridges
    return dict(zip(bridge["step"], bridge["amount"], strict=True))


def test_two_runs_of_one_input_are_equal() -> None:
    """Proves that times and order of rows are no difference."""
    tables = rich_tables()
    for name in ("offers", "rules", "countries"):
        tables[name] = dict(reversed(tables[name].items()))
    again = _solved(tables)
    found = compare([rich()[2], again], ["first", "second"])
    assert found.equal
    assert found.inputs.empty
    assert all(frame.empty for frame in found.results.values())


def test_inputs_differ_cell_by_cell() -> None:
    """Proves that a changed cell, a removed and an added row are shown, a stated default not."""
    first, second = _tables(), _tables(price=12.0)
    del second["offers"]["B1"]
    second["offers"]["B2"] = {"supplier": "B", "material": "DY", "price": 20.0, "capacity": 100.0}
    second["offers"]["A1"]["delivery_ratio"] = 1.0  # the default
    found = compare([_solved(first), _solved(second)], ["a", "b"]).inputs
    assert found[["table", "key", "column", "a", "b"]].values.tolist() == [
        ["offers", "A1", "price", "10", "12"],
        ["offers", "B1", "(row)", "there", "not there"],
        ["offers", "B2", "(row)", "not there", "there"],
    ]
    assert found["a cell"].tolist() == ["Offers!A1.price", "Offers!B1", ""]


def test_results_show_only_what_differs() -> None:
    """Proves that a price rise beyond the rival moves 60 t from A to B, not the demand."""
    found = compare([_solved(_tables()), _solved(_tables(price=30.0))], ["a", "b"])
    awards = found.results["awards"]
    assert awards[["offer", "year", "figure", "a", "b", "b - a"]].values.tolist() == [
        ["A1", "2026", "awarded", 60.0, 0.0, -60.0],
        ["B1", "2026", "awarded", 40.0, 100.0, 60.0],
    ]
    assert found.results["demand"].empty
    assert not found.equal


def test_bridge_of_a_price() -> None:
    """Proves the price effect: 60 t x 2 USD/kg = 120,000 USD and nothing else."""
    steps = _steps([_solved(_tables()), _solved(_tables(price=12.0))])
    assert steps["cost before"] == 1_400_000.0
    assert steps["cost after"] == 1_520_000.0
    assert steps["price effect"] == 120_000.0
    assert steps["volume effect"] == steps["mix effect"] == steps["residual"] == 0.0


def test_bridge_of_a_volume_and_a_mix() -> None:
    """Proves that 20 t more cost 20 % of 1.4 million by volume, and 120,000 by mix."""
    steps = _steps([_solved(_tables()), _solved(_tables(demand=120.0))])
    assert steps["price effect"] == 0.0
    assert steps["volume effect"] == 280_000.0
    assert steps["mix effect"] == 120_000.0
    assert steps["residual"] == 0.0


@pytest.mark.parametrize("change", ["discount", "freight", "risk"])
def test_bridge_is_closed(change: str) -> None:
    """Proves that the residual is exactly zero whatever changes."""
    tables = rich_tables()
    if change == "discount":
        tables["settings"]["discount_rate"] = 0.11
    elif change == "freight":
        tables["routes"]["SEA"]["cost"] = 333.33
    else:
        tables["settings"]["risk_weight"] = 0.77
    steps = _steps([rich()[2], _solved(tables)])
    assert steps["residual"] == 0.0
    moved = [amount for step, amount in steps.items() if not step.startswith("cost")]
    assert sum(moved) == pytest.approx(steps["cost after"] - steps["cost before"], abs=1e-6)


def test_names_and_order_are_kept_and_failures_take_part() -> None:
    """Proves that three runs keep their names, twins get a number, a run without plan stays."""
    case = case_of(**_tables())
    failed = portfolio_of(case, Outcome(Status.LIMIT, "no plan in time"))
    one, two = _solved(_tables()), _solved(_tables(price=30.0))
    found = compare([one, failed, two], ["z", "a", "z"])
    assert found.names == ("z", "a", "z (2)")
    assert found.endings["status"].tolist() == ["optimal", "limit", "optimal"]
    assert found.results["awards"].columns.tolist() == [
        *("offer", "year", "figure", "z", "a", "z (2)", "a - z", "z (2) - z")
    ]
    assert found.results["awards"]["a"].isna().all()
    assert set(found.bridges["to"]) == {"z (2)"}
    assert not compare([one, failed], ["x", "y"]).equal


def test_one_run_cannot_be_compared() -> None:
    """Proves that a comparison of one is refused."""
    with pytest.raises(ValueError, match="two runs"):
        compare([_solved(_tables())], ["a"])


def test_a_rule_of_one_run_is_told_once() -> None:
    """Proves one row for a rule over two years, with the number of limits that it comes to.

    Without it each member and year would stand there as a difference of its own.
    """
    rule = {
        "scope": "country",
        "members": ["CHN", "AUS"],
        "role": "processed",
        "bound": 0.9,
        "span": "year",
    }
    settings = {"settings": {"years": 2.0}}
    found = compare(
        [
            _solved({**_tables(), **settings}),
            _solved({**_tables(), **settings, "rules": {"R": rule}}),
        ],
        ["without", "with"],
    )
    (row,) = found.results["rules"].to_dict("records")
    assert (row["rule"], row["member"], row["figure"]) == ("R", "all", "limits checked")
    assert (row["without"], row["with"]) == (0.0, 2 * 2)


def test_bridge_of_a_price_that_nobody_paid() -> None:
    """Proves that the step stands there with its reason: 60 t of A suffice, B's price moves."""
    before, after = _tables(demand=50.0), _tables(demand=50.0)
    after["offers"]["B1"]["price"] = 25.0
    bridge = compare([_solved(before), _solved(after)], ["a", "b"]).bridges
    told = dict(zip(bridge["step"], bridge["text"], strict=True))
    assert told["price effect"] == "the plan before bought nothing whose price changed"
    assert _steps([_solved(before), _solved(after)])["price effect"] == 0.0
