"""Who may do what with sets of standards: capability in their office, and the state of the set."""

from typing import Any

from core import audit
from qa.standards.models import DistrictPaper, SchoolStandards, StandardSet
from qa.standards.states import IN_HAND, PAPER_STATES, SCHOOL_STATES, SET_STATES
from schools.scope import holds


def may_write_sets(user: Any, district: Any) -> bool:
    """The group director (and the machine, which fills the demo)."""
    return user is audit.SYSTEM or holds(user, "standard.write", district=district)


def paper_of(row: StandardSet) -> DistrictPaper:
    """The way the set goes, or one that has not begun."""
    return getattr(row, "paper", None) or DistrictPaper(set=row)


def can_edit_set(user: Any, row: StandardSet) -> bool:
    if row.family == StandardSet.Family.DISTRICT and paper_of(row).state in IN_HAND:
        return False
    return SET_STATES.allows(row.state, "edit") and may_write_sets(user, row.district_id)


def can_tie(user: Any, row: StandardSet) -> bool:
    """Ties are no part of what was published: other sets come later."""
    return row.state != StandardSet.State.RETIRED and may_write_sets(user, row.district_id)


def can_publish_set(user: Any, row: StandardSet) -> bool:
    """A set of the office's own standards goes to its approving body first and is announced by the office director."""
    return (
        row.family != StandardSet.Family.DISTRICT
        and SET_STATES.allows(row.state, "publish")
        and may_write_sets(user, row.district_id)
    )


def can_end_set(user: Any, row: StandardSet) -> bool:
    return SET_STATES.allows(row.state, "end") and may_write_sets(user, row.district_id)


def can_move_paper(user: Any, row: StandardSet, act: str) -> bool:
    """Send, withdraw and write down the resolution: the group director; announce: the office director; return: both,
    each while it is theirs."""
    paper = paper_of(row)
    if row.family != StandardSet.Family.DISTRICT or row.state != StandardSet.State.DRAFT:
        return False
    if not PAPER_STATES.allows(paper.state, act):
        return False
    announces = act == "announce" or (act == "return" and paper.state == DistrictPaper.State.ENDORSED)
    return may_announce(user, row.district_id) if announces else may_write_sets(user, row.district_id)


def may_announce(user: Any, district: Any) -> bool:
    return user is audit.SYSTEM or holds(user, "standard.announce", district=district)


def can_change_paper_files(user: Any, row: StandardSet) -> bool:
    """The resolution's file hangs on the paper from the sending on, and stays as it is once announced."""
    return (
        row.family == StandardSet.Family.DISTRICT
        and paper_of(row).state in IN_HAND
        and may_write_sets(user, row.district_id)
    )


def may_write_for(user: Any, school: Any) -> bool:
    """Principal and teachers of the school itself; nobody of the office sets a school's targets."""
    return user is audit.SYSTEM or holds(user, "school.standard.write", school=school)


def may_declare_for(user: Any, school: Any) -> bool:
    return user is audit.SYSTEM or holds(user, "school.standard.declare", school=school)


def can_write_paper(user: Any, paper: SchoolStandards) -> bool:
    return SCHOOL_STATES.allows(paper.state, "write") and may_write_for(user, paper.school)


def can_declare_paper(user: Any, paper: SchoolStandards) -> bool:
    return SCHOOL_STATES.allows(paper.state, "declare") and may_declare_for(user, paper.school)


def can_revise_paper(user: Any, paper: SchoolStandards) -> bool:
    return SCHOOL_STATES.allows(paper.state, "revise") and may_declare_for(user, paper.school)


def can_delete_paper(user: Any, paper: SchoolStandards) -> bool:
    """A draft that was never announced."""
    return not paper.revision and SCHOOL_STATES.allows(paper.state, "delete") and may_write_for(user, paper.school)
