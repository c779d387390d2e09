"""Records → Case, everything wrong found in one pass."""

from __future__ import annotations

from orefolio.case.declared import check_declared
from orefolio.case.demand import make_segments
from orefolio.case.desk import Desk
from orefolio.case.geography import make_blocs, make_chokepoints, make_countries
from orefolio.case.hoarding import check_hoarding
from orefolio.case.horizon import Horizon
from orefolio.case.lots import check_lots
from orefolio.case.materials import make_materials
from orefolio.case.model import Case
from orefolio.case.names import check_names, names_of
from orefolio.case.paths import make_paths
from orefolio.case.periods import make_periods, make_trunk
from orefolio.case.plan import check_plan, make_plan
from orefolio.case.quality import make_quality, make_specifications
from orefolio.case.reach import check_reach
from orefolio.case.routes import make_legs, make_routes
from orefolio.case.rules import make_members, make_rules
from orefolio.case.scale import check_scale
from orefolio.case.stock import make_stock, stocked_grades
from orefolio.case.supply import make_offers, make_suppliers
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
    countries, blocs = make_countries(desk), make_blocs(desk)
    chokepoints = make_chokepoints(desk, horizon.periods)
    legs = make_legs(desk, horizon)
    routes = make_routes(desk, horizon, legs)
    suppliers = make_suppliers(desk)
    offers = make_offers(desk, horizon, suppliers, routes)
    paths = make_paths(offers, suppliers, routes, legs, countries, chokepoints)
    materials = make_materials(desk, offers)
    segments = make_segments(desk, horizon)
    grades = stocked_grades(desk, materials, offers)
    quality = make_quality(desk)
    specifications = make_specifications(desk, quality, segments, grades)
    stock = make_stock(desk, horizon, materials, segments, grades)
    scopes = {
        "country": countries,
        "bloc": blocs,
        "supplier": suppliers,
        "offer": offers,
        "route": routes,
        "leg": legs,
        "chokepoint": chokepoints,
    }
    rules = make_rules(desk, horizon, make_members(desk, paths, scopes))
    check_reach(desk, rules, blocs, paths)
    check_lots(desk, horizon.periods, offers, [*routes.values(), *legs.values()])
    check_scale(desk, horizon, segments)
    case = Case(
        records=desk.records,
        plan=make_plan(desk),
        periods=horizon.periods,
        nodes=make_trunk(horizon.periods),
        materials=materials,
        segments=segments,
        countries=countries,
        blocs=blocs,
        suppliers=suppliers,
        offers=offers,
        routes=routes,
        legs=legs,
        chokepoints=chokepoints,
        paths=paths,
        quality=quality,
        specifications=specifications,
        stock=stock,
        rules=rules,
    )
    if not has_errors(desk.findings):
        check_hoarding(desk, case)
    return case
