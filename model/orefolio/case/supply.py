"""Suppliers and their offers: price, capacity, origin, routes, terms."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.baskets import Goods
from orefolio.case.belief import Believer
from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Content, Lot, Offer, Passage, Plant, Ramp, Series, Supplier
from orefolio.case.horizon import Horizon, open_window
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

    def __init__(
        self,
        desk: Desk,
        horizon: Horizon,
        routes: Mapping[str, Passage],
        plants: Mapping[str, Plant],
        believer: Believer,
    ) -> None:
        self.desk = desk
        self.horizon = horizon
        self.routes = routes
        self.plants = plants
        self.goods = Goods(desk)
        self.believer = believer
        self.prices = SeriesReader(desk, "prices", horizon)
        self.origins: dict[str, list[Row]] = {}
        for row in desk.rows("origins"):
            self.origins.setdefault(row.text("offer"), []).append(row)

    def offers(self, suppliers: Mapping[str, Supplier]) -> Mapping[str, Offer]:
        """All active offers of active suppliers that still have a way to the buyer."""
        self.prices.report_outside()
        found = {}
        for row in self.desk.rows("offers"):
            known = self.desk.row("suppliers", row.text("supplier"))
            left_out = not row.yes("active") or (known is not None and not known.yes("active"))
            if left_out or known is None:
                continue
            contents = self.goods.of(row)
            offer = None if contents is None else self._offer(row, known, contents)
            if offer is not None:
                found[row.key] = offer
        return found

    def _offer(self, row: Row, supplier: Row, contents: tuple[Content, ...]) -> Offer | None:
        if row.amount("yield") <= 0:
            self.desk.error(
                "yield",
                row,
                "yield",
                f"the yield of {row.key} is 0, so nothing usable comes of it",
                "a share above 0",
                "to leave the offer out, set active to no",
            )
        window = open_window(self.desk, row, self.horizon)
        price = self._price(row, self.horizon.shares(window))
        belief = self.believer.belief(row, window)
        mined_in = self._mined_in(row, supplier)
        routes, plants = self._routes(row), self._plants(row)
        if price is None or belief is None or mined_in is None:
            return None
        if routes is None or plants is None:
            return None
        return Offer(
            key=row.key,
            supplier=supplier.key,
            product=row.text("product") or row.text("material"),
            material=row.text("material"),
            grade="" if row.text("product") else row.text("grade"),
            contents=contents,
            price=price,
            capacity=belief.believed,
            announced=belief.announced,
            recovery=row.amount("yield"),
            mined_in=mined_in,
            processed_in=row.text("processed_in") or ("" if plants else supplier.text("country")),
            plants=plants,
            routes=routes,
            lot=Lot(row.amount("minimum_lot"), row.amount("fixed_fee"), row.text("lot_span")),
            hazard=row.amount("hazard"),
            belief=belief,
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

    def _plants(self, row: Row) -> tuple[str, ...] | None:
        """Its plants that work; ``None`` when it had plants and none is left."""
        named = row.names("plants")
        left = tuple(sorted(plant for plant in named if plant in self.plants))
        if not named or left:
            return left
        if all(self.desk.row("plants", plant) for plant in named):
            self.desk.warning(
                "plant",
                row,
                "plants",
                f"{row.key} is left out: none of its plants is active",
                "at least one active plant",
            )
        return None


def make_offers(
    desk: Desk,
    horizon: Horizon,
    suppliers: Mapping[str, Supplier],
    routes: Mapping[str, Passage],
    plants: Mapping[str, Plant],
    ramps: Mapping[str, Ramp],
) -> Mapping[str, Offer]:
    """All active offers; what is wrong with the others is reported."""
    believer = Believer(desk, horizon, ramps)
    return OfferReader(desk, horizon, routes, plants, believer).offers(suppliers)
