"""107 agreements as one file on two warm workers against one WeasyPrint call on the same HTML; and their memory."""

import itertools
import subprocess
import time
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import weasyprint
from django.template.loader import render_to_string

from core.thai.breaks import wrap_terms
from core.thai.markup import VERBATIM, map_text
from reports import registry, services
from reports.base import BuildContext, Reader
from reports.models import ReportRun
from reports.pdf.fonts import engine
from supervision.agreements import services as acts
from supervision.agreements.models import Agreement
from supervision.indicators.models import Indicator
from tests.bench.rounds import interleaved, wall
from tests.bench.test_pdf import worker_peaks
from tests.factories import agreements, base
from tests.factories.improvement import a_programme, a_quality_model, an_indicator_set

pytestmark = [pytest.mark.engines, pytest.mark.django_db(transaction=True)]
SCHOOLS, PER_AREA, MOST_MB = 107, 4, 400
TITLE = "ครูจัดการเรียนรู้ที่ตอบสนองความแตกต่างระหว่างบุคคล ใช้สื่อ แหล่งเรียนรู้ และเทคโนโลยีได้อย่างเหมาะสม"
_turn = itertools.count(1)


@pytest.fixture
def office() -> SimpleNamespace:
    """A programme of 107 schools with their heads, 16 indicators each, every agreement issued."""
    district = base.district(name="สำนักงานเขตพื้นที่การศึกษาประถมศึกษาทดสอบ เขต 3")
    head = base.user("group_director", district)
    base.user("office_director", district)
    schools = [base.school(district) for _ in range(SCHOOLS)]
    for school in schools:
        base.appoint(base.person(district, school=school), "principal")
    chosen = an_indicator_set(a_quality_model(district), per_area=PER_AREA)
    Indicator.objects.filter(area__set=chosen).update(title=TITLE)
    programme = a_programme(head, district, schools=schools, set=chosen)
    agreements.targets(programme)
    made = acts.issue_all(programme, actor=head, dated=date(2024, 11, 15)).made
    assert len(made) == SCHOOLS
    return SimpleNamespace(district=district, head=head, programme=programme)


def anew(office: SimpleNamespace) -> None:
    """Other words in every agreement, or the sections of the round before would be found in the store."""
    turn = next(_turn)
    for row in Agreement.objects.of_programme(office.programme):
        row.wording["place"] = f"หอประชุมครั้งที่ {turn}"
        row.save(update_fields=["wording"])


def one_call(office: SimpleNamespace) -> None:
    """The same blocks in one document by one call, the style sheet and fonts parsed before, as in the workers."""
    configuration, css, fetcher = engine()
    reader = Reader(office.head)
    document = registry.get("mou")
    _, params = document.clean(reader, office.district.code, {"programme": office.programme.pk, "digits": "arabic"})
    blocks = document.pdf(BuildContext(office.district.code, params, "pdf", reader)).parts
    html = map_text(render_to_string("base_print.html", {"blocks": blocks}), wrap_terms, verbatim=VERBATIM | {"svg"})
    source = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="static:")
    source.render(stylesheets=[css], font_config=configuration).write_pdf()


def through_workers(office: SimpleNamespace) -> ReportRun:
    """As a person asks for it, until the finished file is there."""
    params: dict[str, Any] = {"programme": office.programme.pk, "digits": "arabic"}
    run = services.request_run(actor=office.head, key="mou", fmt="pdf", params=params, district=office.district)
    end = time.monotonic() + 400
    while run.state in ReportRun.OPEN and time.monotonic() < end:
        time.sleep(0.02)
        run.refresh_from_db()
    assert run.state == ReportRun.State.DONE, run.reason
    assert run.output is not None
    assert run.output.pages is not None
    assert run.output.pages >= 2 * SCHOOLS
    return run


def test_107_agreements_on_two_warm_processes(office: SimpleNamespace, celery_worker: subprocess.Popen[bytes]) -> None:
    through_workers(office)
    anew(office)

    def first() -> float:
        return wall(lambda: one_call(office))

    def second() -> float:
        anew(office)
        return wall(lambda: through_workers(office))

    interleaved("107 agreements", first, second, most=0.6, rounds=3)
    peaks = worker_peaks(celery_worker)
    print(f"\n107 agreements: peaks {', '.join(f'{peak:.0f}' for peak in peaks)} MB")
    assert max(peaks) <= MOST_MB
