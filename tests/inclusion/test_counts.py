"""Counts of a school's year: who may, what does not add up, sent and accepted; small numbers are not told."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import Notice
from schools.models import SchoolYearCount
from supervision.curricula.models import CurriculumKind
from supervision.inclusion import services
from supervision.inclusion.hidden import KEPT, SMALL, shown, total
from supervision.inclusion.models import DisabilityKind, InclusionYear, KindCount
from supervision.inclusion.queries import by_school, not_sent, office_year
from tests.core.tabs import second_tab
from tests.factories import base, inclusion
from tests.factories.achievement import kind


def _client(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_school_fills_in_its_own_and_the_office_any(office: SimpleNamespace) -> None:
    first = office.schools[0]
    for actor in (office.principals[1], office.director, office.stranger):
        with pytest.raises(NotAllowed):
            inclusion.a_year(actor, first)
    assert inclusion.a_year(office.principals[0], first) == inclusion.a_year(office.supervisor, first)
    assert services.load_kinds(office.district) == 0
    assert DisabilityKind.objects.filter(district=office.district).count() == 9


def test_what_does_not_add_up_is_refused(office: SimpleNamespace) -> None:
    principal, school = office.principals[0], office.schools[0]
    row = inclusion.a_year(principal, school, pupils=None)
    for figures in ({"ieps": 7}, {"certified": 7}, {"pupils": -1}, {"screened": 9999}):
        with pytest.raises(DomainError):
            services.save_counts(row, actor=principal, counts=inclusion.counts(school, **({"pupils": 6} | figures)))
    SchoolYearCount.objects.create(school=school, academic_year=inclusion.YEAR, primary=5)
    with pytest.raises(DomainError, match="มากกว่านักเรียนทั้งโรงเรียน"):
        services.save_counts(row, actor=principal, counts=inclusion.counts(school, 6))
    services.load_kinds(office.other)
    stranger = DisabilityKind.objects.filter(district=office.other).first()
    with pytest.raises(DomainError):
        services.save_counts(row, actor=principal, counts={stranger.pk: {"pupils": 1}})
    assert not row.counts.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        KindCount.objects.create(year=row, kind=stranger, pupils=1, ieps=2)


def test_a_colleagues_save_is_not_overwritten(office: SimpleNamespace) -> None:
    principal, school = office.principals[0], office.schools[0]
    row = inclusion.a_year(principal, school)
    services.save_counts(row, actor=office.supervisor, counts=inclusion.counts(school, 7), stamp=row.stamp)
    with pytest.raises(StaleRevision):
        services.save_counts(row, actor=principal, counts=inclusion.counts(school, 8), stamp=row.stamp)


def test_sent_accepted_returned_and_sent_again(office: SimpleNamespace) -> None:
    principal, school = office.principals[0], office.schools[0]
    empty = inclusion.a_year(principal, school, pupils=None)
    with pytest.raises(DomainError, match="ศูนย์"):
        services.submit(empty, actor=principal)
    for _ in range(2):
        row = inclusion.a_sent_year(principal, school, year=2568)
        with pytest.raises(DomainError):
            services.save_counts(row, actor=principal, counts=inclusion.counts(school))
        break
    assert services.submit(row, actor=principal).state == "submitted"
    for actor in (principal, office.director, office.stranger):
        with pytest.raises(NotAllowed):
            services.accept(row, actor=actor)
    for _ in range(2):
        assert services.accept(row, actor=office.supervisor).state == "accepted"
    services.return_year(row, actor=office.head, reason="จำนวนคัดกรองไม่ครบ")
    assert Notice.objects.get(code="inclusion.returned").recipient == principal
    assert inclusion.a_sent_year(principal, school, year=2568).state == "submitted"


def test_what_the_office_fills_in_is_accepted_at_once(office: SimpleNamespace) -> None:
    assert inclusion.a_sent_year(office.supervisor, office.schools[1]).state == "accepted"


def test_help_is_told_once_and_only_while_it_is_written(office: SimpleNamespace) -> None:
    principal, row = office.principals[0], inclusion.a_year(office.principals[0], office.schools[0])
    for values in (
        {"kind": "none", "text": "ก"},
        {"kind": "staff", "text": " "},
        {"kind": "staff", "text": "ก", "pupils": -1},
    ):
        with pytest.raises(DomainError):
            services.add_help(row, actor=principal, **values)
    one, two = (services.add_help(row, actor=principal, kind="staff", text="จัดพี่เลี้ยง") for _ in range(2))
    assert one == two
    with pytest.raises(DomainError, match="มีความช่วยเหลือนี้แล้ว"):
        services.add_help(row, actor=principal, kind="staff", text="จัดพี่เลี้ยง", pupils=3)
    services.submit(row, actor=principal)
    with pytest.raises(DomainError):
        services.drop_help(one, actor=principal)


def test_the_offices_table_counts_what_was_sent(office: SimpleNamespace) -> None:
    inclusion.a_sent_year(office.principals[0], office.schools[0], pupils=6)
    inclusion.a_sent_year(office.principals[1], office.schools[1], pupils=7)
    inclusion.a_year(office.principals[2], office.schools[2], pupils=9)
    found = office_year(office.head, office.district, inclusion.YEAR, small=True)
    assert (found.sent, found.schools, found.totals[0]) == (2, 3, "13")
    assert list(not_sent(office.head, office.district, inclusion.YEAR)) == [office.schools[2]]
    nothing = office_year(office.stranger, office.other, inclusion.YEAR, small=True)
    assert nothing.totals[0] == "0"


def test_small_numbers_and_what_would_tell_them_are_kept_back() -> None:
    assert shown({"a": 2, "b": 8, "c": 20}, all_of_it=False) == {"a": SMALL, "b": KEPT, "c": "20"}
    assert shown({"a": 2, "b": 3, "c": 20}, all_of_it=False) == {"a": SMALL, "b": SMALL, "c": "20"}
    assert shown({"a": 0, "b": 8}, all_of_it=False) == {"a": "0", "b": "8"}
    assert shown({"a": 2}, all_of_it=True) == {"a": "2"}
    assert total({"a": 2, "b": 0}, all_of_it=False) == SMALL
    assert total({"a": 2, "b": 8}, all_of_it=False) == "10"


def test_a_reader_without_need_sees_no_small_count(office: SimpleNamespace) -> None:
    row = inclusion.a_sent_year(office.principals[0], office.schools[0], pupils=3)
    page, heading = reverse("inclusion:year", args=[row.pk]), "นักเรียนเรียนรวม 3 คน"
    assert heading in _client(office.principals[0]).get(page).content.decode()
    assert heading in _client(office.supervisor).get(page).content.decode()
    told = _client(office.director).get(page).content.decode()
    assert heading not in told
    assert SMALL in told
    assert by_school(office.director, office.district, inclusion.YEAR, small=False) == {row.pk: SMALL}


def test_the_page_of_another_school_does_not_tell_a_small_count(office: SimpleNamespace) -> None:
    """Two of the first school are the office's ten less the second school's eight."""
    inclusion.a_sent_year(office.principals[0], office.schools[0], pupils=2)
    other = inclusion.a_sent_year(office.principals[1], office.schools[1], pupils=8)
    draft = inclusion.a_year(office.principals[2], office.schools[2], pupils=9)
    page = reverse("inclusion:year", args=[other.pk])
    told = _client(office.director).get(page).context
    assert (told["lines"], told["totals"][0]) == ([], KEPT)
    assert _client(office.head).get(page).context["totals"][0] == "8"
    told = _client(office.director).get(reverse("inclusion:year", args=[draft.pk])).context
    assert (told["lines"], told["totals"]) == ([], ("–",) * 4)


def test_a_refused_sheet_keeps_what_was_typed(office: SimpleNamespace) -> None:
    row = inclusion.a_year(office.principals[0], office.schools[0])
    kind = row.counts.get().kind_id
    client, page = _client(office.principals[0]), reverse("inclusion:edit", args=[row.pk])
    typed = {f"k{kind}_pupils": "4", f"k{kind}_ieps": "5", "trained": "1", "aides": "0", "note": "ครูดูแลร่วมกัน"}
    typed["stamp"] = str(row.stamp)
    answer = client.post(page, typed)
    assert answer.status_code == 422
    assert "ครูดูแลร่วมกัน" in answer.content.decode()
    assert "ต้องไม่เกินจำนวนนักเรียน" in answer.content.decode()
    assert client.post(page, typed | {f"k{kind}_ieps": "4"}).status_code == 302


def test_as_many_queries_for_twelve_schools_as_for_two(office: SimpleNamespace) -> None:
    client, counts = _client(office.head), []
    for many in (2, 10):
        for _ in range(many):
            inclusion.a_sent_year(office.supervisor, base.school(office.district))
        page = f"{reverse('inclusion:index')}?year={inclusion.YEAR}"
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 30


def test_the_register_of_special_curricula_is_one_tap_away(office: SimpleNamespace) -> None:
    special = kind(office.district, "special")
    for user in (office.head, office.principals[0]):
        page = _client(user).get(reverse("inclusion:index")).content.decode()
        assert f'href="{reverse("curricula:index")}?kind={special.pk}"' in page
    CurriculumKind.objects.filter(pk=special.pk).update(is_active=False)
    page = _client(office.head).get(reverse("inclusion:index")).content.decode()
    assert reverse("curricula:index") + "?kind" not in page


def test_schools_see_their_own_alone(office: SimpleNamespace) -> None:
    inclusion.a_sent_year(office.principals[0], office.schools[0])
    seen = [InclusionYear.objects.visible_to(user).exists() for user in (*office.principals, office.stranger)]
    assert seen == [True, False, False, False]


def test_another_tab_of_the_counts_is_not_overwritten(office: SimpleNamespace) -> None:
    row = inclusion.a_year(office.principals[0], office.schools[0])
    kind = row.counts.get().kind_id
    client, page = _client(office.principals[0]), reverse("inclusion:edit", args=[row.pk])
    typed = {f"k{kind}_pupils": "4", f"k{kind}_ieps": "4", "trained": "1", "aides": "0"}
    second_tab(client, page, typed, "note")
    row.refresh_from_db()
    first = {**typed, "note": "จากอีกหน้า", "stamp": str(row.stamp)}
    assert client.post(page, first | {f"k{kind}_pupils": "6"}).status_code == 302
    late = client.post(page, first | {f"k{kind}_pupils": "5"})
    assert [told[1:] for told in late.context["conflict"]] == [("6", "5")]
