"""Terms of trade: incoterms, export taxes and tariffs, landed cost of a path. USD per tonne."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orefolio.case.entities.series import Series

BUYER_PAYS: Mapping[str, frozenset[str]] = {
    "": frozenset({"export_tax", "freight", "insurance", "tariff"}),
    "EXW": frozenset({"export_tax", "freight", "insurance", "tariff"}),
    "FCA": frozenset({"freight", "insurance", "tariff"}),
    "FOB": frozenset({"freight", "insurance", "tariff"}),
    "CFR": frozenset({"insurance", "tariff"}),
    "CIF": frozenset({"tariff"}),
    "DAP": frozenset({"tariff"}),
    "DDP": frozenset(),
}
"""What the buyer pays beside the price, by incoterm (empty: all, as stated).

After the articles A9/B9 (costs), A5 (insurance) and A7/B7 (export and import clearance) of the
ICC's Incoterms 2020: only with EXW does the buyer clear for export, with CFR the seller pays the
carriage and with CIF the insurance too, with DAP everything but the import clearance, with DDP all.
"""


@dataclass(frozen=True)
class TradeTerms:
    """How an offer is priced and delivered.

    ``incoterm`` may be empty; ``insurance_rate`` is a share of the price; ``currency`` is the money
    of the stated price; ``follows`` (0 to 1) is how far the price goes with the market.
    """

    incoterm: str
    insurance_rate: float
    currency: str
    follows: float


@dataclass(frozen=True)
class Levy:
    """One row of the Export taxes or of the Tariffs.

    ``country`` and ``goods`` (a material or product) may be empty: every one. ``rate`` is a share
    of the base, ``amount`` USD/t; ``due`` is the share of each period's days on which it is due.
    """

    key: str
    country: str
    goods: str
    rate: float
    amount: float
    due: Series


@dataclass(frozen=True)
class Landed:
    """What the buyer pays of a path beside price, freight and toll: USD/t bought, by period."""

    export_tax: Series
    insurance: Series
    tariff: Series

    def levied(self, index: int) -> float:
        """All three together in a period."""
        return self.export_tax[index] + self.insurance[index] + self.tariff[index]
