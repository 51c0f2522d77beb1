"""Opening an office."""

import pytest
from django.core.management import CommandError, call_command

from core import audit
from core.errors import DomainError
from core.models import AuditEntry
from schools.models import AcademicTerm, District, Project, School, SizeScheme, SubjectGroup, WorkGroup, WorkTask
from schools.services.districts import create_district
from schools.services.reference import load_reference
from schools.signals import reference_loaders, register_reference_loader

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["", "เขต1", "a b", "-x", "x" * 21])
def test_a_code_must_be_usable_everywhere(code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        create_district(code, "สพป.ทดสอบ", actor=audit.SYSTEM)
    assert refusal.value.field == "code"
    assert not District.objects.exists()


def test_a_code_is_taken_once_whatever_its_case() -> None:
    create_district("LOEI3", "สพป.ทดสอบ", actor=audit.SYSTEM)
    with pytest.raises(DomainError, match="อยู่แล้ว"):
        create_district("loei3", "สพป.อื่น", actor=audit.SYSTEM)


def test_a_name_is_needed() -> None:
    with pytest.raises(DomainError) as refusal:
        create_district("X1", "   ", actor=audit.SYSTEM)
    assert refusal.value.field == "name"


def test_the_office_opens_with_all_reference_data() -> None:
    district = create_district("X1", "สพป.ทดสอบ เขต 1", actor=audit.SYSTEM)
    assert School.objects.of_district(district).count() == 0
    groups = WorkGroup.objects.of_district(district)
    assert [group.number for group in groups] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert groups.last().name == "งานธุรการ"
    assert SubjectGroup.objects.of_district(district).count() == 8
    assert SizeScheme.objects.of_district(district).count() == 5
    assert district.settings.size_scheme.name == "ประถมศึกษา 4 ขนาด"
    assert AcademicTerm.objects.of_district(district).count() >= 20
    assert AuditEntry.objects.get(action="district.created").district_code == "X1"


def test_the_numbering_of_the_manual_is_repaired_and_noted() -> None:
    district = create_district("X1", "สพป.ทดสอบ เขต 1", actor=audit.SYSTEM)
    special = WorkTask.objects.filter(work_group__district=district, work_group__number=7)
    assert [task.number for task in special] == ["7.1", "7.2", "7.3", "7.4"]
    assert all("8." in task.note for task in special.filter(number__in=["7.3", "7.4"]))
    desk = WorkTask.objects.filter(work_group__district=district, work_group__number=8)
    assert [task.number for task in desk] == ["8.1", "8.1.1", "8.1.2", *(f"8.{n}" for n in range(2, 11))]
    assert desk.get(number="8.1.2").parent == desk.get(number="8.1")


def test_the_repeated_project_is_kept_marked_and_not_offered() -> None:
    district = create_district("X1", "สพป.ทดสอบ เขต 1", actor=audit.SYSTEM)
    projects = Project.objects.of_district(district)
    assert [project.number for project in projects] == list(range(1, 30))
    repeated = projects.get(is_active=False)
    assert repeated.number == 10
    assert "3" in repeated.note


def test_loading_again_adds_nothing_and_keeps_the_offices_own_words() -> None:
    district = create_district("X1", "สพป.ทดสอบ เขต 1", actor=audit.SYSTEM)
    SubjectGroup.objects.of_district(district).filter(name="วิทยาศาสตร์").update(name="วิทยาศาสตร์และเทคโนโลยี")
    Project.objects.of_district(district).filter(number=2).update(is_active=False, number=99)
    WorkTask.objects.filter(work_group__district=district, number="1.1").update(number="1.9")
    AcademicTerm.objects.of_district(district).filter(academic_year=2567, term=2).delete()
    assert not any(load_reference(district).values())
    assert SubjectGroup.objects.of_district(district).count() == 8
    assert Project.objects.of_district(district).get(number=99).is_active is False


def test_an_upper_app_adds_its_own_rows() -> None:
    asked: list[str] = []

    def loader(district: District) -> int:
        asked.append(district.code)
        return 3

    register_reference_loader("tests", loader)
    try:
        district = create_district("X1", "สพป.ทดสอบ เขต 1", actor=audit.SYSTEM)
        assert load_reference(district)["tests"] == 3
    finally:
        reference_loaders()
        from schools import signals

        del signals._loaders["tests"]
    assert asked == ["X1", "X1"]


def test_the_command_opens_an_office_and_says_why_not(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("create_district", "X1", "สพป.ทดสอบ เขต 1")
    assert District.objects.get(code="X1").name == "สพป.ทดสอบ เขต 1"
    with pytest.raises(CommandError, match="อยู่แล้ว"):
        call_command("create_district", "X1", "สพป.ทดสอบ เขต 1")
    call_command("load_reference")
    assert "nothing new" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("load_reference", district="NOPE")
