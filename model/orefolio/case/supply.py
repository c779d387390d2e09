"""Suppliers and their offers: price, capacity, origin, routes, terms."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Lot, Offer, Passage, Series, Supplier
from orefolio.case.horizon import Horizon, open_shares
from orefolio.case.routes import open_capacity
from orefolio.case.series import SeriesReader

KG = 1000.0
"""USD/kg → USD/t."""


def make_suppliers(desk: Desk) -> Mapping[str, Supplier]:
    """All active suppliers."""
    return {
        row.key: Supplier(row.key, row.text("name") or row.key, row.amount("hazard"))
        for row in desk.rows("suppliers")
        if row.yes("active")
    }


class OfferReader:
    """Builds offers; keeps the readers of the by-period sheets."""

    def __init__(self, desk: Desk, horizon: Horizon, routes: Mapping[str, Passage]) -> None:
        self.desk = desk
        self.horizon = horizon
        self.routes = routes
        self.prices = SeriesReader(desk, "prices", horizon)
        self.capacities = SeriesReader(desk, "capacities", horizon)
        self.origins: dict[str, list[Row]] = {}
        for row in desk.rows("origins"):
            self.origins.setdefault(row.text("offer"), []).append(row)

    def offers(self, suppliers: Mapping[str, Supplier]) -> Mapping[str, Offer]:
        """All active offers of active suppliers that still have a way to the buyer."""
        self.prices.report_outside()
        self.capacities.report_outside()
        found = {}
        for row in self.desk.rows("offers"):
            known = self.desk.row("suppliers", row.text("supplier"))
            named = self.desk.row("materials", row.text("material"))
            left_out = not row.yes("active") or (known is not None and not known.yes("active"))
            if left_out or known is None or named is None:
                continue
            offer = self._offer(row, known)
            if offer is not None:
                found[row.key] = offer
        return found

    def _offer(self, row: Row, supplier: Row) -> Offer | None:
        if row.amount("yield") <= 0:
            self.desk.error(
                "yield",
                row,
                "yield",
                f"the yield of {row.key} is 0, so nothing usable comes of it",
                "a share above 0",
                "to leave the offer out, set active to no",
            )
        shares = open_shares(self.desk, row, self.horizon)
        price = self._price(row, shares)
        announced = self._announced(row, shares)
        mined_in = self._mined_in(row, supplier)
        routes = self._routes(row)
        if price is None or announced is None or mined_in is None or routes is None:
            return None
        ratio = row.amount("delivery_ratio")
        return Offer(
            key=row.key,
            supplier=supplier.key,
            material=row.text("material"),
            grade=row.text("grade"),
            price=price,
            # an unlimited capacity stays unlimited (and inf x 0 is no number)
            capacity=tuple(tonnes * ratio if ratio else 0.0 for tonnes in announced),
            announced=announced,
            recovery=row.amount("yield"),
            mined_in=mined_in,
            processed_in=row.text("processed_in") or supplier.text("country"),
            routes=routes,
            lot=Lot(row.amount("minimum_lot"), row.amount("fixed_fee"), row.text("lot_span")),
            hazard=row.amount("hazard"),
        )

    def _price(self, row: Row, shares: Series) -> Series | None:
        """USD/t: the Prices row, else the price of the offer."""
        listed = self.desk.row("prices", row.key)
        if listed is not None:
            if row.given("price"):
                self.desk.info(
                    "price",
                    row.place("price"),
                    f"the price of {row.key} is not read: the Prices sheet has a row for it",
                )
            series = self.prices.read(listed, shares)
            return None if series is None else tuple(price * KG for price in series)
        price = row.number("price")
        if price is None:
            self.desk.error(
                "price",
                row,
                "price",
                f"{row.key} has no price",
                "a price here or a row on the Prices sheet",
            )
            return None
        return (price * KG,) * len(shares)

    def _announced(self, row: Row, shares: Series) -> Series | None:
        """Tonnes a period before the delivery ratio: the Capacities row, else the offer."""
        listed = self.desk.row("capacities", row.key)
        if listed is None:
            return open_capacity(row.number("capacity"), shares, self.horizon)
        if row.given("capacity"):
            self.desk.info(
                "capacity",
                row.place("capacity"),
                f"the capacity of {row.key} is not read: the Capacities sheet has a row for it",
            )
        series = self.capacities.read(listed, shares)
        if series is None:
            return None
        return tuple(tonnes * share for tonnes, share in zip(series, shares, strict=True))

    def _mined_in(self, row: Row, supplier: Row) -> Mapping[str, float] | None:
        """Shares of origin by country: Origins, else the mine's country, else the supplier's."""
        origins = self.origins.get(row.key, [])
        if not origins:
            country = row.text("mined_in") or supplier.text("country")
            return {country: 1.0} if country else {}
        if any(origin.broken("share", "country") for origin in origins):
            return None
        total = sum(origin.amount("share") for origin in origins)
        if abs(total - 1.0) > 1e-6:
            self.desk.error(
                "origin",
                origins[0],
                "share",
                f"the origins of {row.key} add up to {total:.4%}",
                "100% over the rows of the offer",
            )
            return None
        return {
            origin.text("country"): origin.amount("share")
            for origin in origins
            if origin.amount("share") > 0
        }

    def _routes(self, row: Row) -> tuple[str, ...] | None:
        """Its open routes; ``None`` when it had routes and none is left."""
        named = row.names("routes")
        left = tuple(sorted(route for route in named if route in self.routes))
        known = all(self.desk.row("routes", route) for route in named)
        if named and not left:
            if known:
                self.desk.warning(
                    "route",
                    row,
                    "routes",
                    f"{row.key} is left out: none of its routes is active",
                    "at least one active route",
                )
            return None
        return left


def make_offers(
    desk: Desk,
    horizon: Horizon,
    suppliers: Mapping[str, Supplier],
    routes: Mapping[str, Passage],
) -> Mapping[str, Offer]:
    """All active offers; what is wrong with the others is reported."""
    return OfferReader(desk, horizon, routes).offers(suppliers)
