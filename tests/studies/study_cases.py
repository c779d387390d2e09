"""The tiny case of the study tests, solved by hand.

100 t are needed. Seller A (China) has 80 t at 50 USD/kg and fails with probability 0.1; seller B
(Australia) has 40 t, or no limit, at 54 USD/kg. The reference price is 60 USD/kg, so the risk
premium of A is 6 USD/kg times the risk weight w: A is bought while 50 + 6 w < 54, that is w < 2/3.
Total cost: 80 t of A and 20 t of B cost 4,000,000 + 1,080,000 + 480,000 w USD; 100 t of B cost
5,400,000 USD.
"""

from __future__ import annotations

from typing import Any

from orefolio.solving import Options
from orefolio.studies.study import Study
from orefolio.studies.sweep import prepare, run
from orefolio.studies.vary import parse_varies
from orefolio.tables import Records
from support import records

OPTIONS = Options()


def two_sellers(**more: Any) -> Records:
    tables: dict[str, Any] = {
        "materials": {"N": {"demand": 100.0, "reference_price": 60.0}},
        "suppliers": {"A": {"country": "CHN", "hazard": 0.1}, "B": {"country": "AUS"}},
        "offers": {
            "A1": {"supplier": "A", "material": "N", "price": 50.0, "capacity": 80.0},
            "B1": {"supplier": "B", "material": "N", "price": 54.0},
        },
    }
    return records(**{**tables, **more})


def swept(base: Records, *varies: str, one_at_a_time: bool = False, jobs: int = 1) -> Study:
    sweep = prepare(base, parse_varies(varies), OPTIONS, one_at_a_time=one_at_a_time)
    return run(sweep, jobs=jobs)


def column(study: Study, header: str) -> list[object]:
    """One column of the table of points, ``None`` where it has no value."""
    place = [item.header for item in study.points.columns].index(header)
    return [row[place] for row in study.points.rows]


COST = "total cost (USD)"
CHINA = "CHN, processed, share by volume"
