"""Circulars: drafts, sending, reading once, reminders, who sees which, papers, pages on a phone's worth of queries."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import files
from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed
from core.models import Notice
from office.circulars import services
from office.circulars.models import Circular, Receipt
from office.circulars.queries import pointer_of, search
from office.circulars.services import reading
from office.letters import services as letter_services
from office.letters.queries import pointer_of as letter_pointer
from schools.models import Cluster, District, School
from tests.core.pictures import png
from tests.documents.reading import plain, text
from tests.factories import base, letters

pytestmark = pytest.mark.django_db


@dataclass
class Place:
    district: District
    clerk: User
    head: User
    supervisor: User
    cluster: Cluster
    schools: list[School]
    principals: list[User]
    teacher: User
    stranger: User


@pytest.fixture
def place(db: None) -> Place:
    district, other = base.district(), base.district()
    cluster = base.cluster(district, name="กลุ่มโรงเรียนที่ 1")
    schools = [base.school(district, cluster=cluster), base.school(district), base.school(district)]
    return Place(
        district, base.user("clerk", district), base.user("group_director", district),
        base.user("supervisor", district), cluster, schools, [base.user("principal", one) for one in schools],
        base.user("school_staff", schools[0]), base.user("clerk", other),
    )  # fmt: skip


def receivers(circular: Circular) -> tuple[int, int]:
    """(people, schools)."""
    rows = circular.receipts
    return rows.filter(person__isnull=False).count(), rows.filter(school__isnull=False).count()


def test_who_writes_circulars(place: Place) -> None:
    for user in (place.stranger, place.supervisor, place.principals[0]):
        with pytest.raises(NotAllowed):
            letters.circular(user, place.district)
    assert letters.circular(place.head, place.district).reference == "ร่างหนังสือเวียน"
    draft = letters.circular(place.clerk, place.district)
    with pytest.raises(NotAllowed):
        services.send_circular(draft, actor=place.supervisor)
    with pytest.raises(DomainError, match="เขียนเรื่อง"):
        letters.circular(place.clerk, place.district, title=" ")
    assert letters.circular(place.clerk, place.district).pk == draft.pk  # two clicks


def test_whom_it_goes_to(place: Place) -> None:
    person = place.supervisor.people.get().pk
    for values, expected in (
        ({}, (3, 0)),
        ({"office_audience": "none", "school_audience": "all"}, (0, 3)),
        ({"office_audience": "none", "school_audience": "clusters", "clusters": [place.cluster.pk]}, (0, 1)),
        ({"office_audience": "picked", "people": [person], "school_audience": "picked",
          "schools": [place.schools[2].pk]}, (1, 1)),
    ):  # fmt: skip
        row = letters.sent(place.clerk, place.district, title=str(values), **values)
        assert receivers(row) == expected, values
    assert list(Circular.objects.order_by("pk").values_list("number", flat=True)) == [1, 2, 3, 4]
    theirs = base.school(base.district())
    with pytest.raises(DomainError, match="ไม่ใช่ของสำนักงานนี้"):
        letters.circular(place.clerk, place.district, title="ผิด", school_audience="picked", schools=[theirs.pk])
    nobody = letters.circular(place.clerk, place.district, title="ไม่มีผู้รับ", office_audience="none")
    with pytest.raises(DomainError, match="ยังไม่มีผู้รับ"):
        services.send_circular(nobody, actor=place.clerk)


def test_sent_once_and_frozen(place: Place) -> None:
    row = letters.sent(place.clerk, place.district, school_audience="all")
    assert services.send_circular(row, actor=place.clerk).number == 1
    assert receivers(row) == (3, 3)
    assert Notice.objects.filter(code="circular.sent").count() == 6
    with pytest.raises(DomainError, match="แก้ไขไม่ได้"):
        services.edit_circular(row, actor=place.clerk, title="อื่น")
    with pytest.raises(DomainError, match="ลบร่างไม่ได้"):
        services.delete_draft(row, actor=place.clerk)
    draft = letters.circular(place.clerk, place.district, title="ทิ้ง")
    services.delete_draft(draft, actor=place.clerk)
    assert Circular.objects.count() == 1


def test_read_once_by_a_person_and_by_a_school(place: Place) -> None:
    row = letters.sent(place.clerk, place.district, school_audience="all")
    assert [item.title for item in inbox_for(place.principals[0], place.district) if item.kind == "circular"]
    assert not [item for item in inbox_for(place.teacher, place.district) if item.kind == "circular"]
    assert services.read_circular(row, actor=place.teacher) == 1
    assert services.read_circular(row, actor=place.principals[0]) == 0
    assert Receipt.objects.get(school=place.schools[0]).read_by == place.teacher
    assert services.read_circular(row, actor=place.supervisor) == 1
    for user in (place.stranger, base.user("principal", base.school(place.district))):
        with pytest.raises(NotAllowed):
            services.read_circular(row, actor=user)
    services.cancel_circular(row, actor=place.clerk, reason="ส่งผิด")
    with pytest.raises(DomainError, match="รับทราบไม่ได้"):
        services.read_circular(row, actor=place.head)


def test_reminders_go_to_who_has_not_read_at_most_once_a_day(place: Place) -> None:
    due = date(2025, 2, 10)

    def at(day: date) -> datetime:
        return timezone.make_aware(datetime(day.year, day.month, day.day, 9))

    row = letters.circular(
        place.clerk, place.district, office_audience="none", school_audience="all", due_on=due, now=at(due)
    )
    services.send_circular(row, actor=place.clerk, now=at(date(2025, 2, 1)))
    services.read_circular(row, actor=place.principals[0])
    assert services.remind_unread(row, actor=place.clerk, now=at(date(2025, 2, 2))) == 2
    assert services.remind_unread(row, actor=place.clerk, now=at(date(2025, 2, 2))) == 0
    with pytest.raises(NotAllowed):
        services.remind_unread(row, actor=place.supervisor)
    assert services.remind_of_due(now=at(due - timedelta(days=2))) == 0
    assert services.remind_of_due(now=at(due - timedelta(days=1))) == 2
    assert services.remind_of_due(now=at(due)) == 0
    assert services.remind_of_due(now=at(due + timedelta(days=6))) == 2
    told = Notice.objects.filter(code="circular.reminded")
    assert place.principals[0].pk not in told.values_list("recipient", flat=True)
    for user in place.principals[1:]:
        services.read_circular(row, actor=user)
    with pytest.raises(DomainError, match="ทุกคนรับทราบแล้ว"):
        services.remind_unread(row, actor=place.clerk)
    late = letters.circular(place.clerk, place.district, title="เลยแล้ว", due_on=due, now=at(due))
    with pytest.raises(DomainError, match="ผ่านไปแล้ว"):
        services.send_circular(late, actor=place.clerk)
    assert services.edit_circular(late, actor=place.clerk, title="เลยแล้วแต่ยังแก้", due_on=due).due_on == due
    for act in (
        lambda: services.edit_circular(late, actor=place.clerk, due_on=due - timedelta(days=1)),
        lambda: letters.circular(place.clerk, place.district, due_on=due),
    ):
        with pytest.raises(DomainError, match="ผ่านไปแล้ว") as told_:
            act()
        assert told_.value.field == "due_on"


def test_one_cancelled_while_others_are_reminded_stops_nobody(place: Place, monkeypatch: Any) -> None:
    now = timezone.make_aware(datetime(2025, 2, 10, 9))
    rows = []
    for title in ("ฉบับแรก", "ฉบับที่ยกเลิก", "ฉบับท้าย"):
        given = {"title": title, "office_audience": "none", "school_audience": "all", "due_on": now.date()}
        rows.append(services.send_circular(letters.circular(place.clerk, place.district, now=now, **given),
                                           actor=place.clerk, now=now))  # fmt: skip
    remind = reading._remind

    def meanwhile(row: Circular, *rest: Any, **more: Any) -> int:
        if row == rows[0]:
            services.cancel_circular(rows[1], actor=place.clerk, reason="ส่งผิด")
        return remind(row, *rest, **more)

    monkeypatch.setattr(reading, "_remind", meanwhile)
    assert services.remind_of_due(now=now) == 6
    reminded = Notice.objects.filter(code="circular.reminded").values_list("target_key", flat=True)
    assert set(reminded) == {str(rows[0].pk), str(rows[2].pk)}


def test_one_of_the_small_hours_is_of_the_day_in_thailand(place: Place) -> None:
    now = datetime(2025, 1, 14, 20, 0, tzinfo=UTC)
    row = services.send_circular(letters.circular(place.clerk, place.district, now=now), actor=place.clerk, now=now)
    row.refresh_from_db()
    assert pointer_of(row).date == date(2025, 1, 15)


def test_who_sees_which(place: Place) -> None:
    whole = letters.sent(place.clerk, place.district, school_audience="all")
    part = letters.sent(place.clerk, place.district, title="เฉพาะกลุ่ม", office_audience="none",
                        school_audience="clusters", clusters=[place.cluster.pk])  # fmt: skip
    letters.circular(place.clerk, place.district, title="ยังเป็นร่าง", school_audience="all")

    def seen(user: Any) -> set[int]:
        return set(Circular.objects.visible_to(user).values_list("pk", flat=True))

    assert len(seen(place.clerk)) == len(seen(place.head)) == 3
    assert seen(place.supervisor) == seen(place.principals[1]) == {whole.pk}
    assert seen(place.principals[0]) == seen(place.teacher) == {whole.pk, part.pk}
    assert seen(place.stranger) == seen(base.user("admin", place.district)) == set()
    assert search(place.principals[1], place.district, "เฉพาะกลุ่ม", 5) == []
    assert [hit.title for hit in search(place.clerk, place.district, "2/" + str(part.year), 5)] == ["เฉพาะกลุ่ม"]


def test_from_a_letter_with_its_files_but_never_a_secret_one(place: Place) -> None:
    letter = letters.letter(place.clerk, place.district)
    picture = SimpleUploadedFile("a.png", png(), "image/png")
    files.store(picture, owner=letter_pointer(letter), actor=place.clerk, district_code=place.district.code)
    row = letters.circular(place.clerk, place.district, letter=letter)
    assert [one.name for one in files.attachments_of(pointer_of(row))] == ["a.png"]
    assert len(files.attachments_of(letter_pointer(letter))) == 1
    secret = letters.letter(place.clerk, place.district, subject="ลับ", secrecy=1)
    with pytest.raises(DomainError, match="ชั้นความลับ"):
        letters.circular(place.clerk, place.district, title="ลับ", letter=secret)


def posted(**values: Any) -> dict[str, Any]:
    return {"title": "แจ้งกำหนดการ", "body": "ข้อความยาว", "office_audience": "none", "school_audience": "all", **values}


def test_the_pages_from_draft_to_read(place: Place, client: Client) -> None:
    client.force_login(place.clerk)
    new = reverse("circulars:new")
    for wrong in (
        {"title": ""}, {"school_audience": "none"}, {"school_audience": "picked"}, {"school_audience": "clusters"},
        {"school_audience": "picked", "schools": [999_999]}, {"due_on": "32/1/2568"},
    ):  # fmt: skip
        page = client.post(new, posted(**wrong))
        assert page.status_code == 422, wrong
        assert "ข้อความยาว" in page.content.decode()
    ticked = posted(office_audience="group", school_audience="none", schools=[place.schools[0].pk])
    assert "เลือกว่าไม่ส่งถึงโรงเรียน" in client.post(new, ticked).content.decode(), (
        "what was chosen is not dropped in silence"
    )
    assert client.post(new, posted()).status_code == 302
    row = Circular.objects.get()
    one = reverse("circulars:circular", args=[row.pk])
    draft = client.get(one).content.decode()
    assert "3 โรงเรียน" in draft
    assert place.schools[1].name in draft, "whom it goes to is read before it is sent"
    assert client.post(reverse("circulars:edit", args=[row.pk]), posted(title="แก้แล้ว")).status_code == 302
    client.post(reverse("circulars:send", args=[row.pk]))
    client.post(reverse("circulars:send", args=[row.pk]))
    assert receivers(row) == (0, 3)
    client.force_login(place.principals[0])
    assert "ยังไม่รับทราบ" in client.get(reverse("circulars:circulars")).content.decode()
    read = reverse("circulars:read", args=[row.pk])
    assert read in client.get(one).content.decode()
    assert client.post(read).status_code == client.post(read).status_code == 302
    assert read not in client.get(one).content.decode()
    assert client.get(reverse("circulars:receipts", args=[row.pk])).status_code == 403
    client.force_login(place.clerk)
    told = client.get(reverse("circulars:receipts", args=[row.pk]), {"read": "no"}).content.decode()
    assert place.schools[1].name in told
    assert place.schools[0].name not in told
    assert "เตือนแล้ว 2 ราย" in client.post(reverse("circulars:remind", args=[row.pk]), follow=True).content.decode()
    assert client.post(reverse("circulars:cancel", args=[row.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse("circulars:cancel", args=[row.pk]), {"reason": "ผิด"}).status_code == 302
    assert client.post(reverse("circulars:edit", args=[row.pk]), posted()).status_code == 422


def test_the_lists_do_not_ask_more_for_more_rows(
    place: Place, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for user in (place.clerk, place.principals[0]):
        client.force_login(user)
        letters.sent(place.clerk, place.district, title=f"แรก {user.pk}", school_audience="all")
        client.get(reverse("circulars:circulars"))
        with django_assert_max_num_queries(40) as few:
            client.get(reverse("circulars:circulars"))
        for number in range(5):
            letters.sent(place.clerk, place.district, title=f"ฉบับ {user.pk} {number}", school_audience="all")
        with django_assert_max_num_queries(len(few)):
            client.get(reverse("circulars:circulars"))


def test_the_receipts_on_paper_and_as_a_workbook(place: Place, tmp_path: Path) -> None:
    row = letters.sent(place.clerk, place.district, school_audience="all")
    services.read_circular(row, actor=place.principals[0])

    def made(kind: str, **params: Any) -> Path:
        path = tmp_path / f"receipts.{kind}"
        given = [f"{name}={value}" for name, value in {"circular": row.pk, "digits": "arabic", **params}.items()]
        call_command("report", "circular-receipts", district=place.district.code, format=kind, output=path, param=given)
        return path

    said = plain(text(made("pdf")))
    for words in (row.title, "รับทราบแล้ว 1 จาก 6 ราย", place.schools[0].name, "ยังไม่รับทราบ", str(place.principals[0])):
        assert plain(words) in said, words
    assert plain(place.schools[0].name) not in plain(text(made("pdf", unread="on")))
    rows = list(load_workbook(made("xlsx")).active.iter_rows(values_only=True))
    assert sum(1 for one in rows if one[3] == "ยังไม่รับทราบ") == 5
    assert [one[5] for one in rows if one[3] == "รับทราบแล้ว"] == [str(place.principals[0])]


@pytest.mark.parametrize("change", ["secret", "cancelled"])
def test_a_letter_made_secret_or_cancelled_meanwhile_is_not_passed_round(place: Place, change: str) -> None:
    letter = letters.letter(place.clerk, place.district)
    row = letters.circular(place.clerk, place.district, letter=letter, school_audience="all")
    if change == "secret":
        letter_services.edit_letter(letter, actor=place.clerk, secrecy=1)
    else:
        letter_services.cancel_letter(letter, actor=place.clerk, reason="ลงซ้ำ")
    with pytest.raises(DomainError):
        services.send_circular(row, actor=place.clerk)
    row.refresh_from_db()
    assert (row.state, row.receipts.count()) == ("draft", 0)
