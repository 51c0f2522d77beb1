"""A network of office A that the supervisor keeps, with school A1 in it: a year under way with a survey, one that was
reported; a network that ended."""

from supervision.networks import services
from tests.access.cast import Cast
from tests.factories import networks


def build(cast: Cast) -> None:
    supervisor, rows = cast.users["supervisor"], cast.rows
    network = networks.a_network(supervisor, cast.a, who=[cast.a1])
    rows["network"], rows["network_member"] = network, network.members.get()
    year = networks.a_whole_year(supervisor, network)
    rows["network_year"], rows["network_line"] = year, year.plan.get()
    rows["network_activity"], rows["network_follow_up"] = year.activities.get(), year.follow_ups.get()
    other = networks.a_network(supervisor, cast.a, who=[cast.a1], name="เครือข่ายคู่พัฒนา")
    pair = services.pair_schools(other, actor=supervisor, kind="pair", lead=cast.a1, partner=cast.a2, aim="การอ่าน")
    rows["network_pair"] = pair
    rows["network_reported"] = services.report_year(networks.a_whole_year(supervisor, other), actor=supervisor)
    rows["network_link"] = networks.a_survey(
        supervisor, networks.a_year(supervisor, networks.a_network(supervisor, cast.a, name="อีกเครือข่าย", who=[cast.a1]))
    ).invitations.get()
    rows["network_ended"] = services.close_network(
        networks.a_network(supervisor, cast.a, name="เครือข่ายที่ยุติ"), actor=supervisor, reason="บรรลุผล"
    )
