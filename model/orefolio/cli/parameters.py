"""Values as they are typed on the command line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from orefolio.case.change_text import Change


class Share(click.ParamType[float]):
    """A share such as ``0.01`` or ``1%``."""

    name = "share"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The share as a fraction, from 0 up to but without 1."""
        text = str(value).strip()
        try:
            number = float(text.removesuffix("%")) / (100.0 if text.endswith("%") else 1.0)
        except ValueError:
            number = math.nan
        if not 0.0 <= number < 1.0:
            self.fail(f"{text} is no share; type 0.01 or 1%", param, ctx)
        return number


class Seconds(click.ParamType[float]):
    """A time above zero, in seconds."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The time as a number."""
        try:
            number = float(str(value).strip().removesuffix("s"))
        except ValueError:
            number = math.nan
        if not 0.0 < number < math.inf:
            self.fail(f"{value} is no time in seconds; type 60", param, ctx)
        return number


class ChangeText(click.ParamType["Change"]):
    """A change such as ``offers[LYN-NDPR].price=*0.8``."""

    name = "change"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Change:
        """The change; a usage error with the sentence when it is not understood."""
        from orefolio.case.change_text import Change, parse_change
        from orefolio.case.typed_numbers import ChangeError

        if isinstance(value, Change):
            return value
        try:
            return parse_change(str(value))
        except ChangeError as problem:
            self.fail(str(problem), param, ctx)
