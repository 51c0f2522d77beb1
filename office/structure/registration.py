"""What this app tells the others when the program starts."""

from core import audit, navigation
from office.structure.models import BoardSeat, Post, Unit
from office.structure.services import load_structure
from schools.scope import register_path
from schools.signals import register_reference_loader


def register_all() -> None:
    for model in (Unit, Post, BoardSeat):
        register_path(model, district="district", read=("reference.read",))
    audit.register(
        {"structure.added": "เพิ่มในโครงสร้างสำนักงาน: {what}", "structure.edited": "แก้ไขโครงสร้างสำนักงาน: {what}"}
    )
    register_reference_loader("office structure", load_structure)
    navigation.register(
        navigation.NavItem(
            "structure", "โครงสร้างสำนักงาน", "structure:structure", "sitemap", order=160, section=navigation.OFFICE,
            capabilities=("reference.read",),
        )
    )  # fmt: skip
