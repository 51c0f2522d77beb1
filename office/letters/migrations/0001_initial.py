import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "หนังสือรับ"), ("out", "หนังสือส่ง")], max_length=3, verbose_name="ทะเบียน"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="ปีของเลขทะเบียน (พ.ศ.)")),
                ("number", models.PositiveIntegerField(verbose_name="เลขทะเบียน")),
                ("place", models.BigIntegerField(editable=False)),
                ("registered_on", models.DateField(verbose_name="วันที่รับ/ส่ง")),
                ("own_number", models.CharField(blank=True, max_length=80, verbose_name="ที่ของหนังสือ")),
                ("dated", models.DateField(blank=True, null=True, verbose_name="ลงวันที่")),
                ("sender", models.CharField(max_length=200, verbose_name="จาก")),
                ("receiver", models.CharField(max_length=200, verbose_name="ถึง")),
                ("subject", models.CharField(max_length=500, verbose_name="เรื่อง")),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "ปกติ"), (1, "ด่วน"), (2, "ด่วนมาก"), (3, "ด่วนที่สุด")],
                        default=0,
                        verbose_name="ชั้นความเร็ว",
                    ),
                ),
                (
                    "secrecy",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "ปกติ"), (1, "ลับ"), (2, "ลับมาก"), (3, "ลับที่สุด")], default=0, verbose_name="ชั้นความลับ"
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="ต้องตอบหรือดำเนินการภายใน")),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="หมายเหตุ")),
                ("summary", models.TextField(blank=True, verbose_name="สรุปของธุรการ")),
                ("proposed_to", models.CharField(blank=True, max_length=40, verbose_name="เสนอต่อ")),
                ("proposed_at", models.DateTimeField(null=True)),
                ("closing_note", models.TextField(blank=True, verbose_name="ผลการดำเนินการ")),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "ลงทะเบียนแล้ว"),
                            ("proposed", "เสนอแล้ว รอความเห็น"),
                            ("decided", "มีความเห็นแล้ว รอมอบ"),
                            ("routed", "มอบแล้ว กำลังดำเนินการ"),
                            ("done", "เสร็จสิ้น"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="registered",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("is_entered", models.BooleanField(default=False, verbose_name="ลงทะเบียนย้อนหลัง")),
                ("haystack", models.TextField(editable=False)),
                ("form_key", models.UUIDField(editable=False, null=True, unique=True)),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="letters.letter",
                        verbose_name="ตอบหนังสือรับ",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["-place", "-pk"],
                "indexes": [
                    models.Index(fields=["district", "direction", "registered_on", "place"], name="letters_by_day"),
                    models.Index(fields=["district", "direction", "state", "place"], name="letters_by_state"),
                    models.Index(fields=["district", "own_number"], name="letters_by_own_number"),
                    models.Index(
                        condition=models.Q(("urgency__gt", 0)),
                        fields=["district", "direction", "place"],
                        name="letters_that_are_urgent",
                    ),
                    models.Index(
                        condition=models.Q(("secrecy__gt", 0)),
                        fields=["district", "direction", "place"],
                        name="letters_that_are_secret",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["haystack"], name="letter_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "direction", "place"), name="one_letter_per_number"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="letter_number_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("direction", "in"), ("state__in", ["registered", "cancelled"]), _connector="OR"
                        ),
                        name="letters_out_wait_for_nobody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("cancel_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cancelled_letter_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answers__isnull", True), ("direction", "out"), _connector="OR"),
                        name="only_a_letter_out_answers",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(blank=True, max_length=40, verbose_name="เสนอต่อ")),
                ("text", models.TextField(verbose_name="ความเห็น")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("route", "มอบผู้ปฏิบัติ"),
                            ("clerk", "ให้ธุรการดำเนินการต่อ"),
                            ("forward", "เสนอผู้บังคับบัญชาชั้นเหนือขึ้นไป"),
                            ("file", "ทราบ เก็บเรื่อง"),
                        ],
                        max_length=8,
                        verbose_name="สั่งการ",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="opinions", to="letters.letter"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LetterRoute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("instruction", models.CharField(blank=True, max_length=500, verbose_name="ให้ดำเนินการ")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="ภายในวันที่")),
                ("routed_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True, verbose_name="ผล")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="routes", to="letters.letter"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.person"
                    ),
                ),
                (
                    "routed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["routed_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)), fields=["due_on"], name="letter_routes_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "person"), name="once_on_a_letter"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True),
                            models.Q(("acknowledged_at__isnull", False), ("done_at__gte", models.F("acknowledged_at"))),
                            _connector="OR",
                        ),
                        name="letter_read_before_done",
                    ),
                ],
            },
        ),
    ]
