"""The committee of office A with the director and the member on it, and its sub-committee with its own member."""

from datetime import date

from kotpn.committee import services
from kotpn.committee.models import Committee, Member, Power
from kotpn.committee.queries import main_committee
from tests.access.cast import Cast
from tests.factories import kotpn

START = date(2024, 10, 1)


def build(cast: Cast) -> None:
    secretary = cast.users["committee_secretary"]
    people = [cast.person("office_director"), cast.person("committee_member")]
    main = main_committee(cast.a) or kotpn.a_committee(secretary, cast.a, people=people)
    sub = kotpn.a_committee(
        secretary, cast.a, kind=Committee.Kind.SUB, name="อ.ก.ต.ป.น. กลุ่มที่ 1", members=5,
        people=[cast.person("subcommittee_member")],
    )  # fmt: skip
    services.load_powers(cast.a)
    seat = Member.objects.filter(tenure__committee=main).order_by("position")[2]
    cast.rows |= {
        "committee": main, "committee_sub": sub, "committee_tenure": main.tenures.get(),
        "committee_seat": seat, "committee_power": Power.objects.filter(district=cast.a)[0],
        "committee_substitute": services.add_substitute(seat, actor=secretary, name="นายแทน กรรมการ"),
    }  # fmt: skip
