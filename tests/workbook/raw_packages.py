"""Workbooks written part by part, so that tests decide every byte of them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from orefolio.findings import Finding, Severity, WorkbookError
from orefolio.workbook.cells import RawCell, RawSheet, read_cells

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"

SHEET_PART = "xl/worksheets/sheet1.xml"
STRINGS_PART = "xl/sharedStrings.xml"
STYLES_PART = "xl/styles.xml"
WORKBOOK_PART = "xl/workbook.xml"


def sheet_xml(rows: str, after: str = "", namespace: str = MAIN) -> str:
    return (
        f'<worksheet xmlns="{namespace}" xmlns:r="{OFFICE}"><sheetData>{rows}</sheetData>{after}'
        "</worksheet>"
    )


def strings_xml(*items: str) -> str:
    return f'<sst xmlns="{MAIN}">' + "".join(f"<si>{item}</si>" for item in items) + "</sst>"


def styles_xml(*codes: str) -> str:
    """Style 0 is General, style 1 the first code and so on."""
    formats = "".join(
        f'<numFmt numFmtId="{200 + i}" formatCode="{code}"/>' for i, code in enumerate(codes)
    )
    styles = "".join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(codes)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="14"/>'
        f'</cellStyleXfs><cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
    )


def relationships_xml(office: str = OFFICE, **targets: str) -> str:
    """``kind_1="target"``: the kind of a relationship is its id up to the underscore."""
    links = "".join(
        f'<Relationship Id="{link}" Type="{office}/{link.partition("_")[0]}" Target="{target}"/>'
        for link, target in targets.items()
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{links}</Relationships>"
    )


def parts(
    rows: str = "",
    *,
    after: str = "",
    strings: str = "",
    styles: str = "",
    workbook_properties: str = "",
    main: str = MAIN,
    office: str = OFFICE,
) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet, ``Offers``."""
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships_xml(office, officeDocument_1=WORKBOOK_PART),
        WORKBOOK_PART: (
            f'<workbook xmlns="{main}" xmlns:r="{office}">{workbook_properties}'
            '<sheets><sheet name="Offers" sheetId="1" r:id="worksheet_1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relationships_xml(
            office,
            worksheet_1="worksheets/sheet1.xml",
            sharedStrings_1="sharedStrings.xml",
            styles_1="/xl/styles.xml",
        ),
        SHEET_PART: sheet_xml(rows, after, main),
        STRINGS_PART: strings or strings_xml(),
        STYLES_PART: styles or styles_xml(),
    }
    return contents


def write(path: Path, contents: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def refusal(path: Path) -> Finding:
    """The one error of a file that must be refused; it names the place and the remedy."""
    with pytest.raises(WorkbookError) as caught:
        read_cells(path)
    (finding,) = caught.value.findings
    assert finding.severity is Severity.ERROR
    assert finding.remedy
    return finding


def refusal_of(tmp_path: Path, contents: dict[str, str | bytes]) -> Finding:
    return refusal(write(tmp_path / "plan.xlsx", contents))


def read_one(tmp_path: Path, rows: str = "", **options: Any) -> RawSheet:
    return read_cells(write(tmp_path / "plan.xlsx", parts(rows, **options))).sheets[0]


def read_cell(tmp_path: Path, cell: str, **options: Any) -> RawCell | None:
    return read_one(tmp_path, f'<row r="1">{cell}</row>', **options).cells.get((1, 1))
