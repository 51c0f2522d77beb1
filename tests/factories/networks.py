"""A network with members, its year, its survey; answers to every rated item."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.thai.years import fiscal_range, fiscal_year
from instruments.models import InstrumentVersion, Item
from instruments.queries import Form, form_of
from instruments.services import AnswerValue, load_instruments
from schools.models import District
from supervision.networks import services
from supervision.networks.models import Network, NetworkKind, NetworkYear, Survey


def this_year() -> int:
    """The fiscal year (พ.ศ.) of today."""
    return fiscal_year(timezone.localdate())


def begin() -> date:
    """The first day of this fiscal year."""
    return fiscal_range(this_year())[0]


def a_network(actor: Any, district: District, *, who: Any = (), name: str = "เครือข่ายครูปฐมวัย", **values: Any) -> Network:
    services.load_kinds(district)
    kind = NetworkKind.objects.get(district=district, reference_key=values.pop("kind", "teachers"))
    made = services.start_network(district, actor=actor, name=name, kind=kind, aims="พัฒนาร่วมกัน", **values)
    if who:
        services.add_members(made, actor=actor, who=list(who), joined_on=begin())
    return made


def a_year(actor: Any, network: Network, fiscal: int | None = None) -> NetworkYear:
    return services.open_year(network, fiscal or this_year(), actor=actor)


def the_form(district: District, code: str = "network-survey") -> InstrumentVersion:
    load_instruments(district)
    return InstrumentVersion.objects.select_related("instrument").get(
        instrument__district=district, instrument__code=code
    )


def answers(form: Form, value: int = 4) -> dict[int, AnswerValue]:
    """Every rated item and the first choice of every other."""
    found = {key: AnswerValue(number=Decimal(value)) for key in form.rated}
    for key, item in form.items.items():
        if item.kind == Item.Kind.CHOICE:
            found[key] = AnswerValue(number=Decimal(min(form.levels[key])))
    return found


def a_survey(actor: Any, year: NetworkYear, *, until: date | None = None) -> Survey:
    version = the_form(year.network.district)
    return services.open_survey(year, actor=actor, version=version, open_until=until or timezone.localdate())


def a_whole_year(actor: Any, network: Network) -> NetworkYear:
    """All seven steps but the report."""
    year = a_year(actor, network)
    survey = a_survey(actor, year)
    form = form_of(survey.version_id)
    for turn, row in enumerate(survey.invitations.all()):
        services.answer(row, answers=answers(form, 3 + turn % 3), form=form)
    line = services.save_line(year, actor=actor, title="เปิดชั้นเรียน", starts_on=begin())
    services.call_network(network, actor=actor, title="ประชุมเครือข่าย", held_on=begin())
    services.record_activity(year, actor=actor, title="เปิดชั้นเรียนครั้งแรก", held_on=begin(), result="ได้แผนใหม่", line=line)
    version = the_form(network.district, "network-follow-up")
    services.follow_up(
        year, actor=actor, version=version, done_on=timezone.localdate(), answers=answers(form_of(version.pk))
    )
    return services.write_year(
        year, actor=actor, needs="ต้องการพี่เลี้ยง", results="ครูปรับแผนได้", use="grow", use_text="ขยายสมาชิกปีหน้า"
    )
