"""Procedures: who writes them, drafts, steps and ways back, versions that stay, and what is shipped."""

import pytest
from django.urls import reverse

from accounts.roles import ROLES
from core.errors import DomainError, NotAllowed, StaleRevision
from processes import services
from processes.models import Procedure, ProcedureVersion, Step
from processes.queries import chart_of
from processes.services import StepWords
from processes.services.reference import shipped
from tests.factories import base, procedures

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(db):
    return base.district()


@pytest.fixture
def director(district):
    return base.user("group_director", district)


@pytest.mark.parametrize("role", ["supervisor", "office_director", "admin", "committee_secretary"])
def test_only_the_director_writes_procedures(district, director, role) -> None:
    other = base.user(role, district)
    with pytest.raises(NotAllowed):
        services.make_procedure(district, actor=other, name="งาน", level="office", year_kind="fiscal")
    version = procedures.draft(director, district)
    for act in (
        lambda: services.save_words(version, actor=other, values={"scope": "x"}),
        lambda: services.publish(version, actor=other),
        lambda: services.delete_draft(version, actor=other),
        lambda: services.new_draft(version.procedure, actor=other),
        lambda: services.set_active(version.procedure, actor=other, active=False),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_a_step_refuses(district, director) -> None:
    version = procedures.draft(director, district)
    first, second, last = version.steps.order_by("position")
    elsewhere = procedures.draft(director, district, name="อีกงาน").steps.first()
    for words, name in (
        (StepWords("  "), "title"),
        (StepWords("ก", shape="star"), "shape"),
        (StepWords("ก", post="king"), "post"),
        (StepWords("ก", month_from=13, month_to=13), "month_from"),
        (StepWords("ก", month_from=1), "month_to"),
        (StepWords("ก", shape="decision"), "back_to"),
        (StepWords("ก", back_to=first.pk), "back_to"),
        (StepWords("ก", shape="decision", back_to=elsewhere.pk), "back_to"),
    ):
        with pytest.raises(DomainError) as caught:
            services.save_step(version, actor=director, words=words)
        assert caught.value.field == name
    with pytest.raises(DomainError):
        services.save_step(
            version, actor=director, step=second, words=StepWords("ข", shape="decision", back_to=last.pk)
        )
    sub = procedures.add(version, director, "ย่อย", parent=first)
    with pytest.raises(DomainError):
        procedures.add(version, director, "ย่อยของย่อย", parent=sub)


def test_steps_keep_their_order_and_ways_back_lead_back(district, director) -> None:
    version = procedures.draft(director, district)
    first, second, last = version.steps.order_by("position")
    with pytest.raises(DomainError, match="หลังขั้นที่ย้อนกลับไป"):
        services.move_step(second, actor=director, up=True)
    with pytest.raises(DomainError, match="ย้อนกลับมาที่ขั้นนี้"):
        services.remove_step(first, actor=director)
    services.move_step(last, actor=director, up=True)
    assert [line.step.title for line in chart_of(version)] == ["เขียนร่าง", "ประกาศ", "ตรวจร่าง"]
    assert chart_of(version)[2].back == 1
    services.remove_step(last, actor=director)
    services.remove_step(last, actor=director)
    assert [line.number for line in chart_of(version)] == [1, 2]


def test_two_writers_do_not_overwrite_each_other(district, director) -> None:
    version = procedures.draft(director, district)
    seen = version.lock_version
    services.save_words(version, actor=director, values={"scope": "ทั้งเขต"}, lock_version=seen)
    with pytest.raises(StaleRevision):
        services.save_words(version, actor=director, values={"scope": "บางส่วน"}, lock_version=seen)


def test_a_published_version_is_frozen_and_a_new_one_is_its_copy(district, director) -> None:
    version = procedures.draft(director, district)
    first = version.steps.get(title="เขียนร่าง")
    procedures.add(version, director, "ประชุมร่าง", parent=first)
    services.publish(version, actor=director)
    services.publish(version, actor=director)
    with pytest.raises(DomainError, match="ทำร่างรุ่นใหม่"):
        services.save_words(version, actor=director, values={"scope": "x"})
    draft = services.new_draft(version.procedure, actor=director)
    assert services.new_draft(version.procedure, actor=director).pk == draft.pk
    old, new = chart_of(version), chart_of(draft)
    assert [(line.step.title, line.back, len(line.substeps)) for line in new] == [
        (line.step.title, line.back, len(line.substeps)) for line in old
    ]
    assert not {line.step.pk for line in new} & {line.step.pk for line in old}
    assert draft.objectives == version.objectives
    services.publish(draft, actor=director)
    states = dict(ProcedureVersion.objects.values_list("number", "state"))
    assert states == {1: "retired", 2: "published"}


def test_an_empty_draft_is_not_put_in_force_and_can_be_deleted(district, director) -> None:
    version = services.make_procedure(district, actor=director, name="งาน", level="office", year_kind="fiscal")
    with pytest.raises(DomainError, match="วัตถุประสงค์"):
        services.publish(version, actor=director)
    with pytest.raises(DomainError, match="แล้ว"):
        services.make_procedure(district, actor=director, name=" งาน ", level="office", year_kind="fiscal")
    services.delete_draft(version, actor=director)
    assert not Procedure.objects.exists()


def test_every_shipped_procedure_loads_once_and_hangs_together(district, director) -> None:
    assert services.load_procedures(district) == len(shipped()) == 11
    assert services.load_procedures(district) == 0
    steps = {row.code: row.versions.get().steps.filter(parent=None).count() for row in Procedure.objects.all()}
    # The counts of the five manuals (facts §1.4, §3.2, §3.3, §5, §7).
    assert steps == {
        "iqa-8": 8, "iqa-5": 5, "office-qa": 6, "committee-year": 6, "quality-school": 6, "supervision-network": 7,
        "tumhome": 7, "honest-school": 6, "project-research": 4, "integrated-supervision": 4, "achievement": 8,
    }  # fmt: skip
    assert set(Procedure.objects.filter(is_example=True).values_list("code", flat=True)) == {"iqa-5"}
    for version in ProcedureVersion.objects.all():
        assert not services.missing(version), version
        for line in chart_of(version):
            assert (line.back or 0) < line.number
            assert (line.step.shape == Step.Shape.DECISION) == bool(line.back), line.step
            assert not line.step.post or line.step.post in ROLES


def test_a_step_goes_only_after_the_page_said_what_goes(district, director, client) -> None:
    """One press beside แก้ไข and ลง took a step and its sub-steps away for good."""
    version = procedures.draft(director, district)
    first, second, _ = version.steps.order_by("position")
    procedures.add(version, director, "ย่อยของที่สอง", parent=second)
    client.force_login(director)
    address = reverse("processes:step-remove", args=[version.pk, second.pk])
    draft = client.get(reverse("processes:version", args=[version.pk])).text
    assert f'href="{address}"' in draft and f'action="{address}"' not in draft
    page = client.get(address)
    assert "ย่อยของที่สอง" in page.text and version.steps.filter(pk=second.pk).exists()
    refused = client.post(reverse("processes:step-remove", args=[version.pk, first.pk]))
    assert refused.status_code == 422 and "ย้อนกลับมาที่ขั้นนี้" in refused.text
    for _ in range(2):
        assert client.post(address).url == reverse("processes:version", args=[version.pk])
    assert version.steps.count() == 2
    whole = reverse("processes:version-delete", args=[version.pk])
    assert f'action="{whole}"' not in draft and "เรียกคืนไม่ได้" in client.get(whole).text
    assert client.post(whole).url == reverse("processes:procedures")
    assert not type(version).objects.filter(pk=version.pk).exists()
