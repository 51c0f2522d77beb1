"""Signing: each side's right, two clicks, marks of many, taking back, cancelling, the signed copy."""

from datetime import date

import pytest

from core import files, pointers
from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import AuditEntry
from supervision.agreements import services
from supervision.agreements.queries import pointer_of
from supervision.agreements.standing import standing_of_programme, standing_of_school
from tests.agreements.conftest import Year
from tests.core import pictures
from tests.factories.agreements import DAY, issued

pytestmark = pytest.mark.django_db
LATER = date(2024, 11, 20)


def test_a_principal_signs_for_the_own_school_only(year: Year) -> None:
    made = issued(year.head, year.parts[0])
    for user in (year.principals[1], year.supervisor, year.stranger):
        with pytest.raises(NotAllowed):
            services.sign(made, actor=user, act="school_sign", on=DAY)
    with pytest.raises(NotAllowed):
        services.sign(made, actor=year.principals[0], act="sign", on=DAY)
    row = services.sign(made, actor=year.principals[0], act="school_sign", on=DAY)
    assert (row.state, row.school_signed_on) == ("school", DAY)


def test_signing_twice_is_done_once_and_the_second_copy_is_kept(year: Year) -> None:
    made = issued(year.head, year.parts[0])
    services.sign(made, actor=year.principals[0], act="school_sign", on=DAY)
    services.sign(made, actor=year.principals[0], act="school_sign", on=LATER, upload=pictures.upload(pictures.jpeg()))
    made.refresh_from_db()
    assert made.school_signed_on == DAY
    assert len(files.attachments_of(pointer_of(made))) == 1
    assert AuditEntry.objects.filter(action="agreement.school_signed").count() == 1


def test_days_must_make_sense(year: Year) -> None:
    made = issued(year.head, year.parts[0])
    with pytest.raises(DomainError) as told:
        services.sign(made, actor=year.head, act="sign", on=date(2999, 1, 1))
    assert told.value.field == "on"
    services.sign(made, actor=year.head, act="school_sign", on=LATER)
    with pytest.raises(DomainError, match="ต้องไม่ก่อน"):
        services.sign(made, actor=year.head, act="sign", on=DAY)
    assert services.sign(made, actor=year.head, act="sign", on=LATER).state == "signed"


def test_the_school_leaves_a_finished_paper_alone(year: Year) -> None:
    made = issued(year.head, year.parts[0])
    key = str(made.pk)
    assert pointers.may_change(year.principals[0], "agreement", key)
    assert not pointers.may_view(year.principals[1], "agreement", key)
    services.sign(made, actor=year.head, act="sign", on=DAY)
    assert not pointers.may_change(year.principals[0], "agreement", key)
    assert pointers.may_view(year.principals[0], "agreement", key)
    assert pointers.may_change(year.head, "agreement", key)


def test_marks_of_many_pass_over_those_that_have_them(year: Year) -> None:
    services.issue_all(year.programme, actor=year.head, dated=DAY, use_office=True)
    keys = [row.pk for part in year.parts for row in part.agreements.all()]
    with pytest.raises(NotAllowed):
        services.sign_many(year.programme, actor=year.principals[0], keys=keys, act="sign", on=DAY)
    with pytest.raises(DomainError, match="อย่างน้อยหนึ่ง"):
        services.sign_many(year.programme, actor=year.head, keys=[], act="sign", on=DAY)
    assert services.sign_many(year.programme, actor=year.head, keys=keys[:1], act="sign", on=DAY) == 1
    assert services.sign_many(year.programme, actor=year.head, keys=keys, act="school_sign", on=DAY) == 2
    assert services.sign_many(year.programme, actor=year.head, keys=keys, act="school_sign", on=DAY) == 0
    stands = standing_of_programme(year.programme)
    assert (stands.done, stands.total) == (1, 3)
    assert "โรงเรียนลงนาม\u00a02" in stands.words
    assert standing_of_school(year.parts[1]).words == "โรงเรียนลงนามแล้ว"


def test_a_mark_made_by_mistake_is_taken_back_with_its_reason(year: Year) -> None:
    made = issued(year.head, year.parts[0])
    services.sign(made, actor=year.head, act="sign", on=DAY)
    with pytest.raises(NotAllowed):
        services.take_back(made, actor=year.principals[0], reason="ผิด")
    with pytest.raises(DomainError):
        services.take_back(made, actor=year.head, reason="")
    row = services.take_back(made, actor=year.head, reason="บันทึกผิดโรงเรียน")
    assert (row.state, row.signed_on, row.school_signed_on) == ("issued", None, None)


def test_signers_change_until_somebody_signed(year: Year) -> None:
    made = issued(year.head, year.parts[0])
    values = {
        "office_signer": "นายรอง ตัวอย่าง", "office_post": "รองผู้อำนวยการ\nรักษาการในตำแหน่งผู้อำนวยการ", "school_signer": "",
        "school_post": "ผู้อำนวยการโรงเรียน", "office_witnesses": "นางพยาน หนึ่ง, ศึกษานิเทศก์",
        "school_witnesses": ", ประธานกรรมการสถานศึกษา\nนายสอง พยาน",
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        services.save_signers(made, actor=year.supervisor, **values)
    before = made.content_hash
    row = services.save_signers(made, actor=year.head, stamp=made.stamp, **values)
    assert row.content_hash != before
    assert [(one.side, one.name, one.post) for one in made.witnesses.all()] == [
        ("office", "นางพยาน หนึ่ง", "ศึกษานิเทศก์"), ("school", "", "ประธานกรรมการสถานศึกษา"), ("school", "นายสอง พยาน", ""),
    ]  # fmt: skip
    with pytest.raises(StaleRevision):
        services.save_signers(made, actor=year.head, stamp=made.stamp, **values)
    with pytest.raises(DomainError) as told:
        services.save_signers(made, actor=year.head, **{**values, "school_post": " "})
    assert told.value.field == "school_post"
    services.sign(made, actor=year.head, act="school_sign", on=DAY)
    with pytest.raises(DomainError, match="แก้ไขผู้ลงนามไม่ได้"):
        services.save_signers(made, actor=year.head, **values)


def test_cancelled_with_its_reason_and_nothing_after(year: Year) -> None:
    made = issued(year.head, year.parts[0])
    with pytest.raises(NotAllowed):
        services.cancel(made, actor=year.principals[0], reason="ไม่ลง")
    with pytest.raises(DomainError):
        services.cancel(made, actor=year.head, reason="")
    services.cancel(made, actor=year.head, reason="ออกผิด")
    for act in ("school_sign", "sign"):
        with pytest.raises(DomainError):
            services.sign(made, actor=year.head, act=act, on=DAY)
    assert standing_of_school(year.parts[0]).words == "ยังไม่ออก"
