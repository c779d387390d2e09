"""Pools: stocks that are kept apart, such as the national reserve and what industry holds."""

from __future__ import annotations

from orefolio.tables.column import Column, Kind
from orefolio.tables.table import Table, choice, key_column, link, number, period, rate, yes_no

OWNERS = ("national", "private")
"""Who may hold a pool."""

RELEASES = ("free", "never", "declared periods")
"""When the stock of a pool may fall."""

POOLS = Table(
    name="pools",
    sheet="Pools",
    text="Stocks that are kept apart: whose they are, where, and when they may be used. Rows of the"
    " Stock sheet name the pool that they speak of.",
    key=("pool",),
    columns=(
        key_column("pool", "short name, different from every grade"),
        Column("name", Kind.TEXT, "full name"),
        choice("owner", OWNERS, "whose stock it is", default="private"),
        Column("place", Kind.TEXT, "where it is kept, in words"),
        link("country", "countries", "country in which it is kept", open_link=True),
        number(
            "capacity",
            "t",
            "most that the pool holds of all materials together",
            default_text="no limit",
        ),
        choice(
            "release",
            RELEASES,
            "free: stock above the cover may be used at any time; never: what is in the pool stays"
            " there; declared periods: the stock may fall only from release from to release to",
            default="free",
        ),
        period(
            "release_from",
            "first period of a declared release: there the pool need not hold its cover",
        ),
        period("release_to", "last period of the declared release"),
        period("refill_by", "period at whose end the cover of the pool must be there again"),
        number(
            "refill_rate",
            "t/y",
            "most by which the pool may rise in a year, all materials together",
            default_text="no limit",
        ),
        rate(
            "refill_share",
            "most by which each stock of the pool may rise in a year, as a share of its cover",
            default_text="no limit",
        ),
        yes_no("active", "no: the pool and its rows on the Stock sheet are left out"),
    ),
)
