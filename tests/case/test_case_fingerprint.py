"""The fingerprint: what counts and what does not."""

from __future__ import annotations

from dataclasses import replace

from orefolio.case import fingerprint
from orefolio.tables import Records
from support import records

TABLES = {
    "materials": {"M": {"demand": 10.0}, "N": {"demand": 5.0}},
    "suppliers": {"S": {"active": True}},
    "prices": {"A": {"2026": 1.0, "2027": 2.0}},
}


def test_layout_does_not_count():
    """Proves that row order, cells, notes, extra columns, sources, 10 for 10.0 change nothing."""
    plain = records(**TABLES)
    turned = records(
        prices={"A": {"2027": 2.0, "2026": 1}},
        suppliers=TABLES["suppliers"],
        materials={"N": {"demand": 5}, "M": {"demand": 10}},
        sources={"USGS": {"title": "Summaries"}},
        rules={},
    )
    dressed = Records(
        {
            name: {
                key: replace(
                    row, cells={}, row_place="Z!A9", provenance={"note": "x"}, extra={"mine": 1}
                )
                for key, row in rows.items()
            }
            for name, rows in turned.tables.items()
        }
    )
    assert fingerprint(plain) == fingerprint(turned) == fingerprint(dressed)


def test_it_is_the_same_in_every_run():
    """Proves that it does not hang on the hash seed of the process: a fixed value."""
    assert fingerprint(records(materials={"M": {"demand": 10.0}})) == (
        "8de461666adf73d779a197f0d9c5f641197bc8f6179f57a2d35023f0fa343bcb"
    )


def test_content_counts():
    """Proves that a value, a period's value, a key and yes against 1 each change it."""
    prints = {
        fingerprint(records(**TABLES)),
        fingerprint(records(**{**TABLES, "materials": {"M": {"demand": 11.0}}})),
        fingerprint(records(**{**TABLES, "prices": {"A": {"2026": 1.0, "2027": 3.0}}})),
        fingerprint(records(**{**TABLES, "suppliers": {"T": {"active": True}}})),
        fingerprint(records(**{**TABLES, "suppliers": {"S": {"active": False}}})),
    }
    assert len(prints) == 5
