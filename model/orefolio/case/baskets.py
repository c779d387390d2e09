"""Products and what they hold; what surplus of a material brings."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from orefolio.case.desk import Desk, Row
from orefolio.case.entities import Content, Material, SurplusStep
from orefolio.case.horizon import Horizon

KG = 1000.0
"""USD/kg → USD/t."""

WHOLE = 1.0 + 1e-6
"""Shares may add up to this: a percentage table is rounded."""


class Goods:
    """What offers sell: a material, or a product with its contents."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.contents = make_contents(desk)

    def of(self, row: Row) -> tuple[Content, ...] | None:
        """The contents of what an offer sells; ``None`` where it is not stated, and reported."""
        material, product = row.text("material"), row.text("product")
        if row.broken("material", "product"):
            return None
        if material and product:
            self.desk.error(
                "product",
                row,
                "product",
                f"{row.key} names the material {material} and the product {product}",
                "one of them",
                "clear the material for a product of several, else the product",
            )
            return None
        if product:
            if row.given("grade"):
                self.desk.info(
                    "product",
                    row.place("grade"),
                    f"the grade of {row.key} is not read: those of {product} stand on the Contents"
                    " sheet",
                )
            return self.contents.get(product)
        if material:
            known = self.desk.row("materials", material) is not None
            return (Content(material, row.text("grade"), 1.0),) if known else None
        self.desk.error(
            "product",
            row,
            "material",
            f"{row.key} names neither a material nor a product",
            "what is sold: a material, or a product of the Products sheet",
        )
        return None


def make_contents(desk: Desk) -> Mapping[str, tuple[Content, ...]]:
    """Products with what they hold; those without sensible contents are reported and left out."""
    rows: dict[str, list[Row]] = {}
    for row in desk.rows("contents"):
        rows.setdefault(row.text("product"), []).append(row)
    found = {}
    for product in desk.rows("products"):
        own = rows.get(product.key, [])
        if desk.row("materials", product.key) is not None:
            desk.error(
                "product",
                product,
                "product",
                f"{product.key} is the name of a material too",
                "a name of its own",
                "rename the product, here and wherever it is used",
            )
        elif not own:
            desk.error(
                "product",
                product,
                "product",
                f"the Contents sheet has no row for {product.key}",
                "at least one material that it holds",
            )
        elif not any(row.broken("material", "share", "grade") for row in own):
            _check_whole(desk, product.key, own)
            found[product.key] = tuple(
                Content(row.text("material"), row.text("grade"), row.amount("share"))
                for row in own
                if row.amount("share") > 0 and desk.row("materials", row.text("material"))
            )
    return {product: contents for product, contents in found.items() if contents}


def _check_whole(desk: Desk, product: str, rows: list[Row]) -> None:
    """The shares of a product are more than nothing and no more than all of it."""
    total = sum(row.amount("share") for row in rows)
    if 0 < total <= WHOLE:
        return
    desk.error(
        "product",
        rows[0],
        "share",
        f"the shares of {product} add up to {total:.4%}",
        "more than 0% and at most 100% over the rows of the product",
    )


def make_surplus_steps(
    desk: Desk, horizon: Horizon, materials: Mapping[str, Material]
) -> Mapping[str, tuple[SurplusStep, ...]]:
    """Steps of each material in the order of their numbers; their prices must fall."""
    rows: dict[str, list[Row]] = {}
    for row in desk.rows("surplus_steps"):
        if row.text("material") in materials and not row.broken("step", "quantity", "price"):
            rows.setdefault(row.text("material"), []).append(row)
    found = {}
    for key in sorted(rows):
        own = sorted(rows[key], key=lambda row: row.amount("step"))
        _check_falling(desk, materials[key], own)
        found[key] = tuple(
            SurplusStep(
                material=key,
                step=f"{row.amount('step'):.0f}",
                tonnes=tuple(row.amount("quantity") * p.years for p in horizon.periods),
                price=row.amount("price") * KG,
            )
            for row in own
        )
    return found


def _check_falling(desk: Desk, material: Material, rows: list[Row]) -> None:
    """A later step never brings more, and the surplus value beyond all steps no more than these."""
    place = desk.row("materials", material.key)
    assert place is not None
    if not material.surplus_allowed:
        desk.warning(
            "surplus",
            rows[0],
            "quantity",
            f"{material.key} has surplus steps, but allows no surplus, so they are not used",
            f"yes in surplus allowed ({place.place('surplus_allowed')})",
        )
    for before, row in pairwise(rows):
        if row.amount("price") > before.amount("price"):
            desk.error(
                "surplus",
                row,
                "price",
                f"step {row.amount('step'):.0f} of {material.key} brings"
                f" {row.amount('price'):,.6g} USD/kg, more than the step before it"
                f" ({before.amount('price'):,.6g})",
                "prices that fall from step to step",
                "number the steps from the best price to the lowest",
            )
    last = rows[-1]
    if material.surplus_value > last.amount("price") * KG:
        desk.error(
            "surplus",
            last,
            "price",
            f"the last step of {material.key} brings {last.amount('price'):,.6g} USD/kg, less than"
            f" the surplus value of {material.surplus_value / KG:,.6g} USD/kg beyond all steps",
            "a surplus value of at most the last step",
            f"lower the surplus value ({place.place('surplus_value')})",
        )
