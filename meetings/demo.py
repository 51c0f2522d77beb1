"""Demo data of this app, made by the services everyone uses; safe to run twice: a focus group held and one to come, and
a training of two batches with programme, people, evaluation and lessons."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import academic_term
from instruments.models import Item
from instruments.queries import form_of, terms_of, usable_versions
from instruments.services import AnswerValue
from meetings import services
from meetings.models import Gathering, GatheringBody
from schools.demo import DemoContext
from schools.models import Cluster, Person, Project, School
from schools.queries import holders, holders_kept, person_of

# What twelve people thought, item by item; the same every time the demo is made.
_SHEETS = ("55445545", "54545455", "45455445", "55554555", "44445444", "55455455", "54545545", "55555555", "45454445",
           "44544545", "55445554", "53445445")  # fmt: skip


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
        services.attend(held.batches.get(), actor=supervisor, people=people)
        _write(held, supervisor)
        services.hold(held, actor=supervisor)
        services.hand_in_minutes(held, actor=supervisor, now=_at(held.held_on + timedelta(days=2)))
        _call(context, clusters[-1], supervisor, year=year - 1, days=9)
        _training(context, clusters[-1], supervisor, year=year)
    context.say(f"{district.code}: {Gathering.objects.of_district(district).count()} gatherings")


def _call(context: DemoContext, cluster: Cluster, actor: Any, *, year: int, days: int) -> Gathering:
    day = context.today + timedelta(days=days)
    return services.call_gathering(
        context.first, actor=actor, kind="focus_group", title=f"ตรวจร่าง SAR ปีการศึกษา {year}",
        academic_year=year, held_on=day, time_from=time(9, 0), time_to=time(12, 0), place="หอประชุมโรงเรียนแกนนำ",
        cluster=cluster, schools=list(School.objects.filter(cluster=cluster).open_on(context.today)),
        purpose="ตรวจความครบถ้วนของร่างรายงานประเมินตนเองก่อนส่งสำนักงานเขต และแลกเปลี่ยนหลักฐานระหว่างโรงเรียน",
        recorder=person_of(actor, context.first), now=_at(day - timedelta(days=7)),
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


def _training(context: DemoContext, cluster: Cluster, actor: Any, *, year: int) -> None:
    """Two days for two batches, as สพป.พัทลุง เขต 2 held one; the first is over."""
    district, day = context.first, context.today - timedelta(days=12)
    schools = list(School.objects.filter(cluster=cluster).open_on(context.today)[:6])
    made = services.call_gathering(
        district, actor=actor, kind="training", title="อบรมการจัดการเรียนรู้เชิงรุกด้วยชุมชนการเรียนรู้ทางวิชาชีพ",
        academic_year=year, held_on=day, held_to=day + timedelta(days=1), time_from=time(8, 30), time_to=time(16, 30),
        place="ห้องประชุมสำนักงานเขตพื้นที่การศึกษา", schools=schools,
        body=GatheringBody.objects.of_district(district).filter(reference_key="group").first(),
        project=Project.objects.of_district(district).first(), recorder=person_of(actor, district),
        principle="ผลการนิเทศปีที่ผ่านมาพบว่าครูต้องการตัวอย่างการจัดการเรียนรู้ที่นักเรียนได้ลงมือทำจริง",
        purpose="ครูออกแบบแผนการเรียนรู้เชิงรุกได้คนละหนึ่งแผน และนำไปใช้ในวง PLC ของโรงเรียน", budget=Decimal(38400),
        budget_source="งบพัฒนาบุคลากร สำนักงานเขตพื้นที่การศึกษา", now=_at(day - timedelta(days=14)),
    )  # fmt: skip
    first = services.save_batch(made, actor=actor, batch=made.batches.get(), target=50, halves=True)
    second = services.save_batch(
        made, actor=actor, starts_on=context.today + timedelta(days=16), ends_on=context.today + timedelta(days=17),
        time_from=time(8, 30), time_to=time(16, 30), place="หอประชุมโรงเรียนแกนนำ", target=50,
    )  # fmt: skip
    lines = ((0, 9, "ทำไมต้องเรียนรู้เชิงรุก", "ทีมวิทยากร"), (0, 13, "ออกแบบแผนการเรียนรู้", "ทีมวิทยากร"),
             (1, 9, "ทดลองสอนและสะท้อนผล", "ครูแกนนำ"), (1, 14, "วางแผนใช้ในวง PLC", ""))  # fmt: skip
    for offset, hour, topic, speaker in lines:
        services.save_item(
            first, actor=actor, day=day + timedelta(days=offset), time_from=time(hour), time_to=time(hour + 2),
            topic=topic, speaker_text=speaker,
        )  # fmt: skip
    services.copy_programme(first, second, actor=actor)
    people = list(Person.objects.working().filter(school__in=schools)[:16])
    services.attend(first, actor=actor, people=people)
    services.save_count(first, actor=actor, group="ครู", school=schools[0], expected=8, came=7)
    services.save_count(first, actor=actor, group="นักเรียนสาธิต", expected=40, came=38)
    services.save_lesson(
        made, actor=actor, values={
            "by_label": "กลุ่มครูประถมต้น", "went_well": "ได้ลงมือทำและเห็นตัวอย่างจากห้องเรียนจริง",
            "went_badly": "เวลาทดลองสอนสั้นไป", "learned": "คำถามปลายเปิดทำให้นักเรียนอธิบายเหตุผลได้มากขึ้น",
            "next_steps": "เปิดชั้นเรียนในวง PLC ทุกเดือน",
        },
    )  # fmt: skip
    _judge(made, first, actor)


def _judge(made: Gathering, batch: Any, actor: Any) -> None:
    version = usable_versions(made.district, of_gatherings=True).filter(instrument__code="gathering-evaluation").first()
    if version is None:
        return
    evaluation = services.hang_form(made, actor=actor, version=version)
    form = form_of(version.pk)
    role = next(item for item in form.items.values() if item.kind == Item.Kind.CHOICE)
    teacher = sorted(form.levels[role.pk], reverse=True)[1]
    sheets = [
        {role.pk: AnswerValue(number=Decimal(teacher))}
        | {key: AnswerValue(number=Decimal(value)) for key, value in zip(form.rated, line, strict=True)}
        for line in _SHEETS
    ]
    services.enter_papers(evaluation, actor=actor, sheets=sheets, key="demo", batch=batch)


def _at(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 30)))
