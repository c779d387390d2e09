"""One number a period."""

from __future__ import annotations

Series = tuple[float, ...]
"""One number a period of the plan, in period order."""
