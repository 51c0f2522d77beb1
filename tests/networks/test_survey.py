"""The survey by personal link: used once, not after its day, whose is not kept; reminders."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from core.models import Mail, Notice
from instruments.models import Item
from instruments.queries import form_of
from instruments.services import AnswerValue
from meetings import throttle
from schools.models import OutsidePerson
from supervision.networks import services
from supervision.networks.models import Network, Survey, SurveySheet
from supervision.networks.queries import survey_result
from tests.factories import networks


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def _posted(survey: Survey, value: int = 4) -> dict[str, str]:
    form = form_of(survey.version_id)
    return {f"item-{key}": f"{one.number}" for key, one in networks.answers(form, value).items()}


def test_every_member_gets_a_link_and_is_told(office: SimpleNamespace, network: Network) -> None:
    outside = OutsidePerson.objects.create(
        district=office.district, first_name="สมมุติ", last_name="ชุมชน", name_sort="สม", email="guest@example.org"
    )
    services.add_members(network, actor=office.supervisor, who=[outside])
    year = networks.a_year(office.supervisor, network)
    with pytest.raises(NotAllowed):
        networks.a_survey(office.colleague, year)
    survey = networks.a_survey(office.supervisor, year)
    assert survey.invitations.count() == 3
    assert Notice.objects.filter(code="network.survey").count() == 2
    assert Mail.objects.get().address == "guest@example.org"
    services.add_members(network, actor=office.supervisor, who=[office.schools[2]])
    kept = set(survey.invitations.values_list("token", flat=True))
    networks.a_survey(office.supervisor, year)
    assert survey.invitations.count() == 4
    assert kept < set(survey.invitations.values_list("token", flat=True))


def test_bad_days_forms_and_empty_networks_are_refused(office: SimpleNamespace, network: Network) -> None:
    year = networks.a_year(office.supervisor, network)
    today = timezone.localdate()
    for until in (today - timedelta(days=1), today + timedelta(days=400)):
        with pytest.raises(DomainError) as refused:
            networks.a_survey(office.supervisor, year, until=until)
        assert refused.value.field == "open_until"
    wrong = networks.the_form(office.district, "environment")
    with pytest.raises(DomainError):
        services.open_survey(year, actor=office.supervisor, version=wrong, open_until=today)
    alone = networks.a_year(office.head, networks.a_network(office.head, office.district, name="ว่าง"))
    with pytest.raises(DomainError, match="สมาชิก"):
        networks.a_survey(office.head, alone)


def test_a_link_is_used_once_without_signing_in(office: SimpleNamespace, network: Network) -> None:
    survey = networks.a_survey(office.supervisor, networks.a_year(office.supervisor, network))
    row = survey.invitations.first()
    page, client = reverse("networks:answer", args=[row.token]), Client()
    assert client.get(page).status_code == 200
    refused = client.post(page, {f"item-{next(iter(form_of(survey.version_id).rated))}": "5"})
    assert refused.status_code == 422
    assert 'value="5" checked' in refused.content.decode()
    assert SurveySheet.objects.count() == 0
    assert client.post(page, _posted(survey)).status_code == 200
    again = client.post(page, _posted(survey, 1))
    assert again.status_code == 409
    assert "ตอบแล้ว" in again.content.decode()
    assert "ตอบแล้ว" in client.get(page).content.decode()
    with pytest.raises(services.Answered):
        services.answer(row, answers=networks.answers(form_of(survey.version_id)))
    assert SurveySheet.objects.count() == 1
    assert SurveySheet.objects.get().response.mean == 4


def test_nothing_leads_from_an_answer_to_who_gave_it() -> None:
    fields = {field.name for field in SurveySheet._meta.get_fields()}
    assert fields == {"id", "survey", "response"}


def test_results_wait_for_three_answers_and_the_last_day(office: SimpleNamespace, network: Network) -> None:
    """Who answered is named beside the results: what one person answered must not be read off them."""
    services.add_members(network, actor=office.supervisor, who=office.schools)
    survey = networks.a_survey(office.supervisor, networks.a_year(office.supervisor, network))
    form, page, client = form_of(survey.version_id), reverse("networks:survey", args=[survey.year_id]), Client()
    text = next(key for key, item in form.items.items() if item.kind == Item.Kind.TEXT)
    client.force_login(office.supervisor)
    rows = list(survey.invitations.all())
    for row, words in zip(rows, ("ฮวบ", "กลาง", "ขอ"), strict=True):
        assert survey_result(survey) is None
        assert survey_result(survey, today=survey.open_until + timedelta(days=1)) is None
        services.answer(row, answers={**networks.answers(form), text: AnswerValue(text=words)}, form=form)
    waiting = client.get(page).content.decode()
    assert "ยังไม่แสดงผล" in waiting and "กลาง" not in waiting and "4.00" not in waiting
    services.close_survey(survey, actor=office.supervisor)
    survey.refresh_from_db()
    result = survey_result(survey)
    assert result is not None
    assert (result.n, result.whole.mean_text) == (3, "4.00")
    assert [texts for item, texts in result.texts if item.pk == text] == [("กลาง", "ขอ", "ฮวบ")]
    assert "4.00" in client.get(page).content.decode()
    with pytest.raises(DomainError, match="ผลของแบบสำรวจนี้แสดงแล้ว"):
        networks.a_survey(office.supervisor, survey.year)


def test_an_ended_network_takes_no_answers(office: SimpleNamespace, network: Network) -> None:
    survey = networks.a_survey(office.supervisor, networks.a_year(office.supervisor, network))
    services.close_network(network, actor=office.supervisor, reason="บรรลุผล")
    survey.refresh_from_db()
    assert survey.closed_at is not None
    assert Client().get(reverse("networks:answer", args=[survey.invitations.first().token])).status_code == 404
    with pytest.raises(DomainError, match="ยุติแล้ว"):
        networks.a_survey(office.supervisor, survey.year)


def test_a_wrong_late_or_closed_link_is_404_and_many_are_held_off(office: SimpleNamespace, network: Network) -> None:
    survey = networks.a_survey(office.supervisor, networks.a_year(office.supervisor, network))
    row, client = survey.invitations.first(), Client()
    page = reverse("networks:answer", args=[row.token])
    services.close_survey(survey, actor=office.supervisor)
    assert client.get(page).status_code == 404
    assert client.post(page, _posted(survey)).status_code == 404
    with pytest.raises(DomainError):
        services.answer(row, answers=networks.answers(form_of(survey.version_id)))
    networks.a_survey(office.supervisor, survey.year)
    services.leave(row.member, actor=office.supervisor)
    assert client.get(page).status_code == 404
    for _ in range(throttle.MOST_WRONG):
        assert client.get(reverse("networks:answer", args=["no-such-link"])).status_code == 404
    assert client.get(reverse("networks:answer", args=["no-such-link"])).status_code == 429


def test_reminders_reach_who_has_not_answered_once_a_day(office: SimpleNamespace, network: Network) -> None:
    until = timezone.localdate() + timedelta(days=2)
    survey = networks.a_survey(office.supervisor, networks.a_year(office.supervisor, network), until=until)
    services.answer(survey.invitations.first(), answers=networks.answers(form_of(survey.version_id)))
    assert services.remind_all() == 1
    assert services.remind_all() == 0
    assert services.remind(survey, actor=office.supervisor) == 0
    tomorrow: datetime = timezone.now() + timedelta(days=1)
    assert services.remind(survey, actor=office.supervisor, now=tomorrow) == 1
    assert Notice.objects.filter(code="network.survey_again").count() == 2


def test_links_are_shown_to_who_keeps_the_network_alone(office: SimpleNamespace, network: Network) -> None:
    survey = networks.a_survey(office.supervisor, networks.a_year(office.supervisor, network))
    page, token = reverse("networks:survey", args=[survey.year_id]), survey.invitations.first().token
    for user, status, shown in (
        (office.supervisor, 200, True), (office.head, 200, True), (office.colleague, 200, False),
        (office.director, 200, False), (office.stranger, 404, False), (office.principals[0], 403, False),
    ):  # fmt: skip
        client = Client()
        client.force_login(user)
        answer = client.get(page)
        assert answer.status_code == status
        assert (token in answer.content.decode()) is shown
