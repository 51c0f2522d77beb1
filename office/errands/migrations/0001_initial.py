import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("meetings", "0001_squashed"),
        ("office_structure", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="การประชุมประจำเดือน")),
                ("due_on", models.DateField(verbose_name="ส่งเรื่องภายใน")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "เปิดรับเรื่อง"), ("taken", "จัดเข้าวาระแล้ว")],
                        default="open",
                        max_length=5,
                        verbose_name="สถานะ",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="item_calls", to="schools.district"
                    ),
                ),
                (
                    "gathering",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item_calls",
                        to="meetings.gathering",
                        verbose_name="การประชุม",
                    ),
                ),
            ],
            options={
                "ordering": ["-month"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "month"), name="one_call_per_month"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="call_month_is_its_first_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gathering__isnull", True), ("state", "open")),
                            models.Q(("gathering__isnull", False), ("state", "taken")),
                            _connector="OR",
                        ),
                        name="taken_call_has_its_gathering",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                (
                    "kind",
                    models.CharField(
                        choices=[("inform", "เพื่อทราบ"), ("consider", "เพื่อพิจารณา"), ("none", "เดือนนี้ไม่มีเรื่อง")],
                        default="inform",
                        max_length=8,
                        verbose_name="เสนอ",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="เรื่อง")),
                ("detail", models.TextField(blank=True, verbose_name="สาระสำคัญ")),
                ("created_at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="errands.itemcall"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting_items",
                        to="schools.workgroup",
                        verbose_name="กลุ่มงาน",
                    ),
                ),
            ],
            options={
                "ordering": ["call", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "none")),
                        fields=("call", "work_group"),
                        name="a_group_says_once_it_has_nothing",
                    ),
                    models.UniqueConstraint(
                        fields=("call", "work_group", "title"), name="one_item_per_title_of_a_group"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อบทความ")),
                ("summary", models.CharField(blank=True, max_length=500, verbose_name="สาระสำคัญ")),
                ("text", models.TextField(blank=True, verbose_name="เนื้อความ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("submitted", "ส่งแล้ว รอเผยแพร่"),
                            ("returned", "ส่งกลับแก้ไข"),
                            ("published", "เผยแพร่แล้ว"),
                            ("withdrawn", "ถอนแล้ว"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="วันที่เผยแพร่")),
                ("published_where", models.CharField(blank=True, max_length=200, verbose_name="เผยแพร่ที่")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="ลิงก์")),
                ("comment", models.TextField(blank=True, verbose_name="เหตุที่ส่งกลับหรือถอน")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="schools.person",
                        verbose_name="ผู้เขียน",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="articles", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at", "-pk"],
                "indexes": [models.Index(fields=["district", "state"], name="errands_art_distric_111deb_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(("published_on__isnull", False), models.Q(("published_where", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="published_article_says_where_and_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Errand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("from", "กลุ่มอื่นขอมา"), ("to", "ขอไปยังกลุ่มอื่น"), ("assigned", "มอบหมาย")],
                        max_length=8,
                        verbose_name="ประเภท",
                    ),
                ),
                ("unit_text", models.CharField(blank=True, max_length=200, verbose_name="หน่วยงาน (ระบุเอง)")),
                ("title", models.CharField(max_length=300, verbose_name="เรื่อง")),
                ("detail", models.TextField(blank=True, verbose_name="รายละเอียด")),
                ("asked_on", models.DateField(verbose_name="วันที่ขอหรือมอบหมาย")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="กำหนด")),
                ("thing_kind", models.CharField(blank=True, max_length=40)),
                ("thing_key", models.CharField(blank=True, max_length=64)),
                ("thing_label", models.CharField(blank=True, max_length=300, verbose_name="เรื่องที่เกี่ยวข้อง")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "รอดำเนินการ"),
                            ("answered", "ตอบแล้ว รอรับ"),
                            ("returned", "ส่งกลับให้ทำเพิ่ม"),
                            ("done", "เสร็จ"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="คำตอบหรือผล")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="วันที่ตอบ")),
                ("comment", models.TextField(blank=True, verbose_name="เหตุที่ส่งกลับหรือยกเลิก")),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="errands", to="schools.district"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="errands",
                        to="schools.person",
                        verbose_name="ผู้รับผิดชอบ",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="errands",
                        to="schools.worktask",
                        verbose_name="งาน",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="errands",
                        to="office_structure.unit",
                        verbose_name="กลุ่มหรือหน่วย",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(fields=["district", "state", "due_on"], name="errands_err_distric_7c6d3d_idx"),
                    models.Index(fields=["thing_kind", "thing_key"], name="errands_err_thing_k_9cbd6b_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "assigned"),
                            ("unit__isnull", False),
                            models.Q(("unit_text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="errand_says_which_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", True), ("due_on__gte", models.F("asked_on")), _connector="OR"
                        ),
                        name="errand_due_after_it_is_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("answered", "done")), _negated=True),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="answered_errand_has_its_answer",
                    ),
                ],
            },
        ),
    ]
