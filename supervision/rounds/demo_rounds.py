"""Demo rounds of the first office: one that is over and one that runs, with the same form, and a draft."""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from core.bulk import many_acts
from instruments.models import InstrumentVersion, Item
from instruments.queries import Form, form_of
from instruments.services import AnswerValue
from schools.demo import SIGN_INS, DemoContext
from schools.models import Appointment, Cluster
from schools.queries import holders, holders_kept
from supervision.rounds import services
from supervision.rounds.models import CollectionRound, RoundSchool

CLUSTERS = 2
EMAILS = {one.email for one in SIGN_INS}
WRITTEN = "จัดซ่อมแล้วบางส่วน ยังรองบประมาณ"


def seed(context: DemoContext) -> None:
    """An office that has rounds is left as it is."""
    if CollectionRound.objects.of_district(context.first).exists():
        return
    with many_acts(), holders_kept():
        _Rounds(context).fill()
    context.say(f"{context.first.code}: {CollectionRound.objects.of_district(context.first).count()} collection rounds")


class _Rounds:
    def __init__(self, context: DemoContext) -> None:
        self.district, self.today = context.first, context.today
        self.random = random.Random(f"rounds {self.district.code}")  # noqa: S311 (demo data, not a secret)
        self.head = holders("group_director", self.district, self.today)[0]
        self.principals = {
            row.school_id: row.person.user
            for row in Appointment.objects.in_force(self.today)
            .filter(district=self.district, role="principal", person__user__isnull=False)
            .select_related("person__user")
        }
        clusters = Cluster.objects.of_district(self.district).order_by("position", "pk")[:CLUSTERS]
        self.chosen = [str(cluster.pk) for cluster in clusters]

    def fill(self) -> None:
        form = form_of(self._version("environment").pk)
        done = self._open(form, "ตรวจสภาพแวดล้อมในโรงเรียน", "ก่อนเปิดภาคเรียน", opened=50, due=36)
        self._answer(done, form, share=1.0, day=self.today - timedelta(days=40))
        services.accept_entries(done, actor=self.head, now=self._at(self.today - timedelta(days=34), 9))
        services.close_round(done, actor=self.head, now=self._at(self.today - timedelta(days=33), 9))
        running = self._open(form, "ตรวจสภาพแวดล้อมในโรงเรียน", "หลังเปิดภาคเรียน", opened=9, due=-5)
        self._answer(running, form, share=0.55, day=self.today - timedelta(days=2))
        services.create_round(
            self.district, actor=self.head, version=self._version("curriculum-review"), title="ทบทวนหลักสูตรสถานศึกษา",
            note="ให้คณะกรรมการสถานศึกษาร่วมพิจารณาก่อนส่ง", opens_on=self.today + timedelta(days=7),
            due_on=self.today + timedelta(days=37), audience="all", now=self._at(self.today - timedelta(days=1), 15),
        )  # fmt: skip

    def _version(self, code: str) -> InstrumentVersion:
        rows = InstrumentVersion.objects.filter(instrument__district=self.district, instrument__code=code)
        return rows.filter(state="published").select_related("instrument").latest("number")

    def _open(self, form: Form, title: str, label: str, *, opened: int, due: int) -> CollectionRound:
        """Opened that many days ago, due that many days ago (negative: ahead)."""
        day = self.today - timedelta(days=opened)
        made = services.create_round(
            self.district, actor=self.head, version=form.version, title=title, label=label, opens_on=day,
            note="กรอกตามสภาพจริง โรงเรียนละหนึ่งฉบับ", due_on=self.today - timedelta(days=due), audience="cluster",
            chosen=self.chosen, now=self._at(day, 9),
        )  # fmt: skip
        return services.open_round(made, actor=self.head, now=self._at(day, 10), today=day)

    def _answer(self, round_: CollectionRound, form: Form, *, share: float, day: date) -> None:
        rows = list(round_.schools.select_related("school").order_by("pk"))
        for number, entry in enumerate(rows):
            principal = self.principals.get(entry.school_id)
            if principal is None or self.random.random() > share or (share < 1.0 and principal.email in EMAILS):
                continue  # Whoever tries the product as a principal finds a form that waits.
            now = self._at(day + timedelta(days=number % 3), 13)
            services.add_sheet(entry, actor=principal, answers=self._answers(form, round_.label), form=form, now=now)
            if share == 1.0 or number % 5:
                services.submit_entry(entry, actor=principal, now=now)
        first = round_.schools.filter(state=RoundSchool.State.SUBMITTED).order_by("pk").first()
        if first is not None and share < 1.0:
            reason = "ข้อห้องน้ำยังไม่ได้แนบภาพถ่าย"
            services.return_entry(first, actor=self.head, reason=reason, now=self._at(self.today, 9))

    def _answers(self, form: Form, label: str) -> dict[int, AnswerValue]:
        found = {}
        for key, item in form.items.items():
            said = next((number for number, level in form.levels[key].items() if level.label == label), None)
            value = self._value(form, key, item) if said is None else AnswerValue(number=Decimal(said))
            if value is not None:
                found[key] = value
        return found

    def _value(self, form: Form, key: int, item: Item) -> AnswerValue | None:
        kinds = Item.Kind
        if item.kind in (kinds.RATING, kinds.CHOICE):
            values = sorted(form.levels[key])
            weights = range(1, len(values) + 1)
            return AnswerValue(number=Decimal(self.random.choices(values, weights)[0]))
        if item.kind == kinds.YES_NO:
            return AnswerValue(number=Decimal(self.random.random() < 0.8))
        if item.kind == kinds.TEXT:
            return AnswerValue(text=WRITTEN)
        return None

    def _at(self, day: date, hour: int) -> datetime:
        return min(timezone.make_aware(datetime.combine(min(day, self.today), time(hour))), timezone.now())
