"""What a curriculum still lacks before it is sent."""

from django.urls import reverse

from core.files import attachments_of_key
from core.missing import Missing
from supervision.curricula.models import Curriculum


def missing_of(row: Curriculum) -> list[Missing]:
    edit, page = reverse("curricula:edit", args=[row.pk]), reverse("curricula:curriculum", args=[row.pk])
    found = []
    if not row.grades.strip():
        found.append(Missing("ยังไม่ได้ระบุระดับชั้นที่ใช้", "id_grades", edit))
    if row.approved_on is None:
        found.append(Missing("ยังไม่ได้ระบุวันที่คณะกรรมการสถานศึกษาเห็นชอบ", "id_approved_on", edit))
    if not attachments_of_key("curriculum", str(row.pk)):
        found.append(Missing("ยังไม่ได้แนบเล่มหลักสูตร", "files", page))
    return found
