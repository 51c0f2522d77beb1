"""Demo data of this app, made by the services everyone uses; safe to run twice: the office's assessment of indicator 4
sent for the year before the last, and the last fiscal year's open, with its proposals taken and written out."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import fiscal_year
from kotpn.assessment import services
from kotpn.assessment.demo_year import Year, at, decided, fill, year_of
from kotpn.assessment.models import Assessment, IssueAnswer, Sentence
from kotpn.assessment.standing import IssueStanding, standing_of
from kotpn.standards.models import Indicator, ProofLine
from schools.demo import DemoContext
from schools.models import Person
from schools.queries import holders, holders_kept, person_of

STILL_HOLDS = "คำสั่งและวาระยังมีผลใช้ในปีงบประมาณนี้"
NOT_KEPT = "ยังไม่ได้จัดเก็บรายงานผลเป็นระบบ จึงไม่มีร่องรอยของปีนั้น"
ADVICE = "ควรเปิดโอกาสให้แลกเปลี่ยนเรียนรู้กับสำนักงานเขตพื้นที่การศึกษาอื่น เพื่อนำแนวทางมาพัฒนาการติดตามและนิเทศ"
OPINION, METHOD, RESULT = Sentence.Section.OPINION, Sentence.Section.METHOD, Sentence.Section.RESULT


def seed(context: DemoContext) -> None:
    """An office that has assessed itself is left as it is."""
    district = context.first
    indicator = Indicator.objects.filter(
        standard__set__district=district, standard__set__code="esa-2557", number=4
    ).first()
    if indicator is None or Assessment.objects.of_district(district).exists():
        return
    last = year_of(context, fiscal_year(context.today) - 1)
    with many_acts(), holders_kept():
        fill(last)
        _sent(year_of(context, last.fiscal_year - 1), indicator, last.day(25))
        _open(last, indicator, context.today)
    context.say(f"{district.code}: {Assessment.objects.of_district(district).count()} self-assessments of the office")


def _sent(year: Year, indicator: Indicator, day: date) -> None:
    """The year before: three issues with evidence, one without and why; approved and sent."""
    now = at(day, 9)
    made = services.begin(indicator, actor=year.secretary, fiscal_year=year.fiscal_year, now=now)
    for issue in _carried_out(made, year, now):
        fit = (row for row in issue.lines if row.offer.enough and not row.offer.off_year and row.line.result)
        told = None if issue.issue.number == 3 else next(fit, None)
        if told is None:
            services.explain_no_evidence(issue.answer, actor=year.secretary, reason=NOT_KEPT, now=now)
            continue
        services.accept(issue.answer, told.line, actor=year.secretary, now=now)
        _write(issue.answer, [told.line], year, now)
    services.submit(made, actor=year.secretary, now=now + timedelta(hours=1))

    def approve(actor: Any, when: datetime) -> Any:
        return services.decide(
            made, actor=actor, revision=made.revision, decision="approved", content_hash=made.content_hash, now=when
        )

    decided(year, approve, made, now + timedelta(hours=2))
    made.refresh_from_db()
    services.mark_sent(
        made, actor=year.secretary, sent_on=day + timedelta(days=3), reference=f"ศธ 04000/{year.fiscal_year}",
        now=at(day + timedelta(days=3), 10),
    )  # fmt: skip


def _open(year: Year, indicator: Indicator, today: date) -> None:
    """The last fiscal year: every issue has an owner, what the work offers is taken and written out; not sent yet."""
    now = min(at(today, 9), timezone.now())
    made = services.begin(
        indicator, actor=year.secretary, fiscal_year=year.fiscal_year, closes_on=today + timedelta(days=14), now=now
    )
    owners = [person_of(user, year.district) for user in holders("supervisor", year.district, today)[:4]]
    for number, issue in enumerate(_carried_out(made, year, now)):
        owner: Person = owners[number % len(owners)]
        services.name_owner(issue.answer, actor=year.secretary, owner=owner, now=now)
        _take(issue, year, now)
    last = made.answers.order_by("-issue__number")[0]
    services.write_sentence(last, OPINION, actor=year.secretary, text=ADVICE, now=now)


def _carried_out(made: Assessment, year: Year, now: datetime) -> tuple[IssueStanding, ...]:
    found = standing_of(made).issues
    for issue in found:
        services.state_carried_out(issue.answer, actor=year.secretary, carried_out=True, now=now)
    return found


def _take(issue: IssueStanding, year: Year, now: datetime) -> None:
    """Everything the work offers; what is of another year with its reason."""
    answer, who = issue.answer, year.secretary
    services.accept_all(answer, actor=who, now=now)
    offered = [row for row in issue.lines if row.offer.enough]
    for row in offered:
        if row.offer.off_year:
            services.accept(answer, row.line, actor=who, reason=STILL_HOLDS, now=now)
    _write(answer, [row.line for row in offered], year, now)


def _write(answer: IssueAnswer, lines: list[ProofLine], year: Year, now: datetime) -> None:
    """The proposed sentences; a section the lines propose none for gets a plain one that rests on the first."""
    for section in (METHOD, RESULT):
        if any(getattr(line, section) for line in lines):
            services.use_drafts(answer, section, actor=year.secretary, now=now)
        elif lines:
            text = f"ดำเนินการตาม{lines[0].title}"
            services.write_sentence(answer, section, actor=year.secretary, text=text, line=lines[0], now=now)
