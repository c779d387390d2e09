"""What can be wrong with a row of the Stock sheet, by itself and beside the others."""

from __future__ import annotations

from collections.abc import Mapping

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Pool, StockPolicy
from orefolio.case.horizon import Horizon

_OF_ONE_POOL = ("shelf_life", "loss_rate", "holding_rate", "storage_cost", "end_of_horizon")
"""Terms that a pool has of its own."""


def check_policy(
    desk: Desk, row: Row, policy: StockPolicy, horizon: Horizon, grades: tuple[str, ...]
) -> None:
    """Everything that is wrong with one row."""
    _check_opening_twice(desk, row)
    _check_opening(desk, row, policy, grades)
    _check_ceiling(desk, row, policy, horizon)
    _check_every_grade(desk, row, policy, grades)
    _check_price(desk, row, policy)
    _check_shelf_life(desk, row, policy, horizon)


def check_pooled(
    desk: Desk, horizon: Horizon, pools: Mapping[str, Pool], stock: Mapping[str, StockPolicy]
) -> None:
    """What rows say of each other: where pools are named, each has its own stock and terms."""
    named = {policy.material for policy in stock.values() if policy.pool}
    for policy in stock.values():
        row = desk.row("stock", policy.key)
        if row is not None and not policy.pool and policy.material in named:
            _check_unpooled(desk, row, policy)
    for pool in pools.values():
        _check_capacity(desk, horizon, pool, [p for p in stock.values() if p.pool == pool.key])


def _check_unpooled(desk: Desk, row: Row, policy: StockPolicy) -> None:
    if policy.opening > 0:
        desk.error(
            "stock",
            row,
            "opening_stock" if row.given("opening_stock") else "opening_cover",
            f"opening stock of {policy.material} without a pool, while its stock is kept in pools",
            "the opening stock in rows of single pools",
            "move it to a row with its pool",
        )
    for column in _OF_ONE_POOL:
        if row.given(column):
            desk.warning(
                "stock",
                row,
                column,
                f"{column.replace('_', ' ')} of {row.key} is not read: {policy.material} is kept in"
                " pools, and each pool's row has its own",
                "an empty cell",
                "move it to the rows of the pools",
            )


def _check_capacity(desk: Desk, horizon: Horizon, pool: Pool, own: list[StockPolicy]) -> None:
    """The covers of all materials must fit into the pool."""
    row = desk.row("pools", pool.key)
    for period in horizon.periods:
        whole: dict[str, float] = {}
        graded: dict[str, float] = {}
        for policy in own:
            into = graded if policy.grade else whole
            into[policy.material] = into.get(policy.material, 0.0) + policy.cover[period.index]
        needed = sum(max(whole.get(m, 0.0), graded.get(m, 0.0)) for m in {*whole, *graded})
        capacity = pool.capacity[period.index]
        if row is not None and needed > capacity * (1 + 1e-9) + 1e-9:
            desk.error(
                "pool",
                row,
                "capacity",
                f"the covers kept in {pool.key} at the end of {period.label} are {needed:.6g} t,"
                f" above its capacity of {capacity:.6g} t",
                "a capacity of at least the covers",
                "raise the capacity or lower days of cover on the Stock sheet",
            )
            return


def check_begins(desk: Desk, row: Row, first: int, horizon: Horizon) -> None:
    """A cover that begins after the plan."""
    asked = row.amount("days_of_cover") > 0 or row.amount("days_wanted") > 0
    if asked and first == len(horizon.periods):
        desk.warning(
            "stock",
            row,
            "cover_from",
            f"the cover of {row.key} begins after the plan, so it never applies",
            f"a period up to {horizon.periods[-1].label}",
        )


def _check_opening_twice(desk: Desk, row: Row) -> None:
    if row.given("opening_stock") and row.given("opening_cover"):
        desk.info(
            "stock",
            row.place("opening_cover"),
            f"the opening cover of {row.key} is not read: its opening stock is given in tonnes",
        )


def _check_opening(desk: Desk, row: Row, policy: StockPolicy, grades: tuple[str, ...]) -> None:
    """Opening stock needs a grade as soon as there are several, or rows of single grades."""
    if policy.grade or policy.opening <= 0:
        return
    graded = any(
        other.text("material") == policy.material
        and other.text("pool") == policy.pool
        and other.given("grade")
        for other in desk.rows("stock")
    )
    if graded or len(grades) > 1:
        named = ", ".join(grade or "ungraded" for grade in grades)
        desk.error(
            "stock",
            row,
            "opening_stock" if row.given("opening_stock") else "opening_cover",
            f"opening stock of {policy.material} without a grade, while it comes as {named}",
            "the opening stock in rows of single grades",
            "move it to a row with its grade",
        )


def _check_every_grade(desk: Desk, row: Row, policy: StockPolicy, grades: tuple[str, ...]) -> None:
    """Rows of single grades must speak of every grade, unless a row speaks of all together.

    Not so in a pool: it keeps the grades that its rows name.
    """
    own = [other for other in desk.rows("stock") if other.text("material") == policy.material]
    if any(other.given("pool") for other in own):
        return
    spoken = {other.text("grade") for other in own}
    if any(other.broken("grade") for other in (*own, *desk.rows("offers"))):
        return
    missing = [grade or "ungraded" for grade in grades if grade not in spoken]
    if missing and "" not in spoken and own[0].key == row.key:
        desk.error(
            "stock",
            row,
            "grade",
            f"{policy.material} also comes as {', '.join(missing)}, of which the sheet says"
            " nothing",
            "a row for every grade, or one without a grade for all together",
            "add the row; a ceiling of 0 says that the grade is not stocked",
        )


def _check_ceiling(desk: Desk, row: Row, policy: StockPolicy, horizon: Horizon) -> None:
    for period, cover, ceiling in zip(horizon.periods, policy.cover, policy.ceiling, strict=True):
        if cover > ceiling * (1 + 1e-9) + 1e-9:
            column = "ceiling" if row.given("ceiling") else "ceiling_cover"
            desk.error(
                "stock",
                row,
                column,
                f"{row.key} needs {cover:.6g} t of cover at the end of {period.label}, above its"
                f" ceiling of {ceiling:.6g} t",
                "a ceiling of at least the cover",
                f"raise the ceiling or lower the days of cover ({row.place('days_of_cover')})",
            )
            return


def _check_price(desk: Desk, row: Row, policy: StockPolicy) -> None:
    """Days wanted without a price, a price without days, or days that are required anyway."""
    wanted, price = policy.days_wanted > 0, policy.cover_price > 0
    if wanted and not price:
        found = f"{policy.days_wanted:g} days of cover of {row.key} are wanted, but a missing day"
        desk.warning(
            "stock", row, "days_wanted", f"{found} costs nothing", "a cover price in USD a day"
        )
    elif price and not wanted:
        found = f"a missing day of cover of {row.key} has a price, but no days are wanted"
        desk.warning("stock", row, "cover_price", found, "the days wanted")
    elif wanted and policy.days_wanted <= policy.days_of_cover:
        found = (
            f"{policy.days_wanted:g} days of cover of {row.key} are wanted, no more than the"
            f" {policy.days_of_cover:g} that must be there ({row.place('days_of_cover')})"
        )
        desk.warning("stock", row, "days_wanted", found, "more days than must be there")


def _check_shelf_life(desk: Desk, row: Row, policy: StockPolicy, horizon: Horizon) -> None:
    """A shelf life shorter than a period cannot be seen inside it."""
    months = row.number("shelf_life")
    longest = max(period.days for period in horizon.periods)
    if months is not None and 0 < months * 365 / 12 < longest - 1:
        desk.info(
            "stock",
            row.place("shelf_life"),
            f"the shelf life of {row.key}, {months:g} months, is shorter than the periods of the"
            " plan: what comes in a period may be kept to its end, and no longer",
            f"shorter periods ({desk.settings.place('period_length')})",
        )
