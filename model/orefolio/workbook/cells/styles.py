"""The number format of each cell style."""

from __future__ import annotations

from orefolio.workbook.cells.markup import PathHandler, parse
from orefolio.workbook.cells.package import Package

# ECMA-376 part 1, 18.8.30, with the dates that Japanese, Chinese and Korean Excel write by number
# alone (27 to 36, 50 to 58); these are given in their Japanese form.
_ERA_DATE = '[$-411]ggge"年"m"月"d"日"'
BUILT_IN_FORMATS = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    27: "[$-411]ge.m.d",
    28: _ERA_DATE,
    29: _ERA_DATE,
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"',
    34: 'yyyy"年"m"月"',
    35: 'm"月"d"日"',
    36: "[$-411]ge.m.d",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
    50: "[$-411]ge.m.d",
    51: _ERA_DATE,
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: _ERA_DATE,
    55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"',
    57: "[$-411]ge.m.d",
    58: _ERA_DATE,
}


def read_styles(package: Package, part: str) -> list[str]:
    """The number format of each style, by the number that cells refer to (``s``)."""
    own: dict[str, str] = {}
    numbers: list[str] = []

    def opened(path: tuple[str, ...], attributes: dict[str, str]) -> None:
        if path == ("styleSheet", "numFmts", "numFmt"):
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "General")
        elif path == ("styleSheet", "cellXfs", "xf"):
            numbers.append(attributes.get("numFmtId", "0"))

    if part:
        parse(package.chunks(part), PathHandler(opened), part)
    built_in = {str(number): code for number, code in BUILT_IN_FORMATS.items()}
    formats = built_in | own
    return [formats.get(number, "General") or "General" for number in numbers]
