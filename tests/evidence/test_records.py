"""Records of our own as evidence: found by search among what one may see, and fixed as they were."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from core import files
from core.errors import DomainError
from core.pointers import Pointer
from evidence import services
from evidence.queries.picking import find_to_pick
from evidence.uses import use_kind
from processes.models import Action
from reports.models import ReportFile, ReportRun
from tests.core import pictures
from tests.evidence.conftest import Cast
from tests.factories import evidence


def done_action(cast: Cast, school: Any, text: str) -> Action:
    return Action.objects.create(
        district=cast.a, school=school, text=text, owner_label="ผอ.โรงเรียน", source_kind="visit", source_key="1",
        source_label="นิเทศ", state=Action.State.CLOSED, done_at=timezone.now(), created_by=cast.supervisor,
        created_at=timezone.now(),
    )  # fmt: skip


def labels(cast: Cast, who: str, text: str = "") -> list[str]:
    found = find_to_pick(getattr(cast, who), use_kind("run_step"), cast.step, text)
    return [record.label for _, records in found.records for record in records]


def test_a_school_finds_its_own_records_only(cast: Cast) -> None:
    own, other = done_action(cast, cast.a1, "ซ่อมอาคาร"), done_action(cast, cast.a2, "ซ่อมรั้ว")
    assert labels(cast, "principal") == [str(own)]
    assert labels(cast, "director") == [str(own)], "the step is of that school"
    assert labels(cast, "principal", "รั้ว") == []
    with pytest.raises(DomainError):
        services.add_record(Pointer("action", str(other.pk), ""), actor=cast.principal, **cast.of_school())


def test_the_store_is_searched_by_word_without_what_hangs_there_already(cast: Cast) -> None:
    plan = evidence.link(cast.principal, cast.a, cast.a1, title="แผนปฏิบัติการ 2567")
    order = evidence.link(cast.principal, cast.a, cast.a1, url="https://example.org/order", title="คำสั่งแต่งตั้ง")
    evidence.link(cast.neighbour, cast.a, cast.a2, title="แผนของโรงเรียนอื่น")
    kind = use_kind("run_step")
    assert [item for item, _ in find_to_pick(cast.principal, kind, cast.step, "แผน").items] == [plan]
    services.attach("run_step", cast.step, plan, actor=cast.principal)
    assert [item for item, _ in find_to_pick(cast.principal, kind, cast.step, "").items] == [order]


def run_of(user: Any, cast: Cast, *, expired: bool = False) -> ReportRun:
    now = timezone.now()
    output = None
    if not expired:
        output = ReportFile(
            cache_key="k" * 40, name="รายงาน.pdf", content_type="application/pdf", size=1, created_at=now,
            expires_at=now + timezone.timedelta(days=3),
        )  # fmt: skip
        output.file.save("k.pdf", ContentFile(pictures.pdf()))
    return ReportRun.objects.create(
        key="process-sheet", title="แบบสรุปมาตรฐานงาน", format="pdf", district_code=cast.a.code, requested_by=user,
        requested_at=now, state="done", output=output,
    )  # fmt: skip


def test_a_finished_document_is_taken_up_as_the_file_it_is(cast: Cast) -> None:
    run = run_of(cast.director, cast)
    assert labels(cast, "director", "มาตรฐานงาน") == [str(run)]
    assert labels(cast, "supervisor", "มาตรฐานงาน") == [], "it belongs to who asked for it"
    pointer = Pointer("report_run", str(run.pk), "")
    with pytest.raises(DomainError):
        services.add_record(pointer, actor=cast.supervisor, district=cast.a, school=None)
    item = services.add_record(pointer, actor=cast.director, district=cast.a, school=None)
    assert item.kind == "file"
    assert item.title == str(run)
    assert files.attachments_of(item.pointer)[0].file.content_type == "application/pdf"


def test_a_document_whose_file_is_gone_says_so(cast: Cast) -> None:
    run = run_of(cast.director, cast, expired=True)
    assert labels(cast, "director") == []
    with pytest.raises(DomainError, match="หมดอายุ"):
        services.add_record(Pointer("report_run", str(run.pk), ""), actor=cast.director, district=cast.a, school=None)
