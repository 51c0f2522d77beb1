"""Pictures on a phone whose page may end at any moment: what was done to one reaches the server, or was never done."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from supervision.field.models import VisitPhoto
from tests.e2e import offline

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
# From now on the page ends with the first transaction that changes a picture: nothing more of it reaches the store.
LAST_BREATH = """() => {
  const begin = IDBDatabase.prototype.transaction;
  let over = false;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (over && mode === 'readwrite') throw new Error('the page has ended');
    over ||= mode === 'readwrite' && [].concat(stores).includes('photos');
    return begin.call(this, stores, mode, options);
  };
}"""


@pytest.fixture
def phone(rough_phone: Page) -> Page:
    return rough_phone


def test_a_picture_kept_by_a_page_that_ended_is_sent(phone: Page, cast: SimpleNamespace) -> None:
    context = phone.context
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.all_in(phone, 1)
    offline.cut(context)
    phone.goto(f"{address}/photos/")
    phone.evaluate(LAST_BREATH)
    phone.get_by_label("ถ่ายหรือเลือกภาพ").set_input_files([offline.picture()])
    expect(phone.get_by_text("เก็บภาพในเครื่องแล้ว 1 ภาพ").first).to_be_visible()
    phone.close()
    offline.cut(context, off=False)
    offline.all_in(context.new_page(), 1)
    assert VisitPhoto.objects.exclude(arrived_at=None).count() == 1


def with_one_picture(phone: Page, cast: SimpleNamespace) -> str:
    """A visit on the server with one picture; the phone has lost the signal since and shows the page of pictures."""
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.photograph(phone, address, offline.picture())
    offline.all_in(phone, 1)
    assert VisitPhoto.objects.get().arrived_at is not None
    offline.cut(phone.context)
    phone.goto(f"{address}/photos/")
    phone.evaluate(LAST_BREATH)
    return address


def test_a_picture_taken_off_by_a_page_that_ended_is_taken_off_there_too(phone: Page, cast: SimpleNamespace) -> None:
    context = phone.context
    with_one_picture(phone, cast)
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="เอาออก ภาพที่ 1").click()
    expect(phone.get_by_role("heading", name="ภาพถ่าย 0 ภาพ")).to_be_visible()
    offline.kept(phone)
    phone.close()
    offline.cut(context, off=False)
    offline.all_in(context.new_page(), 1)
    assert VisitPhoto.objects.get().removed_at is not None


def test_a_caption_kept_by_a_page_that_ended_is_sent(phone: Page, cast: SimpleNamespace) -> None:
    context = phone.context
    with_one_picture(phone, cast)
    phone.get_by_label("คำบรรยายภาพที่ 1").fill("มุมอ่านหนังสือ")
    offline.kept(phone)
    phone.close()
    offline.cut(context, off=False)
    offline.all_in(context.new_page(), 1)
    assert VisitPhoto.objects.get().caption == "มุมอ่านหนังสือ"


def test_a_caption_typed_while_pictures_are_read_stays_whole(phone: Page, cast: SimpleNamespace) -> None:
    """The queue reads the store again whenever it sent something, on a slow phone between two keys: no letter goes."""
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.photograph(phone, address, offline.picture())
    words = "นักเรียนอ่านออกเสียงเป็นคู่ ครูเดินดูทีละโต๊ะ"
    phone.evaluate("""async () => {
      const { app } = await import('/static/js/capture/state.js');
      setInterval(() => app.editor && app.editor.reload(), 3);
    }""")
    phone.get_by_label("คำบรรยายภาพที่ 1").press_sequentially(words, delay=15)
    expect(phone.get_by_label("คำบรรยายภาพที่ 1")).to_have_value(words)
    offline.kept(phone)
    offline.all_in(phone, 1)
    assert VisitPhoto.objects.get().caption == words
