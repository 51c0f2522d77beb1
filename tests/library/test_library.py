"""The library: numbers without gaps, editions, what schools read, categories, reads counted."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import files
from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import AuditEntry
from core.thai.dates import be_year
from schools.work_sources import work_sources
from supervision.library import services
from supervision.library.models import Category, LibraryItem
from supervision.library.queries import search, times_taken
from tests.factories.papers import long_pdf
from tests.factories.registers import LINK, a_category, a_document, a_listed_document, person_of


def test_only_those_who_keep_registers_add_and_list(office: SimpleNamespace) -> None:
    for actor in (office.director, office.clerk, office.principals[0], office.stranger):
        with pytest.raises(NotAllowed):
            a_document(actor, office.district)
    row = a_document(office.supervisor, office.district)
    for actor in (office.colleague, office.director, office.stranger):
        with pytest.raises(NotAllowed):
            services.list_item(row, actor=actor)
    assert services.list_item(row, actor=office.head).state == "listed"


def test_two_clicks_make_one_draft_and_one_number(office: SimpleNamespace) -> None:
    one, two = (a_document(office.supervisor, office.district) for _ in range(2))
    assert one == two
    with pytest.raises(DomainError, match="ในหมวดแล้ว"):  # what was typed is kept, not passed over for what is there
        a_document(office.supervisor, office.district, summary="อีกเรื่องหนึ่ง")
    for _ in range(2):
        row = services.list_item(one, actor=office.supervisor)
    assert row.number_label == f"เอกสาร ศน. ที่ 1/{be_year(timezone.localdate())}"


def test_numbers_run_through_and_a_withdrawn_one_keeps_its_own(office: SimpleNamespace) -> None:
    rows = [a_listed_document(office.supervisor, office.district, title=f"ฉบับ {n}") for n in range(3)]
    services.withdraw_item(rows[1], actor=office.supervisor, reason="ผิดพลาด")
    last = a_listed_document(office.supervisor, office.district, title="ฉบับ 3")
    assert [row.number for row in (*rows, last)] == [1, 2, 3, 4]
    other = a_listed_document(
        office.supervisor,
        office.district,
        title="กฎหมาย",
        category=a_category(office.district, name="กฎหมาย", numbered=False),
    )
    assert other.number is None


def test_without_file_or_link_it_is_not_listed(office: SimpleNamespace) -> None:
    row = a_document(office.supervisor, office.district, url="")
    with pytest.raises(DomainError, match="ไฟล์หรือลิงก์"):
        services.list_item(row, actor=office.supervisor)
    upload = SimpleUploadedFile("guide.pdf", long_pdf(1), content_type="application/pdf")
    files.store(upload, owner=services.pointer_of(row), actor=office.supervisor, district_code=office.district.code)
    assert services.list_item(row, actor=office.supervisor).number == 1


@pytest.mark.parametrize(("values", "field"), [({"title": " "}, "title"), ({"url": "file:///etc"}, "url")])
def test_bad_input_says_where(office: SimpleNamespace, values: dict[str, str], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        a_document(office.supervisor, office.district, **values)
    assert refused.value.field == field


def test_lists_of_another_office_are_refused(office: SimpleNamespace) -> None:
    with pytest.raises(DomainError) as refused:
        a_document(office.supervisor, office.district, category=a_category(office.other))
    assert refused.value.field == "category"


def test_a_title_stands_once_in_an_edition(office: SimpleNamespace) -> None:
    a_listed_document(office.supervisor, office.district)
    with pytest.raises(DomainError) as refused:
        a_document(office.colleague, office.district)
    assert refused.value.field == "title"
    a_document(office.colleague, office.district, edition="พิมพ์ครั้งที่ 2")


def test_a_new_edition_replaces_the_old_one_once(office: SimpleNamespace) -> None:
    old = a_listed_document(office.supervisor, office.district, for_schools=True)
    new, late = (
        a_document(office.supervisor, office.district, edition=name, replaces=old, for_schools=True)
        for name in ("ครั้งที่ 2", "ครั้งที่ 2 อีกเล่ม")
    )
    services.list_item(new, actor=office.supervisor)
    old.refresh_from_db()
    assert old.state == "replaced"
    with pytest.raises(DomainError) as refused:
        services.list_item(late, actor=office.supervisor)
    assert refused.value.field == "replaces"
    page = Client()
    page.force_login(office.principals[0])
    assert "มีฉบับใหม่แล้ว" in page.get(reverse("library:item", args=[old.pk])).content.decode()


def test_schools_read_what_is_shown_to_them(office: SimpleNamespace) -> None:
    draft = a_document(office.supervisor, office.district, title="ร่าง", for_schools=True)
    row = a_listed_document(office.supervisor, office.district, for_schools=False)
    principal = office.principals[0]
    assert not LibraryItem.objects.visible_to(principal).exists()
    with pytest.raises(NotAllowed):
        services.show_to_schools(row, actor=office.colleague, shown=True)
    services.show_to_schools(row, actor=office.supervisor, shown=True)
    assert LibraryItem.objects.visible_to(principal).get() == row
    assert search(principal, office.district, "นิเทศภายใน", 9)
    assert search(principal, office.district, f"1/{be_year(timezone.localdate())}", 9)
    assert not LibraryItem.objects.visible_to(office.stranger).exists()
    assert set(LibraryItem.objects.visible_to(office.clerk)) == {draft, row}
    services.withdraw_item(row, actor=office.head, reason="เก่า")
    assert not LibraryItem.objects.visible_to(principal).exists()
    with pytest.raises(DomainError):
        services.show_to_schools(row, actor=office.head, shown=True)


def test_what_is_listed_keeps_its_category_and_a_colleagues_save(office: SimpleNamespace) -> None:
    row = a_listed_document(office.supervisor, office.district)
    plain = a_category(office.district, name="อื่น", numbered=False)
    kept = services.edit_item(row, actor=office.head, stamp=1, category=plain, title="ชื่อที่แก้", url=LINK)
    assert (kept.category.name, kept.title) == ("เอกสาร ศน.", "ชื่อที่แก้")
    with pytest.raises(StaleRevision):
        services.edit_item(row, actor=office.supervisor, stamp=1, title="ทับ", url=LINK)


def test_a_draft_is_removed_with_its_files_what_is_listed_is_not(office: SimpleNamespace) -> None:
    draft = a_document(office.supervisor, office.district)
    services.remove_draft(draft, actor=office.supervisor)
    row = a_listed_document(office.supervisor, office.district)
    with pytest.raises(DomainError):
        services.remove_draft(row, actor=office.supervisor)
    assert LibraryItem.objects.get() == row


def test_reads_of_its_files_are_counted(office: SimpleNamespace) -> None:
    row = a_listed_document(office.supervisor, office.district, for_schools=True)
    upload = SimpleUploadedFile("guide.pdf", long_pdf(1), content_type="application/pdf")
    kept = files.store(
        upload, owner=services.pointer_of(row), actor=office.supervisor, district_code=office.district.code
    )
    client = Client()
    client.force_login(office.principals[0])
    for _ in range(2):
        assert client.get(reverse("core:file", args=[kept.pk])).status_code == 200
    assert times_taken(row) == 2
    assert AuditEntry.objects.filter(action="file.downloaded", actor=office.principals[0]).count() == 2
    client.force_login(office.stranger)
    assert client.get(reverse("core:file", args=[kept.pk])).status_code == 404


def test_categories_are_the_directors(office: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        services.save_category(office.district, actor=office.supervisor, name="ใหม่")
    made = services.save_category(office.district, actor=office.head, name=" คลิป  วิดีโอ ")
    assert made.name == "คลิป วิดีโอ"
    with pytest.raises(DomainError) as refused:
        services.save_category(office.district, actor=office.head, name="คลิป วิดีโอ")
    assert refused.value.field == "name"
    numbered = a_category(office.district)
    a_listed_document(office.supervisor, office.district)
    with pytest.raises(DomainError) as refused:
        services.save_category(
            office.district, actor=office.head, category=numbered, name=numbered.name, is_numbered=False
        )
    assert refused.value.field == "is_numbered"


def test_shipped_categories_come_once_and_own_names_stay(office: SimpleNamespace) -> None:
    Category.objects.of_district(office.district).delete()
    assert services.load_categories(office.district) == 8
    first = Category.objects.of_district(office.district).get(reference_key="law")
    first.name = "กฎหมาย"
    first.save()
    assert services.load_categories(office.district) == 0


def test_listing_is_work_of_its_author(office: SimpleNamespace) -> None:
    author = person_of(office.supervisor, office.district)
    a_listed_document(office.supervisor, office.district, author=author)
    source = next(one for one in work_sources() if one.key == "library")
    today = timezone.localdate()
    assert [row.people for row in source.rows(office.district, today, today)] == [(author.pk,)]
