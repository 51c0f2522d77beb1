"""A meeting of a committee of office A the member was invited to: an item with a paper and the member's comment."""

from datetime import time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from kotpn.meetings import services
from kotpn.meetings.models import AgendaTemplate
from kotpn.meetings.services.invitations import token_of
from tests.access.cast import Cast
from tests.factories import kotpn
from tests.factories.papers import a_picture


def build(cast: Cast) -> None:
    secretary, day = cast.users["committee_secretary"], cast.today + timedelta(days=14)
    committee = kotpn.a_committee(
        secretary, cast.a, kind="other", name="คณะที่นัดประชุมไว้", people=[cast.person("committee_member")],
        starts_on=cast.today - timedelta(days=400),
    )  # fmt: skip
    meeting = kotpn.a_meeting(secretary, committee, held_on=day, at=time(13, 45))
    item = kotpn.an_item(secretary, meeting, point="ให้ความเห็น")
    paper = services.add_paper_upload(item, SimpleUploadedFile("แผนภาพ.png", a_picture()), actor=secretary)
    # One that cannot be merged: there is a file beside the pack.
    paper.problem = "รวมเล่มไม่ได้"
    paper.save(update_fields=["problem"])
    services.invite(meeting, actor=secretary)
    meeting.refresh_from_db()
    services.load_templates(cast.a)
    invitation = meeting.invitations.get(member__person=cast.person("committee_member"))
    cast.rows |= {
        "agenda_meeting": meeting, "agenda_item": item, "agenda_paper": paper, "agenda_section": item.section,
        "agenda_invitation": invitation, "agenda_token": token_of(invitation),
        "agenda_comment": services.comment(item, actor=cast.users["committee_member"], text="เห็นด้วย"),
        "agenda_template": AgendaTemplate.objects.filter(district=cast.a)[0],
    }  # fmt: skip
