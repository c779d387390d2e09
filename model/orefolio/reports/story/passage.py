"""A piece of the story of a plan: a heading and sentences, for the workbook and the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "good", "bad"]


@dataclass(frozen=True)
class Passage:
    """What there is to say under one heading.

    ``lead`` is the sentence that must be read, in its ``tone``; ``sentences`` follow it. ``sheets``
    names the result sheets that hold the details.
    """

    heading: str
    lead: str
    sentences: tuple[str, ...] = ()
    tone: Tone = "plain"
    sheets: tuple[str, ...] = ()
