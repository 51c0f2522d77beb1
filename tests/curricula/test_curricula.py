"""A curriculum from draft to in force: who may, what is missing, review before acceptance, versions, who has none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from time import sleep
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from schools.work_sources import work_between
from supervision.curricula import services
from supervision.curricula.inbox import source
from supervision.curricula.models import Curriculum, CurriculumReview
from supervision.curricula.queries import lacking, search
from supervision.curricula.services import curricula
from tests.factories import base
from tests.factories.achievement import (
    DAY,
    a_curriculum,
    a_review,
    a_sent_curriculum,
    answers_of,
    kind,
    with_book,
)


def test_a_school_writes_its_own_and_two_clicks_make_one(office: SimpleNamespace) -> None:
    school, principal = office.schools[0], office.principals[0]
    for actor in (office.principals[1], office.supervisor, office.stranger):
        with pytest.raises(NotAllowed):
            a_curriculum(school, actor)
    one, two = (a_curriculum(school, principal) for _ in range(2))
    assert one == two
    with pytest.raises(DomainError, match="ฉบับนี้แล้ว"):
        a_curriculum(school, office.head)
    with pytest.raises(DomainError, match="ยังมาไม่ถึง"):
        a_curriculum(school, principal, version="2", approved_on=date(2099, 1, 1))
    with pytest.raises(DomainError, match="อยู่อีกไกล"):
        a_curriculum(school, principal, version="2", year_from=2599)
    with pytest.raises(DomainError, match="ไม่ใช่ของเขตนี้"):
        a_curriculum(school, principal, version="3", kind=kind(office.other))
    staff = base.user("school_staff", school)
    services.edit_curriculum(one, actor=staff, stamp=1, grades="ป.1–ป.3")
    with pytest.raises(StaleRevision):
        services.edit_curriculum(one, actor=principal, stamp=1, grades="ป.1–ป.6")


def test_what_is_not_whole_is_not_sent(office: SimpleNamespace) -> None:
    school, principal = office.schools[0], office.principals[0]
    row = a_curriculum(school, principal, grades="", approved_on=None)
    with pytest.raises(DomainError, match="ยังขาด 3 รายการ"):
        services.submit_curriculum(row, actor=principal)
    services.edit_curriculum(row, actor=principal, grades="ป.1–ป.6", approved_on=DAY)
    with_book(row, principal)
    for _ in range(2):
        row = services.submit_curriculum(row, actor=principal)
    assert row.state == "submitted"
    with pytest.raises(DomainError):
        services.edit_curriculum(row, actor=principal, grades="ก")
    row = services.withdraw_curriculum(row, actor=principal)
    assert row.state == "draft"


def test_accepted_after_a_finished_review_only(office: SimpleNamespace) -> None:
    row = a_sent_curriculum(office.schools[0], office.principals[0])
    for actor in (office.principals[0], office.supervisor, office.stranger):
        with pytest.raises(NotAllowed):
            a_review(actor, row, office.version)
        with pytest.raises(NotAllowed):
            services.accept_curriculum(row, actor=actor)
    with pytest.raises(DomainError, match="ต้องมีผลการตรวจ"):
        services.accept_curriculum(row, actor=office.head)
    review = a_review(office.head, row, office.version, done=False)
    assert a_review(office.head, row, office.version, done=False) == review
    with pytest.raises(DomainError, match="เริ่มตรวจแล้ว"):
        services.withdraw_curriculum(row, actor=office.principals[0])
    with pytest.raises(DomainError, match="ยังไม่ได้กรอกแบบ"):
        services.finish_review(review, actor=office.head)
    assert not CurriculumReview.objects.visible_to(office.principals[0]).exists()
    services.save_review(review, actor=office.head, values={}, answers=answers_of(office.version))
    with pytest.raises(NotAllowed):
        services.finish_review(review, actor=office.supervisor)
    services.finish_review(review, actor=office.head)
    for _ in range(2):
        row = services.accept_curriculum(row, actor=office.head, opinion="ใช้ได้")
    assert row.state == "accepted"
    assert CurriculumReview.objects.visible_to(office.principals[0]).count() == 1
    assert not Curriculum.objects.visible_to(office.principals[1]).exists()
    with pytest.raises(DomainError):
        services.reopen_review(review, actor=office.head)
    found = {one.key: rows for one, rows in work_between(office.district, DAY, DAY)}
    assert len(found["curricula"]) == 1


def test_returned_sent_again_and_a_new_version_supersedes(office: SimpleNamespace) -> None:
    school, principal = office.schools[0], office.principals[0]
    base.assign(base.person_of(office.supervisor, office.district), office.cluster)
    row = a_sent_curriculum(school, principal)
    assert [item.key for item in source(office.supervisor, office.district)] == [str(row.pk)]
    with pytest.raises(DomainError, match="สิ่งที่ต้องปรับปรุง"):
        services.return_curriculum(row, actor=office.supervisor, reason=" ")
    services.return_curriculum(row, actor=office.supervisor, reason="เพิ่มคำอธิบายรายวิชา")
    assert [item.kind for item in source(principal, office.district)] == ["curriculum_returned"]
    row = services.submit_curriculum(row, actor=principal)
    a_review(office.supervisor, row, office.version)
    services.accept_curriculum(row, actor=office.supervisor)
    newer = a_sent_curriculum(school, principal, version="พุทธศักราช 2569", year_from=2569)
    a_review(office.head, newer, office.version)
    services.accept_curriculum(newer, actor=office.head)
    row.refresh_from_db()
    assert row.state == "superseded"
    assert [hit.title for hit in search(principal, office.district, "หลักสูตรสถานศึกษา", 5)]
    assert not search(office.stranger, office.other, "หลักสูตรสถานศึกษา", 5)


@pytest.mark.django_db(transaction=True)
def test_two_versions_accepted_at_once_leave_one_in_force(
    office: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        a_sent_curriculum(office.schools[0], office.principals[0], version=f"พุทธศักราช {year}", year_from=year)
        for year in (2568, 2569)
    ]
    for row in rows:
        a_review(office.head, row, office.version)
    start, trace = Barrier(2), curricula.trace

    def late(*given: Any, **more: Any) -> None:
        sleep(0.3)
        trace(*given, **more)

    # The first has written and not committed when the second looks for what is in force.
    monkeypatch.setattr(curricula, "trace", late)

    def accept(row: Curriculum) -> None:
        try:
            start.wait()
            services.accept_curriculum(row, actor=office.head)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(accept, rows))
    assert sorted(Curriculum.objects.values_list("state", flat=True)) == ["accepted", "superseded"]


def test_a_review_of_an_earlier_sending_does_not_count(office: SimpleNamespace) -> None:
    row = a_sent_curriculum(office.schools[0], office.principals[0])
    a_review(office.head, row, office.version)
    services.return_curriculum(row, actor=office.head, reason="แก้")
    row = services.submit_curriculum(row, actor=office.principals[0])
    with pytest.raises(DomainError, match="หลังโรงเรียนส่ง"):
        services.accept_curriculum(row, actor=office.head)


def test_nobody_decides_on_what_they_sent(office: SimpleNamespace) -> None:
    row = a_sent_curriculum(office.schools[0], office.head)
    for act in (
        lambda: a_review(office.head, row, office.version),
        lambda: services.accept_curriculum(row, actor=office.head),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_cancelling(office: SimpleNamespace) -> None:
    row = a_curriculum(office.schools[0], office.principals[0])
    with pytest.raises(NotAllowed):
        services.cancel_curriculum(row, actor=office.stranger, reason="ก")
    with pytest.raises(DomainError):
        services.cancel_curriculum(row, actor=office.principals[0], reason="")
    for _ in range(2):
        row = services.cancel_curriculum(row, actor=office.principals[0], reason="บันทึกซ้ำ")
    assert row.state == "cancelled"
    assert a_curriculum(office.schools[0], office.principals[0]) != row


def test_who_has_none(office: SimpleNamespace) -> None:
    kind(office.district)
    a_curriculum(office.schools[0], office.principals[0])
    found = {one.kind.reference_key: one for one in lacking(office.district, timezone.localdate())}
    assert found.keys() == {"basic", "early", "anti-corruption"}
    basic = found["basic"]
    assert (basic.asked, basic.in_force, basic.on_the_way) == (3, 0, 1)
    assert list(basic.none) == office.schools[1:]
    assert found["early"].asked == 0


def test_kinds_are_the_keepers(office: SimpleNamespace) -> None:
    given = {"name": "หลักสูตรอาชีพ", "expected": "none", "position": 9, "is_active": True}
    for actor in (office.supervisor, office.stranger):
        with pytest.raises(NotAllowed):
            services.save_kind(office.district, actor=actor, **given)
    services.save_kind(office.district, actor=office.head, **given)
    with pytest.raises(DomainError, match="ชื่อนี้แล้ว"):
        services.save_kind(office.district, actor=office.head, **given)
