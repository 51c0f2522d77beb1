"""Heat map, profile and trend: who reads them, what they say, and that more schools cost no more queries."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.results import services
from supervision.results.queries.pictures import frame_of_edition, profiles_of
from tests.results.pictured import LONG, a_year, draft

pytestmark = pytest.mark.django_db


def _get(user: Any, name: str, key: int, **query: Any) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"quality-results:{name}", args=[key]), query)


def _words(answer: Any) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("name", ["heat", "trend"])
def test_pictures_of_the_office_are_the_offices(quality: SimpleNamespace, name: str) -> None:
    made = a_year(quality)
    for reader in (quality.director, quality.supervisor, quality.head):
        assert _get(reader, name, made.programme.pk).status_code == 200
    assert _get(quality.principal, name, made.programme.pk).status_code == 403
    assert _get(quality.stranger, name, made.programme.pk).status_code == 404


@pytest.mark.parametrize("name", ["heat", "trend"])
def test_nothing_of_a_draft_is_shown_but_to_who_ranks(quality: SimpleNamespace, name: str) -> None:
    made = draft(quality)
    seen = _words(_get(quality.director, name, made.programme.pk))
    hidden = _words(_get(quality.supervisor, name, made.programme.pk))
    assert "ยังไม่เผยแพร่ผลของปีนี้" in hidden
    assert "ยังไม่เผยแพร่ผลของปีนี้" not in seen
    assert LONG not in hidden


def test_a_profile_is_the_schools_own_and_after_publishing(quality: SimpleNamespace) -> None:
    made = draft(quality)
    own, other = made.parts[quality.school.pk], made.parts[made.schools[1].pk]
    assert "ยังไม่เผยแพร่ผลของปีนี้" in _words(_get(quality.principal, "profile", own.pk))
    assert "ยังไม่เผยแพร่ผลของปีนี้" in _words(_get(quality.supervisor, "profile", own.pk))
    assert "เห็นได้เฉพาะผู้จัดลำดับ" in _words(_get(quality.director, "profile", own.pk))
    services.publish(made.edition, actor=quality.director, reason="ครบเท่าที่มี")
    page = _words(_get(quality.principal, "profile", own.pk))
    assert "ร้อยละ 100.00" in page
    assert "จาก 5 แห่ง" in page
    assert made.schools[1].name not in page
    assert _get(quality.principal, "profile", other.pk).status_code == 404
    assert _get(quality.stranger, "profile", own.pk).status_code == 404


def test_announced_ranks_do_not_open_the_profiles_of_others(quality: SimpleNamespace) -> None:
    made = a_year(quality, shown="all")
    assert _get(quality.principal, "profile", made.parts[made.schools[1].pk].pk).status_code == 404


def test_a_school_out_of_scope_of_the_edition_is_told_so(quality: SimpleNamespace) -> None:
    made = a_year(quality)
    assert _get(quality.supervisor, "heat", made.programme.pk, edition=9).status_code == 200
    assert "ยังไม่มีผลให้ดู" in _words(_get(quality.supervisor, "heat", made.programme.pk, edition=9))


def test_the_heat_map_is_filtered_and_sorted_by_its_address(quality: SimpleNamespace) -> None:
    made = a_year(quality)
    whole = _get(quality.supervisor, "heat", made.programme.pk)
    assert [row.percent for row in whole.context["table"].rows][:5] == [Decimal(x) for x in (40, 60, 80, 100, 100)]
    blue = _get(quality.supervisor, "heat", made.programme.pk, colour="blue")
    assert {row.colour for row in blue.context["table"].rows} == {"blue"}
    near = _get(quality.supervisor, "heat", made.programme.pk, cluster=made.clusters[1].pk)
    assert {row.participation.school.cluster_id for row in near.context["table"].rows} == {made.clusters[1].pk}
    assert _get(quality.supervisor, "heat", made.programme.pk, size="ไม่ทราบขนาด").context["table"].count == 6
    up = _get(quality.supervisor, "heat", made.programme.pk, sort="-percent", q="ชุมชน")
    assert [row.participation.school.name for row in up.context["table"].rows] == [LONG]
    assert 'class="nt-h5">100</td>' in _words(up)


def test_what_a_profile_says_is_the_edition(quality: SimpleNamespace) -> None:
    made = a_year(quality)
    frames = frame_of_edition(made.edition)
    assert [len(frame.indicators) for frame in frames] == [2, 2, 2, 2]
    rows = list(made.edition.schools.select_related("participation__school").order_by("participation"))
    best, _, third, *_, last = profiles_of(made.edition, rows)
    assert (best.aimed, best.met, len(best.short_of_target)) == (8, 8, 0)
    assert (third.met, len(third.short_of_target)) == (0, 8)
    assert [area.target_percent for area in best.areas] == [80.0] * 4
    assert third.changes().rows[0] == ("Q1 นักเรียนคุณภาพ", "40.00", "60.00", "+20.00", "80.00")
    assert third.changes().rows[-1][:4] == ("รวมทุกด้าน", "40.00", "60.00", "+20.00")
    net = best.radar()
    assert net is not None and net.rows[0] == ("Q1", "100.00", "80.00")
    assert (last.aimed, last.result.percent) == (0, None)


def test_queries_do_not_grow_with_schools(quality: SimpleNamespace) -> None:
    client = Client()
    client.force_login(quality.supervisor)
    counts: dict[str, list[int]] = {"heat": [], "profile": [], "trend": []}
    for many in (2, 20):
        made = a_year(quality, many=many)
        for name, held in counts.items():
            key = made.parts[quality.school.pk].pk if name == "profile" else made.programme.pk
            page = reverse(f"quality-results:{name}", args=[key])
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            held.append(len(asked))
    assert all(few == many for few, many in counts.values()), counts
    assert counts["heat"][0] <= 15, counts
