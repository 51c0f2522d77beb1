"""What a network's year still lacks before its report: the page lists it and the service refuses on the same list."""

from django.urls import reverse
from django.utils import timezone

from core.missing import Missing
from supervision.networks.models import NetworkYear
from supervision.networks.queries import meetings_of


def missing(year: NetworkYear) -> list[Missing]:
    """One line for each of the manual's steps that has nothing to report on; a fixed number of queries."""
    page = reverse("networks:year", args=[year.pk])
    found = []
    if not year.network.members.now().exists():
        found.append(Missing("ยังไม่มีสมาชิกในเครือข่าย", "members", reverse("networks:network", args=[year.network_id])))
    survey = getattr(year, "survey", None)
    if (survey is None or not survey.sheets.exists()) and not year.needs.strip():
        found.append(Missing("ขั้นที่ 1 ยังไม่มีผลสำรวจหรือสรุปความต้องการ", "needs", page))
    if not year.plan.exists():
        found.append(Missing("ขั้นที่ 2 ยังไม่มีแผน", "plan", page))
    if not meetings_of([year], today=timezone.localdate())[year.pk].held:
        found.append(Missing("ขั้นที่ 3 ยังไม่มีการประชุมหรือสัมมนาของปีนี้", "meetings", page))
    if not year.activities.exists():
        found.append(Missing("ขั้นที่ 4 ยังไม่ได้บันทึกกิจกรรมที่ทำ", "activities", page))
    if not year.follow_ups.exists():
        found.append(Missing("ขั้นที่ 5 ยังไม่ได้ติดตามและประเมินผล", "follow-up", page))
    if not year.use or not year.use_text.strip():
        found.append(Missing("ขั้นที่ 6 ยังไม่ได้เขียนการนำผลไปใช้", "use", page))
    if not year.results.strip():
        found.append(Missing("ขั้นที่ 7 ยังไม่ได้เขียนผลที่เกิดขึ้น", "words", page))
    return found
