"""A form 7.1–7.3: who may, what is kept, two windows, handing over, acknowledging, cancelling."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import AuditEntry, Notice
from instruments.models import Item
from instruments.services import AnswerValue
from qa.followup import services
from qa.followup.missing import missing_of
from qa.followup.models import FollowUp
from tests.factories import field
from tests.factories import quality as make

pytestmark = pytest.mark.django_db


def test_only_the_offices_supervisors_begin(quality: SimpleNamespace) -> None:
    for user in (quality.stranger, quality.principal, quality.head):
        with pytest.raises(NotAllowed):
            make.begun(user, quality.school)
    with pytest.raises(NotAllowed):
        make.begun(quality.supervisor, quality.far_school)


def test_a_day_to_come_or_years_ago_is_refused(quality: SimpleNamespace) -> None:
    make.begun(quality.supervisor, quality.school)
    for day, words in ((field.DAY + timedelta(days=1), "ยังมาไม่ถึง"), (field.DAY - timedelta(days=900), "ย้อนหลัง")):
        with pytest.raises(DomainError, match=words):
            services.begin(
                quality.school, actor=quality.supervisor, form="7.1", done_on=day, round_no=2, now=field.at(field.DAY)
            )


def test_two_clicks_begin_one_and_a_colleague_is_told_whose_it_is(quality: SimpleNamespace) -> None:
    first = make.begun(quality.supervisor, quality.school)
    assert make.begun(quality.supervisor, quality.school) == first
    with pytest.raises(DomainError, match=str(first.assessor)):
        make.begun(quality.mate, quality.school)
    assert make.begun(quality.mate, quality.school, round_no=2) != first
    assert AuditEntry.objects.filter(action="quality_follow_up.begun").count() == 2


def test_the_level_is_the_band_of_the_unrounded_mean(quality: SimpleNamespace) -> None:
    found = make.filled(quality.supervisor, quality.school, level=4)
    rated = list(Item.objects.filter(section__version=found.version, kind="rating").order_by("pk"))
    answers = {item.pk: AnswerValue(number=Decimal(3)) for item in rated[:4]}
    found = services.save(found, actor=quality.supervisor, values={}, answers=answers)
    assert (found.response.mean, found.response.band.label) == (Decimal("3.5"), "ดีมาก")
    found = services.save(
        found, actor=quality.supervisor, values={}, answers={rated[5].pk: AnswerValue(number=Decimal(3))}
    )
    assert found.response.band.label == "ดี"


def test_nobody_writes_in_anothers_form(quality: SimpleNamespace) -> None:
    found = make.begun(quality.supervisor, quality.school)
    for user in (quality.mate, quality.director, quality.principal):
        with pytest.raises(NotAllowed):
            services.save(found, actor=user, values={}, answers={})
        with pytest.raises(NotAllowed):
            services.submit(found, actor=user)


def test_another_window_does_not_overwrite(quality: SimpleNamespace) -> None:
    found = make.begun(quality.supervisor, quality.school)
    services.save(found, actor=quality.supervisor, values={"exemplary": True}, answers={}, stamp=0)
    with pytest.raises(StaleRevision):
        services.save(found, actor=quality.supervisor, values={"exemplary": False}, answers={}, stamp=0)
    found.refresh_from_db()
    assert found.exemplary


def test_the_day_stays_in_its_academic_year(quality: SimpleNamespace) -> None:
    found = make.begun(quality.supervisor, quality.school)
    with pytest.raises(DomainError, match=f"ปีการศึกษา {found.academic_year}") as refusal:
        services.save(
            found, actor=quality.supervisor, values={"done_on": field.DAY - timedelta(days=365)}, answers={},
            now=field.at(field.DAY),
        )  # fmt: skip
    assert refusal.value.field == "done_on"


def test_it_is_handed_over_whole_and_once(quality: SimpleNamespace) -> None:
    found = make.begun(quality.supervisor, quality.school)
    with pytest.raises(DomainError, match="ยังไม่ได้กรอกแบบ"):
        services.submit(found, actor=quality.supervisor)
    found = make.filled(quality.supervisor, quality.school, values={"exemplary": True})
    assert [item.anchor for item in missing_of(found)] == ["id_exemplary_in"]
    found = services.save(found, actor=quality.supervisor, values={"exemplary_in": "การใช้แผน"}, answers={})
    for _ in range(2):
        found = services.submit(found, actor=quality.supervisor)
    assert found.state == FollowUp.State.SUBMITTED
    assert Notice.objects.filter(code="quality_follow_up.submitted", recipient=quality.principal).count() == 1
    with pytest.raises(DomainError):
        services.save(found, actor=quality.supervisor, values={}, answers={})


def test_the_school_sees_it_once_it_is_handed_over(quality: SimpleNamespace, client: Client) -> None:
    found = make.filled(quality.supervisor, quality.school)
    address = reverse("followup:page", args=[found.pk])
    client.force_login(quality.principal)
    assert client.get(address).status_code == 404
    services.submit(found, actor=quality.supervisor)
    assert client.get(address).status_code == 200
    client.force_login(quality.other_principal)
    assert client.get(address).status_code == 404
    client.force_login(quality.stranger)
    assert client.get(address).status_code == 404


def test_the_principal_acknowledges_with_words(quality: SimpleNamespace, client: Client) -> None:
    found = make.handed(quality.supervisor, quality.school)
    with pytest.raises(NotAllowed):
        services.acknowledge(found, actor=quality.staff)
    client.force_login(quality.principal)
    client.post(reverse("followup:acknowledge", args=[found.pk]), {"comment": "จะปรับแผน"})
    found.refresh_from_db()
    assert (found.state, found.school_comment) == (FollowUp.State.ACKNOWLEDGED, "จะปรับแผน")
    assert Notice.objects.filter(code="quality_follow_up.acknowledged", recipient=quality.supervisor).exists()
    with pytest.raises(DomainError):
        services.reopen(found, actor=quality.supervisor)


def test_cancelling_needs_a_reason_and_reaches_the_school(quality: SimpleNamespace) -> None:
    found = make.handed(quality.supervisor, quality.school)
    with pytest.raises(DomainError, match="เหตุ"):
        services.cancel(found, actor=quality.director, reason=" ")
    with pytest.raises(NotAllowed):
        services.cancel(found, actor=quality.supervisor, reason="ผิดโรงเรียน")
    services.cancel(found, actor=quality.director, reason="ผิดโรงเรียน")
    assert Notice.objects.filter(code="quality_follow_up.cancelled", recipient=quality.principal).exists()
    assert make.begun(quality.mate, quality.school).pk != found.pk


def test_autosave_keeps_the_good_beside_the_wrong(quality: SimpleNamespace, client: Client) -> None:
    found = make.begun(quality.supervisor, quality.school, form="7.3")
    times = Item.objects.get(section__version=found.version, code="times")
    method = Item.objects.get(section__version=found.version, code="method")
    client.force_login(quality.supervisor)
    reply = client.post(
        reverse("followup:record", args=[found.pk]),
        {"stamp": 0, f"item-{times.pk}": "มาก", f"item-{method.pk}": "สังเกตและสัมภาษณ์"}, headers={"HX-Request": "true"},
    )  # fmt: skip
    assert "ต้องเป็นตัวเลข" in reply.content.decode()
    found.refresh_from_db()
    assert found.response.answers.get().text == "สังเกตและสัมภาษณ์"
    reply = client.post(reverse("followup:record", args=[found.pk]), {"stamp": 1, f"item-{times.pk}": "๓"})
    assert reply.status_code == 302
    assert found.response.answers.get(item=times).number == 3


def test_the_list_asks_a_fixed_number_of_questions(
    quality: SimpleNamespace, client: Client, django_assert_max_num_queries
) -> None:
    make.handed(quality.supervisor, quality.school)
    client.force_login(quality.director)
    address = reverse("followup:list")
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    for form in ("7.1", "7.2", "7.3"):
        make.handed(quality.mate, quality.neighbour, form=form)
    with django_assert_max_num_queries(30) as many:
        client.get(address)
    assert len(many) == len(few)
