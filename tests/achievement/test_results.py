"""Results, exams and the rule: what is refused, what is kept, who may."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry
from schools.results import result_kind
from supervision.achievement import services
from supervision.achievement.models import Exam, ExamResult, Paper
from supervision.achievement.services import Figures
from tests.factories import achievement
from tests.factories.achievement import give, paper

D = Decimal


def test_only_who_keeps_assessment_records(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    for actor in (office.supervisor, office.principals[0], office.stranger):
        with pytest.raises(NotAllowed):
            services.record_result(
                thai, actor=actor, academic_year=2567, figures=Figures(5, D(50)), school=office.schools[0]
            )
    achievement.of_group(office.supervisor, office.district, "group-2")
    office.supervisor._scope = {}
    row = services.record_result(
        thai, actor=office.supervisor, academic_year=2567, figures=Figures(5, D(50)), school=office.schools[0]
    )
    assert row.mean == 50


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (Figures(5, D("100.01")), "ระหว่าง 0 ถึง 100"),
        (Figures(5, D("-0.01")), "ระหว่าง 0 ถึง 100"),
        (Figures(5, D(50), D(101)), r"S\.D\."),
        (Figures(0, D(50)), "อย่างน้อย 1 คน"),
        (Figures(None, D(50)), "อย่างน้อย 1 คน"),
        (Figures(5, D(50), None, 1, 2, 3), "รวม 6 คน ไม่เท่ากับผู้เข้าสอบ 5 คน"),
        (Figures(5, D(50), None, 1, None, 4), "ครบทั้งสามกลุ่ม"),
    ],
)
def test_figures_that_cannot_be(office: SimpleNamespace, figures: Figures, said: str) -> None:
    with pytest.raises(DomainError, match=said):
        services.record_result(
            paper(office.district), actor=office.head, academic_year=2567, figures=figures, school=office.schools[0]
        )
    assert not ExamResult.objects.exists()


def test_the_database_holds_the_same_rules(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    now = timezone.now()
    for wrong in (
        {"mean": 101, "sat": 1}, {"mean": 5, "sat": 0}, {"mean": 5, "sat": 9, "strong": 1, "middle": 1, "weak": 1},
        {"mean": 5, "sat": 2, "strong": 2}, {"mean": 5, "sat": 1, "school": None},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            values = {"school": office.schools[0], **wrong}
            ExamResult.objects.create(paper=thai, academic_year=2567, updated_at=now, **values)


def test_a_subject_not_tested_that_year_is_refused(office: SimpleNamespace) -> None:
    social = paper(office.district, subject="สังคมศึกษา ศาสนา และวัฒนธรรม")
    with pytest.raises(DomainError, match="ไม่มีการสอบในปีการศึกษา 2567"):
        give(social, 50, school=office.schools[0])
    assert give(social, 50, school=office.schools[0], year=2559).pk
    with pytest.raises(DomainError, match="มีผลการทดสอบของปีการศึกษา 2559"):
        services.save_paper(social.exam, actor=office.head, paper=social, year_to=2558)
    services.save_paper(social.exam, actor=office.head, paper=social, years_off=[2558])
    social.refresh_from_db()
    assert not social.is_given_in(2558)
    with pytest.raises(DomainError, match="เปลี่ยนชั้นหรือชื่อวิชาไม่ได้"):
        services.save_paper(social.exam, actor=office.head, paper=social, grade="ม.3", subject="ใหม่")


def test_the_same_again_changes_nothing_and_a_correction_leaves_a_trace(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    one = give(thai, 50, school=office.schools[0])
    again = give(thai, 50, school=office.schools[0])
    assert (one.pk, one.updated_at) == (again.pk, again.updated_at)
    give(thai, 55, school=office.schools[0])
    acts = list(AuditEntry.objects.filter(action__startswith="exam_result.").values_list("action", flat=True))
    assert sorted(acts) == ["exam_result.corrected", "exam_result.recorded"]
    row = ExamResult.objects.get()
    with pytest.raises(DomainError):
        services.remove_result(row, actor=office.head, reason=" ")
    with pytest.raises(NotAllowed):
        services.remove_result(row, actor=office.stranger, reason="ผิด")
    services.remove_result(row, actor=office.head, reason="บันทึกผิดโรงเรียน")
    assert not ExamResult.objects.exists()


def test_schools_and_offices_are_kept_apart(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    for school in office.schools:
        give(thai, 50, school=school)
    give(thai, 60)
    with pytest.raises(DomainError, match="ไม่ใช่ของเขตนี้"):
        give(thai, 50, school=office.other_school)
    own = ExamResult.objects.visible_to(office.principals[0])
    assert {row.school_id for row in own} == {office.schools[0].pk, None}
    assert not ExamResult.objects.visible_to(office.stranger).exists()
    assert ExamResult.objects.visible_to(office.supervisor).count() == 4


@pytest.mark.parametrize(
    ("grade", "subject", "given", "not_given"),
    [
        ("ป.6", "สังคมศึกษา ศาสนา และวัฒนธรรม", 2559, 2560), ("ม.3", "สังคมศึกษา ศาสนา และวัฒนธรรม", 2559, 2560),
        ("ป.6", "ศิลปะ", 2557, 2558), ("ม.3", "สุขศึกษาและพลศึกษา", 2557, 2558),
        ("ม.6", "การงานอาชีพและเทคโนโลยี", 2557, 2558),
    ],
)  # fmt: skip
def test_subjects_of_the_shipped_onet_by_year(
    office: SimpleNamespace, grade: str, subject: str, given: int, not_given: int
) -> None:
    """The years stand with their sources in reference/exams.yaml."""
    row = paper(office.district, grade=grade, subject=subject)
    assert row.is_given_in(given)
    assert not row.is_given_in(not_given)


def test_shipped_exams_are_added_once_and_never_changed(office: SimpleNamespace) -> None:
    achievement.exams_of(office.district)
    exam = Exam.objects.get(district=office.district, code="nt")
    services.save_exam(office.district, actor=office.head, exam=exam, name="NT ของเรา", short_name="NT")
    count = Paper.objects.of_district(office.district).count()
    assert services.load_exams(office.district) == 0
    exam.refresh_from_db()
    assert exam.name == "NT ของเรา"
    assert Paper.objects.of_district(office.district).count() == count
    with pytest.raises(DomainError, match="รหัสนี้แล้ว"):
        services.save_exam(office.district, actor=office.head, code="nt", name="ก", short_name="ก", level="national")


def test_colours_read_the_means(office: SimpleNamespace) -> None:
    thai, maths = paper(office.district), paper(office.district, subject="คณิตศาสตร์")
    give(thai, 50, school=office.schools[0])
    give(maths, 30, school=office.schools[0])
    kind = result_kind("tests")
    assert kind is not None
    assert ("onet", "O-NET เฉลี่ยทุกวิชา") in kind.options(office.district)
    assert kind.values(office.district, 2567, "onet") == {office.schools[0].pk: D(40)}
    assert kind.values(office.district, 2567, f"onet:{thai.pk}") == {office.schools[0].pk: D(50)}
    assert kind.values(office.other, 2567, "onet") == {}
    assert list(kind.years(office.district, "onet")) == [2567]
    assert len(kind.explain(office.schools[0], 2567, "onet")) == 2
