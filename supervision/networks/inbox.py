"""What networks put into the one inbox: surveys of needs to answer by the person's, or their school's, own link."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from core.thai.dates import thai_date
from schools.scope import people_keys, reach
from supervision.networks.models import Invitation

_MOST = 20


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    """One query. A school's link waits for its principal."""
    own = reach(user, "visit.acknowledge").schools
    rule = Q(member__person__in=people_keys(user)) | Q(member__school__in=own)
    rows = Invitation.objects.filter(
        rule, answered_on=None, member__left_on=None, survey__closed_at=None, survey__year__state="working",
        survey__open_until__gte=timezone.localdate(), survey__year__network__district=district,
    )  # fmt: skip
    for row in rows.select_related("survey__year__network", "survey__version__instrument").order_by("pk")[:_MOST]:
        yield InboxItem(
            "network_survey", "แบบสำรวจเครือข่าย", str(row.pk), row.survey.year.network.name,
            row.survey.version.instrument.name, reverse("networks:answer", args=[row.token]), row.survey.opened_at,
            "กลุ่มนิเทศฯ", "taking", "รอตอบ", act_label="ตอบ",
            deadline_note=f"ตอบได้ถึง {thai_date(row.survey.open_until, 'short')}",
        )  # fmt: skip
