"""What this app tells the others when the program starts."""

from django.db.models import Q
from django.urls import reverse

from core import audit, navigation, slots
from core.pointers import Provider, register_provider
from evidence.proofs import register_source
from qa.levels import proofs, results
from qa.levels.blocks import SCHOOL_MAIN
from qa.levels.models import ExternalResult, ExternalRound, LevelImport, SchoolLevel
from qa.levels.permissions import may_write
from qa.levels.services.external import KIND, result_pointer
from schools.models import School
from schools.scope import register_path


def register_all() -> None:
    register_path(SchoolLevel, district="school__district", school="school")
    register_path(LevelImport, district="district", read=("import.run",))
    register_path(ExternalRound, district="district", school=_of_own_office)
    register_path(ExternalResult, district="school__district", school="school")
    _provider()
    _register_level()
    register_source(proofs.LEVELS)
    results.register()
    slots.register("school.main", *SCHOOL_MAIN)
    navigation.register(
        navigation.NavItem(
            "levels", "ระดับคุณภาพ", "levels:summary", "chart-bar", order=68,
            section=navigation.QUALITY, capabilities=("district.read",)
        ),
        navigation.NavItem(
            "external", "การประเมินภายนอก", "levels:rounds", "award", order=69, section=navigation.QUALITY,
            capabilities=("district.read", "school.read"),
        ),
    )  # fmt: skip
    audit.register(
        {
            "levels.recorded": "บันทึกระดับคุณภาพ {level} ปีการศึกษา {year} ({source}): {word}",
            "levels.imported": "นำเข้าระดับคุณภาพ {level} ปีการศึกษา {year} ({source}) {rows} รายการ ขาด {missing} โรงเรียน",
            "external.round_saved": "บันทึกรอบการประเมินภายนอก",
            "external.result_saved": "บันทึกผลการประเมินภายนอก ระดับ{level}: {word}",
        }
    )


def _result(key: str) -> ExternalResult:
    return ExternalResult.objects.select_related("school__district", "round").get(pk=int(key))


def _provider() -> None:
    register_provider(
        KIND,
        Provider(
            label=lambda key: result_pointer(_result(key)).label,
            url=lambda key: reverse("levels:result", args=[key]),
            may_view=lambda user, key: ExternalResult.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: may_write(user, _result(key).school.district_id),
            district_code=lambda key: _result(key).school.district.code,
        ),
    )


def _level(key: str) -> SchoolLevel:
    return SchoolLevel.objects.select_related("school__district", "scale_level").get(pk=int(key))


def _register_level() -> None:
    """A level has no page of its own: it stands among the others of its school."""
    register_provider(
        proofs.KIND,
        Provider(
            label=lambda key: str(_level(key)),
            url=lambda key: reverse("levels:school", args=[_level(key).school_id]),
            may_view=lambda user, key: SchoolLevel.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _level(key).school.district.code,
        ),
    )


def _of_own_office(keys: frozenset[int]) -> Q:
    """A school reads the rounds of its own office."""
    return Q(district__in=School.objects.filter(pk__in=keys).values("district"))
