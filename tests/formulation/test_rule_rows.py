"""The limits of rules, found again by their index; nothing of a case is kept when it is gone."""

from __future__ import annotations

import gc
import weakref

from full_case import FULL
from orefolio.case import Case
from orefolio.formulation import build
from orefolio.formulation.lookup import Lookup
from orefolio.formulation.members import row_at, rule_row, rule_rows
from support import case_of

RULES = {
    "each": {"scope": "country", "bound": 0.5, "role": "mined"},
    "total": {"scope": "any", "bound": 5, "measure": "tonnes", "span": "year"},
    "number": {"scope": "supplier", "bound": 2, "measure": "count", "sense": "at most"},
}


def _case() -> Case:
    return case_of(**{**FULL, "rules": RULES})


def test_a_row_is_made_again_from_its_index() -> None:
    """Proves that both ways to a row give what listing all rows gives, for every kind of rule."""
    case = _case()
    lookup = Lookup(case)
    rows = list(rule_rows(lookup))
    assert {row.rule.key for row in rows} == set(RULES)
    for row in rows:
        assert row_at(case, (*row.index, "most")) == row
        assert rule_row(lookup, (*row.index, "most")) == row


def test_no_case_is_kept_alive() -> None:
    """Proves that a built and asked case goes when its last name goes; a module kept it before."""
    case = _case()
    formulation = build(case)
    family = formulation.families["limit_rule"]
    index = next(iter(formulation.model.limit_rule))
    assert family.relaxation is not None
    assert family.relaxation(case, index) is not None
    gone = weakref.ref(case)
    del case, formulation, family
    gc.collect()
    assert gone() is None
