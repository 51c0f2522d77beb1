"""What this app tells the others when the program starts."""

from core import audit
from kotpn.committee.models import Committee, Member, Tenure
from schools.scope import register_path

ACTS = {
    "committee.founded": "ตั้งองค์คณะ",
    "committee.appointed": "แต่งตั้งตามคำสั่งที่ {order} กรรมการ {members} คน",
}


def register_all() -> None:
    audit.register(ACTS)
    register_path(Committee, district="district")
    register_path(Tenure, district="committee__district")
    register_path(Member, district="tenure__committee__district")
