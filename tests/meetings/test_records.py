"""What comes of a gathering: lessons, minutes and their reminder, ties, lists of the office, evidence, the report."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import files, pointers
from core.errors import DomainError, NotAllowed, StaleRevision
from core.inbox_count import items_for
from core.models import Notice
from core.pointers import Pointer, Provider
from meetings import services
from meetings.models import Batch, Gathering, GatheringKind
from meetings.queries import gatherings_tied_to, search
from reports import registry
from reports.base import Reader
from reports.produce import order
from schools.models import Project
from schools.services.reference import load_reference
from tests.core.pictures import jpeg
from tests.documents.reading import plain, text_of
from tests.factories import base, field
from tests.factories import quality as make

pytestmark = pytest.mark.django_db
NOW = field.at(field.DAY, 12)


@pytest.fixture
def over(quality: SimpleNamespace, held: Gathering, batch: Batch) -> Gathering:
    """Held, with its principal there and the supervisor as recorder."""
    person = base.person_of(quality.principal, quality.district)
    services.attend(batch, actor=quality.supervisor, people=[person], now=NOW)
    recorder = base.person_of(quality.supervisor, quality.district)
    services.save_words(held, actor=quality.supervisor, values={"recorder": recorder}, now=NOW)
    return services.hold(held, actor=quality.supervisor, now=NOW)


def test_kinds_and_bodies_are_the_offices_own_rows(quality: SimpleNamespace, client: Client) -> None:
    load_reference(quality.district)
    names = set(GatheringKind.objects.of_district(quality.district).values_list("reference_key", flat=True))
    assert {"training", "plc", "camp", "focus_group", "od", "study_visit"} <= names
    client.force_login(quality.director)
    address = reverse("schools:list-new", args=["gathering-kinds"])
    given = {"position": 20, "name": "เดินรณรงค์", "is_active": "on"}
    assert client.post(address, given).status_code == 302
    own = GatheringKind.objects.get(name="เดินรณรงค์")
    assert make.gathering(quality.supervisor, [quality.school], kind=own).kind == own
    assert client.post(address, given).status_code == 422 or GatheringKind.objects.filter(name="เดินรณรงค์").count() == 1
    GatheringKind.objects.filter(reference_key="camp").update(name="ค่ายวิชาการ")
    load_reference(quality.district)
    assert GatheringKind.objects.get(district=quality.district, reference_key="camp").name == "ค่ายวิชาการ"


def test_what_it_points_at_is_of_its_office(quality: SimpleNamespace) -> None:
    far = Project.objects.create(district=quality.far, number=1, name="โครงการของเขตอื่น")
    with pytest.raises(DomainError) as refusal:
        make.gathering(quality.supervisor, [quality.school], project=far)
    assert refusal.value.field == "project"
    with pytest.raises(DomainError) as refusal:
        make.gathering(quality.supervisor, [quality.school], budget=Decimal(-1))
    assert refusal.value.field == "budget"
    alone = services.call_gathering(
        quality.district, actor=quality.supervisor, kind="meeting", title="ประชุมคณะผู้บริหาร", academic_year=2567,
        held_on=field.DAY, body_text="คณะผู้บริหาร",
    )  # fmt: skip
    assert (alone.body_label, alone.fiscal_year) == ("คณะผู้บริหาร", 2567)


def test_lessons_are_told_by_who_took_part(quality: SimpleNamespace, over: Gathering, client: Client) -> None:
    texts = {"by_label": "ผู้บริหาร", "learned": "เริ่มจากคำถามของครู"}
    for user in (quality.stranger, quality.other_principal):
        with pytest.raises(NotAllowed):
            services.save_lesson(over, actor=user, values=texts)
    for _ in range(2):
        told = services.save_lesson(over, actor=quality.principal, values=texts)
    assert over.lessons.count() == 1
    with pytest.raises(DomainError, match="อย่างน้อยหนึ่ง"):
        services.save_lesson(over, actor=quality.principal, values={"by_label": "x"})
    services.save_lesson(over, actor=quality.mate, values={**texts, "learned": "ของเพื่อน"}, lesson=told, stamp=1)
    mine = {**texts, "learned": "ของฉัน"}
    with pytest.raises(StaleRevision):
        services.save_lesson(over, actor=quality.principal, values=mine, lesson=told, stamp=1)
    client.force_login(quality.principal)
    address = reverse("meetings:lesson", args=[over.pk, told.pk])
    reply = client.post(address, {**mine, "stamp": 1})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "ของเพื่อน" in page
    assert "ของฉัน" in page
    for _ in range(2):  # two clicks on the choice
        assert client.post(address, {**mine, "stamp": reply.context["stamp"], "overwrite": "1"}).status_code == 302
    assert over.lessons.get().learned == "ของฉัน"
    services.drop_lesson(told, actor=quality.mate)
    assert not over.lessons.exists()


def test_minutes_are_due_and_the_recorder_is_reminded_once_before_and_once_late(
    quality: SimpleNamespace, over: Gathering
) -> None:
    services.save_rules(quality.district, actor=quality.director, minutes_days=3)
    with pytest.raises(NotAllowed):
        services.save_rules(quality.district, actor=quality.supervisor, minutes_days=5)
    moments = [NOW + timedelta(days=days, minutes=place) for place, days in enumerate((1, 2, 2, 3, 4, 5))]
    told = [services.remind_of_minutes(now=moment) for moment in moments]
    assert told == [0, 1, 0, 0, 1, 0]
    codes = Notice.objects.filter(recipient=quality.supervisor, code__startswith="gathering.minutes")
    assert sorted(codes.values_list("code", flat=True)) == ["gathering.minutes_due", "gathering.minutes_late"]
    assert [item.kind for item in items_for(quality.supervisor, quality.district)].count("gathering_minutes") == 1
    with pytest.raises(DomainError, match="ยังไม่ได้เขียน"):
        services.hand_in_minutes(over, actor=quality.supervisor)
    services.save_words(over, actor=quality.supervisor, values={"discussed": "สรุปแล้ว"})
    for _ in range(2):
        assert services.hand_in_minutes(over, actor=quality.supervisor).minutes_at is not None
    assert services.remind_of_minutes(now=NOW + timedelta(days=9)) == 0
    assert "gathering_minutes" not in [item.kind for item in items_for(quality.supervisor, quality.district)]


def test_it_is_tied_to_what_lies_right_of_it(
    quality: SimpleNamespace, over: Gathering, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = Provider(
        label=lambda key: "เครือข่ายครูปฐมวัย", url=lambda key: f"/networks/{key}/", may_view=lambda user, key: key == "7",
        may_change=lambda user, key: False, thai="เครือข่ายการนิเทศ",
        search=lambda user, district, school, text, limit: [Pointer("test_network", "7", "เครือข่ายครูปฐมวัย")],
    )  # fmt: skip
    monkeypatch.setitem(pointers._providers, "test_network", network)
    for kind, key in (("test_network", "8"), ("gathering", str(over.pk)), ("nothing", "1")):
        with pytest.raises(DomainError):
            services.tie(over, actor=quality.supervisor, kind=kind, key=key)
    client.force_login(quality.supervisor)
    address = reverse("meetings:ties", args=[over.pk])
    assert "เครือข่ายครูปฐมวัย" in client.get(address, {"q": "ครูปฐมวัย"}).content.decode()
    for _ in range(2):
        client.post(address, {"kind": "test_network", "key": "7"})
    assert over.ties.get().label == "เครือข่ายครูปฐมวัย"
    assert list(gatherings_tied_to(quality.supervisor, "test_network", 7)) == [over]
    assert not gatherings_tied_to(quality.stranger, "test_network", 7).exists()
    assert "/networks/7/" in client.get(reverse("meetings:gathering", args=[over.pk])).content.decode()


def test_an_agreement_is_taken_on_by_somebody_of_the_office(quality: SimpleNamespace, over: Gathering) -> None:
    owner = base.person_of(quality.mate, quality.district)
    due = field.DAY + timedelta(days=10)
    made = services.agree(over, actor=quality.supervisor, text="ทำคู่มือ", owner=owner, due_on=due, now=NOW)
    assert made.action is not None
    assert (made.action.owner, made.action.school) == (owner, None)
    teacher = base.person(quality.district, school=quality.school)
    with pytest.raises(DomainError) as refusal:
        services.agree(over, actor=quality.supervisor, text="ทำ", owner=teacher, school=quality.neighbour, due_on=due)
    assert refusal.value.field == "owner"


def test_it_is_found_and_picked_as_evidence(quality: SimpleNamespace, over: Gathering) -> None:
    assert [hit.title for hit in search(quality.supervisor, quality.district, "ตรวจร่าง", 5)] == [over.title]
    assert not search(quality.stranger, quality.district, "ตรวจร่าง", 5)
    owner = pointers.searchable()["gathering"]
    assert owner.search is not None
    found = owner.search(quality.principal, quality.district, quality.school, "ตรวจ", 5)
    assert [row.key for row in found] == [str(over.pk)]
    assert pointers.may_view(quality.principal, "gathering", str(over.pk))
    assert not pointers.may_view(quality.stranger, "gathering", str(over.pk))


def test_the_report_tells_all_of_it(quality: SimpleNamespace, over: Gathering, batch: Batch) -> None:
    words = {
        "principle": "ครูต้องการตัวอย่าง",
        "purpose": "เห็นร่างของกันและกัน",
        "discussed": "ร่างครบ",
        "budget": Decimal(1200),
    }
    services.save_words(over, actor=quality.supervisor, values=words)
    services.save_count(batch, actor=quality.supervisor, group="นักเรียน", school=quality.school, came=40)
    services.save_lesson(over, actor=quality.supervisor, values={"by_label": "ทีมนิเทศ", "learned": "ฟังก่อน"})
    services.agree(over, actor=quality.supervisor, text="แก้ส่วนที่ 2")
    upload = SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg")
    files.store(upload, owner=services.photo_pointer(over), actor=quality.supervisor,
                district_code=quality.district.code, caption="บรรยากาศ")  # fmt: skip
    given = {"gathering": str(over.pk), "digits": "arabic"}
    code = quality.district.code
    report = registry.get("gathering-report")
    with pytest.raises(DomainError, match="ไม่มีสิทธิ์"):
        order(report, format="pdf", district_code=code, given=given, reader=Reader(quality.principal))
    text = text_of("gathering-report", quality.district, gathering=over.pk, digits="arabic")
    for word in ("หลักการและเหตุผล", "นักเรียน", "40", "ฟังก่อน", "แก้ส่วนที่", "1,200.00", "ผู้รายงาน"):
        assert plain(word) in text, word
    as_pdf = pointers.provider("gathering").as_pdf(str(over.pk))
    assert as_pdf is not None
    assert as_pdf.startswith(b"%PDF")


def test_the_list_is_narrowed_by_both_years_body_project_and_school(
    quality: SimpleNamespace, held: Gathering, client: Client
) -> None:
    project = Project.objects.create(district=quality.district, number=1, name="โครงการอ่านออก")
    services.save_words(held, actor=quality.supervisor, values={"project": project})
    other = make.gathering(
        quality.supervisor, [quality.neighbour], title="อบรมครู", kind="training", on=field.DAY.replace(year=2025)
    )
    client.force_login(quality.supervisor)

    def shown(**query: object) -> set[str]:
        page = client.get(reverse("meetings:gatherings"), query).content.decode()
        return {row.title for row in (held, other) if f">{row.title}<" in page}

    assert shown() == {held.title, other.title}
    assert shown(fiscal=2567) == {held.title}
    assert shown(fiscal=2568) == {other.title}
    assert shown(project=project.pk) == {held.title}
    assert shown(kind=other.kind_id) == {other.title}
    assert shown(school=quality.school.pk) == {held.title}
