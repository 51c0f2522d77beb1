"""Best practices from draft to shown, and the sharing event through meetings."""

from datetime import date, time
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from meetings.queries import gatherings_tied_to
from supervision.recognition import services
from supervision.recognition.models import BestPractice, SharingEvent
from tests.factories import base, recognition
from tests.factories.improvement import a_programme


def test_only_people_of_the_school_write_and_only_its_principal_sends(office: SimpleNamespace) -> None:
    for actor in (office.principals[1], office.head, office.supervisor, office.stranger):
        with pytest.raises(NotAllowed):
            recognition.a_best_practice(office.schools[0], actor)
    staff = base.user("school_staff", office.schools[0])
    made = recognition.a_best_practice(office.schools[0], staff)
    with pytest.raises(NotAllowed):
        services.submit_practice(made, actor=staff)
    services.submit_practice(made, actor=office.principals[0])


def test_two_clicks_write_and_send_once(office: SimpleNamespace) -> None:
    one, two = (recognition.a_best_practice(office.schools[0], office.principals[0]) for _ in range(2))
    assert one == two
    for _ in range(2):
        services.submit_practice(one, actor=office.principals[0])
    assert BestPractice.objects.get().state == "submitted"


def test_what_is_not_whole_is_not_sent(office: SimpleNamespace) -> None:
    made = recognition.a_best_practice(office.schools[0], office.principals[0], outcome=" ")
    with pytest.raises(DomainError, match="ผลที่เกิดขึ้น"):
        services.submit_practice(made, actor=office.principals[0])


def test_a_colleagues_save_is_not_overwritten(office: SimpleNamespace) -> None:
    staff = base.user("school_staff", office.schools[0])
    made = recognition.a_best_practice(office.schools[0], office.principals[0])
    services.edit_practice(made, actor=staff, stamp=1, title="อ่านคล่องทุกเย็น")
    with pytest.raises(StaleRevision):
        services.edit_practice(made, actor=office.principals[0], stamp=1, title="อ่านคล่อง")


def test_returned_with_why_then_shown_to_every_school(office: SimpleNamespace) -> None:
    made = recognition.a_best_practice(office.schools[0], office.principals[0])
    with pytest.raises(DomainError):
        services.show_practice(made, actor=office.head)
    services.submit_practice(made, actor=office.principals[0])
    for actor in (office.supervisor, office.stranger, office.principals[0]):
        with pytest.raises(NotAllowed):
            services.show_practice(made, actor=actor)
    services.return_practice(made, actor=office.head, reason="เพิ่มผลการประเมิน")
    assert not BestPractice.objects.visible_to(office.principals[1]).exists()
    services.submit_practice(made, actor=office.principals[0])
    services.show_practice(made, actor=office.head)
    assert BestPractice.objects.visible_to(office.principals[1]).get() == made
    assert not BestPractice.objects.visible_to(office.stranger).exists()
    with pytest.raises(DomainError):
        services.edit_practice(made, actor=office.principals[0], title="อื่น")
    services.withdraw_practice(made, actor=office.head, reason="ข้อมูลเก่า")
    assert not BestPractice.objects.visible_to(office.principals[1]).exists()


def test_an_area_of_another_programme_is_refused(office: SimpleNamespace) -> None:
    programme = a_programme(office.head, office.district, schools=office.schools)
    stranger = a_programme(office.head, office.district, schools=office.schools, year=2569)
    with pytest.raises(DomainError) as refused:
        recognition.a_best_practice(
            office.schools[0], office.principals[0], programme=programme, area=stranger.set.areas.first()
        )
    assert refused.value.field == "area"


def test_the_sharing_event_is_a_gathering_of_the_programmes_schools(office: SimpleNamespace) -> None:
    programme = a_programme(office.head, office.district, schools=office.schools[:2])
    values = {"title": "เวทีแลกเปลี่ยน 4Q", "held_on": date(2025, 9, 20), "time_from": time(9), "place": "หอประชุม"}
    with pytest.raises(NotAllowed):
        services.call_sharing(programme, actor=office.supervisor, **values)
    for _ in range(2):
        event = services.call_sharing(programme, actor=office.head, **values)
    assert SharingEvent.objects.get() == event
    assert [row.school for row in event.gathering.schools.all()] == office.schools[:2]
    assert list(gatherings_tied_to(office.head, "programme_sharing", programme.pk)) == [event.gathering]


def test_shown_practices_fill_its_programme_one_after_another(office: SimpleNamespace) -> None:
    programme = a_programme(office.head, office.district, schools=office.schools)
    event = services.call_sharing(
        programme, actor=office.head, title="เวที", held_on=date(2025, 9, 20), time_from=time(9)
    )
    draft = recognition.a_best_practice(office.schools[2], office.principals[2])
    with pytest.raises(DomainError, match="เผยแพร่"):
        services.present(event, draft, actor=office.head)
    for school, principal in zip(office.schools[:2], office.principals[:2], strict=True):
        shown = recognition.a_shown_practice(school, principal, office.head, programme=programme)
        for _ in range(2):
            services.present(event, shown, actor=office.head, minutes=20)
    items = event.gathering.batches.get().programme.all()
    assert [(row.time_from, row.time_to) for row in items] == [(time(9), time(9, 20)), (time(9, 20), time(9, 40))]
    assert "โรงเรียนบ้านที่ 1" in items[0].speaker_text


def test_who_writes_is_offered_as_the_one_to_ask(office: SimpleNamespace, client: Client) -> None:
    client.force_login(office.principals[0])
    page = client.get(reverse("recognition:practice-new"), {"school": office.schools[0].pk})
    assert page.context["form"]["contact"].value() == office.principals[0].get_full_name()


def test_another_tab_of_the_same_person_is_no_second_tap(office: SimpleNamespace) -> None:
    principal = office.principals[0]
    made = recognition.a_best_practice(office.schools[0], principal)
    for _ in range(2):
        services.edit_practice(made, actor=principal, stamp=1, title="อ่านคล่องทุกเย็น")
    with pytest.raises(StaleRevision, match="อีกหน้าหนึ่ง"):
        services.edit_practice(made, actor=principal, stamp=1, title="อ่านคล่องทุกเช้า")
    made.refresh_from_db()
    assert made.title == "อ่านคล่องทุกเย็น"
