"""The form a gathering is judged with: by link without a name, from paper in heaps, figures with their working."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from instruments.models import Instrument, InstrumentVersion, Item, Response
from instruments.queries import Form, form_of, usable_versions
from instruments.services import AnswerValue, load_instruments, open_response
from meetings import services, throttle
from meetings.forms import PapersForm
from meetings.models import Batch, Evaluation, EvaluationSheet, Gathering
from meetings.queries import result_of

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


@pytest.fixture
def version(quality: SimpleNamespace) -> InstrumentVersion:
    load_instruments(quality.district)
    return usable_versions(quality.district, of_gatherings=True).get()


@pytest.fixture
def evaluation(quality: SimpleNamespace, held: Gathering, version: InstrumentVersion) -> Evaluation:
    return services.hang_form(held, actor=quality.supervisor, version=version)


@pytest.fixture
def link(quality: SimpleNamespace, evaluation: Evaluation) -> Evaluation:
    return services.open_link(evaluation, actor=quality.supervisor, until=timezone.now() + TOMORROW)


def sheet(form: Form, value: int) -> dict[int, AnswerValue]:
    return {key: AnswerValue(number=Decimal(value)) for key in form.rated}


def posted(form: Form, value: int = 5) -> dict[str, Any]:
    answers = {f"item-{key}": str(value) for key in form.rated}
    for item in form.items.values():
        if item.kind == Item.Kind.CHOICE:
            answers[f"item-{item.pk}"] = str(max(form.levels[item.pk]))
    return answers


def test_only_who_writes_it_hangs_a_form_and_opens_a_link(
    quality: SimpleNamespace, held: Gathering, version: InstrumentVersion, evaluation: Evaluation
) -> None:
    for user in (quality.stranger, quality.principal, quality.head):
        with pytest.raises(NotAllowed):
            services.hang_form(held, actor=user, version=version)
        with pytest.raises(NotAllowed):
            services.open_link(evaluation, actor=user, until=timezone.now() + TOMORROW)
        with pytest.raises(NotAllowed):
            services.enter_papers(evaluation, actor=user, sheets=[], key="a")


def test_forms_of_schools_and_of_gatherings_are_kept_apart(
    quality: SimpleNamespace, held: Gathering, version: InstrumentVersion
) -> None:
    of_schools = usable_versions(quality.district)
    assert version not in of_schools
    with pytest.raises(DomainError, match="การประชุมหรืออบรม"):
        services.hang_form(held, actor=quality.supervisor, version=of_schools.first())
    with pytest.raises(DomainError, match="ใช้กับโรงเรียนไม่ได้"):
        open_response(version, school=quality.school)
    load_instruments(quality.far)
    with pytest.raises(DomainError, match="เขตนี้"):
        services.hang_form(
            held, actor=quality.supervisor, version=usable_versions(quality.far, of_gatherings=True).get()
        )


def test_a_link_needs_a_day_to_come_and_a_new_one_ends_the_old(
    quality: SimpleNamespace, evaluation: Evaluation, link: Evaluation
) -> None:
    now = timezone.now()
    for until in (now - TOMORROW, now + timedelta(days=200)):
        with pytest.raises(DomainError) as refusal:
            services.open_link(evaluation, actor=quality.supervisor, until=until)
        assert refusal.value.field == "until"
    again = services.open_link(evaluation, actor=quality.supervisor, until=now + 2 * TOMORROW)
    assert again.token == link.token
    assert (
        services.open_link(evaluation, actor=quality.supervisor, until=now + TOMORROW, renew=True).token != link.token
    )
    assert services.close_link(evaluation, actor=quality.supervisor).token == ""


def test_somebody_with_the_link_answers_once_without_a_name(link: Evaluation, client: Client) -> None:
    address = reverse("meetings:answer", args=[link.token])
    page = client.get(address)
    assert page.status_code == 200
    assert link.gathering.title in page.content.decode()
    form = form_of(link.version_id)
    missing = client.post(address, {})
    assert missing.status_code == 422
    assert EvaluationSheet.objects.count() == 0
    half = posted(form, 4)
    half.pop(f"item-{form.rated[0]}")
    kept = client.post(address, half).content.decode()
    assert "กรุณาตอบข้อนี้" in kept
    assert kept.count(" checked") == len(half)  # what was typed stays
    for _ in range(2):
        done = client.post(address, posted(form))
        assert "ได้รับคำตอบของท่านแล้ว" in done.content.decode()
    found = EvaluationSheet.objects.get()
    assert (found.way, found.entered_by, found.response.school, found.response.person) == ("link", None, None, None)
    assert client.cookies["evaluation"].value not in found.browser
    assert Client().get(address).status_code == 200  # another browser may still answer


def test_a_wrong_closed_or_expired_link_says_nothing(
    quality: SimpleNamespace, link: Evaluation, client: Client
) -> None:
    address = reverse("meetings:answer", args=[link.token])
    assert client.get(reverse("meetings:answer", args=[link.token[:-1] + "x"])).status_code == 404
    Evaluation.objects.filter(pk=link.pk).update(open_until=timezone.now() - TOMORROW)
    assert client.get(address).status_code == 404
    Evaluation.objects.filter(pk=link.pk).update(open_until=timezone.now() + TOMORROW)
    assert client.get(address).status_code == 200
    services.cancel_gathering(link.gathering, actor=quality.supervisor, reason="งดจัด")
    closed = client.get(address)
    assert closed.status_code == 404
    assert link.gathering.title not in closed.content.decode()


def test_guessing_links_is_stopped(client: Client, link: Evaluation) -> None:
    for number in range(throttle.MOST_WRONG):
        assert client.get(reverse("meetings:answer", args=[f"guess{number}"])).status_code == 404
    assert client.get(reverse("meetings:answer", args=["once-more"])).status_code == 429


def test_a_heap_of_paper_is_typed_line_by_line_once(
    quality: SimpleNamespace, evaluation: Evaluation, client: Client
) -> None:
    client.force_login(quality.supervisor)
    address = reverse("meetings:papers", args=[evaluation.gathering_id, evaluation.pk])
    assert "บรรทัด" in client.get(address).content.decode()
    wrong = client.post(address, {"key": "k1", "lines": "2 5 5 4 4 5 5 4 5\n2 5 5\n2 9 5 4 4 5 5 4 5"})
    text = wrong.content.decode()
    assert wrong.status_code == 422
    assert "บรรทัดที่ 2" in text
    assert "บรรทัดที่ 3" in text
    assert "2 9 5 4 4 5 5 4 5" in text
    assert EvaluationSheet.objects.count() == 0
    lines = "2 5 5 4 4 5 5 4 5 | ควรมีเวลามากกว่านี้\n244444444\n- - 3 3 3 3 3 3 3"
    for _ in range(2):
        assert client.post(address, {"key": "k1", "lines": lines}).status_code == 302
    assert EvaluationSheet.objects.filter(way="paper", entered_by=quality.supervisor).count() == 3
    assert client.post(address, {"key": "k2", "lines": "255555555"}).status_code == 302
    assert EvaluationSheet.objects.count() == 4
    drop = reverse("meetings:papers-drop", args=[evaluation.gathering_id, evaluation.pk])
    client.post(drop, {"last": "1"})
    assert (EvaluationSheet.objects.count(), Response.objects.filter(school=None).count()) == (3, 3)
    result = result_of(evaluation)
    assert result.texts[0][1] == ("ควรมีเวลามากกว่านี้",)


def test_a_choice_on_paper_goes_by_its_place(evaluation: Evaluation) -> None:
    form = form_of(evaluation.version_id)
    given = PapersForm({"key": "k", "lines": "2 5 5 5 5 5 5 5 5"}, evaluation=evaluation, form=form)
    assert given.is_valid(), given.errors
    choice = next(item for item in form.items.values() if item.kind == Item.Kind.CHOICE)
    second = list(form.levels[choice.pk].values())[1]
    assert given.cleaned_data["lines"][0][choice.pk].number == second.value
    assert second.label == "ครู"


def test_the_figures_are_exact_and_show_their_working(
    quality: SimpleNamespace, held: Gathering, batch: Batch, evaluation: Evaluation
) -> None:
    form = form_of(evaluation.version_id)
    second = services.save_batch(
        held, actor=quality.supervisor, starts_on=held.held_on + timedelta(days=7), ends_on=None
    )
    for key, values, of in (("a", (5, 5, 4), batch), ("b", (3,), second)):
        sheets = [sheet(form, value) for value in values]
        services.enter_papers(evaluation, actor=quality.supervisor, sheets=sheets, key=key, batch=of)
    result = result_of(evaluation)
    first = result.items[0].figures
    assert (first.n, first.total, first.mean_text, first.sd_text, first.word) == (4, 17, "4.25", "0.96", "มาก")
    assert first.sum_text == "5×2 + 4×1 + 3×1"
    assert (result.n, result.whole.n, result.whole.mean_text) == (4, 4 * len(form.rated), "4.25")
    assert result.rule[0] == "ตั้งแต่ 4.51 มากที่สุด"
    apart = result_of(evaluation, batch=batch)
    assert (apart.n, apart.whole.mean_text, apart.whole.word) == (3, "4.67", "มากที่สุด")
    assert result_of(evaluation, batch=second).items[0].figures.sd is None  # one value of a sample has none


def test_a_form_somebody_answered_stays(quality: SimpleNamespace, evaluation: Evaluation) -> None:
    form = form_of(evaluation.version_id)
    services.enter_papers(evaluation, actor=quality.supervisor, sheets=[sheet(form, 4)], key="a")
    with pytest.raises(DomainError, match="มีผู้ตอบ"):
        services.drop_form(evaluation, actor=quality.supervisor)
    services.drop_papers(evaluation, actor=quality.mate, last=5)  # of another person: nothing
    assert evaluation.sheets.count() == 1
    services.drop_papers(evaluation, actor=quality.supervisor, last=5)
    services.drop_form(evaluation, actor=quality.supervisor)
    assert not Evaluation.objects.exists()


def test_forms_that_tell_who_answered_are_refused(
    quality: SimpleNamespace, held: Gathering, version: InstrumentVersion
) -> None:
    Item.objects.filter(section__version=version).update(kind=Item.Kind.PHOTO)
    with pytest.raises(DomainError, match="ภาพถ่าย"):
        services.hang_form(held, actor=quality.supervisor, version=version)
    assert Instrument.objects.filter(subject="gathering").count() == 1


def test_the_result_page_is_the_offices(
    quality: SimpleNamespace, evaluation: Evaluation, client: Client, django_assert_max_num_queries
) -> None:
    form = form_of(evaluation.version_id)
    address = reverse("meetings:evaluation", args=[evaluation.gathering_id, evaluation.pk])
    client.force_login(quality.principal)
    assert client.get(address).status_code == 403
    client.force_login(quality.supervisor)
    counts = []
    for key, size in (("a", 2), ("b", 18)):
        sheets = [sheet(form, 5)] * size
        services.enter_papers(evaluation, actor=quality.supervisor, sheets=sheets, key=key)
        client.get(address)
        with django_assert_max_num_queries(45) as asked:
            page = client.get(address).content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert "20 ฉบับ" in page
    assert "มากที่สุด" in page
