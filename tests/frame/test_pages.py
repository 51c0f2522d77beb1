"""Pages of the frame: content policy, error pages, navigation, notices, profile, landing page, search."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from config import errors
from core import navigation, slots
from core.models import Notice
from tests.factories import base

pytestmark = pytest.mark.django_db
PAGES = ["/", "/inbox/", "/menu/", "/search/", "/notices/", "/look/", "/account/profile/", "/account/password/"]


def visitor(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def director() -> User:
    return base.user("group_director", base.district(name="สพป.ตัวอย่าง"))


def notice(person: User, **fields: Any) -> Notice:
    values = {"code": "t", "title": "แผนได้รับอนุมัติ", "created_at": timezone.now(), **fields}
    return Notice.objects.create(recipient=person, **values)


@pytest.mark.parametrize("path", [*PAGES, "/account/sign-in/", "/nowhere/"])
def test_the_policy_allows_nothing_inline_and_pages_need_nothing_inline(director: User, path: str) -> None:
    client = Client() if "sign-in" in path else visitor(director)
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    page = answer.content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
    assert not re.search(r"<[^>]+\son[a-z]+=", page)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page), "nothing comes from elsewhere"


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_one_heading_a_main_part_and_a_way_past_the_menu(director: User, path: str) -> None:
    page = visitor(director).get(path).content.decode()
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert 'href="#main"' in page
    assert '<html lang="th">' in page


def test_a_person_without_a_post_gets_a_page_that_says_so() -> None:
    page = visitor(base.account()).get("/").content.decode()
    assert "ยังไม่มีตำแหน่งในสำนักงานใด" in page


def test_error_pages_are_thai_and_tell_nothing_of_the_inside(director: User) -> None:
    client = visitor(director)
    missing = client.get("/nowhere/")
    assert (missing.status_code, "ไม่พบหน้านี้" in missing.content.decode()) == (404, True)
    request = RequestFactory().get("/")
    assert "ระบบขัดข้อง" in errors.broken(request).content.decode()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(director, backend="django.contrib.auth.backends.ModelBackend")
    refused = strict.post("/notices/read/")
    assert refused.status_code == 403
    assert "แบบฟอร์มนี้หมดอายุแล้ว" in refused.content.decode()
    assert "data-nt-error" in refused.content.decode(), "forms.js must know that nothing was saved"


def test_the_error_page_of_last_resort_needs_no_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        errors.broken(RequestFactory().get("/"))


def test_queries_of_the_landing_page_do_not_grow(director: User) -> None:
    client = visitor(director)
    client.get("/")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/").status_code == 200
        return len(asked)

    few = queries()
    for _ in range(30):
        notice(director)
    assert queries() <= few


def test_navigation_marks_the_deepest_page_and_hides_what_is_not_allowed(director: User) -> None:
    request = RequestFactory().get("/notices/")
    request.user, request.district = director, None
    links = [link for group in navigation.links_for(request) for link in group.links]
    assert links[0].key == "home"
    assert not links[0].current, "the landing page is not the current one on every page"
    request = RequestFactory().get("/inbox/")
    request.user, request.district = director, None
    current = [link.key for group in navigation.links_for(request) for link in group.links if link.current]
    assert current == ["waiting"]
    stranger = RequestFactory().get("/")
    stranger.user, stranger.district = base.account(), None
    keys = {link.key for group in navigation.links_for(stranger) for link in group.links}
    needs = {item.key for item in navigation._items.values() if item.capabilities}
    assert not keys & needs


def test_registries_refuse_a_mistake() -> None:
    item = navigation.NavItem("home", "อื่น", "home", "home")
    with pytest.raises(ValueError, match="registered twice"):
        navigation.register(item)
    with pytest.raises(ValueError, match="icon"):
        navigation.register(navigation.NavItem("test-x", "x", "home", "no-such-icon"))
    with pytest.raises(ValueError, match="registered twice"):
        slots.register("home.main", slots.Block("waiting", 1, lambda request: None, "x.html"))


def test_a_block_is_neither_shown_nor_asked_without_the_capability(
    director: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def query(request: object) -> dict[str, Any]:
        raise AssertionError("asked for what the person may not see")

    block = slots.Block("secret", 1, query, "home/_changes.html", capabilities=("accounts.write",))
    monkeypatch.setitem(slots._slots, "home.aside", {"secret": block})
    assert visitor(director).get("/").status_code == 200


def test_one_reads_only_ones_own_notices(director: User) -> None:
    other = base.account()
    theirs = notice(other)
    client = visitor(director)
    assert client.post(f"/notices/{theirs.pk}/open/").status_code == 404
    client.post("/notices/read/")
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_opening_a_notice_marks_it_and_goes_there_but_never_to_another_house(director: User) -> None:
    client = visitor(director)
    near, far = notice(director, url="/menu/"), notice(director, url="https://example.com/")
    assert client.get(f"/notices/{near.pk}/open/").status_code == 405
    assert client.post(f"/notices/{near.pk}/open/").url == "/menu/"
    assert client.post(f"/notices/{far.pk}/open/").url == "/notices/"
    near.refresh_from_db()
    assert near.read_at is not None
    page = client.get("/notices/?read=new").content.decode()
    assert "ไม่มีรายการตามตัวกรองนี้" in page


def test_a_notice_is_text_not_markup(director: User) -> None:
    notice(director, title="<script>alert(1)</script>", body="<b>x</b>")
    page = visitor(director).get("/notices/").content.decode()
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_the_profile_changes_ones_own_name_and_nothing_else(director: User) -> None:
    client = visitor(director)
    given = {
        "prefix": "นาง", "first_name": "ใหม่", "last_name": "ทดสอบ", "phone": "042-000-000",
        "email": "other@example.org", "is_staff": "on", "is_superuser": "on",
    }  # fmt: skip
    assert client.post("/account/profile/", given).url == "/account/profile/"
    changed = User.objects.get(pk=director.pk)
    assert (changed.first_name, changed.phone, changed.notify_by_email) == ("ใหม่", "042-000-000", False)
    assert (changed.email, changed.is_staff, changed.is_superuser) == (director.email, False, False)
    refused = client.post("/account/profile/", {**given, "first_name": ""})
    assert 'aria-invalid="true"' in refused.content.decode()
    assert "042-000-000" in refused.content.decode(), "what was typed is still there"


def test_search_wants_three_characters(director: User) -> None:
    client = visitor(director)
    assert "อย่างน้อย 3 ตัวอักษร" in client.get("/search/?q=กข").content.decode()
    assert "ไม่พบสิ่งที่ค้นหา" in client.get("/search/?q=ไม่มีทางพบ").content.decode()
    assert client.get("/search/?q=%00%00%00%00").status_code == 400
    shown = client.get("/search/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in shown
