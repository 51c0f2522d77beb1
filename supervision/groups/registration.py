"""What this app tells the others when the program starts: paths, acts, pointers, sources, what may be published."""

from typing import Any

from django.urls import reverse

from core import audit, navigation, queue
from core.pointers import Provider, register_provider
from schools.published import PublishedKind, published_kinds, register_published
from schools.scope import holds, register_naming, register_path
from schools.signals import register_reference_loader, report_opened
from supervision.groups import ordering, proof, sources
from supervision.groups.models import GroupYear, SubjectLine, TaskYear, Training
from supervision.groups.permissions import can_change_training, owns_any
from supervision.groups.queries import group_url
from supervision.groups.services import load_lines
from supervision.groups.services.common import group_pointer, task_pointer, training_pointer

ACTS = {
    "task_years.opened": "เปิดปีงบประมาณ {year} เพิ่มงาน {count} งาน",
    "task_year.saved": "บันทึกแผนและผลของงาน",
    "task_year.moved": "เปลี่ยนสถานะเป็น {state} {reason}",
    "task_year.owners": "กำหนดผู้รับผิดชอบ: {who}",
    "task_year.published": "เผยแพร่รายงานงานถึง{whom}",
    "task_year.taken_back": "เลิกเผยแพร่รายงานงาน",
    "group_year.saved": "เขียนสรุปผลของกลุ่ม",
    "group_year.published": "เผยแพร่รายงานกลุ่มถึง{whom}",
    "group_year.taken_back": "เลิกเผยแพร่รายงานกลุ่ม",
    "subject_line.added": "เพิ่มงานของกลุ่มสาระ",
    "subject_line.edited": "แก้ไขงานของกลุ่มสาระ",
    "training.written": "บันทึกการพัฒนาตนเอง",
    "training.edited": "แก้ไขบันทึกการพัฒนาตนเอง",
    "training.cancelled": "ยกเลิกบันทึกการพัฒนาตนเอง: {reason}",
}
READERS = ("district.read", "desk.write")


def _paths() -> None:
    register_path(TaskYear, district="district", named=("owners__person",))
    register_path(GroupYear, district="district")
    register_path(SubjectLine, district="subject_group__district")
    register_path(Training, district="district", named=("person",))


def _task(key: str) -> TaskYear:
    return TaskYear.objects.select_related("district", "task__work_group", "line__subject_group").get(pk=int(key))


def _group(key: str) -> GroupYear:
    return GroupYear.objects.select_related("district", "work_group", "subject_group").get(pk=int(key))


def _training(key: str) -> Training:
    return Training.objects.select_related("district", "person").get(pk=int(key))


def _line(key: str) -> SubjectLine:
    return SubjectLine.objects.select_related("subject_group__district").get(pk=int(key))


def _seen(model: Any) -> Any:
    """Whether the reader sees the row, by the path of its model."""
    return lambda user, key: model.objects.visible_to(user).filter(pk=int(key)).exists()


def _never(user: Any, key: str) -> bool:
    return False


def _search_tasks(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Any]:
    if school is not None:
        return []
    rows = TaskYear.objects.visible_to(user).of_district(district).filter(task__name__icontains=text)
    found = rows.select_related("task", "line").order_by("-fiscal_year", "task__number_sort")[:limit]
    return [task_pointer(row) for row in found]


def _providers() -> None:
    register_provider(
        "task_year",
        Provider(
            label=lambda key: str(_task(key)), url=lambda key: reverse("groups:task", args=[key]),
            may_view=_seen(TaskYear), may_change=_never, district_code=lambda key: _task(key).district.code,
            printed=lambda key: ("task-report", {"task": key}), thai="งานของกลุ่ม", search=_search_tasks,
            snapshot=lambda key: task_pointer(_task(key)),
        ),
    )  # fmt: skip
    register_provider(
        "group_year",
        Provider(
            label=lambda key: str(_group(key)), url=lambda key: group_url(_group(key)), may_view=_seen(GroupYear),
            may_change=_never, district_code=lambda key: _group(key).district.code,
            printed=lambda key: ("task-report", {"group": key}),
            snapshot=lambda key: group_pointer(_group(key)),
        ),
    )  # fmt: skip
    register_provider(
        "subject_line",
        Provider(
            label=lambda key: str(_line(key)),
            url=lambda key: reverse("groups:subject", args=[_line(key).subject_group_id]),
            may_view=_seen(SubjectLine), may_change=_never,
            district_code=lambda key: _line(key).subject_group.district.code,
        ),
    )  # fmt: skip
    register_provider(
        "training",
        Provider(
            label=lambda key: _training(key).title, url=lambda key: reverse("groups:training", args=[key]),
            may_view=_seen(Training), may_change=lambda user, key: can_change_training(user, _training(key)),
            district_code=lambda key: _training(key).district.code, allow=("image", "pdf"), max_files=10,
            snapshot=lambda key: training_pointer(_training(key)),
        ),
    )  # fmt: skip


def _published() -> None:
    register_published(
        PublishedKind(
            key="task", thai="รายงานผลการดำเนินงานของงาน",
            rows=lambda: TaskYear.objects.select_related("district", "task__work_group", "line__subject_group"),
            label=lambda row: f"{row} ปีงบประมาณ {row.fiscal_year}",
            page=lambda row: reverse("groups:task", args=[row.pk]),
            document=lambda row: ("task-report", {"task": row.pk}),
        )
    )  # fmt: skip
    register_published(
        PublishedKind(
            key="group", thai="รายงานประจำปีของกลุ่มงานและกลุ่มสาระ",
            rows=lambda: GroupYear.objects.select_related("district", "work_group", "subject_group"),
            label=str, page=group_url,
            document=lambda row: ("task-report", {"group": row.pk}),
        )
    )  # fmt: skip


def _freeze(sender: Any, row: Any, **more: Any) -> None:
    """The paper is made by a worker at once; without it the first reader makes it."""
    kind = next((one for one in published_kinds() if one.rows().model is sender), None)
    if kind is not None:
        queue.ring("supervision.groups.tasks.freeze_report", kind.key, str(row.pk))


def _in_office(request: Any) -> bool:
    district = getattr(request, "district", None)
    return bool(district) and holds(request.user, "desk.own", district=district)


def register_all() -> None:
    audit.register(ACTS)
    _paths()
    _providers()
    proof.register()
    sources.register()
    ordering.register()
    _published()
    report_opened.connect(_freeze, dispatch_uid="groups.freeze")
    register_naming("group.write", owns_any)
    register_reference_loader("subject lines", load_lines)
    section = navigation.GROUP
    navigation.register(
        navigation.NavItem(
            "groups", "งานของกลุ่มงานและกลุ่มสาระ", "groups:index", "list-numbers", order=10, section=section,
            capabilities=READERS,
        ),
        navigation.NavItem(
            "responsibilities", "หน้าที่ความรับผิดชอบ", "groups:people", "user-check", order=12, section=section,
            capabilities=READERS,
        ),
        navigation.NavItem(
            "trainings", "การพัฒนาตนเอง", "groups:trainings", "school", order=14, section=section,
            capabilities=("desk.own",), visible=_in_office,
        ),
        navigation.NavItem(
            "published", "รายงานที่เผยแพร่", "groups:published", "report", order=16, section=section,
            capabilities=("district.read", "school.read"),
        ),
    )  # fmt: skip
