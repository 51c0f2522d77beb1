"""The office's own store, and procedures carried out."""

from datetime import date
from types import SimpleNamespace

import pytest

from evidence import services
from evidence.models import EvidenceItem
from evidence.own_proofs import is_video
from processes.models import Run, RunStep
from tests.core import pictures
from tests.factories import evidence, field, procedures
from tests.proofs.asking import asked, keys

pytestmark = pytest.mark.django_db


def test_what_the_office_took_up_in_the_year(quality: SimpleNamespace) -> None:
    by, district = quality.director, quality.district
    picture = evidence.file(by, district, None, content=pictures.jpeg(), name="ภาพ.jpg")
    paper = evidence.file(by, district, None)
    video = evidence.link(by, district, None, url="https://youtu.be/abc")
    link = evidence.link(by, district, None)
    gone = evidence.link(by, district, None, url="https://example.org/gone")
    services.withdraw(gone, actor=by, reason="เก็บผิด")
    evidence.link(quality.principal, district, quality.school, url="https://example.org/school")
    EvidenceItem.objects.update(added_at=field.at(field.DAY))
    old = evidence.link(by, district, None, url="https://example.org/old")
    EvidenceItem.objects.filter(pk=old.pk).update(added_at=field.at(date(2023, 9, 30)))
    found = asked(district, "evidence", reader=by)
    assert {row.tags["kind"][0]: row.key for row in found} == {
        "image": str(picture.pk), "file": str(paper.pk), "video": str(video.pk), "link": str(link.pk),
    }  # fmt: skip
    assert keys(asked(district, "evidence", 2566)) == [str(old.pk)]


@pytest.mark.parametrize(
    ("address", "video"),
    [
        ("https://www.youtube.com/watch?v=1", True), ("https://m.youtube.com/watch?v=1", True),
        ("https://www.facebook.com/page/videos/1", True), ("https://www.facebook.com/page/posts/1", False),
        ("https://example.org/a.MP4?x=1", True), ("https://notyoutube.com/a", False), ("https://example.org/", False),
    ],
)  # fmt: skip
def test_an_address_of_a_video(address: str, video: bool) -> None:
    assert is_video(address) is video


def test_runs_with_steps_finished_in_the_year(quality: SimpleNamespace) -> None:
    procedure = procedures.published(quality.director, quality.district)
    steps = evidence.steps(quality.director, quality.district, quality.school, procedure=procedure)
    others = evidence.steps(quality.director, quality.district, quality.neighbour, procedure=procedure)
    RunStep.objects.filter(pk__in=[steps[0].pk, steps[1].pk]).update(state="done", done_on=date(2024, 7, 1))
    RunStep.objects.filter(pk=steps[2].pk).update(state="done", done_on=date(2024, 10, 1))
    RunStep.objects.filter(pk=others[0].pk).update(state="done", done_on=date(2024, 7, 1))
    Run.objects.filter(pk=others[0].run_id).update(state="cancelled")
    [run] = asked(quality.district, "runs", reader=quality.director)
    assert (run.key, run.amount, run.date) == (str(steps[0].run_id), 2, date(2024, 7, 1))
    assert run.tags == {"procedure": (procedure.code,), "state": ("open",)}
    assert run.school == quality.school.pk
    assert set(keys(asked(quality.district, "run-steps", reader=quality.director))) == {
        str(steps[0].pk), str(steps[1].pk)
    }  # fmt: skip
    assert len(asked(quality.district, "run-steps", 2568)) == 1
