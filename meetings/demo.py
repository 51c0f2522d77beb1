"""Demo data of this app, made by the services everyone uses; safe to run twice: one gathering held, one to come."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import academic_term
from instruments.queries import terms_of
from meetings import services
from meetings.models import Gathering
from schools.demo import DemoContext
from schools.models import Cluster, Person, School
from schools.queries import holders, holders_kept


def seed(context: DemoContext) -> None:
    """An office with gatherings is left as it is."""
    district, today = context.first, context.today
    if Gathering.objects.of_district(district).exists():
        return
    supervisor = holders("supervisor", district, today)[0]
    year = academic_term(today, terms_of(district))[0]
    clusters = list(Cluster.objects.of_district(district).order_by("position", "pk")[:2])
    with many_acts(), holders_kept():
        held = _call(context, clusters[0], supervisor, year=year - 1, days=-20)
        people = list(Person.objects.working().filter(school__gatherings__gathering=held, user__isnull=False))
        people += Person.objects.working().filter(district=district, user=supervisor)
        came = dict.fromkeys((person.pk for person in people), True)
        services.note_attendance(held, actor=supervisor, came=came, people=people)
        _write(held, supervisor)
        services.hold(held, actor=supervisor)
        _call(context, clusters[-1], supervisor, year=year - 1, days=9)
    context.say(f"{district.code}: {Gathering.objects.of_district(district).count()} gatherings")


def _call(context: DemoContext, cluster: Cluster, actor: Any, *, year: int, days: int) -> Gathering:
    day = context.today + timedelta(days=days)
    return services.call_gathering(
        context.first, actor=actor, kind=Gathering.Kind.FOCUS_GROUP, title=f"ตรวจร่าง SAR ปีการศึกษา {year}",
        academic_year=year, held_on=day, time_from=time(9, 0), time_to=time(12, 0), place="หอประชุมโรงเรียนแกนนำ",
        cluster=cluster, schools=list(School.objects.filter(cluster=cluster).open_on(context.today)),
        purpose="ตรวจความครบถ้วนของร่างรายงานประเมินตนเองก่อนส่งสำนักงานเขต และแลกเปลี่ยนหลักฐานระหว่างโรงเรียน",
        now=_at(day - timedelta(days=7)),
    )  # fmt: skip


def _write(held: Gathering, actor: Any) -> None:
    services.save_words(
        held, actor=actor, values={"discussed": "ร่างส่วนใหญ่ครบทุกมาตรฐาน ที่ขาดร่วมกันคือหลักฐานการใช้ผลประเมินวางแผนปีถัดไป"}
    )
    services.agree(held, actor=actor, text="ทุกโรงเรียนเพิ่มแนวทางพัฒนาปีถัดไปให้ครบทุกมาตรฐาน")
    first = held.schools.select_related("school")[0].school
    services.agree(
        held, actor=actor, text="แนบผลการอ่านรายชั้นเป็นหลักฐานมาตรฐานที่ 1", school=first,
        due_on=held.held_on + timedelta(days=30),
    )  # fmt: skip


def _at(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 30)))
