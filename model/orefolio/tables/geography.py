"""Countries, blocs of countries, and chokepoints."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import Table, key_column, link, number, share

COUNTRIES = Table(
    name="countries",
    sheet="Countries",
    text="Countries that mine, process, or are crossed.",
    key=("country",),
    columns=(
        key_column("country", "short name or ISO code"),
        Column("name", Kind.TEXT, "full name"),
        share("hazard", "yearly probability that deliveries from or through it stop", default=0.0),
        share(
            "governance_risk",
            "0 (safe) to 1; weights the risk measures of the results, not the plan",
        ),
        share("world_production", "share of world production, for the GeoPolRisk measure"),
    ),
)

BLOCS = Table(
    name="blocs",
    sheet="Blocs",
    text="Groups of countries that a rule may name; one row a member.",
    key=("bloc", "country"),
    columns=(
        Column("bloc", Kind.KEY, "short name of the bloc", required=True),
        link("country", "countries", "member", required=True, open_link=True),
    ),
)

CHOKEPOINTS = Table(
    name="chokepoints",
    sheet="Chokepoints",
    text="Straits, ports and passes that several routes share.",
    key=("chokepoint",),
    columns=(
        key_column("chokepoint", "short name"),
        Column("name", Kind.TEXT, "full name"),
        number("capacity", "t/y", "most that can pass", default_text="no limit"),
        share("hazard", "yearly probability that it is closed", default=0.0),
    ),
)
