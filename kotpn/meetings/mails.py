"""The e-mail of an invitation, written when it is sent: the agenda as it is then, the link, the calendar file."""

from email.mime.text import MIMEText
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from kotpn.meetings import ics
from kotpn.meetings.models import AgendaSection, Invitation, Meeting
from kotpn.meetings.services.invitations import CANCEL, CHANGE, INVITE, WITHDRAW, takes_replies, token_of

_SUBJECTS = {
    INVITE: "เชิญประชุม {what}", CHANGE: "เปลี่ยนกำหนดการประชุม {what}", CANCEL: "ยกเลิกการประชุม {what}",
    WITHDRAW: "ถอนคำเชิญประชุม {what}",
}  # fmt: skip


def reply_url(invitation: Invitation) -> str:
    return settings.SITE_URL + reverse("committee-meetings:reply", args=[token_of(invitation)])


def agenda_lines(meeting: Meeting) -> list[tuple[int, AgendaSection, list[Any]]]:
    """(number, section, items) in order; two queries."""
    sections = meeting.sections.prefetch_related("items")
    return [(number, section, list(section.items.all())) for number, section in enumerate(sections, start=1)]


def write(mail: Any) -> EmailMessage | None:
    """None for what is no longer so: an invitation to a meeting that was cancelled or moved out of the person's time in
    the committee, or one taken back meanwhile."""
    act = mail.data["act"]
    row = (
        Invitation.objects.filter(pk=mail.key).select_related("meeting__committee__district", "member__tenure").first()
    )
    if row is None or not _stands(row, act, mail.created_at):
        return None
    meeting = row.meeting
    what = f"{meeting.committee} {meeting.occasion}"
    called_off = act in (CANCEL, WITHDRAW)
    link = "" if called_off else reply_url(row)
    context = {
        "act": act, "invitation": row, "meeting": meeting, "what": what, "link": link,
        "lines": [] if called_off else agenda_lines(meeting),
    }  # fmt: skip
    text = render_to_string("notifications/meeting_invitation_body.txt", context).strip() + "\n"
    message = EmailMessage(subject=" ".join(_SUBJECTS[act].format(what=what).split()), body=text, to=[mail.address])
    method = ics.CANCEL if called_off else ics.REQUEST
    file = ics.calendar_file(meeting, method=method, address=mail.address, name=row.name, agenda=text, link=link)
    part = MIMEText(file.decode(), "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename="meeting.ics")
    message.attach(part)
    return message


def _stands(row: Invitation, act: str, asked_at: Any) -> bool:
    if act == CANCEL:
        return row.meeting.state == Meeting.State.CANCELLED
    if act == WITHDRAW:
        return row.withdrawn_at is not None
    return takes_replies(row, now=asked_at)
