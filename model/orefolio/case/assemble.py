"""Records → Case, everything wrong found in one pass."""

from __future__ import annotations

from typing import Any

from orefolio.case.baskets import make_surplus_steps
from orefolio.case.bundle_ends import check_bundle_ends
from orefolio.case.bundles import make_bundles
from orefolio.case.chain_checks import check_chains, reachable
from orefolio.case.contracts import make_contracts
from orefolio.case.conversion_inputs import check_beside
from orefolio.case.conversions import check_inputs, make_conversions
from orefolio.case.declared import check_declared
from orefolio.case.demand import make_segments
from orefolio.case.desk import Desk
from orefolio.case.entities import Passage, Plant
from orefolio.case.gates import shut
from orefolio.case.geography import make_blocs, make_chokepoints, make_countries
from orefolio.case.hoarding import check_hoarding
from orefolio.case.home import made_at_home
from orefolio.case.horizon import Horizon
from orefolio.case.investing import make_investing, with_openings
from orefolio.case.levers import make_levers
from orefolio.case.lots import check_lots
from orefolio.case.market import in_dollars, make_terms
from orefolio.case.materials import make_materials
from orefolio.case.model import Case
from orefolio.case.names import check_names, names_of
from orefolio.case.openings import Targets
from orefolio.case.paths import Places, make_paths
from orefolio.case.periods import make_periods, make_trunk
from orefolio.case.plan import check_plan, make_plan
from orefolio.case.plants import make_plants
from orefolio.case.pools import make_pools
from orefolio.case.qualification import Apart, make_qualifications
from orefolio.case.quality import make_quality, make_specifications
from orefolio.case.ramps import make_ramps
from orefolio.case.reach import check_reach
from orefolio.case.routes import make_legs, make_routes
from orefolio.case.rules import make_members, make_rules
from orefolio.case.scale import check_scale
from orefolio.case.stock import make_stock, stocked_grades
from orefolio.case.supply import make_offers, make_suppliers
from orefolio.case.trade import make_trade
from orefolio.case.untested import check_untested
from orefolio.findings import Finding, has_errors, shortened
from orefolio.tables import Records


def assemble(records: Records) -> tuple[Case | None, tuple[Finding, ...]]:
    """The case of a workbook's records, and everything found while making it.

    The case is ``None`` when there is an error among the findings, or when the reader refused a
    cell (``Record.broken``), which is then not reported again. Row order never matters.
    """
    desk = Desk(records)
    check_declared(desk)
    check_names(desk)
    check_plan(desk)
    periods = make_periods(desk)
    case = _case(desk, Horizon(periods)) if periods else None
    refused = any(record.broken for rows in records.tables.values() for record in rows.values())
    if has_errors(desk.findings) or refused:
        case = None
    return case, shortened(desk.findings, names_of(records))


def _case(desk: Desk, horizon: Horizon) -> Case:
    """The case as far as it can be made; rows that are wrong are reported and left out."""
    parts = Parts(desk, horizon)
    made: dict[str, Any] = {}
    for stage in (parts.supply, parts.market, parts.home, parts.policy):
        made |= stage()
    case = Case(
        records=desk.records,
        plan=make_plan(desk),
        periods=horizon.periods,
        nodes=make_trunk(horizon.periods),
        **made,
    )
    if not has_errors(desk.findings):
        check_bundle_ends(desk, case)
        check_hoarding(desk, case)
        check_untested(desk, case)
    return case


class Parts:
    """The parts of a case, made stage by stage: each reads what the stages before have made.

    Every stage returns the fields of the case that are final with it.
    """

    def __init__(self, desk: Desk, horizon: Horizon) -> None:
        self.desk = desk
        self.horizon = horizon
        self.countries = make_countries(desk)
        self.blocs = make_blocs(desk)
        self.suppliers = make_suppliers(desk)
        self.segments = make_segments(desk, horizon)

    def supply(self) -> dict[str, Any]:
        """Offers, ways, works and pools, with what investments may open of them."""
        desk, horizon = self.desk, self.horizon
        ramps = make_ramps(desk)
        legs = make_legs(desk, horizon)
        routes = make_routes(desk, horizon, legs)
        plants = make_plants(desk, horizon, routes)
        offers = make_offers(desk, horizon, self.suppliers, routes, plants, ramps)
        self.terms = make_terms(desk, offers)
        made: Targets = {
            "offers": in_dollars(desk, offers, self.terms),
            "routes": routes,
            "legs": legs,
            "plants": plants,
            "chokepoints": make_chokepoints(desk, horizon.periods),
            "levers": make_levers(desk, horizon, self.segments, ramps),
            "conversions": make_conversions(desk, horizon),
            "pools": make_pools(desk, horizon),
        }
        targets = shut(desk, made)
        self.investing = investing = make_investing(desk, horizon, ramps, targets)
        opened = {name: with_openings(investing, name, things) for name, things in targets.items()}
        self.offers, self.levers = opened.pop("offers"), opened["levers"]
        self.conversions, self.pools = opened["conversions"], opened["pools"]
        self.ways = opened
        self.places = Places(
            opened["routes"],
            opened["legs"],
            opened["plants"],
            self.countries,
            opened["chokepoints"],
        )
        return {
            "countries": self.countries,
            "blocs": self.blocs,
            "suppliers": self.suppliers,
            "segments": self.segments,
            "terms": self.terms,
            "investing": investing,
            **opened,
        }

    def market(self) -> dict[str, Any]:
        """Paths and materials at the prices of the market; contracts over the offers."""
        desk, horizon = self.desk, self.horizon
        paths = make_paths(self.offers, self.suppliers, self.places)
        offers = reachable(desk, self.offers, paths)
        check_chains(desk, offers, self.places.plants, paths)
        materials = make_materials(desk, offers)
        trade = make_trade(desk, horizon, self.places, self.terms, (offers, materials, paths))
        self.offers, self.materials, self.paths = trade.offers, trade.materials, trade.paths
        contracts = make_contracts(desk, horizon, self.offers, self.materials, self.investing.own)
        return {
            "offers": self.offers,
            "materials": self.materials,
            "price_index": trade.price_index,
            "export_taxes": trade.export_taxes,
            "tariffs": trade.tariffs,
            "landed": trade.landed,
            "contracts": contracts,
            "bundles": make_bundles(desk, contracts),
            "surplus_steps": make_surplus_steps(desk, horizon, self.materials),
        }

    def home(self) -> dict[str, Any]:
        """Grades, what segments demand of them, and stock."""
        desk, horizon = self.desk, self.horizon
        conversions = self.conversions.values()
        at_home = made_at_home(self.levers, self.conversions)
        grades = stocked_grades(desk, self.materials, self.paths, at_home)
        check_inputs(desk, conversions, grades)
        check_beside(desk, conversions, grades, self.paths, at_home)
        quality = make_quality(desk)
        tested = make_qualifications(desk, horizon, self.segments)
        apart = Apart(tested, self.offers, desk.keys("grades"))
        specifications = make_specifications(desk, quality, self.segments, grades)
        self.paths = apart.paths(self.paths)
        return {
            "specifications": specifications,
            "stock": make_stock(desk, horizon, self.materials, self.segments, grades, self.pools),
            "quality": apart.quality(quality),
            "paths": self.paths,
            "qualifications": apart.qualified(desk),
            "base_grade": apart.base_grade,
        }

    def policy(self) -> dict[str, Any]:
        """Rules, and the checks that need everything before them."""
        desk, places = self.desk, self.places
        scopes = {
            "country": self.countries,
            "bloc": self.blocs,
            "supplier": self.suppliers,
            "offer": self.offers,
            "route": places.routes,
            "leg": places.legs,
            "plant": places.plants,
            "chokepoint": places.chokepoints,
            "material": self.materials,
            "grade": desk.keys("grades"),
        }
        members = make_members(desk, self.paths, scopes, places.plants, self.blocs)
        rules = make_rules(desk, self.horizon, members)
        check_reach(desk, rules, self.blocs, self.paths)
        passages: list[Passage | Plant] = [
            *places.routes.values(),
            *places.legs.values(),
            *places.plants.values(),
        ]
        check_lots(desk, self.horizon.periods, self.offers, passages)
        check_scale(desk, self.horizon, self.segments)
        return {"rules": rules}
