"""Demo standards of the large office: its own of the basic level announced, those of the early level being written."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from core.thai.years import law_academic_year
from qa.standards import services
from qa.standards.models import StandardSet
from qa.standards.services import ItemWords
from schools.demo import DemoContext
from schools.models import District, School
from schools.queries import holders


def seed(context: DemoContext) -> None:
    """An office that has standards of its own is left as it is."""
    district = context.first
    own = StandardSet.objects.of_district(district).filter(family=StandardSet.Family.DISTRICT)
    if own.exists():
        return
    director = holders("group_director", district, context.today)[0]
    head = holders("office_director", district, context.today)[0]
    year = law_academic_year(context.today)[0]
    basic = _copied(district, director, "basic-2561", "มาตรฐานการศึกษาระดับการศึกษาขั้นพื้นฐานของสำนักงานเขต", year)
    _own(basic, director, "2", "2.7", "มีเครือข่ายความร่วมมือกับชุมชนชายแดนและภูมิปัญญาท้องถิ่น")
    services.send_paper(basic, actor=director, now=_morning(context.today - timedelta(days=75)))
    services.endorse_paper(
        basic, actor=director, meeting=f"2/{year}", meeting_on=context.today - timedelta(days=60),
        resolution="เห็นชอบให้ใช้มาตรฐานการศึกษาของสำนักงานเขตตามที่เสนอ", upload=_scan(), today=context.today,
        now=_morning(context.today - timedelta(days=58)),
    )  # fmt: skip
    services.announce_paper(
        basic, actor=head, announced_on=context.today - timedelta(days=50), number="", year_from=year,
        today=context.today, now=_morning(context.today - timedelta(days=50)),
    )  # fmt: skip
    early = _copied(district, director, "early-2561", "มาตรฐานการศึกษาปฐมวัยของสำนักงานเขต", year + 1)
    _own(early, director, "1", "1.5", "เด็กพูดเล่าเรื่องท้องถิ่นของตนได้")
    _schools(district, basic, year, context)


def _schools(district: District, row: StandardSet, year: int, context: DemoContext) -> None:
    """Four schools: three declared, one being written by a teacher."""
    words = {level.value: level.pk for level in row.scale.all()}
    schools = School.objects.of_district(district).teaching("basic").open_on(context.today).order_by("pk")
    for place, school in enumerate(schools[:4]):
        principal = holders("principal", district, context.today, school=school)
        teachers = holders("school_staff", district, context.today, school=school)
        if not principal:
            continue
        writer = (teachers or principal)[0]
        paper = services.start_paper(school, actor=writer, academic_year=year, level="basic", set=row)
        root = row.standards.get(number="1")
        services.save_own_item(
            paper, actor=writer, under=root, number="1.3", title="นักเรียนเล่าเรื่องชุมชนของตนเป็นภาษาไทยได้"
        )
        lines = paper.targets.values_list("pk", flat=True)
        services.save_targets(
            paper, actor=writer, rows=dict.fromkeys(lines, (words[4], words[5])), overall=(words[4], words[5]),
            goal_year=year + 2,
        )  # fmt: skip
        if place:
            services.declare_paper(
                paper, actor=principal[0], announced_on=context.today - timedelta(days=30), number=f"{place}/{year}",
                upload=_scan("ประกาศโรงเรียน.jpg"), today=context.today,
            )  # fmt: skip


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def _copied(district: object, director: object, code: str, name: str, year: int) -> StandardSet:
    source = StandardSet.objects.get(district=district, code=code)
    values = {"name": name, "year_from": year, "edition": f"พ.ศ. {year}"}
    return services.copy_set(source, actor=director, family=StandardSet.Family.DISTRICT, values=values)


def _own(row: StandardSet, director: object, parent: str, number: str, title: str) -> None:
    under = row.standards.get(number=parent)
    services.save_item(row, actor=director, words=ItemWords(number, title, is_own=True), parent=under)


def _scan(name: str = "มติที่ประชุม.jpg") -> SimpleUploadedFile:
    """A blank page in the place of the scanned paper."""
    page = BytesIO()
    Image.new("RGB", (420, 594), "#fafafa").save(page, "JPEG", quality=60)
    return SimpleUploadedFile(name, page.getvalue(), content_type="image/jpeg")
