"""How a member is reached: the person behind a seat, their e-mail, a memo or a letter."""

from kotpn.committee.models import Member
from kotpn.meetings.models import Invitation
from schools.models import Person

MAIL = "meeting_invitation"


def person_of_member(member: Member) -> Person | None:
    """The Person of a seat, those of outside people with an account included."""
    return member.person or (member.outside.person if member.outside else None)


def address_of(member: Member) -> str:
    """E-mail of a member: their own, the outside register's, or that of their account."""
    person = person_of_member(member)
    found = (member.outside.email if member.outside else "") or (person.email if person else "")
    return found or (person.user.email if person and person.user else "")


def channel_of(member: Member) -> str:
    """A memo to people of the office itself; a letter to schools and whoever stands outside."""
    inside = member.person is not None and member.person.school_id is None
    return Invitation.Channel.MEMO if inside else Invitation.Channel.LETTER
