"""Sections and items of a draft: who may not, what is refused, moved, copied, taken away; two writers at once."""

from dataclasses import replace
from typing import Any

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from instruments.content import content_of
from instruments.models import InstrumentVersion, Item, Section
from instruments.services import parts
from instruments.services.publishing import publish
from tests.factories import base
from tests.factories import instruments as factory

pytestmark = pytest.mark.django_db


def outline(version: InstrumentVersion) -> list[list[str]]:
    return [[item.code for item in part.items] for part in content_of(version).sections]


def get(version: InstrumentVersion, code: str) -> Item:
    return Item.objects.select_related("section").get(section__version=version, code=code)


def test_who_may_not_write(version: InstrumentVersion, district: Any) -> None:
    strangers = (base.account(), base.user("supervisor", district), base.user("group_director", base.district()))
    for user in strangers:
        with pytest.raises(NotAllowed):
            parts.save_section(version, actor=user, title="ตอนใหม่")
        with pytest.raises(NotAllowed):
            parts.save_item(version, actor=user, section=version.sections.first(), words=factory.words("q09"))
        with pytest.raises(NotAllowed):
            parts.move_item(version, actor=user, item=get(version, "q02"), up=True, lock_version=None)


def test_a_published_version_is_frozen(version: InstrumentVersion, director: Any) -> None:
    publish(version, actor=director, year_from=2567)
    section, item = version.sections.first(), get(version, "q01")
    acts = (
        lambda: parts.save_section(version, actor=director, title="ตอนใหม่"),
        lambda: parts.save_item(version, actor=director, section=section, words=factory.words("q09")),
        lambda: parts.remove_section(version, actor=director, section=section, lock_version=None),
        lambda: parts.duplicate_item(version, actor=director, item=item, lock_version=None),
        lambda: parts.remove_item(version, actor=director, item=item, lock_version=None),
    )
    for act in acts:
        with pytest.raises(DomainError, match="เผยแพร่"):
            act()
    assert outline(version) == [["q01", "q02"], ["q03"]]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"code": "1 2"}, "code"),
        ({"code": "q01"}, "code"),
        ({"text": "  "}, "text"),
        ({"kind": "video"}, "kind"),
        ({"relevant": "${nobody} = 1"}, "relevant"),
        ({"relevant": "${q01} >"}, "relevant"),
        ({"relevant": ". = 1"}, "relevant"),
        ({"constraint": "position() = 1"}, "constraint"),
        ({"levels": (factory.LEVELS[0], factory.LEVELS[0])}, "levels"),
        ({"levels": (replace(factory.LEVELS[0], label=" "),)}, "levels"),
    ],
)
def test_an_item_that_cannot_stand(version: InstrumentVersion, director: Any, more: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        parts.save_item(
            version, actor=director, section=version.sections.first(), words=replace(factory.words("q09"), **more)
        )
    assert refusal.value.field == field
    assert len(list(content_of(version).items())) == 3


def test_another_versions_part_is_not_touched(version: InstrumentVersion, director: Any, district: Any) -> None:
    other = factory.small(director, district)
    with pytest.raises(StaleRevision):
        parts.remove_item(version, actor=director, item=get(other, "q01"), lock_version=None)
    with pytest.raises(StaleRevision):
        parts.move_item_to(
            version, actor=director, item=get(version, "q01"), section=other.sections.first(), lock_version=None
        )


def test_two_clicks_make_one(version: InstrumentVersion, director: Any) -> None:
    section = version.sections.first()
    one = parts.save_item(version, actor=director, section=section, words=factory.words("q09"))
    assert parts.save_item(version, actor=director, section=section, words=factory.words("q09")).pk == one.pk
    made = parts.save_section(version, actor=director, title="ตอนใหม่", code="s3")
    assert parts.save_section(version, actor=director, title="ตอนใหม่", code="s3").pk == made.pk
    lock = InstrumentVersion.objects.get(pk=version.pk).lock_version
    parts.duplicate_item(version, actor=director, item=one, lock_version=lock)
    with pytest.raises(StaleRevision):
        parts.duplicate_item(version, actor=director, item=one, lock_version=lock)
    assert outline(version) == [["q01", "q02", "q09", "q10"], ["q03"], []]


def test_two_writers_of_one_item(version: InstrumentVersion, director: Any) -> None:
    item = get(version, "q01")
    seen = parts.fingerprint(item)
    words = parts.content_of_item(item)
    # Somebody else writes another item: no quarrel.
    other = get(version, "q02")
    parts.save_item(
        version, actor=director, section=other.section, item=other, seen=parts.fingerprint(other),
        words=replace(parts.content_of_item(other), text="เปลี่ยนแล้ว"),
    )  # fmt: skip
    parts.save_item(version, actor=director, section=item.section, item=item, seen=seen, words=replace(words, text="ก"))
    with pytest.raises(StaleRevision):
        parts.save_item(
            version, actor=director, section=item.section, item=item, seen=seen, words=replace(words, text="ข")
        )
    assert get(version, "q01").text == "ก"


def test_moving(version: InstrumentVersion, director: Any) -> None:
    def move(code: str, *, up: bool) -> list[list[str]]:
        parts.move_item(version, actor=director, item=get(version, code), up=up, lock_version=None)
        return outline(version)

    assert move("q02", up=True) == [["q02", "q01"], ["q03"]]
    assert move("q02", up=True) == [["q02", "q01"], ["q03"]]
    assert move("q01", up=False) == [["q02"], ["q01", "q03"]]
    assert move("q01", up=True) == [["q02", "q01"], ["q03"]]
    last = version.sections.order_by("position").last()
    parts.move_item_to(version, actor=director, item=get(version, "q02"), section=last, lock_version=None)
    assert outline(version) == [["q01"], ["q03", "q02"]]
    parts.move_section(version, actor=director, section=last, up=True, lock_version=None)
    assert outline(version) == [["q03", "q02"], ["q01"]]


def test_a_copied_section_asks_about_its_own_items(version: InstrumentVersion, director: Any) -> None:
    first = version.sections.order_by("position").first()
    factory.item(first, director, "q04", relevant="${q01} <= 2 and ${q02} = 1")
    copy = parts.duplicate_section(version, actor=director, section=first, lock_version=None)
    assert outline(version) == [["q01", "q02", "q04"], ["q05", "q06", "q07"], ["q03"]]
    assert copy.items.get(code="q07").relevant == "${q05} <= 2 and ${q06} = 1"
    assert copy.items.get(code="q05").levels.count() == 3


def test_a_new_code_is_followed_by_conditions(version: InstrumentVersion, director: Any) -> None:
    second = Section.objects.filter(version=version).order_by("position").last()
    factory.item(second, director, "q04", relevant="${q01} = 1")
    item = get(version, "q01")
    words = replace(parts.content_of_item(item), code="clean")
    parts.save_item(version, actor=director, section=item.section, item=item, words=words)
    assert get(version, "q04").relevant == "${clean} = 1"


def test_removing(version: InstrumentVersion, director: Any) -> None:
    parts.remove_item(version, actor=director, item=get(version, "q01"), lock_version=None)
    parts.remove_section(
        version, actor=director, section=version.sections.order_by("position").last(), lock_version=None
    )
    assert outline(version) == [["q02"]]
    assert get(version, "q02").position == 1
