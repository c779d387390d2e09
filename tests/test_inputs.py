"""The shipped workbooks and the figures behind them."""

import sys
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest
import xlsxwriter

from orefolio.case import assemble
from orefolio.findings import has_errors
from orefolio.tables import TABLE, Kind, Record, Records
from orefolio.workbook.examples import UnknownExampleError, example_workbook

INPUTS = Path(__file__).resolve().parents[1] / "inputs"
sys.path.insert(0, str(INPUTS))

import build_critical_minerals as minerals  # noqa: E402
import build_japan_rare_earths as japan  # noqa: E402
import build_minimal as minimal  # noqa: E402
from japan import baskets, trade  # noqa: E402
from sheet_csv import rows_of  # noqa: E402

FIGURES = (Kind.NUMBER, Kind.INTEGER, Kind.SHARE)
BUILT_WITH = "3.3.1"  # version of XlsxWriter


@pytest.fixture(scope="module")
def records() -> Records:
    return japan.records()


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


@pytest.mark.parametrize("builder", [japan, minerals, minimal])
def test_rebuilding_gives_the_shipped_workbook(builder, tmp_path):
    """THE SHIPPED BYTES: every part of the shipped file equals that of a fresh build.

    If this fails, a CSV file or the writer has changed: run ``inputs/build_*.py`` and look at what
    is different. Another version of XlsxWriter may write other bytes, so only its own is compared.
    """
    from orefolio.workbook import write_workbook

    once, twice = (tmp_path / folder / builder.WORKBOOK.name for folder in ("once", "twice"))
    for path in (once, twice):
        path.parent.mkdir()
        write_workbook(path, builder.records(), overwrite=True)
    assert once.read_bytes() == twice.read_bytes()
    if xlsxwriter.__version__ == BUILT_WITH:
        assert members(once) == members(builder.WORKBOOK)


@pytest.mark.parametrize("builder", [japan, minerals, minimal])
def test_the_shipped_workbook_says_what_the_files_say(builder):
    """Proves the shipped file is current and readable, with any version of the libraries."""
    from orefolio.workbook import read_records

    read, findings = read_records(builder.WORKBOOK)
    assert not has_errors(findings)
    assert tables_of(read) == tables_of(builder.records())


def tables_of(records: Records) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: [
            (key, dict(row.values), dict(row.by_period), dict(row.provenance))
            for key, row in rows.items()
        ]
        for name, rows in records.tables.items()
        if rows
    }


@pytest.mark.parametrize("length", ["year", "quarter"])
def test_the_japan_case_assembles_without_a_finding(records, length):
    settings = records.table("settings")[""]
    values = {**settings.values, "period_length": length}
    changed = Records({**records.tables, "settings": {"": Record(values)}})
    case, findings = assemble(changed)
    assert case is not None
    assert [finding.sentence for finding in findings] == []
    assert len(case.periods) == {"year": 10, "quarter": 40}[length]
    assert (len(case.materials), len(case.suppliers), len(case.routes)) == (10, 16, 23)
    core = [row for row in rows_of(japan.DATA / "base_suppliers.csv") if row["core"] == "1"]
    assert len(core) == 13
    assert {row["supplier"] for row in core} - {trade.RECYCLER} < set(case.suppliers)
    assert not case.rules  # all of them are off


def test_every_rule_can_be_switched_on(records):
    rules = {key: Record({**row.values, "on": True}) for key, row in records.table("rules").items()}
    case, findings = assemble(Records({**records.tables, "rules": rules}))
    assert case is not None and not findings
    assert set(case.rules) == set(rules)


def test_the_minimal_case_assembles_without_a_finding():
    case, findings = assemble(minimal.records())
    assert case is not None and not findings
    assert (len(case.materials), len(case.suppliers), len(case.offers)) == (2, 3, 5)


def unmarked(records: Records) -> list[str]:
    found = []
    for name, rows in records.tables.items():
        for key, row in rows.items():
            figures = [c for c in row.values if TABLE[name].column[c].kind in FIGURES]
            figures += list(row.by_period)
            for column in figures:
                for mark in ("source", "flag"):
                    if not (row.provenance.get(f"{column} {mark}") or row.provenance.get(mark)):
                        found.append(f"{name}[{key}].{column} has no {mark}")
    return found


@pytest.mark.parametrize("builder", [japan, minerals, minimal])
def test_every_figure_has_a_source_and_a_flag(builder):
    assert unmarked(builder.records()) == []


def test_unmarked_figures_would_be_found(records):
    bare = Record({"material": "X", "reference_price": 1.0}, provenance={"flag": "reported"})
    assert unmarked(Records({"materials": {"X": bare}})) == [
        "materials[X].reference_price has no source"
    ]


def test_sources_are_registered_and_free(records):
    """World Mining Data and BACI have terms of their own, so nothing may rest on them."""
    cited = {
        source
        for rows in records.tables.values()
        for row in rows.values()
        for mark, text in row.provenance.items()
        if mark == "source" or mark.endswith(" source")
        for source in text.split("+")
    }
    registered = set(records.table("sources"))
    assert cited == registered
    for file in japan.DATA.rglob("*.csv"):
        for row in rows_of(file):
            sources = (row.get("source_id") or row.get("source") or "").upper()
            assert not {"WMD", "BACI"} & set(sources.split("+")), f"{file.name}: {row}"
            assert "World Mining Data" not in "".join(row.values())


def test_flags_are_known_words(records):
    words = {
        text
        for rows in records.tables.values()
        for row in rows.values()
        for mark, text in row.provenance.items()
        if mark == "flag" or mark.endswith(" flag")
    }
    assert words == {"reported", "derived", "assumption", "calibrated"}


def test_origins_add_up(records):
    shares = defaultdict(float)
    for row in records.table("origins").values():
        shares[row.values["offer"]] += row.values["share"]
    assert len(shares) == 8
    assert all(total == pytest.approx(1.0, abs=1e-12) for total in shares.values())


def test_route_and_legs_add_up_to_the_given_totals(records):
    """The split by leg is assumed; cost and days of the whole route are those of the data."""
    legs = records.table("legs")
    given = {row["route"]: row for row in rows_of(japan.DATA / "base_routes.csv")}
    for key, row in records.table("routes").items():
        if key not in given:  # ways to plants are assumptions
            continue
        parts = [legs[leg].values for leg in row.values.get("legs", ())]
        for column, total in (("cost", "usd_per_t"), ("days", "transit_days")):
            found = row.values[column] + sum(part[column] for part in parts)
            assert found == pytest.approx(float(given[key][total])), (key, column)
            assert row.values[column] >= 0


def test_expected_capacity_is_announced_times_ratio(records):
    """The data give announced and expected capacity; the workbook holds the first and the ratio.

    Deposits sell baskets instead, and recycling is a lever.
    """
    for row in rows_of(japan.DATA / "base_supplier_product_annual.csv"):
        key = f"{row['supplier']}-{row['product']}"
        if row["supplier"] in {*baskets.DEPOSITS, trade.RECYCLER}:
            continue
        ratio = records.table("offers")[key].values["delivery_ratio"]
        expected = records.table("capacities")[key].by_period[row["year"]] * ratio
        assert expected == pytest.approx(float(row["cap_expected_t"]), abs=0.11), (key, row["year"])


def test_governance_risk_is_the_normalised_estimate(records):
    """(2.5 - estimate) / 5: China -0.51 gives 0.602, Viet Nam -0.04 0.508, Thailand -0.28 0.556."""
    countries = records.table("countries")
    for row in rows_of(japan.DATA / "country_risk_wgi.csv"):
        if row["indicator"] == "pv":
            risk = countries[row["iso3"]].values["governance_risk"]
            assert risk == pytest.approx((2.5 - float(row["value"])) / 5, abs=0.0015)
    found = {key: countries[key].values["governance_risk"] for key in ("CHN", "VNM", "THA")}
    assert found == {"CHN": 0.602, "VNM": 0.508, "THA": 0.556}


def merit_order(records: Records, ceiling: float) -> tuple[dict[str, float], dict[str, float]]:
    """Share (%) by country of processing and shortage (t) by material in 2026, without any solver.

    Every rare earth is bought from the cheapest usable tonne upwards, no country for more than
    ``ceiling`` of the demand. Stock is left out: in 2026 it only follows the growth of demand.
    """
    case, _ = assemble(records)
    assert case is not None
    tonnes: dict[str, float] = defaultdict(float)
    short: dict[str, float] = {}
    for segment in case.segments.values():
        if segment.material == "GA":  # not a rare earth
            continue
        cost: dict[str, float] = {}
        for path in case.paths.values():
            if segment.material in path.usable:
                landed = (case.offers[path.offer].price[0] + path.freight) / path.usable[
                    segment.material
                ]
                cost[path.offer] = min(landed, cost.get(path.offer, landed))
        need = demand = segment.demand[0]
        left: dict[str, float] = defaultdict(lambda: ceiling * demand)  # noqa: B023
        for offer in sorted((case.offers[key] for key in cost), key=lambda o: cost[o.key]):
            taken = min(need, offer.capacity[0] * offer.recovery, left[offer.processed_in])
            left[offer.processed_in] -= taken
            tonnes[offer.processed_in] += taken
            need -= taken
        short[segment.material] = need
    total = sum(tonnes.values())
    return {country: 100 * t / total for country, t in tonnes.items() if t > 0}, short


def test_cost_alone_gives_the_reported_shares(records):
    """Calibrated: by volume China about 70, Viet Nam 23, Thailand 7 %, nothing from elsewhere."""
    shares, short = merit_order(records, ceiling=1.0)
    assert shares == pytest.approx({"CHN": 70.1, "VNM": 23.0, "THA": 6.9}, abs=0.05)
    assert max(short.values()) == pytest.approx(0)


def test_a_65_percent_limit_leaves_heavies_short(records):
    """By hand for dysprosium in 2026, demand 572.2 t: China may give 371.9, Viet Nam has 20.0,
    Lynas 37 x 0.8 = 29.6; so 150.7 t are missing (recycling, a lever, can give 8.8 of them).
    """
    shares, short = merit_order(records, ceiling=0.65)
    assert short["DY"] == pytest.approx(150.7, abs=0.1)
    assert {key for key, t in short.items() if t > 1} == {"DY", "TB", "Y", "SM", "OTH"}
    assert shares["CHN"] < 65


def test_an_unknown_example_names_those_that_exist():
    assert example_workbook("japan").name == "japan_rare_earths.xlsx"
    assert example_workbook("minerals").name == "critical_minerals.xlsx"
    assert example_workbook("minimal").name == "minimal.xlsx"
    with pytest.raises(UnknownExampleError, match="japan, minerals, minimal"):
        example_workbook("moon")
