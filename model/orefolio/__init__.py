"""orefolio: from whom to import critical minerals, by which routes, and how much to stock."""

__version__ = "0.1.0"
