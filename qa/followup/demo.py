"""Demo data of this app, made by the services everyone uses; safe to run twice: forms of one cluster's schools."""

import random
from decimal import Decimal
from typing import Any

from core.bulk import many_acts
from instruments.models import Item
from instruments.queries import Form, form_of
from instruments.services import AnswerValue
from qa.followup import services
from qa.followup.models import FollowUp
from schools.demo import DemoContext
from schools.models import Cluster, School
from schools.queries import holders, holders_kept

SCHOOLS = 8
_WORDS = {
    "strengths": "คณะทำงานชัดเจน ข้อมูลสารสนเทศเป็นปัจจุบันและครูใช้ร่วมกัน",
    "to_improve": "การนำผลประเมินไปกำหนดค่าเป้าหมายปีถัดไปยังไม่ครบทุกมาตรฐาน",
    "advice": "ทบทวนค่าเป้าหมายร่วมกับคณะกรรมการสถานศึกษาก่อนสิ้นภาคเรียน",
    "method": "ตรวจเอกสาร สังเกต และสัมภาษณ์ผู้บริหาร ครู และกรรมการสถานศึกษา",
    "results": "ระบบประกันคุณภาพดำเนินการครบแปดองค์ประกอบ มีหลักฐานชัดเจนหกองค์ประกอบ",
}
_PLAIN = "มีเอกสารครบ ตรวจแล้วตรงกับการปฏิบัติ"


def seed(context: DemoContext) -> None:
    """An office with forms is left as it is."""
    district, today = context.first, context.today
    if FollowUp.objects.of_district(district).exists():
        return
    chance = random.Random(f"follow-up {district.code}")  # noqa: S311 (demo data, not a secret)
    supervisor = holders("supervisor", district, today)[0]
    cluster = Cluster.objects.of_district(district).order_by("position", "pk")[0]
    schools = list(School.objects.filter(cluster=cluster).open_on(today).order_by("name_sort")[:SCHOOLS])
    forms = {code: form_of(services.version_for(district, code).pk) for code in FollowUp.Form.values}
    with many_acts(), holders_kept():
        for number, school in enumerate(schools):
            for code in FollowUp.Form.values[: 3 if number == 0 else 2 if number < SCHOOLS // 2 else 1]:
                found = _filled(school, forms[code], chance, supervisor, code=code, on=today)
                if number < SCHOOLS - 1:
                    services.submit(found, actor=supervisor)
    context.say(f"{district.code}: {FollowUp.objects.of_district(district).count()} forms of quality assurance")


def _filled(school: School, form: Form, chance: random.Random, actor: Any, *, code: str, on: Any) -> FollowUp:
    found = services.begin(school, actor=actor, form=code, done_on=on)
    best = chance.random() < 0.3 and code != FollowUp.Form.REPORT
    values = {"exemplary": True, "exemplary_in": "การใช้สารสนเทศเพื่อพัฒนาผู้เรียน"} if best else {}
    return services.save(found, actor=actor, values=values, answers=_answers(form, chance, best=best), form=form)


def _answers(form: Form, chance: random.Random, *, best: bool) -> dict[int, AnswerValue]:
    found = {}
    for key, item in form.items.items():
        if item.kind == Item.Kind.RATING:
            found[key] = AnswerValue(number=Decimal(5 if best else chance.choice((3, 3, 4, 4, 5))))
        elif item.kind == Item.Kind.YES_NO:
            found[key] = AnswerValue(number=Decimal(chance.random() < 0.9))
        elif item.kind == Item.Kind.NUMBER:
            found[key] = AnswerValue(number=Decimal(2))
        elif item.kind == Item.Kind.TEXT:
            found[key] = AnswerValue(text=_WORDS.get(item.code, _PLAIN))
    return found
