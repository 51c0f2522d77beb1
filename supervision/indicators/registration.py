"""What this app tells the others when the program starts."""

from django.db.models import Q
from django.urls import reverse

from core import audit, navigation
from core.pointers import Provider, register_provider
from schools.models import School
from schools.scope import register_path
from schools.signals import register_reference_loader
from supervision.indicators.models import ColourScheme, IndicatorSet, QualityModel
from supervision.indicators.services.reference import load_quality_models

ACTS = {
    "quality_model.made": "สร้างรูปแบบการขับเคลื่อน",
    "quality_model.copied": "ทำสำเนารูปแบบจาก {source}",
    "quality_model.written": "แก้ไขข้อมูลรูปแบบ",
    "quality_model.retired": "เลิกใช้รูปแบบ",
    "quality_model.used": "นำรูปแบบกลับมาใช้",
    "indicator_set.made": "สร้างชุดตัวชี้วัด",
    "indicator_set.copied": "ทำฉบับใหม่จาก {source}",
    "indicator_set.written": "แก้ไขร่างชุดตัวชี้วัด",
    "indicator_set.imported": "นำเข้าตัวชี้วัดจากแฟ้ม {file}",
    "indicator_set.published": "ประกาศใช้ชุดตัวชี้วัด",
    "indicator_set.retired": "เลิกใช้ชุดตัวชี้วัด",
    "indicator_set.used": "นำชุดตัวชี้วัดกลับมาใช้",
    "indicator_set.deleted": "ลบร่างชุดตัวชี้วัด",
    "colour_scheme.saved": "บันทึกเกณฑ์กลุ่มสี",
    "colour_scheme.removed": "ลบเกณฑ์กลุ่มสี กลับไปใช้เกณฑ์เดิม",
}


def _published_of_own_district(keys: frozenset[int]) -> Q:
    """A school reads what it is judged by; drafts are the office's."""
    own = School.objects.filter(pk__in=keys).values("district")
    return Q(model__district__in=own) & ~Q(state=IndicatorSet.State.DRAFT)


def register_all() -> None:
    register_path(
        QualityModel,
        district="district",
        school=lambda keys: Q(district__in=School.objects.filter(pk__in=keys).values("district")),
    )
    register_path(IndicatorSet, district="model__district", school=_published_of_own_district)
    register_path(ColourScheme, district="district")
    register_reference_loader("quality models", load_quality_models)
    audit.register(ACTS)
    _providers()
    navigation.register(
        navigation.NavItem(
            "quality-models", "รูปแบบและตัวชี้วัด", "quality-models:models", "target", order=170,
            section=navigation.SETTINGS, capabilities=("district.read",),
        )
    )  # fmt: skip


def _set(key: str) -> IndicatorSet:
    found: IndicatorSet = IndicatorSet.objects.select_related("model__district").get(pk=int(key))
    return found


def _model(key: str) -> QualityModel:
    found: QualityModel = QualityModel.objects.select_related("district").get(pk=int(key))
    return found


def _providers() -> None:
    register_provider(
        "indicator_set",
        Provider(
            label=lambda key: str(_set(key)),
            url=lambda key: reverse("quality-models:set", args=[key]),
            may_view=lambda user, key: IndicatorSet.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _set(key).model.district.code,
        ),
    )
    register_provider(
        "quality_model",
        Provider(
            label=lambda key: _model(key).name,
            url=lambda key: reverse("quality-models:model", args=[key]),
            may_view=lambda user, key: QualityModel.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _model(key).district.code,
        ),
    )
