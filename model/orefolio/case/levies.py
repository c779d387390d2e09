"""Export taxes and tariffs: their rows, and those that meet nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from orefolio.case.desk import Desk
from orefolio.case.entities import Levy, Path
from orefolio.case.horizon import Horizon, open_shares
from orefolio.case.landed import LandedCosts
from orefolio.case.supply import KG


def make_levies(desk: Desk, horizon: Horizon, table: str) -> Mapping[str, Levy]:
    """All active rows of ``export_taxes`` or ``tariffs``."""
    return {
        row.key: Levy(
            key=row.key,
            country=row.text("country"),
            goods=row.text("material"),
            rate=row.amount("rate"),
            amount=row.amount("amount") * KG,
            due=open_shares(desk, row, horizon),
        )
        for row in desk.rows(table)
        if row.yes("active")
    }


def check_levies(
    desk: Desk,
    table: str,
    levies: Mapping[str, Levy],
    paths: Mapping[str, Path],
    costs: LandedCosts,
) -> None:
    """A tax that meets nothing that can be bought is told: its country or material is a slip."""
    for levy in levies.values():
        only = {levy.key: replace(levy, rate=1.0, amount=1.0)}
        alone = replace(
            costs,
            export_taxes=only if table == "export_taxes" else {},
            tariffs=only if table == "tariffs" else {},
        )
        if any(
            any(landed.export_tax) or any(landed.tariff)
            for path in paths.values()
            for landed in (alone.of(path),)
        ):
            continue
        row = desk.row(table, levy.key)
        assert row is not None
        what = f" of {levy.goods}" if levy.goods else ""
        where = f" from {levy.country}" if levy.country else ""
        exported = table == "export_taxes"
        plants = f", and nothing{what} that comes out of a plant there" if exported else ""
        of_plants = " or of a plant that it passes" if exported else ""
        desk.warning(
            "levy",
            row,
            "country" if levy.country else "material",
            f"{levy.key} meets nothing that the buyer pays: no offer{what}{where} whose incoterm"
            f" leaves it to the buyer{plants}, in the time in which it is due",
            f"a country and material of an offer{of_plants}, or an offer that the buyer pays it"
            " for",
            "correct the row, or set its active to no",
        )
