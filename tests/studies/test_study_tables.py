"""Proves that a study is the same in Parquet, CSV and workbook, and that no text can act."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

import pandas as pd
import pytest

from orefolio.case import fingerprint
from orefolio.reports.study_book import MOST_ROWS, table_block, write_study
from orefolio.reports.study_words import study_words
from orefolio.studies.sheets import POINTS, STUDY_SHEETS
from orefolio.studies.study import Study
from orefolio.studies.table import StudyColumn, StudyTable
from orefolio.workbook import read_records
from orefolio.workbook.cells import read_cells
from study_cases import swept, two_sellers

EVIL = "=cmd|'/c calc'!A1"


@pytest.fixture(scope="module")
def study() -> Study:
    """Countries whose names are formulas; the point with 10 t of A has no plan."""
    base = two_sellers(
        suppliers={"A": {"country": EVIL, "hazard": 0.1}, "B": {"country": "@AUS"}},
        offers={
            "A1": {"supplier": "A", "material": "N", "price": 50.0, "capacity": 80.0},
            "B1": {"supplier": "B", "material": "N", "price": 54.0, "capacity": 40.0},
        },
    )
    return swept(base, "offers[A1].capacity=60,10")


def test_csv_holds_the_points_and_no_text_that_acts(study: Study) -> None:
    """An apostrophe makes text of what a spreadsheet would run; numbers stay as they are."""
    text = study.shares.csv().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert {row[4] for row in rows[1:]} == {f"'{EVIL}", "'@AUS"}
    points = list(csv.DictReader(io.StringIO(study.points.csv().decode("utf-8-sig"))))
    assert not any(name.startswith("=") for name in points[0])
    assert [row["base"] for row in points] == ["yes", "no", "no"]
    assert float(points[1]["total cost (USD)"]) == pytest.approx(60e3 * 50 + 40e3 * 54)
    assert points[2]["total cost (USD)"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_every_dangerous_start(start: str) -> None:
    table = StudyTable(
        "T", "", (StudyColumn("a", "text"), StudyColumn("b", "number")), [(f"{start}1", -1.0)]
    )
    text = table.csv().decode("utf-8-sig")
    kept = "\n" if start == "\r" else start
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [f"'{kept}1", "-1.0"]


def test_parquet_csv_and_workbook_hold_the_same(study: Study, tmp_path: Path) -> None:
    points, shares = study.write_tables(tmp_path / "study.parquet")
    assert shares.name == "study-shares.parquet"
    frame = pd.read_parquet(points)
    pd.testing.assert_frame_equal(frame, study.points.frame)
    assert len(pd.read_parquet(shares)) == len(study.shares.rows) > 0
    write_study(study, tmp_path / "study.xlsx")
    cells = next(s for s in read_cells(tmp_path / "study.xlsx").sheets if s.name == POINTS).cells
    for place, header in enumerate(frame.columns, start=1):
        assert cells[1, place].value == header
        for row, value in enumerate(frame[header].tolist(), start=2):
            cell = cells.get((row, place))
            shown = None if cell is None else cell.value
            assert shown == _in_a_cell(value), header


def _in_a_cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if isinstance(value, float) and math.isnan(value) else value


def test_a_table_is_never_written_over_unasked(study: Study, tmp_path: Path) -> None:
    study.write_tables(tmp_path / "study.csv")
    with pytest.raises(FileExistsError):
        study.write_tables(tmp_path / "study.csv")
    study.write_tables(tmp_path / "study.csv", overwrite=True)
    with pytest.raises(ValueError, match=r"must end in \.parquet or \.csv"):
        study.write_tables(tmp_path / "study.txt")


def test_the_study_workbook_can_be_read_as_its_base(study: Study, tmp_path: Path) -> None:
    """The sheets of the study are passed over; the inputs are those of the base point."""
    path = tmp_path / "study.xlsx"
    write_study(study, path)
    records, findings = read_records(path, ignore=frozenset(STUDY_SHEETS))
    assert fingerprint(records) == fingerprint(study.records)
    assert not [finding for finding in findings if "Study" in finding.found]
    names = [sheet.name for sheet in read_cells(path).sheets]
    assert [name for name in names if name in STUDY_SHEETS] == list(STUDY_SHEETS)


def test_a_table_too_long_for_a_sheet_is_cut_and_says_so() -> None:
    class Many(list):  # type: ignore[type-arg]
        """A million rows without the memory for them."""

        def __len__(self) -> int:
            return MOST_ROWS * 2

    block = table_block(StudyTable("T", "", (StudyColumn("a", "integer"),), Many([(1,), (2,)])))
    assert "The first 500,000 of 1,000,000 rows" in block.comment


def test_main_columns_come_first_and_materials_last(study: Study) -> None:
    """Proves the order in which the points are read and printed: what each material has is last."""
    names = [column.name for column in study.points.columns]
    assert names[: study.main_columns] == [
        *("point", "base", "offers[A1].capacity", "status"),
        *("total cost", "money cost", "landed cost", "shortage", "expected loss"),
        *("largest country share by volume", "HHI of processing", "gap"),
    ]
    assert names[-2].endswith(" of N") and names[-1] == "time"


def test_countries_go_by_their_names() -> None:
    """Proves that sentences of a study say China where the workbook does, not CHN."""
    base = two_sellers(countries={"CHN": {"name": "China"}, "AUS": {}})
    said = [s for p in study_words(swept(base, "offers[A1].capacity=40")) for s in p.sentences]
    assert any("China 40.0 % → 80.0 %" in sentence for sentence in said)
    assert not any("CHN" in sentence for sentence in said)


@pytest.mark.parametrize("country", ["AUS", None])
def test_shares_of_countries_are_told_only_where_there_are_any(country: str | None) -> None:
    """Proves that a workbook without countries has no sentence on shares of countries.

    If it had, it would say that they are the same, though the plan goes from one seller to another.
    """
    base = two_sellers(suppliers={"A": {"country": country}, "B": {"country": country}})
    headings = [part.heading for part in study_words(swept(base, "offers[A1].price=40,90"))]
    assert ("Where the import shares change" in headings) is (country is not None)
