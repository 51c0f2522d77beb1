"""Studies: who adds and writes, which stage follows which, publishing, what schools read."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import may_change, may_view
from schools.work_sources import work_between
from supervision.research import services
from supervision.research.models import Study
from supervision.research.queries import search
from tests.factories import base
from tests.factories.registers import a_study, person_of

NOW = timezone.make_aware(datetime(2026, 3, 2, 9))
DAY = date(2026, 3, 2)


def move(study: Study, actor: object, *stages: str) -> Study:
    for stage in stages:
        study = services.come_to(study, actor=actor, stage=stage, on=DAY, now=NOW)
    return study


def test_only_those_who_keep_registers_add(office: SimpleNamespace) -> None:
    lead = person_of(office.supervisor, office.district)
    for actor in (office.director, office.clerk, office.principals[0], office.stranger):
        with pytest.raises(NotAllowed):
            a_study(actor, office.district, lead=lead)


def test_two_clicks_add_one_and_a_title_stands_once(office: SimpleNamespace) -> None:
    one, two = (a_study(office.supervisor, office.district) for _ in range(2))
    assert one == two
    other = person_of(office.colleague, office.district)
    for more in ({"question": "อีกคำถามหนึ่ง"}, {"members": [other]}):
        with pytest.raises(DomainError, match="ในทะเบียนแล้ว"):  # what was typed is kept, not passed over
            a_study(office.supervisor, office.district, **more)
    with pytest.raises(DomainError) as refused:
        a_study(office.colleague, office.district)
    assert refused.value.field == "title"


def test_a_supervisor_writes_only_what_names_them(office: SimpleNamespace) -> None:
    study = a_study(office.supervisor, office.district)
    values = {"lead": person_of(office.supervisor, office.district), "title": "ชื่อใหม่"}
    for actor in (office.colleague, office.director, office.stranger):
        with pytest.raises(NotAllowed):
            services.edit_study(study, actor=actor, **values)
    named = [person_of(office.colleague, office.district)]
    services.edit_study(study, actor=office.head, members=named, stamp=1, **values)
    services.edit_study(study, actor=office.colleague, members=named, stamp=2, **values)
    with pytest.raises(StaleRevision):
        services.edit_study(study, actor=office.supervisor, stamp=1, **values)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"), ({"year_from": 2570, "year_to": 2569}, "year_to"),
        ({"year_from": 2026}, "year_from"), ({"url": "javascript:alert(1)"}, "url"), ({"kind": "else"}, "kind"),
        ({"kind": "other", "source": ""}, "source"),
    ],
)  # fmt: skip
def test_bad_input_says_where(office: SimpleNamespace, values: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        a_study(office.supervisor, office.district, **values)
    assert refused.value.field == field
    assert not Study.objects.exists()


def test_people_and_lists_of_another_office_are_refused(office: SimpleNamespace) -> None:
    with pytest.raises(DomainError):
        a_study(office.supervisor, office.district, lead=base.person(office.other))
    teacher = base.person(office.district, school=office.schools[0])
    with pytest.raises(DomainError):
        a_study(office.supervisor, office.district, lead=teacher)


def test_stages_follow_when_their_words_are_there(office: SimpleNamespace) -> None:
    study = a_study(office.supervisor, office.district, summary="", url="")
    move(study, office.supervisor, "collecting", "analysing")
    with pytest.raises(DomainError, match="ผลการวิจัยโดยสรุป"):
        move(study, office.supervisor, "report")
    whole = a_study(office.supervisor, office.district, title="อีกเรื่อง")
    done = move(whole, office.supervisor, "collecting", "analysing", "report")
    with pytest.raises(DomainError, match="การเผยแพร่ผลงาน"):
        move(done, office.supervisor, "spread")
    with pytest.raises(DomainError) as refused:
        services.come_to(done, actor=office.supervisor, stage="collecting", on=DAY, now=NOW)
    assert refused.value.field == "note"
    services.come_to(done, actor=office.supervisor, stage="collecting", on=DAY, note="เก็บเพิ่ม", now=NOW)
    with pytest.raises(DomainError, match="ยังมาไม่ถึง"):
        services.come_to(done, actor=office.supervisor, stage="report", on=DAY + timedelta(days=1), now=NOW)
    with pytest.raises(NotAllowed):
        move(done, office.colleague, "analysing")


def test_the_same_stage_twice_is_one_row(office: SimpleNamespace) -> None:
    study = a_study(office.supervisor, office.district)
    move(study, office.supervisor, "collecting", "collecting")
    assert study.stages.count() == 2


def test_words_a_stage_needs_cannot_be_emptied(office: SimpleNamespace) -> None:
    study = move(a_study(office.supervisor, office.district), office.supervisor, "collecting")
    with pytest.raises(DomainError, match="วิธีดำเนินการ"):
        services.edit_study(
            study, actor=office.supervisor, lead=person_of(office.supervisor, office.district), method=" "
        )


def test_research_of_others_is_summarised_at_once(office: SimpleNamespace) -> None:
    row = services.add_study(
        office.district, actor=office.supervisor, kind="other", title="งานของผู้อื่น", year_from=2569, year_to=2569,
        source="วารสาร", summary="ได้ผลดี",
    )  # fmt: skip
    assert row.stage == "summarised"
    assert not row.people.exists()
    with pytest.raises(DomainError):
        move(row, office.supervisor, "collecting")


def test_published_when_reported_and_taken_back(office: SimpleNamespace) -> None:
    study = a_study(office.supervisor, office.district)
    principal = office.principals[0]
    with pytest.raises(DomainError, match="รายงานเสร็จ"):
        services.publish_study(study, actor=office.head, schools=True, public=False)
    move(study, office.supervisor, "report")
    for actor in (office.supervisor, office.director, office.stranger):
        with pytest.raises(NotAllowed):
            services.publish_study(study, actor=actor, schools=True, public=False)
    with pytest.raises(DomainError):
        services.publish_study(study, actor=office.head, schools=False, public=False)
    assert not Study.objects.visible_to(principal).exists()
    services.publish_study(study, actor=office.head, schools=False, public=True)
    assert not Study.objects.visible_to(principal).exists()
    shown = services.publish_study(study, actor=office.head, schools=True, public=True)
    assert shown.public_key
    assert Study.objects.visible_to(principal).get() == study
    assert may_view(principal, "study", str(study.pk))
    assert not may_change(principal, "study", str(study.pk))
    assert not Study.objects.visible_to(office.stranger).exists()
    for _ in range(2):
        assert not services.take_back_study(study, actor=office.head).public_key
    assert not Study.objects.visible_to(principal).exists()


def test_cancelled_with_why_it_is_shown_no_more(office: SimpleNamespace) -> None:
    study = move(a_study(office.supervisor, office.district), office.supervisor, "report")
    services.publish_study(study, actor=office.head, schools=True, public=False)
    with pytest.raises(DomainError):
        services.cancel_study(study, actor=office.supervisor, reason=" ")
    for _ in range(2):
        gone = services.cancel_study(study, actor=office.supervisor, reason="ผู้วิจัยย้าย")
    assert (gone.stage, gone.published_at) == ("cancelled", None)
    assert not may_change(office.supervisor, "study", str(study.pk))
    a_study(office.colleague, office.district)


def test_searched_in_ones_own_office_only(office: SimpleNamespace) -> None:
    a_study(office.supervisor, office.district)
    assert [hit.title for hit in search(office.director, office.district, "ร่วมพัฒนา", 9)] == ["ผลของการนิเทศแบบร่วมพัฒนา"]
    assert not search(office.principals[0], office.district, "ร่วมพัฒนา", 9)
    assert not search(office.stranger, office.district, "ร่วมพัฒนา", 9)


def test_its_stages_are_work_of_its_people_and_task(office: SimpleNamespace) -> None:
    from schools.models import WorkGroup, WorkTask

    group = WorkGroup.objects.create(district=office.district, number=5, name="กลุ่มงานวิจัยพัฒนา")
    task = WorkTask.objects.create(work_group=group, number="5.3", number_sort="0005.0003", name="การวิจัยพัฒนา")
    study = a_study(office.supervisor, office.district, work_group=group, task=task)
    move(study, office.supervisor, "collecting")
    [rows] = [rows for one, rows in work_between(office.district, DAY, DAY) if one.key == "studies"]
    person = person_of(office.supervisor, office.district)
    assert [(row.people, row.task, row.work_group, row.state) for row in rows] == [
        ((person.pk,), task.pk, group.pk, "เก็บข้อมูล")
    ]
