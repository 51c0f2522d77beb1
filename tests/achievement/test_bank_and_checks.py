"""The item bank and the checks of schools' own assessment: acts, refusals, two clicks, who sees what."""

from datetime import date
from types import SimpleNamespace

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import may_trace
from schools.work_sources import work_between
from supervision.achievement import services
from supervision.achievement.models import AssessmentCheck, BankItem, BankUse
from supervision.achievement.queries import search
from tests.factories import base
from tests.factories.achievement import DAY, a_check, an_item, answers_of


def test_the_office_puts_in_and_its_schools_take(office: SimpleNamespace) -> None:
    for actor in (office.principals[0], office.stranger):
        with pytest.raises(NotAllowed):
            an_item(actor, office.district)
    one, two = (an_item(office.supervisor, office.district) for _ in range(2))
    assert one == two
    with pytest.raises(DomainError, match="ชื่อนี้แล้ว"):  # what was typed is kept, not passed over for what is there
        an_item(office.supervisor, office.district, indicator="ท 1.1 ป.6/4")
    with pytest.raises(DomainError, match="ชื่อนี้แล้ว"):
        an_item(office.head, office.district)
    hidden = an_item(office.supervisor, office.district, title="ของสำนักงาน", for_schools=False)
    assert list(BankItem.objects.visible_to(office.principals[0])) == [one]
    assert not BankItem.objects.visible_to(office.stranger).exists()
    assert [hit.title for hit in search(office.principals[0], office.district, "ท 1.1", 5)] == [one.title]
    with pytest.raises(NotAllowed):
        services.edit_item(hidden, actor=base.user("supervisor", office.district), title="ก")
    services.edit_item(one, actor=office.head, stamp=1, title="ใหม่")
    with pytest.raises(StaleRevision):
        services.edit_item(one, actor=office.supervisor, stamp=1, title="ใหม่กว่า")


def test_use_is_logged_once_by_whose_it_is(office: SimpleNamespace) -> None:
    item = an_item(office.supervisor, office.district)
    given = {"used_on": DAY, "purpose": "สอบก่อนเรียน", "pupils": 20}
    for _ in range(2):
        services.log_use(item, actor=office.principals[0], school=office.schools[0], **given)
    services.log_use(item, actor=office.supervisor, **given)
    assert BankUse.objects.count() == 2
    for school, said in ((office.schools[1], "ของท่าน"), (None, "เลือกโรงเรียน")):
        with pytest.raises(DomainError, match=said):
            services.log_use(item, actor=office.principals[0], school=school, **given)
    with pytest.raises(DomainError, match="ยังมาไม่ถึง"):
        services.log_use(item, actor=office.supervisor, used_on=date(2099, 1, 1), purpose="ก")
    assert BankUse.objects.visible_to(office.principals[1]).count() == 0
    readers = (office.principals[1], office.supervisor, office.stranger)
    assert [may_trace(one, "bank_item", str(item.pk)) for one in readers] == [False, True, False]
    services.withdraw_item(item, actor=office.supervisor, reason="ข้อสอบรั่ว")
    with pytest.raises(DomainError):
        services.log_use(item, actor=office.supervisor, **given)
    assert not BankItem.objects.visible_to(office.principals[0]).exists()
    assert services.restore_item(item, actor=office.head).state == "in_use"


def test_who_checks_a_school(office: SimpleNamespace) -> None:
    school = office.schools[0]
    for actor in (office.supervisor, office.principals[0], office.stranger):
        with pytest.raises(NotAllowed):
            a_check(actor, school, office.version)
    base.assign(base.person_of(office.supervisor, office.district), school)
    one, two = (a_check(office.supervisor, school, office.version) for _ in range(2))
    assert one == two
    with pytest.raises(NotAllowed):
        services.save_check(one, actor=office.head, values={}, answers={})
    with pytest.raises(DomainError, match="ยังมาไม่ถึง"):
        services.begin_check(school, actor=office.head, version=office.version, checked_on=date(2099, 1, 1))


def test_a_check_is_told_to_the_school_when_it_is_whole(office: SimpleNamespace) -> None:
    school = office.schools[0]
    row = a_check(office.head, school, office.version)
    with pytest.raises(DomainError, match="ยังไม่ได้กรอกแบบ"):
        services.finish_check(row, actor=office.head)
    assert not AssessmentCheck.objects.visible_to(office.principals[0]).exists()
    row = services.save_check(
        row, actor=office.head, values={"advice": "ดี"}, answers=answers_of(office.version), stamp=0
    )
    with pytest.raises(StaleRevision):
        services.save_check(row, actor=office.head, values={"advice": "ช้า"}, answers={}, stamp=0)
    for _ in range(2):
        row = services.finish_check(row, actor=office.head)
    assert row.response is not None
    assert row.response.mean == 3
    assert list(AssessmentCheck.objects.visible_to(office.principals[0])) == [row]
    assert not AssessmentCheck.objects.visible_to(office.principals[1]).exists()
    done = {source.key: rows for source, rows in work_between(office.district, DAY, DAY)}
    assert len(done["achievement"]) == 1
    row = services.reopen_check(row, actor=office.head)
    assert row.is_editable
    with pytest.raises(DomainError):
        services.cancel_check(row, actor=office.head, reason="")
    assert services.cancel_check(row, actor=office.head, reason="ผิดโรงเรียน").state == "cancelled"
