"""The list of networks."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import TITLE, Column, Table
from supervision.networks.models import Network, NetworkKind


class NetworkTable(Table):
    """options: user, district."""

    row_template = "networks/_row.html"
    default_sort = "name"
    unit = "เครือข่าย"
    empty = "ยังไม่มีเครือข่าย เริ่มจากปุ่มตั้งเครือข่าย"
    columns = (
        Column("name", "เครือข่าย", sort="name", phone=TITLE),
        Column("kind", "ชนิด", sort="kind__position"),
        Column("level", "ระดับ", sort="level"),
        Column("members", "สมาชิก", numeric=True),
        Column("started", "ตั้งเมื่อ", sort="started_on"),
        Column("state", "สถานะ"),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        kinds = NetworkKind.objects.visible_to(user).of_district(district)
        return [
            TextFilter("q", "ค้นหาเครือข่าย", fields=("name", "aims")),
            ChoiceFilter(
                "kind", "ชนิด",
                lambda table: [(str(key), name) for key, name in kinds.values_list("pk", "name")],
                path="kind",
            ),
            ChoiceFilter("level", "ระดับ", Network.Level.choices),
            ChoiceFilter("state", "สถานะ", Network.State.choices),
        ]  # fmt: skip
