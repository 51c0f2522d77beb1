"""What self-assessments put into the one inbox beside what waits for a decision."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.approvals import InboxItem
from core.thai.dates import thai_date
from kotpn.assessment.models import Assessment, IssueAnswer
from kotpn.assessment.permissions import may_keep
from schools.scope import people_keys

S = Assessment.State
KIND = "office_assessment.own"
_LABEL = "การประเมินตนเองของสำนักงาน"


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    """For keepers: what was sent back to whoever sent it, and what is approved and not sent to สพฐ. yet. For owners:
    issues nobody has said anything of."""
    if may_keep(user, district):
        rows = Assessment.objects.of_district(district).filter(Q(state=S.RETURNED, author=user) | Q(state=S.APPROVED))
        for row in rows.select_related("indicator", "author"):
            yield _of_assessment(row)
    keys = people_keys(user)
    if not keys:
        return
    answers = IssueAnswer.objects.filter(
        owner__in=keys, carried_out=None, assessment__district=district, assessment__state__in=(S.DRAFT, S.RETURNED)
    )
    for answer in answers.select_related("issue", "assessment__indicator", "assessment__author"):
        yield _of_issue(answer)


def _of_assessment(row: Assessment) -> InboxItem:
    returned = row.state == S.RETURNED
    return InboxItem(
        KIND, _LABEL, str(row.pk), str(row), "ตีกลับให้แก้ไข" if returned else "อนุมัติแล้ว ยังไม่ได้บันทึกว่าส่ง สพฐ.",
        reverse("assessment:assessment", args=[row.pk]), (None if returned else row.approved_at) or row.updated_at,
        str(row.author), row.state, row.get_state_display(), act_label="แก้ไขและส่ง" if returned else "บันทึกการส่ง",
    )  # fmt: skip


def _of_issue(answer: IssueAnswer) -> InboxItem:
    row = answer.assessment
    return InboxItem(
        KIND, _LABEL, f"{row.pk}-{answer.issue.number}", str(answer.issue), str(row),
        f"{reverse('assessment:assessment', args=[row.pk])}#issue-{answer.issue.number}", row.created_at,
        str(row.author), "draft", "ยังไม่ระบุผล", act_label="ระบุผลและหลักฐาน",
        deadline_note=f"ปิดรับหลักฐาน {thai_date(row.closes_on, 'short')}" if row.closes_on else "",
    )  # fmt: skip
