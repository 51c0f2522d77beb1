"""`meeting-sign-in` ใบลงชื่อเข้าประชุม: members as the order names them, then lines for those who come besides."""

from django import forms

from kotpn.committee.models import Member
from kotpn.committee.queries import members_on
from kotpn.meetings.documents.base import MeetingDocument, MeetingForm, head_of
from reports.base import Book, BuildContext

ROWS_A_PAGE = 14


def by_role(members: list[Member]) -> list[Member]:
    """Chair first, assistant secretary last; among equals as the order names them."""
    ranks = [role.value for role in Member.Role]
    return sorted(members, key=lambda member: ranks.index(member.role))


class SignInForm(MeetingForm):
    blank = forms.IntegerField(label="บรรทัดว่างสำหรับผู้เข้าร่วมประชุม", initial=8, min_value=0, max_value=100)
    field_order = ("meeting", "blank", "digits")


class MeetingSignIn(MeetingDocument):
    key = "meeting-sign-in"
    title = "ใบลงชื่อเข้าประชุม"
    description = "รายชื่อกรรมการตามคำสั่งพร้อมช่องลายมือชื่อและเวลา และบรรทัดว่างสำหรับผู้เข้าร่วมประชุม"
    form_class = SignInForm

    def pdf(self, context: BuildContext) -> Book:
        meeting = self.meeting(context)
        members = by_role(members_on(meeting.committee, meeting.held_on))
        blank = range(len(members) + 1, len(members) + context.params["blank"] + 1)
        block = context.block(
            "documents/kotpn/sign_in.html",
            {**head_of(meeting), "members": members, "blank": blank, "heading": self.title},
            title=self.title,
            pages=1 + (len(members) + len(blank)) // ROWS_A_PAGE,
        )
        return Book(f"{self.title} {meeting}", (block,), digits=self.digits(context))
