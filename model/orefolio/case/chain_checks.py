"""Offers that no chain brings to the buyer, routes that lead nowhere, materials that are lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orefolio.case.chains import Chain, streams_of
from orefolio.case.desk import Desk
from orefolio.case.entities import Offer, Path, Plant


def reachable(
    desk: Desk, offers: Mapping[str, Offer], paths: Mapping[str, Path]
) -> Mapping[str, Offer]:
    """The offers that have a path; the others are left out with a warning."""
    arriving = {path.offer for path in paths.values()}
    for key in sorted(set(offers) - arriving):
        row = desk.row("offers", key)
        assert row is not None
        column = "plants" if offers[key].plants else "routes"
        desk.warning(
            "path",
            row,
            column,
            f"{key} is left out: nothing of it comes to the buyer by the plants and routes that are"
            " stated and active",
            "routes that lead to its plants and from them to the buyer, and recoveries of what it"
            " holds",
        )
    return {key: offer for key, offer in offers.items() if key in arriving}


def check_chains(
    desk: Desk,
    offers: Mapping[str, Offer],
    plants: Mapping[str, Plant],
    paths: Mapping[str, Path],
) -> None:
    """Tell of routes that no path takes, and of materials that a plant does not name."""
    taken: dict[tuple[str, str], set[str]] = {}
    lost: dict[str, set[str]] = {}
    for path in paths.values():
        sources = [("offers", path.offer), *(("plants", plant) for plant in path.plants)]
        for source, route in zip(sources, path.routes, strict=True):
            taken.setdefault(source, set()).add(route)
        streams = streams_of(offers[path.offer], Chain(path.plants, path.routes), plants)
        for plant, stream in zip(path.plants, streams, strict=False):
            named = plants[plant].recoveries
            if named:
                fed = {each.material for each in stream.contents}
                lost.setdefault(plant, set()).update(fed - set(named))
    for key, offer in offers.items():
        _unused(desk, "offers", key, offer.routes, taken.get(("offers", key)))
    for key, data in plants.items():
        _unused(desk, "plants", key, data.routes, taken.get(("plants", key)))
    for plant, materials in sorted(lost.items()):
        if materials:
            row = desk.row("plants", plant)
            assert row is not None
            desk.info(
                "recovery",
                row.place("plant"),
                f"{', '.join(sorted(materials))} in the feed of {plant} is lost: the Recoveries"
                " sheet has rows for this plant, but none for it",
            )


def _unused(
    desk: Desk, table: str, key: str, routes: Iterable[str], taken: set[str] | None
) -> None:
    """Warn of routes that lead to a plant to which nothing goes from here."""
    left = sorted(set(routes) - taken) if taken is not None else []
    row = desk.row(table, key)
    if left and row is not None:
        places = ", ".join(
            each.place("leads_to") for name in left if (each := desk.row("routes", name))
        )
        desk.warning(
            "route",
            row,
            "routes",
            f"{', '.join(left)} of {key} is not used: it leads to a plant to which {key} does not"
            " go",
            f"a route that leads where {key} goes on (column leads to: {places})",
        )
