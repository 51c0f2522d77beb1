import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("qa_sar", "0001_initial")]

    initial = True

    dependencies = [
        ("evidence", "0001_squashed"),
        ("qa_standards", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SarCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                ("title", models.CharField(max_length=200, verbose_name="ชื่อ")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("long", "ฉบับเต็ม รายมาตรฐานและประเด็นพิจารณา"),
                            ("short", "ฉบับย่อ 3 คำถาม ตามกฎกระทรวง พ.ศ. 2561"),
                        ],
                        default="long",
                        max_length=6,
                        verbose_name="แบบของ SAR",
                    ),
                ),
                ("guide", models.TextField(blank=True, verbose_name="คำชี้แจงถึงโรงเรียน")),
                ("due_on", models.DateField(verbose_name="กำหนดส่ง")),
                ("ask_evidence", models.BooleanField(default=True, verbose_name="ทุกประเด็นที่ประเมินต้องมีหลักฐาน")),
                ("ask_board", models.BooleanField(default=True, verbose_name="ต้องมีความเห็นชอบของคณะกรรมการสถานศึกษา")),
                ("remind_before", models.PositiveSmallIntegerField(default=7, verbose_name="เตือนก่อนครบกำหนด (วัน)")),
                ("remind_every", models.PositiveSmallIntegerField(default=7, verbose_name="หลังเลยกำหนดเตือนทุก (วัน)")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ร่าง"), ("open", "เปิดรับ"), ("closed", "ปิดรับแล้ว"), ("cancelled", "ยกเลิกแล้ว")],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("created_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("updated_at", models.DateTimeField()),
                (
                    "basic_set",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="qa_standards.standardset",
                        verbose_name="ชุดมาตรฐานระดับขั้นพื้นฐาน",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="sar_calls", to="schools.district"
                    ),
                ),
                (
                    "early_set",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="qa_standards.standardset",
                        verbose_name="ชุดมาตรฐานระดับปฐมวัย",
                    ),
                ),
            ],
            options={
                "ordering": ["-academic_year", "-pk"],
                "indexes": [
                    models.Index(fields=["district", "state", "due_on"], name="qa_sar_sarc_distric_9402ae_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("district", "academic_year"),
                        name="one_sar_call_per_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("early_set__isnull", False), ("basic_set__isnull", False), _connector="OR"),
                        name="sar_call_has_a_set",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "ยังไม่เริ่ม"),
                            ("filling", "กำลังจัดทำ"),
                            ("principal", "รอ ผอ.โรงเรียน"),
                            ("submitted", "ส่งแล้ว"),
                            ("returned", "ตีกลับ"),
                            ("accepted", "รับแล้ว"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="รับทราบเมื่อ")),
                ("extended_to", models.DateField(null=True, verbose_name="ขยายกำหนดถึง")),
                ("extension_reason", models.TextField(blank=True, verbose_name="เหตุที่ขยายกำหนด")),
                ("basic", models.JSONField(default=dict)),
                ("basic_confirmed_at", models.DateTimeField(null=True)),
                ("basic_note", models.TextField(blank=True, verbose_name="ข้อมูลที่ควรแก้ไข")),
                ("plan", models.TextField(blank=True, verbose_name="แผนพัฒนาในปีการศึกษาต่อไป")),
                ("help_wanted", models.TextField(blank=True, verbose_name="ความต้องการช่วยเหลือ")),
                ("board_on", models.DateField(blank=True, null=True, verbose_name="คณะกรรมการสถานศึกษาให้ความเห็นชอบเมื่อ")),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(null=True)),
                ("late", models.BooleanField(default=False, verbose_name="ส่งช้า")),
                ("revision", models.PositiveSmallIntegerField(default=0, verbose_name="ฉบับที่")),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผลที่ตีกลับ")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="ส่งเมื่อ")),
                ("decided_at", models.DateTimeField(null=True)),
                ("reminded_on", models.DateField(null=True, verbose_name="เตือนล่าสุด")),
                ("updated_at", models.DateTimeField()),
                (
                    "basic_confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sars", to="schools.school"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sars", to="qa_sar.sarcall"
                    ),
                ),
            ],
            options={
                "ordering": ["call", "school__name_sort", "pk"],
                "indexes": [models.Index(fields=["school", "state"], name="qa_sar_sar_school__71ecd8_idx")],
                "constraints": [models.UniqueConstraint(fields=("call", "school"), name="one_sar_per_school_and_call")],
            },
        ),
        migrations.CreateModel(
            name="SarLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("early", "ปฐมวัย"), ("basic", "ขั้นพื้นฐาน")], max_length=6, verbose_name="ระดับการศึกษา"
                    ),
                ),
                ("not_assessed", models.BooleanField(default=False, verbose_name="ไม่ประเมิน")),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผลของระดับโดยรวม")),
                ("evidence_text", models.TextField(blank=True, verbose_name="หลักฐานที่สนับสนุนผลการประเมินตนเอง")),
                ("plan", models.TextField(blank=True, verbose_name="แผนพัฒนาให้ได้ระดับที่สูงขึ้น")),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(null=True)),
                (
                    "sar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="levels", to="qa_sar.sar"
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
                (
                    "scale_level",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="qa_standards.scalelevel",
                    ),
                ),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="qa_standards.standardset"
                    ),
                ),
            ],
            options={
                "ordering": ["sar", "-level"],
                "constraints": [
                    models.UniqueConstraint(fields=("sar", "level"), name="one_sar_part_per_level"),
                    models.CheckConstraint(
                        condition=models.Q(("not_assessed", False), ("scale_level__isnull", True), _connector="OR"),
                        name="sar_level_assessed_or_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SarItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("not_assessed", models.BooleanField(default=False, verbose_name="ไม่ประเมิน")),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผล")),
                ("how", models.TextField(blank=True, verbose_name="วิธีดำเนินการ")),
                ("result", models.TextField(blank=True, verbose_name="ผลที่เกิดขึ้น")),
                ("strengths", models.TextField(blank=True, verbose_name="จุดเด่น")),
                ("to_improve", models.TextField(blank=True, verbose_name="จุดที่ควรพัฒนา")),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="qa_sar.saritem",
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
                (
                    "scale_level",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="qa_standards.scalelevel",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sar_items",
                        to="qa_standards.standard",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="qa_sar.sarlevel"
                    ),
                ),
            ],
            options={
                "ordering": ["part", "standard__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("part", "standard"), name="one_sar_item_per_standard"),
                    models.CheckConstraint(
                        condition=models.Q(("not_assessed", False), ("scale_level__isnull", True), _connector="OR"),
                        name="sar_item_assessed_or_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SarEvidence",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="qa_sar.saritem"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("target", "item"), name="qa_sar_sarevidence_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="qa_sar_sarevidence_return_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SarComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="ความเห็น")),
                ("saved_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="qa_sar.saritem"
                    ),
                ),
            ],
            options={
                "ordering": ["item", "-revision", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "revision", "author"), name="one_comment_per_item_and_revision"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SarRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("content_hash", models.CharField(max_length=64)),
                ("snapshot", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="qa_sar.sar"
                    ),
                ),
            ],
            options={
                "ordering": ["sar", "-number"],
                "constraints": [models.UniqueConstraint(fields=("sar", "number"), name="one_sar_revision_per_number")],
            },
        ),
    ]
