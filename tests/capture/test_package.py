"""What a supervisor takes along: theirs, whole; of others only names; small enough for a poor signal."""

import gzip
import random
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.thai.sorting import sort_key
from schools.models import Person, School
from supervision.capture.queries.package import package
from supervision.field import services
from tests.factories import base, field
from tests.factories.capture import Phone

ADDRESS = "/capture/package/"


@pytest.mark.parametrize("who", ["principal", "teacher", "member", "office_director"])
def test_who_makes_no_visits_gets_none(cast, who) -> None:
    answer = Phone(getattr(cast, who)).client.get(ADDRESS)
    assert (answer.status_code, answer.json()["outcome"]) == (403, "not_allowed")


def test_only_get(cast, phone) -> None:
    assert phone.client.post(ADDRESS).status_code == 405


def test_own_schools_whole_and_others_by_name(cast, phone) -> None:
    field.version(cast.district)
    teacher = base.person_of(cast.teacher, cast.district)
    far = base.school(cast.district, name="โรงเรียนอื่น")
    elsewhere = base.person(cast.district, school=far)
    foreign = base.school(cast.other_district)
    visit = field.draft(cast.supervisor, cast.school)
    field.finding(visit, cast.supervisor)
    services.submit_visit(visit, actor=cast.supervisor)
    found = phone.client.get(ADDRESS).json()
    schools = {row["id"]: row for row in found["schools"]}
    assert schools[cast.school.pk]["mine"] and schools[cast.neighbour.pk]["mine"]
    assert schools[far.pk] == {"id": far.pk, "name": "โรงเรียนอื่น", "mine": False, "planned": False}
    assert foreign.pk not in schools
    people = {row["id"]: row for row in found["people"]}
    assert people[teacher.pk]["school"] == cast.school.pk
    assert base.person_of(cast.colleague, cast.district).pk in people
    assert elsewhere.pk not in people
    assert [row["text"] for row in found["findings"][str(cast.school.pk)]] == ["หนังสือมุมการอ่านไม่พอ"]
    assert found["last_visits"][str(cast.school.pk)]["topic"] == visit.topic
    form = next(row for row in found["forms"] if row["code"] == "quality-classroom")
    item = form["sections"][0]["items"][0]
    assert {"code", "kind", "text", "required", "levels", "relevant", "constraint"} <= set(item)
    assert item["levels"][0]["value"] > item["levels"][-1]["value"]
    assert found["user"]["person"] == base.person_of(cast.supervisor, cast.district).pk
    assert found["limits"] == {"photos": 20, "photo_pixels": 1600, "part": 262144}


def test_unchanged_it_is_not_sent_again(cast, phone) -> None:
    first = phone.client.get(ADDRESS)
    assert first.headers["ETag"] == f'"{first.json()["hash"]}"'
    again = phone.client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    weak = phone.client.get(ADDRESS, headers={"If-None-Match": f"W/{first.headers['ETag']}"})
    assert weak.status_code == 304, "a proxy that compresses weakens the mark"
    base.person(cast.district, school=cast.school)
    assert phone.client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_the_hello_names_the_package_made_last(cast, phone) -> None:
    """So the phone asks for a new one only when there is one, or when nothing is known of it any more."""
    assert phone.client.get("/capture/hello/").json()["package"] == ""
    first = phone.client.get(ADDRESS).json()["hash"]
    assert phone.client.get("/capture/hello/").json()["package"] == first
    assert Phone(cast.colleague).client.get("/capture/hello/").json()["package"] == ""
    base.school(cast.district, name="โรงเรียนใหม่")
    second = phone.client.get(ADDRESS).json()["hash"]
    assert phone.client.get("/capture/hello/").json()["package"] == second != first


def test_the_number_of_queries_does_not_grow(cast, phone) -> None:
    field.version(cast.district)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert phone.client.get(ADDRESS).status_code == 200
        return len(queries)

    count()
    before = count()
    for _ in range(5):
        school = base.school(cast.district, cluster=cast.cluster)
        base.person(cast.district, school=school)
        visit = field.draft(cast.supervisor, school)
        field.finding(visit, cast.supervisor)
        services.submit_visit(visit, actor=cast.supervisor)
    assert count() == before


def test_250_schools_and_5000_people_stay_under_two_megabytes(cast, phone, capsys) -> None:
    """Names as different as real ones are: what repeats would shrink better than the truth."""
    field.version(cast.district)
    chance = random.Random(7)
    letters = [chr(code) for code in range(0x0E01, 0x0E2F)]

    def word(length: int) -> str:
        return "".join(chance.choice(letters) for _ in range(length))

    schools = School.objects.bulk_create(
        School(
            district=cast.district, cluster=cast.cluster, code10=f"19{number:08}", smis8=f"49{number:06}",
            name=(name := f"โรงเรียนบ้าน{word(12)}"), name_sort=sort_key(name),
            latitude=f"17.{number:05}", longitude=f"101.{number:05}",
        )
        for number in range(250)
    )  # fmt: skip
    Person.objects.bulk_create(
        Person(
            district=cast.district, school=schools[number % 250], prefix=chance.choice(("นาย", "นาง", "นางสาว")),
            first_name=word(8), last_name=word(12), name_sort=f"{number:05}", position="ครู",
            standing=chance.choice(("", "ชำนาญการ", "ชำนาญการพิเศษ")),
        )
        for number in range(5000)
    )  # fmt: skip
    began = time.perf_counter()
    found = package(cast.supervisor, cast.district, today=timezone.localdate())
    seconds = time.perf_counter() - began
    packed = gzip.compress(found.body.encode(), 6)
    with capsys.disabled():
        print(f"\npackage: {len(found.body.encode()):,} bytes, {len(packed):,} gzipped, made in {seconds:.2f} s")
    assert len(packed) < 2_000_000
    answer = phone.client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < 2_000_000
    assert len(gzip.decompress(answer.content)) > 500_000
