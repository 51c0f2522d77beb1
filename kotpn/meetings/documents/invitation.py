"""`meeting-invitation` หนังสือเชิญประชุม: a memo inside, a letter with Garuda outside, each with agenda and reply slip."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from core.thai.dates import thai_date
from kotpn.committee.models import Member
from kotpn.committee.queries import members_on
from kotpn.meetings.documents.agenda import agenda_block
from kotpn.meetings.documents.base import MeetingDocument, MeetingForm, head_of, meeting_label
from kotpn.meetings.documents.lines import agenda_of
from kotpn.meetings.models import Invitation, Meeting
from reports.base import Block, Book, BuildContext
from schools.printing import memo_head

SIGNERS = (
    ("", "หนังสือภายนอกโดยประธาน บันทึกข้อความโดยเลขานุการ"),
    ("chair", "ประธานกรรมการ"),
    ("secretary", "กรรมการและเลขานุการ"),
)
_BY_CHANNEL = {Invitation.Channel.LETTER: "chair", Invitation.Channel.MEMO: "secretary"}


class InvitationForm(MeetingForm):
    """`invitation`: one person's, or everybody's; `signer` as the office does it."""

    invitation = forms.ModelChoiceField(Invitation.objects.none(), label="ผู้รับ", required=False, empty_label="ทุกคนที่เชิญ")
    signer = forms.ChoiceField(label="ผู้ลงนาม", choices=SIGNERS, required=False)
    field_order: ClassVar[Any] = ("meeting", "invitation", "signer", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["invitation"]
        rows = self.reader.visible(Invitation.objects).filter(
            meeting__committee__district=self.district, withdrawn_at=None
        )
        field.queryset = rows.select_related("meeting__committee").order_by("-meeting__held_on", "pk")
        field.label_from_instance = lambda row: f"{row.name} · {meeting_label(row.meeting)}"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        meeting, chosen = cleaned.get("meeting"), cleaned.get("invitation")
        if meeting and chosen and chosen.meeting_id != meeting.pk:
            self.add_error("invitation", "ผู้รับนี้เป็นของการประชุมครั้งอื่น")
        return cleaned


@dataclass(frozen=True)
class Addressee:
    """One letter: to whom, as what they are invited, in which form."""

    name: str
    post: str
    role: str
    channel: str


def addressees(meeting: Meeting, chosen: Invitation | None = None) -> list[Addressee]:
    """Those invited; before anybody is, the members of the day, those of the office by memo."""
    rows = meeting.invitations.filter(withdrawn_at=None).select_related("member").order_by("member__position", "pk")
    if chosen is not None:
        rows = rows.filter(pk=chosen.pk)
    found = [
        Addressee(row.name, row.post, row.member.get_role_display() if row.member else "", row.channel) for row in rows
    ]
    return found or [_member(member) for member in members_on(meeting.committee, meeting.held_on)]


def _member(member: Member) -> Addressee:
    inside = member.person is not None and member.category == Member.Category.OFFICE
    channel = Invitation.Channel.MEMO if inside else Invitation.Channel.LETTER
    return Addressee(member.name, member.post, member.get_role_display(), channel)


class MeetingInvitation(MeetingDocument):
    key = "meeting-invitation"
    title = "หนังสือเชิญประชุม"
    description = "หนังสือเชิญรายบุคคล ในสำนักงานเป็นบันทึกข้อความ ภายนอกเป็นหนังสือตราครุฑ พร้อมระเบียบวาระและใบตอบรับ"
    form_class = InvitationForm

    def pdf(self, context: BuildContext) -> Book:
        meeting = self.meeting(context)
        agenda = agenda_block(context, meeting, agenda_of(meeting))
        letters = _Letters(context, meeting)
        parts: list[Block] = []
        for to in addressees(meeting, context.params.get("invitation")):
            parts += [letters.letter(to), agenda, letters.reply(to)]
        return Book(f"{self.title} {meeting}", tuple(parts), digits=self.digits(context), numbering="none")


class _Letters:
    """The letters of one meeting; what they have in common is read once."""

    def __init__(self, context: BuildContext, meeting: Meeting) -> None:
        self._context = context
        self._district = meeting.committee.district
        self._signer = context.params.get("signer") or ""
        self._meeting = meeting
        self._head = {**head_of(meeting), "office": getattr(self._district, "settings", None)}
        self._memo = memo_head(
            self._district,
            subject=f"ขอเชิญประชุม{self._head['subject']} {meeting.occasion}",
            to="",
            number=meeting.letter_number,
            day=meeting.invited_on,
        )
        self._members = {member.role: member for member in reversed(members_on(meeting.committee, meeting.held_on))}

    def letter(self, to: Addressee) -> Block:
        signer = self._members.get(self._signer or _BY_CHANNEL[Invitation.Channel(to.channel)])
        data = {
            **self._head,
            "to": to,
            "memo": {**self._memo, "to": f"{to.name}{f' ({to.post})' if to.post else ''}"},
            "signer": signer,
            "day_of_letter": thai_date(self._meeting.invited_on),
        }
        memo = to.channel == Invitation.Channel.MEMO
        template = "documents/kotpn/invitation_memo.html" if memo else "documents/kotpn/invitation_letter.html"
        if memo:
            post = f"{signer.post} {signer.get_role_display()}".strip() if signer else ""
            data["signers"] = [{"name": signer.name if signer else "", "post": post, "undated": True}]
        return self._context.block(template, data, title=to.name)

    def reply(self, to: Addressee) -> Block:
        return self._context.block("documents/kotpn/reply_slip.html", {**self._head, "to": to})
