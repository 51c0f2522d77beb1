import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("kotpn_minutes", "0001_initial"), ("kotpn_minutes", "0002_following_up")]

    initial = True

    dependencies = [
        ("evidence", "0001_squashed"),
        ("kotpn_committee", "0001_squashed"),
        ("kotpn_meetings", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, verbose_name="ข้อความในรายงานการประชุม")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entry",
                        to="kotpn_meetings.agendaitem",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["item"],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "กำลังจด"),
                            ("checking", "รอตรวจ"),
                            ("returned", "ให้แก้ไข"),
                            ("circulated", "แจ้งเวียนแล้ว"),
                            ("adopted", "รับรองแล้ว"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("due_on", models.DateField(null=True, verbose_name="กำหนดส่ง")),
                ("recorder_name", models.CharField(blank=True, max_length=250, verbose_name="ผู้จดรายงานการประชุม")),
                ("recorder_post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่งผู้จด")),
                ("checker_name", models.CharField(blank=True, max_length=250, verbose_name="ผู้ตรวจรายงานการประชุม")),
                ("checker_post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่งผู้ตรวจ")),
                ("sent_at", models.DateTimeField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("return_reason", models.TextField(blank=True, verbose_name="เหตุที่ให้แก้ไข")),
                ("circulated_at", models.DateTimeField(null=True)),
                ("remarks_until", models.DateField(null=True, verbose_name="แจ้งขอแก้ไขได้ถึง")),
                ("adopted_at", models.DateTimeField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("reminded_on", models.DateField(null=True)),
                (
                    "adopted_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adopted_minutes",
                        to="kotpn_meetings.meeting",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "checker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="kotpn_meetings.meeting"
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-meeting__held_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "adopted"), _negated=True),
                            ("adopted_in__isnull", False),
                            _connector="OR",
                        ),
                        name="adopted_in_a_meeting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.TextField(blank=True, verbose_name="ข้อความเดิม")),
                ("after", models.TextField(verbose_name="แก้ไขเป็น")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="kotpn_meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="kotpn_meetings.meeting",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="kotpn_minutes.minutes",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="ข้อสังเกต")),
                ("by_member", models.BooleanField(default=False, verbose_name="กรรมการแจ้งหลังแจ้งเวียน")),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True, verbose_name="ผลการแก้ไข")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="kotpn_meetings.agendaitem",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="kotpn_minutes.minutes"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(null=True, verbose_name="มติที่")),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="ปีของเลขมติ (พ.ศ.)")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "รับทราบ"),
                            ("agree", "เห็นชอบ"),
                            ("revise", "ให้แก้ไข"),
                            ("reject", "ไม่เห็นชอบ"),
                            ("assign", "มอบหมาย"),
                            ("adopt", "รับรองรายงานการประชุม"),
                            ("observe", "ข้อสังเกต (ไม่ครบองค์ประชุม)"),
                        ],
                        max_length=8,
                        verbose_name="ชนิด",
                    ),
                ),
                ("text", models.TextField(verbose_name="มติที่ประชุม")),
                (
                    "manner",
                    models.CharField(
                        choices=[("consensus", "เห็นพ้องกัน"), ("vote", "ลงคะแนน")],
                        default="consensus",
                        max_length=10,
                        verbose_name="วิธี",
                    ),
                ),
                ("votes_for", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="เห็นด้วย")),
                ("votes_against", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ไม่เห็นด้วย")),
                ("votes_abstain", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="งดออกเสียง")),
                ("decided_at", models.TimeField(verbose_name="เวลาลงมติ")),
                ("in_force", models.PositiveSmallIntegerField(verbose_name="กรรมการที่มีอยู่")),
                ("needed", models.PositiveSmallIntegerField(verbose_name="องค์ประชุม")),
                ("present", models.PositiveSmallIntegerField(verbose_name="อยู่ในที่ประชุม")),
                ("conflicted", models.PositiveSmallIntegerField(default=0, verbose_name="มีส่วนได้เสีย")),
                ("owner_label", models.CharField(blank=True, max_length=250, verbose_name="ผู้รับผิดชอบ")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="กำหนดเสร็จ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("nothing", "ไม่ต้องติดตาม"),
                            ("open", "กำลังดำเนินการ"),
                            ("done", "แจ้งว่าเสร็จแล้ว"),
                            ("closed", "เสร็จสิ้น"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="nothing",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("opened_kind", models.CharField(blank=True, max_length=40)),
                ("opened_key", models.CharField(blank=True, max_length=64)),
                ("opened_label", models.CharField(blank=True, max_length=300)),
                ("done_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิกหรือส่งกลับ")),
                ("reminded_on", models.DateField(null=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kotpn_meetings.meeting",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="kotpn_committee.committee",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="kotpn_minutes.resolution",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="kotpn_meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="kotpn_meetings.meeting",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-number", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["open", "done"])),
                        fields=["committee", "due_on"],
                        name="resolution_open",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["text"], name="resolution_text_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("committee", "year", "number"),
                        name="one_resolution_per_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "observe"),
                            models.Q(("number__isnull", False), ("year__isnull", False)),
                            _connector="OR",
                        ),
                        name="resolution_has_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("manner", "vote"), _negated=True),
                            models.Q(("votes_against__isnull", False), ("votes_for__isnull", False)),
                            _connector="OR",
                        ),
                        name="vote_has_counts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResolutionEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "รอตรวจ"), ("accepted", "รับแล้ว"), ("returned", "ส่งกลับ")],
                        default="waiting",
                        max_length=8,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ส่งกลับ")),
                ("carried_from", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ใช้ต่อจากปี")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.evidenceitem"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="kotpn_minutes.resolution",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("target", "item"), name="kotpn_minutes_resolutionevidence_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="kotpn_minutes_resolutionevidence_return_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResolutionNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="ความก้าวหน้า")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="kotpn_minutes.resolution"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EntryVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stamp", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="kotpn_minutes.entry"
                    ),
                ),
            ],
            options={
                "ordering": ["-stamp"],
                "constraints": [models.UniqueConstraint(fields=("entry", "stamp"), name="one_version_per_stamp")],
            },
        ),
    ]
