"""The figures by which plans are judged: one registry for summary, sweep and comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from orefolio.portfolio.canonical import from_rows
from orefolio.portfolio.cover_measures import COVER_MEASURES
from orefolio.portfolio.declared.money import MONEY_KINDS
from orefolio.portfolio.declared.safety import EXPECTED_LOSS, GEOPOLRISK, GOVERNANCE_RISK
from orefolio.portfolio.schema import ALL, RESULT_TABLE

Tables = Mapping[str, pd.DataFrame]
KILOGRAMS = 1000.0


@dataclass(frozen=True)
class Measure:
    """One figure of a plan.

    ``value`` takes the tables and a material (``all`` for the plan as a whole) and gives the figure
    in ``unit``, or ``None`` where it has no meaning. With ``by_material`` it is also reported for
    each material, under the name ``shortage of Dy``.
    """

    name: str
    unit: str
    text: str
    value: Callable[[Tables, str], float | None]
    by_material: bool = False


def _costs(kinds: Sequence[str] | None, column: str) -> Callable[[Tables, str], float | None]:
    def value(tables: Tables, _: str) -> float | None:
        frame = tables["costs"]
        chosen = frame if kinds is None else frame[frame["kind"].isin(kinds)]
        return float(chosen[column].sum())

    return value


def _of_material(frame: pd.DataFrame, material: str) -> pd.DataFrame:
    return frame if material == ALL else frame[frame["material"] == material]


def _delivered(tables: Tables, material: str) -> float:
    return float(_of_material(tables["arrivals"], material)["usable"].sum())


def _landed(tables: Tables, material: str) -> float | None:
    arrivals = _of_material(tables["arrivals"], material)
    usable = float(arrivals["usable"].sum())
    return float(arrivals["landed"].sum()) / usable / KILOGRAMS if usable > 0 else None


def _levies(tables: Tables, _: str) -> float:
    return float(tables["flows"]["levies_cost"].sum())


def _shortage(tables: Tables, material: str) -> float:
    return float(_of_material(tables["demand"], material)["shortage"].sum())


def _met(tables: Tables, material: str) -> float | None:
    frame = _of_material(tables["demand"], material)
    needed = float(frame["demand"].sum())
    return float((frame["met"] + frame["saved"]).sum()) / needed if needed > 0 else None


def _saved(tables: Tables, material: str) -> float:
    return float(_of_material(tables["demand"], material)["saved"].sum())


def _recycled(tables: Tables, material: str) -> float:
    frame = tables["levers"]
    return float(_of_material(frame[frame["kind"] == "recycling"], material)["tonnes"].sum())


def _top_share(role: str, column: str) -> Callable[[Tables, str], float | None]:
    def value(tables: Tables, material: str) -> float | None:
        frame = tables["shares"]
        chosen = frame[
            (frame["material"] == material) & (frame["role"] == role) & (frame["year"] == ALL)
        ]
        return None if chosen.empty else _none(chosen[column].max())

    return value


def _hhi(role: str) -> Callable[[Tables, str], float | None]:
    def value(tables: Tables, material: str) -> float | None:
        frame = tables["concentration"]
        chosen = frame[
            (frame["material"] == material) & (frame["role"] == role) & (frame["year"] == ALL)
        ]
        return None if chosen.empty else _none(chosen["hhi"].iloc[0])

    return value


def _not_believed(tables: Tables, _: str) -> float:
    """Offers without a limit have nothing to lose."""
    frame = tables["capacity"]
    return float((frame["announced"] - frame["believed"]).sum())


def _risk(measure: str) -> Callable[[Tables, str], float | None]:
    def value(tables: Tables, material: str) -> float | None:
        frame = tables["risk"]
        chosen = frame[
            (frame["material"] == material) & (frame["measure"] == measure) & (frame["year"] == ALL)
        ]
        return None if chosen.empty else _none(chosen["value"].iloc[0])

    return value


def _count(table: str, column: str, wanted: object) -> Callable[[Tables, str], float | None]:
    return lambda tables, _: float((tables[table][column] == wanted).sum())


def _invested(column: str) -> Callable[[Tables, str], float | None]:
    def value(tables: Tables, _: str) -> float:
        frame = tables["investments"]
        return float(frame.loc[frame["made"], column].sum())

    return value


def _surplus(tables: Tables, material: str) -> float:
    return float(_of_material(tables["surplus"], material)["tonnes"].sum())


def _exposed(column: str) -> Callable[[Tables, str], float | None]:
    def value(tables: Tables, material: str) -> float | None:
        frame = tables["exposure"]
        chosen = frame[
            (frame["material"] == material) & (frame["role"] == "any") & (frame["year"] == ALL)
        ]
        return None if chosen.empty else _none(chosen[column].max())

    return value


def _rules_missed(tables: Tables, _: str) -> float:
    rules = tables["rules"]
    return float((rules["holds"] & ~rules["met"]).sum())


def _none(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


MEASURES: tuple[Measure, ...] = (
    Measure(
        "total cost",
        "USD",
        "all kinds of cost, discounted; what the plan minimises",
        _costs(None, "discounted"),
    ),
    Measure(
        "money cost",
        "USD",
        "cost that is paid or lost, discounted: without risk premium, concentration charge and"
        " soft rules",
        _costs(MONEY_KINDS, "discounted"),
    ),
    Measure(
        "money cost undiscounted",
        "USD",
        "the same in the money of each period",
        _costs(MONEY_KINDS, "amount"),
    ),
    Measure(
        "landed cost",
        "USD/kg",
        "purchases, freight, tolls and levies over usable kilograms delivered, undiscounted",
        _landed,
        by_material=True,
    ),
    Measure(
        "levies",
        "USD",
        "export tax, insurance and tariff that the buyer pays, undiscounted",
        _levies,
    ),
    Measure("delivered", "t", "usable tonnes delivered", _delivered, by_material=True),
    Measure("shortage", "t", "demand that is not met", _shortage, by_material=True),
    Measure("demand met", "share", "demand that is met or saved", _met, by_material=True),
    Measure("saved", "t", "demand that levers save", _saved, by_material=True),
    Measure("recycled", "t", "tonnes that levers recycle", _recycled, by_material=True),
    Measure(
        "largest country share by volume",
        "share",
        "largest share of a country of processing in the usable deliveries",
        _top_share("processed", "share_of_volume"),
        by_material=True,
    ),
    Measure(
        "largest country share by value",
        "share",
        "the same at reference prices",
        _top_share("processed", "share_of_value"),
    ),
    Measure("surplus", "t", "usable tonnes neither used nor stocked", _surplus, by_material=True),
    Measure(
        "largest exposure to a country",
        "share",
        "largest share of the usable deliveries that one country mines, processes or lets pass",
        _exposed("share"),
        by_material=True,
    ),
    Measure(
        "largest hidden share",
        "share",
        "largest share of the usable deliveries that one country touches at any stage although"
        " another one processes it last",
        _exposed("hidden_share"),
        by_material=True,
    ),
    Measure(
        "largest mining country share by volume",
        "share",
        "largest share of a country of the mine in the usable deliveries",
        _top_share("mined", "share_of_volume"),
    ),
    Measure(
        "largest supplier share by volume",
        "share",
        "largest share of a supplier in the usable deliveries",
        _top_share("supplier", "share_of_volume"),
    ),
    Measure(
        "HHI of processing",
        "",
        "sum of squared shares of volume of the countries of processing",
        _hhi("processed"),
        by_material=True,
    ),
    Measure("HHI of mining", "", "the same of the countries of the mine", _hhi("mined")),
    Measure("HHI of suppliers", "", "the same of the suppliers", _hhi("supplier")),
    *(Measure(*terms, by_material=True) for terms in COVER_MEASURES),
    Measure(
        "expected loss",
        "share",
        "mean yearly probability that a delivered tonne fails",
        _risk(EXPECTED_LOSS),
        by_material=True,
    ),
    Measure(
        "governance risk of imports",
        "",
        "governance risk of the countries of processing, by volume",
        _risk(GOVERNANCE_RISK),
    ),
    Measure(
        "capacity not believed",
        "t",
        "announced capacity that slips, ramps and delivery ratios take away",
        _not_believed,
    ),
    Measure(
        "qualified sources",
        "",
        "sources under qualification that are qualified",
        _count("qualifications", "qualified", True),
    ),
    Measure(
        "investments made",
        "",
        "investments that the plan makes",
        _count("investments", "made", True),
    ),
    Measure("capex", "USD", "capex of the investments made, undiscounted", _invested("capex")),
    Measure(
        "net cost of investments",
        "USD",
        "capital and running cost of the investments made, less income and discounts, discounted",
        _invested("net_cost"),
    ),
    Measure(
        "tonnes secured by investments",
        "t",
        "usable tonnes that use what the investments made have opened",
        _invested("secured"),
    ),
    Measure("GeoPolRisk score", "", "see the Risk sheet", _risk(GEOPOLRISK)),
    Measure(
        "soft rules missed",
        "",
        "limits of soft rules that are exceeded",
        _rules_missed,
    ),
    Measure(
        "ties", "", "deliveries not made that would cost the same", _count("ties", "kind", "tie")
    ),
)
"""Every measure, in the order of the summary."""


def names_of(tables: Tables) -> tuple[str, ...]:
    """Materials of the plan, in the order of their names."""
    return tuple(sorted(tables["demand"]["material"].unique()))


def measured(tables: Tables) -> list[tuple[str, float | None, str, str]]:
    """Every measure: name, value, unit, text; of the whole first, then of each material."""
    if tables["demand"].empty and tables["flows"].empty:
        return []
    found = [(m.name, m.value(tables, ALL), m.unit, m.text) for m in MEASURES]
    found += [
        (f"{m.name} of {material}", m.value(tables, material), m.unit, m.text)
        for m in MEASURES
        if m.by_material
        for material in names_of(tables)
    ]
    return found


STATUS = "status"
"""The first row of every summary: how the run ended, in words; it has no value."""


def summary(tables: Tables, ending: str, objective: float | None) -> pd.DataFrame:
    """The summary: how the run ended, what the solver says the plan costs, then every measure."""
    rows: list[tuple[str, float | None, str, str]] = [(STATUS, None, "", ending)]
    if objective is not None:
        text = "what the solver says that the plan costs, discounted; equal to the total cost"
        rows += [("objective", objective, "USD", text), *measured(tables)]
    return from_rows(RESULT_TABLE["summary"], rows)
