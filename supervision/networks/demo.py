"""Demo networks of the first office: four kinds with members; last fiscal year's reported, this year's under way with a
survey some answered."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import fiscal_range, fiscal_year
from instruments.models import Item
from instruments.queries import Form, form_of, usable_versions
from instruments.services import AnswerValue
from schools.demo import DemoContext
from schools.models import OutsideBody, Person, School
from schools.queries import holders, holders_kept, person_of
from supervision.networks import services
from supervision.networks.models import Network, NetworkKind, NetworkYear

_NETWORKS = (
    ("เครือข่ายครูปฐมวัย", "teachers", "office", "พัฒนาการจัดประสบการณ์ปฐมวัยตามพัฒนาการเด็กร่วมกันทุกกลุ่มโรงเรียน"),
    ("เครือข่ายครูวิทยาศาสตร์", "teachers", "office", "แลกเปลี่ยนกิจกรรมวิทยาศาสตร์ที่ลงมือทำจริง"),
    ("โรงเรียนคู่พัฒนาการอ่าน", "pair", "school", "โรงเรียนที่อ่านออกเขียนได้ดีช่วยโรงเรียนที่ต้องการพัฒนา"),
    ("เครือข่ายภูมิปัญญาท้องถิ่น", "community", "community", "นำภูมิปัญญาของชุมชนมาเป็นแหล่งเรียนรู้"),
)  # fmt: skip


def seed(context: DemoContext) -> None:
    """An office that has networks is left as it is."""
    district = context.first
    if Network.objects.of_district(district).exists():
        return
    services.load_kinds(district)
    services.load_kinds(context.second)
    forms = {row.instrument.code: form_of(row.pk) for row in usable_versions(district, of_networks=True)}
    if not {"network-survey", "network-follow-up"} <= set(forms):
        return
    with many_acts(), holders_kept():
        _Networks(context, forms).fill()
    context.say(f"{district.code}: {Network.objects.of_district(district).count()} networks")


def _at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _answers(form: Form, turn: int) -> dict[int, AnswerValue]:
    """Ratings of 3 to 5 by turn, the first choice, no free text."""
    found = {}
    for place, (key, item) in enumerate(form.items.items()):
        if key in form.rated:
            found[key] = AnswerValue(number=Decimal(3 + (turn + place) % 3))
        elif item.kind == Item.Kind.CHOICE:
            found[key] = AnswerValue(number=Decimal(sorted(form.levels[key])[(turn + place) % len(form.levels[key])]))
    return found


class _Networks:
    def __init__(self, context: DemoContext, forms: dict[str, Form]) -> None:
        self.district, self.today, self.forms = context.first, context.today, forms
        self.supervisors = holders("supervisor", self.district, context.today)
        self.schools = list(School.objects.of_district(self.district).open_on(context.today).order_by("pk")[:24])
        self.kinds = {row.reference_key: row for row in NetworkKind.objects.of_district(self.district)}

    def fill(self) -> None:
        this = fiscal_year(self.today)
        for place, told in enumerate(_NETWORKS):
            actor = self.supervisors[place % len(self.supervisors)]
            network = self._network(actor, told, place)
            if place < 2:
                self._last_year(network, actor, this - 1, place)
            self._this_year(network, actor, this, place)

    def _network(self, actor: Any, told: tuple[str, str, str, str], place: int) -> Network:
        name, kind, level, aims = told
        begun = fiscal_range(fiscal_year(self.today) - 1)[0] + timedelta(days=20)
        lead = person_of(actor, self.district)
        network = services.start_network(
            self.district, actor=actor, name=name, kind=self.kinds[kind], level=level, aims=aims, started_on=begun,
            leads=[lead] if lead else [], now=_at(begun),
        )  # fmt: skip
        mine = self.schools[place * 6 : place * 6 + 6]
        teachers = Person.objects.of_district(self.district).working().filter(school__in=mine).order_by("pk")
        who: list[Any] = [*mine, *teachers[:3]]
        if level == "community":
            who += list(OutsideBody.objects.of_district(self.district).order_by("pk")[:2])
        services.add_members(network, actor=actor, who=who, joined_on=begun, now=_at(begun, 10))
        if kind == "pair":
            for lead_school, partner in zip(mine[:3], mine[3:], strict=False):
                services.pair_schools(
                    network, actor=actor, kind="pair", lead=lead_school, partner=partner,
                    aim="การอ่านคล่องของนักเรียน ป.1–ป.3",
                    agreement="แลกเปลี่ยนครูสอนเดือนละครั้ง ดูผลจากแบบทดสอบการอ่าน", agreed_on=begun, now=_at(begun, 11),
                )  # fmt: skip
        return network

    def _plan(self, year: NetworkYear, actor: Any, begun: date) -> Any:
        """Two lines of the plan; where the demo begins late in the year, both lie before its end."""
        _, end = fiscal_range(year.fiscal_year)
        return [
            services.save_line(
                year,
                actor=actor,
                title=title,
                target=target,
                starts_on=min(begun + timedelta(days=days), end),
                now=_at(begun),
            )
            for title, target, days in (
                ("เปิดชั้นเรียนให้เพื่อนครูดู", "สมาชิกเปิดชั้นเรียนแห่งละ 1 ครั้ง", 45),
                ("เวทีแลกเปลี่ยนแนวปฏิบัติที่ดี", "มีแนวปฏิบัติที่ดีอย่างน้อย 3 เรื่อง", 90),
            )
        ]

    def _survey(self, year: NetworkYear, actor: Any, begun: date, answered: int) -> None:
        form = self.forms["network-survey"]
        survey = services.open_survey(
            year, actor=actor, version=form.version, open_until=begun + timedelta(days=30), now=_at(begun)
        )
        for turn, row in enumerate(survey.invitations.order_by("pk")[:answered]):
            services.answer(row, answers=_answers(form, turn), form=form, now=_at(begun + timedelta(days=2)))

    def _last_year(self, network: Network, actor: Any, fiscal: int, place: int) -> None:
        begun = fiscal_range(fiscal)[0] + timedelta(days=40)
        year = services.open_year(network, fiscal, actor=actor, now=_at(begun))
        self._survey(year, actor, begun, answered=7)
        for line in self._plan(year, actor, begun):
            services.record_activity(
                year, actor=actor, line=line, title=line.title, held_on=line.starts_on, people=18,
                result="สมาชิกได้ดูชั้นเรียนจริงและนำกลับไปปรับแผนของตน", now=_at(line.starts_on, 16),
            )  # fmt: skip
        services.call_network(
            network, actor=actor, title=f"ประชุม{network.name} ครั้งที่ 1", held_on=begun + timedelta(days=15),
            time_from=time(9), place="หอประชุมสำนักงานเขต", now=_at(begun, 11),
        )  # fmt: skip
        looked, form = begun + timedelta(days=200), self.forms["network-follow-up"]
        services.follow_up(
            year, actor=actor, version=form.version, done_on=looked,
            answers=_answers(form, place), form=form, now=_at(looked),
        )  # fmt: skip
        services.write_year(
            year, actor=actor, needs="ต้องการวิทยากรพี่เลี้ยงและเวทีแลกเปลี่ยน", goal="สมาชิกทุกแห่งเปิดชั้นเรียนอย่างน้อยหนึ่งครั้ง",
            results="ครูปรับการจัดกิจกรรมได้ตรงกับผู้เรียนมากขึ้น ผู้เรียนร่วมกิจกรรมมากขึ้น", problems="โรงเรียนห่างไกลเดินทางลำบาก",
            use="grow", use_text="เพิ่มการแลกเปลี่ยนทางออนไลน์และรับสมาชิกใหม่ปีหน้า", advice="จัดสรรค่าพาหนะให้โรงเรียนห่างไกล",
            now=_at(looked, 14),
        )  # fmt: skip
        services.report_year(year, actor=actor, now=_at(looked + timedelta(days=20)))
        head = next(iter(holders("group_director", self.district, self.today)), None)
        if place == 0 and head is not None:
            services.publish_year(year, actor=head, schools=True, public=True, now=_at(looked + timedelta(days=25)))

    def _this_year(self, network: Network, actor: Any, fiscal: int, place: int) -> None:
        begun = max(fiscal_range(fiscal)[0], self.today - timedelta(days=10))
        year = services.open_year(network, fiscal, actor=actor, now=_at(begun))
        if place < 3:
            self._survey(year, actor, begun, answered=4 - place)
        if place == 0:
            self._plan(year, actor, begun)
