"""The validated problem: Records → Case.

- ``entities`` ``model``   what a case is made of, and the case itself
- ``load``                 a workbook file → case, with changes applied
- ``change_text`` ``typed_numbers`` ``changes``   changes as data: read from text, applied
- ``fingerprint``          a hash of what the records say
- ``assemble``             records → case, which calls, in this order:
- ``desk`` ``nearest`` ``declared`` ``names``   typed rows and findings; what they must keep
- ``spans`` ``periods`` ``horizon`` ``series``   labels, periods of the plan, values by period
- ``plan`` ``geography`` ``routes`` ``plants`` ``baskets`` ``supply`` ``hazards`` ``chains``
  ``paths`` ``chain_checks``   from seller to buyer, through plants
- ``materials`` ``demand`` ``quality`` ``cover`` ``stock``   what is needed and held
- ``tiers`` ``contract_prices`` ``contracts`` ``bundles``   terms over offers
- ``leaving`` ``landed`` ``levies`` ``trade``   what leaves a country, and what it costs to arrive
- ``rules`` ``rule_checks`` ``reach`` ``lots``   policy and terms
- ``bundle_ends``          pairs that a plan could buy without end
- ``scale`` ``hoarding``   what can be solved but is hardly meant
- ``counted`` ``worth``   what a rule counts of a path; what comes of it at reference prices
- ``arithmetic`` ``ceiling_families`` ``ceilings``   before solving: what can come at most
"""

from orefolio.case.arithmetic import arithmetic_check
from orefolio.case.assemble import assemble
from orefolio.case.change_text import Change, parse_change
from orefolio.case.changes import Applied, apply_changes
from orefolio.case.fingerprint import fingerprint
from orefolio.case.load import load_case
from orefolio.case.model import Case
from orefolio.case.typed_numbers import ChangeError

__all__ = [
    "Applied",
    "Case",
    "Change",
    "ChangeError",
    "apply_changes",
    "arithmetic_check",
    "assemble",
    "fingerprint",
    "load_case",
    "parse_change",
]
