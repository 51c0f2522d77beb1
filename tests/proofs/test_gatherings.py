"""Gatherings that were held, who came, their lessons and pictures."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from core.files import store
from core.thai.years import fiscal_year
from meetings import services
from meetings.pointing import photo_pointer
from schools.models import Project
from tests.core import pictures
from tests.factories import base, field
from tests.factories import quality as make
from tests.proofs.asking import asked, keys

pytestmark = pytest.mark.django_db
DAY = field.DAY
YEAR = fiscal_year(DAY)


def test_gatherings_that_were_held_with_everybody_who_came(quality: SimpleNamespace) -> None:
    by, schools = quality.supervisor, [quality.school]
    held = make.gathering(by, schools, title="อบรมครูปฐมวัย", kind="training")
    batch = held.batches.get()
    services.save_count(batch, actor=by, group="ครู", came=30)
    services.save_count(batch, actor=by, group="นักเรียน", expected=9)
    services.add_participant(batch, actor=by, person=base.person(quality.district))
    services.all_came(batch, actor=by, day=DAY, now=field.at(DAY, 15))
    services.hold(held, actor=by, now=field.at(DAY, 16))
    make.gathering(by, schools, title="ยังไม่จัด")
    gone = make.gathering(by, schools, title="ยกเลิก", kind="od")
    services.cancel_gathering(gone, actor=quality.director, reason="ฝนตก")
    [found] = asked(quality.district, "gatherings", YEAR, reader=quality.director)
    assert (found.key, found.amount, found.date) == (str(held.pk), 31, DAY)
    assert found.tags["kind"] == ("training",)
    assert (found.tags["minutes"], found.tags["project"], found.tags["lessons"]) == (("no",), ("no",), ("no",))
    assert asked(quality.district, "gatherings", YEAR + 1) == []
    assert asked(quality.far, "gatherings", YEAR) == []


def _held(quality: SimpleNamespace, title: str, on: date = DAY, **more: object) -> object:
    row = make.gathering(quality.supervisor, [quality.school], title=title, on=on, **more)
    services.save_count(row.batches.get(), actor=quality.supervisor, group="ครู", came=5)
    return services.hold(row, actor=quality.supervisor, now=field.at(on, 16))


def test_minutes_of_a_gathering_are_on_time_within_the_days_the_office_set(quality: SimpleNamespace) -> None:
    rows = {}
    for title, days in (("ทัน", 3), ("ช้า", 4), ("ไม่ส่ง", None)):
        row = rows[title] = _held(quality, title)
        type(row).objects.filter(pk=row.pk).update(
            minutes_at=field.at(DAY + timedelta(days=days), 23) if days is not None else None
        )
    found = asked(quality.district, "gatherings", YEAR)
    assert keys(found, on_time="yes") == [str(rows["ทัน"].pk)]
    assert set(keys(found, minutes="yes")) == {str(rows["ทัน"].pk), str(rows["ช้า"].pk)}
    services.save_rules(quality.district, actor=quality.director, minutes_days=4)
    assert len(keys(asked(quality.district, "gatherings", YEAR), on_time="yes")) == 2


def test_lessons_and_pictures_have_sources_of_their_own(quality: SimpleNamespace) -> None:
    project = Project.objects.create(district=quality.district, number=1, name="โครงการ", reference_key="project-1")
    told, plain = _held(quality, "มีบทเรียน", kind="km", project=project), _held(quality, "ไม่มี")
    services.save_lesson(told, actor=quality.supervisor, values={"by_label": "กลุ่มครู", "learned": "ได้แลกเปลี่ยน"})
    store(
        pictures.upload(pictures.jpeg(), "ภาพ.jpg"), owner=photo_pointer(told), actor=quality.supervisor,
        district_code=quality.district.code,
    )  # fmt: skip
    [lesson] = asked(quality.district, "gathering-lessons", YEAR, reader=quality.director)
    assert (lesson.kind, lesson.key, lesson.tags["kind"]) == ("gathering", str(told.pk), ("km",))
    [shown] = asked(quality.district, "pictures", YEAR, reader=quality.director)
    assert (shown.kind, shown.key, shown.amount) == ("gathering_photo", str(told.pk), 1)
    found = asked(quality.district, "gatherings", YEAR)
    assert keys(found, project="project-1") == keys(found, project="yes") == [str(told.pk)]
    assert keys(found, lessons="no") == [str(plain.pk)]
