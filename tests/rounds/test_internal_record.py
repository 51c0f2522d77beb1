"""Writing what was seen: who may, what is kept beside a wrong value, two writers, handing over, acknowledging."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import Notice
from instruments.content import FormContent, ItemContent, LevelContent, SectionContent
from instruments.models import Answer, Instrument, InstrumentVersion, Item
from instruments.services import AnswerValue, load_instruments
from instruments.services.building import new_draft, replace_content
from supervision.rounds import services
from supervision.rounds.models import InternalVisit
from tests.factories import base, internal
from tests.factories.field import DAY, at
from tests.fixtures.conflicts import overwriting

pytestmark = pytest.mark.django_db
CHOICES = (LevelContent(2, "ใช้ประจำ", code="often"), LevelContent(1, "ไม่เคยใช้", code="never"))
ITEMS = (
    ItemContent("has", "yes_no", "มีสื่อ", required=True),
    ItemContent("how", "number", "จำนวนสื่อ", relevant="${has} = 1", constraint=". <= 100", whole=True, required=True,
                constraint_message="ไม่เกิน 100 ชิ้น"),
    ItemContent("kinds", "choices", "สื่อที่ใช้", levels=CHOICES, choice_list="use"),
    ItemContent("said", "text", "ครูพูดว่า"),
    ItemContent("board", "photo", "ภาพกระดาน"),
)  # fmt: skip
DONE = {"strengths": "ใช้สื่อดี"}


def item_form(inside: Any, subject: str = "person") -> tuple[InstrumentVersion, dict[str, str]]:
    """A form with every awkward kind, and the field name of each item by code."""
    load_instruments(inside.district)
    instrument = Instrument.objects.create(district=inside.district, code="media", name="สังเกตสื่อ", subject=subject)
    director = inside.office["group_director"]
    draft = new_draft(instrument, actor=director)
    content = FormContent(sections=(SectionContent("a", "ทั่วไป", items=ITEMS),))
    draft = replace_content(draft, actor=director, content=content)
    draft.state = InstrumentVersion.State.PUBLISHED
    draft.save(update_fields=["state"])
    return draft, {item.code: f"item-{item.pk}" for item in Item.objects.filter(section__version=draft)}


@pytest.fixture
def visit(inside) -> InternalVisit:
    return internal.planned(inside.principal, inside.school, observer=inside.observer, teacher=inside.teacher)


@pytest.fixture
def media(inside) -> tuple[InternalVisit, dict[str, str]]:
    version, names = item_form(inside)
    found = internal.planned(
        inside.principal, inside.school, observer=inside.observer, teacher=inside.teacher, version=version
    )
    return found, names


def page(visit: InternalVisit, name: str = "record") -> str:
    return reverse(f"rounds:internal-{name}", args=[visit.pk])


def kept(visit: InternalVisit) -> dict[str, Any]:
    rows = Answer.objects.filter(response__internal_visit=visit).values_list("item__code", "number", "text", "values")
    return {code: number if number is not None else (text or values) for code, number, text, values in rows}


@pytest.mark.parametrize("name", ["taught", "colleague", "other_principal"])
def test_who_may_not_write(inside, visit, client, name) -> None:
    user = getattr(inside, name)
    with pytest.raises(NotAllowed):
        services.save_record(visit, actor=user, values=DONE, answers={}, now=at(DAY))
    client.force_login(user)
    expected = 403 if name == "taught" else 404
    for address in (page(visit), page(visit, "done"), page(visit, "reopen")):
        assert client.post(address, DONE).status_code == expected, address
    assert InternalVisit.objects.get().state == "planned"


def test_a_principal_writes_no_record_about_themselves(inside, client) -> None:
    principal = base.person_of(inside.principal, inside.district)
    visit = internal.drafted(
        inside.observing, inside.principal, inside.school, observer=inside.observer, teacher=principal
    )
    with pytest.raises(NotAllowed):
        services.save_record(visit, actor=inside.principal, values={"strengths": "ดีเยี่ยม"}, answers={}, now=at(DAY))
    client.force_login(inside.principal)
    shown = client.get(page(visit, "visit")).content.decode()
    assert "กิจกรรมเหมาะกับวัย" not in shown
    assert client.get(page(visit, "working")).status_code == 403


def test_every_kind_of_answer_is_kept(inside, media, client) -> None:
    visit, names = media
    client.force_login(inside.observing)
    assert "สังเกตสื่อ" in client.get(page(visit)).content.decode()
    data = {
        "stamp": "0", "observed_on": "17 ก.ค. 2567", "strengths": "<b>ดี</b>", names["has"]: "1", names["how"]: "๑๒",
        names["kinds"]: ["", "1", "2"], names["said"]: "ครับ",
    }  # fmt: skip
    assert client.post(page(visit), data).status_code == 302
    found = kept(visit)
    assert (found["has"], found["how"], sorted(found["kinds"]), found["said"]) == (1, 12, [1, 2], "ครับ")
    visit.refresh_from_db()
    assert visit.response is not None
    assert (visit.state, visit.response.is_internal, visit.response.person) == ("draft", True, inside.teacher)
    long = "ครูตอบยาวมาก " * 30
    client.post(page(visit), {names["said"]: long})
    assert long.strip() in client.get(page(visit, "working")).content.decode()
    shown = client.get(page(visit)).content.decode()
    assert "&lt;b&gt;ดี&lt;/b&gt;" in shown
    assert "<b>ดี</b>" not in shown


def test_one_wrong_value_keeps_the_others_and_what_was_typed(inside, media, client) -> None:
    visit, names = media
    client.force_login(inside.observing)
    data = {
        "stamp": "0", "observed_on": "32 ก.ค. 2567", "strengths": "พูดชัด", names["has"]: "1", names["how"]: "5000",
        names["said"]: "ยาว",
    }  # fmt: skip
    refused = client.post(page(visit), data)
    words = refused.content.decode()
    assert refused.status_code == 422
    assert "ไม่เกิน 100 ชิ้น" in words
    assert 'value="5000"' in words
    assert 'value="32 ก.ค. 2567"' in words
    assert kept(visit) == {"has": 1, "said": "ยาว"}
    visit.refresh_from_db()
    assert visit.strengths == "พูดชัด"
    number = client.post(page(visit), {**data, "observed_on": "17 ก.ค. 2567", names["how"]: "สิบ", "stamp": "1"})
    assert number.status_code == 422
    assert "ต้องเป็นตัวเลข" in number.content.decode()
    assert 'value="สิบ"' in number.content.decode()


def test_a_day_to_come_and_a_day_of_another_year(inside, media, client) -> None:
    visit, names = media
    client.force_login(inside.observing)
    ahead = timezone.localdate() + timedelta(days=2)
    for day, words in ((ahead.isoformat(), "ยังมาไม่ถึง"), ("17 ก.ค. 2467", "ตรวจปี")):
        found = client.post(page(visit), {"observed_on": day, names["said"]: "เก็บไว้"})
        assert found.status_code == 422
        assert words in found.content.decode()
    assert kept(visit) == {"said": "เก็บไว้"}


def test_autosave_says_what_it_did(inside, media, client) -> None:
    visit, names = media
    client.force_login(inside.observing)
    htmx = {"HX-Request": "true"}
    asked = names["how"].removeprefix("item-")
    first = client.post(page(visit), {"stamp": "0", names["has"]: "0"}, headers=htmx).content.decode()
    assert "บันทึกแล้ว" in first
    assert 'name="stamp" value="1"' in first
    assert f'data-nt-left-out="{asked} "' in first
    wrong = client.post(page(visit), {"stamp": "1", names["has"]: "1", names["how"]: "5000"}, headers=htmx)
    assert "ไม่เกิน 100 ชิ้น" in wrong.content.decode()
    assert kept(visit) == {"has": 1}


def test_somebody_else_was_faster(inside, media, client) -> None:
    visit, names = media
    services.save_record(
        visit, actor=inside.principal, values={"strengths": "ของ ผอ."}, now=timezone.now(),
        answers={int(names["has"][5:]): AnswerValue(number=Decimal(0))},
    )  # fmt: skip
    client.force_login(inside.observing)
    data = {"stamp": "0", "strengths": "ของผู้นิเทศ", names["has"]: "1", names["said"]: "ของผู้นิเทศเอง"}
    refused = client.post(page(visit), data)
    words = refused.content.decode()
    assert refused.status_code == 422
    assert "ของ ผอ." in words
    assert words.count("ของผู้นิเทศเอง") == 1
    assert "อีกคนตอบไว้ว่า: ไม่มี" in words
    assert kept(visit) == {"has": 0}
    with pytest.raises(StaleRevision):
        services.save_record(visit, actor=inside.observing, values=DONE, answers={}, stamp=0, now=timezone.now())
    fragment = client.post(page(visit), data, headers={"HX-Request": "true"}).content.decode()
    assert "ยังไม่ได้บันทึก" in fragment
    assert 'name="stamp"' not in fragment
    seen = overwriting(refused)
    services.save_record(
        visit, actor=inside.principal, values={"strengths": "ผอ. อีกครั้ง"}, answers={}, now=timezone.now()
    )
    again = client.post(page(visit), {**data, "stamp": refused.context["stamp"], "overwrite": seen})
    assert again.status_code == 422 and "ผอ. อีกครั้ง" in again.content.decode()
    assert kept(visit) == {"has": 0}
    assert client.post(page(visit), {**data, "overwrite": overwriting(again)}).status_code == 302
    assert kept(visit) == {"has": 1, "said": "ของผู้นิเทศเอง"}


def test_a_class_not_named_yet_holds_nothing_up_but_handing_over(inside, visit, client) -> None:
    visit = services.save_record(
        visit, actor=inside.observing, values={"classroom": "", **DONE}, answers=internal.answers(visit.version),
        now=at(DAY),
    )  # fmt: skip
    with pytest.raises(DomainError, match="ชั้น/ห้อง"):
        services.record_internal(visit, actor=inside.observing, now=at(DAY))
    services.save_record(visit, actor=inside.observing, values={"classroom": " ป.5/1 "}, answers={}, now=at(DAY))
    done = services.record_internal(visit, actor=inside.observing, now=at(DAY))
    assert (done.state, done.response.classroom if done.response else "") == ("recorded", "ป.5/1")


def test_what_is_missing_is_listed_and_refused(inside, media, client) -> None:
    visit, names = media
    with pytest.raises(DomainError, match="ยังไม่ได้บันทึกผล"):
        services.record_internal(visit, actor=inside.observing, now=at(DAY))
    client.force_login(inside.observing)
    client.post(page(visit), {names["has"]: "1"})
    shown = client.get(page(visit, "visit")).content.decode()
    assert "แบบสังเกต ยังไม่ตอบ 1 ข้อ" in shown
    assert "อย่างน้อยหนึ่งข้อ" in shown
    assert client.post(page(visit, "done"), follow=True).status_code == 200
    assert InternalVisit.objects.get().state == "draft"
    # What the condition leaves out is not missing.
    client.post(page(visit), {names["has"]: "0", "strengths": "ดี", "then": "done"})
    assert InternalVisit.objects.get().state == "recorded"


def test_handing_over_twice_is_once(inside, visit) -> None:
    visit = services.save_record(
        visit, actor=inside.observing, values=DONE, answers=internal.answers(visit.version), now=at(DAY)
    )
    for _ in range(2):
        visit = services.record_internal(visit, actor=inside.observing, now=at(DAY))
    assert Notice.objects.filter(code="internal.recorded").count() == 1
    with pytest.raises(DomainError, match="ส่งให้ครูรับทราบแล้ว"):
        services.save_record(visit, actor=inside.observing, values=DONE, answers={}, now=at(DAY))


@pytest.mark.parametrize("name", ["observing", "principal", "colleague", "other_principal"])
def test_only_the_teacher_acknowledges(inside, client, name) -> None:
    visit = internal.recorded(
        inside.observing, inside.principal, inside.school, observer=inside.observer, teacher=inside.teacher
    )
    user = getattr(inside, name)
    with pytest.raises(NotAllowed):
        services.acknowledge_internal(visit, actor=user, now=at(DAY))
    client.force_login(user)
    assert client.post(page(visit, "acknowledge")).status_code in (403, 404)
    assert InternalVisit.objects.get().state == "recorded"


def test_the_teacher_reads_answers_and_acknowledges_once(inside, client) -> None:
    visit = internal.drafted(
        inside.observing, inside.principal, inside.school, observer=inside.observer, teacher=inside.teacher
    )
    client.force_login(inside.taught)
    assert "กิจกรรมเหมาะกับวัย" not in client.get(page(visit, "visit")).content.decode()
    client.post(page(visit, "acknowledge"), {"comment": "ยังไม่ได้ส่ง"})
    assert InternalVisit.objects.get().state == "draft"
    services.record_internal(visit, actor=inside.observing, now=at(DAY))
    assert "กิจกรรมเหมาะกับวัย" in client.get(page(visit, "visit")).content.decode()
    assert client.get(page(visit, "working")).status_code == 200
    long = client.post(page(visit, "acknowledge"), {"comment": "ก" * 6000})
    assert long.status_code == 422
    assert "ก" * 6000 in long.content.decode()
    for words in ("ขอบคุณครับ", "กดซ้ำ"):
        assert client.post(page(visit, "acknowledge"), {"comment": words}).status_code == 302
    found = InternalVisit.objects.get()
    assert (found.state, found.teacher_comment) == ("acknowledged", "ขอบคุณครับ")
    assert Notice.objects.get(code="internal.acknowledged").recipient == inside.observing


def test_taken_back_it_is_out_of_the_teachers_sight(inside, client) -> None:
    visit = internal.recorded(
        inside.observing, inside.principal, inside.school, observer=inside.observer, teacher=inside.teacher
    )
    client.force_login(inside.observing)
    for _ in range(2):
        assert client.post(page(visit, "reopen")).status_code == 302
    assert Notice.objects.filter(code="internal.reopened", recipient=inside.taught).count() == 1
    client.force_login(inside.taught)
    assert client.get(page(visit, "working")).status_code == 403
    services.record_internal(visit, actor=inside.observing, now=at(DAY))
    services.acknowledge_internal(visit, actor=inside.taught, now=at(DAY))
    with pytest.raises(DomainError):
        services.reopen_internal(visit, actor=inside.observing, now=at(DAY))
    with pytest.raises(DomainError):
        services.cancel_internal(visit, actor=inside.principal, reason="ไม่เอา", now=at(DAY))
