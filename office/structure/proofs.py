"""The office's structure, its teams and its channels as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import fixed
from office.structure.models import BoardSeat, Channel, Post, Unit
from schools.models import District, Team

STRUCTURE, BOARD, CHANNEL = "office_structure", "office_board", "channel"


def _active(model: Any) -> Coalesce:
    rows = model.objects.filter(district=OuterRef("pk"), is_active=True).order_by().values("district")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def structure(scope: Scope) -> Iterator[Record]:
    """The structure and the board as the office keeps them now; they stand without a day of their own. One query."""
    rows = District.objects.filter(pk=scope.district.pk).annotate(
        units_in_use=_active(Unit), posts_in_use=_active(Post), seats=_active(BoardSeat)
    )
    for pk, units, posts, seats in rows.values_list("pk", "units_in_use", "posts_in_use", "seats"):
        if units and posts:
            label = f"โครงสร้างสำนักงาน {units} กลุ่มและหน่วย {posts} ตำแหน่ง"
            yield Record(STRUCTURE, str(pk), label, None, {"part": ("structure",)}, None, posts)
        if seats:
            yield Record(BOARD, str(pk), f"บอร์ดบริหาร {seats} ที่นั่ง", None, {"part": ("board",)}, None, seats)


def teams(scope: Scope) -> Iterator[Record]:
    """Teams that stood on any day of the year, with their members. One query."""
    rows = (
        Team.objects.of_district(scope.district)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=scope.start), starts_on__lte=scope.end)
        .annotate(people=Count("members"))
        .order_by("-starts_on", "-pk")
        .values_list("pk", "name", "kind", "starts_on", "people")
    )
    for pk, name, kind, day, people in rows:
        yield Record("team", str(pk), name, day, {"kind": (kind,)}, None, people)


def channels(scope: Scope) -> Iterator[Record]:
    """Channels that were in use on any day of the year. In use all along, they are of every year they were. One
    query."""
    rows = (
        Channel.objects.of_district(scope.district)
        .in_use_between(scope.start, scope.end)
        .order_by("position", "pk")
        .values_list("pk", "name", "kind", "use")
    )
    for pk, name, kind, use in rows:
        yield Record(CHANNEL, str(pk), f"{name}: {use}", None, {"channel": (kind,)})


def _page(scope: Scope) -> str:
    return reverse("structure:structure")


_PARTS = (("structure", "โครงสร้างสำนักงาน"), ("board", "บอร์ดบริหาร"))
SOURCES = (
    ProofSource(
        key="structure", thai="โครงสร้างสำนักงาน", unit="ชุด", gather=structure, amount=("ตำแหน่งและที่นั่ง", "ตำแหน่ง"),
        tags=(Tag("part", "ส่วน", fixed(_PARTS)),), page=_page,
    ),
    ProofSource(
        key="teams", thai="ทีมนิเทศ", unit="ทีม", gather=teams, amount=("สมาชิก", "คน"),
        tags=(Tag("kind", "ประเภท", fixed(Team.Kind.choices)),),
    ),
    ProofSource(
        key="channels", thai="ช่องทางสื่อสารที่ใช้", unit="ช่องทาง", gather=channels,
        tags=(Tag("channel", "ช่องทาง", fixed(Channel.Kind.choices)),), page=lambda scope: reverse("structure:channels"),
    ),
)  # fmt: skip
