import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("kotpn_standards", "0001_initial")]

    initial = True

    dependencies = [
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficeStandardSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, verbose_name="รหัส")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อชุดมาตรฐาน")),
                ("edition", models.CharField(blank=True, max_length=120, verbose_name="ฉบับ")),
                ("year_from", models.PositiveSmallIntegerField(verbose_name="ใช้ตั้งแต่ปีงบประมาณ (พ.ศ.)")),
                ("year_to", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ถึงปีงบประมาณ (พ.ศ.)")),
                (
                    "aggregate",
                    models.CharField(
                        choices=[("weighted", "ค่าเฉลี่ยถ่วงน้ำหนักของตัวบ่งชี้"), ("none", "ไม่รวมเป็นระดับเดียว")],
                        default="none",
                        max_length=10,
                        verbose_name="การรวมผลทั้งชุด",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="ที่มา")),
                ("missing_parts", models.TextField(blank=True, verbose_name="ส่วนที่ยังไม่ทราบ")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ร่าง"), ("published", "ใช้งาน"), ("retired", "เลิกใช้")],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("lock_version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offspring",
                        to="kotpn_standards.officestandardset",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="office_standard_sets",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["-year_from", "name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "code"), name="one_office_set_per_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year_to__isnull", True), ("year_to__gte", models.F("year_from")), _connector="OR"
                        ),
                        name="office_set_years_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeStandard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="มาตรฐานที่")),
                ("title", models.CharField(max_length=400, verbose_name="ชื่อมาตรฐาน")),
                ("weight", models.DecimalField(decimal_places=2, default=1, max_digits=6, verbose_name="น้ำหนัก")),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standards",
                        to="kotpn_standards.officestandardset",
                    ),
                ),
            ],
            options={
                "ordering": ["set", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("set", "number"), name="one_office_standard_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gt", 0)), name="office_standard_weight_above_zero"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="ตัวบ่งชี้ที่")),
                ("title", models.CharField(max_length=400, verbose_name="ชื่อตัวบ่งชี้")),
                ("weight", models.DecimalField(decimal_places=2, default=1, max_digits=6, verbose_name="น้ำหนัก")),
                ("owner_post", models.CharField(blank=True, max_length=40, verbose_name="ตำแหน่งผู้รับผิดชอบ")),
                (
                    "rule",
                    models.CharField(
                        choices=[("count", "นับประเด็นที่ดำเนินการและมีหลักฐาน"), ("judged", "ผู้ประเมินตัดสินพร้อมเหตุผล")],
                        default="count",
                        max_length=8,
                        verbose_name="วิธีให้ระดับ",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="kotpn_standards.officestandard",
                    ),
                ),
            ],
            options={
                "ordering": ["standard__set", "standard__number", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("standard", "number"), name="one_indicator_per_number"),
                    models.CheckConstraint(condition=models.Q(("weight__gt", 0)), name="indicator_weight_above_zero"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="ประเด็นที่")),
                ("title", models.TextField(verbose_name="ข้อความ")),
                ("short", models.CharField(blank=True, max_length=200, verbose_name="ชื่อย่อ")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="issues",
                        to="kotpn_standards.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "number"],
                "constraints": [models.UniqueConstraint(fields=("indicator", "number"), name="one_issue_per_number")],
            },
        ),
        migrations.CreateModel(
            name="LevelRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField(verbose_name="ระดับ")),
                ("carried_out", models.PositiveSmallIntegerField(verbose_name="ดำเนินการ (ประเด็น)")),
                ("with_evidence", models.PositiveSmallIntegerField(verbose_name="มีหลักฐานชัดเจน (ประเด็น)")),
                ("description", models.TextField(verbose_name="คำอธิบายระดับคุณภาพ")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="kotpn_standards.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "-level"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "carried_out", "with_evidence"), name="one_rule_per_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("with_evidence__lte", models.F("carried_out"))),
                        name="evidence_of_what_was_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelLabel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.PositiveSmallIntegerField(verbose_name="ระดับ")),
                ("word", models.CharField(max_length=60, verbose_name="คำเรียก")),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="labels",
                        to="kotpn_standards.officestandardset",
                    ),
                ),
            ],
            options={
                "ordering": ["set", "-value"],
                "constraints": [models.UniqueConstraint(fields=("set", "value"), name="one_label_per_office_level")],
            },
        ),
        migrations.CreateModel(
            name="ProofLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("manual_number", models.CharField(blank=True, max_length=10, verbose_name="เลขในคู่มือ")),
                ("title", models.CharField(max_length=300, verbose_name="รายการหลักฐาน")),
                ("source", models.CharField(blank=True, max_length=40, verbose_name="แหล่งหลักฐาน")),
                ("where", models.JSONField(blank=True, default=dict, verbose_name="เงื่อนไข")),
                ("among", models.JSONField(blank=True, null=True, verbose_name="เทียบกับทั้งหมดที่")),
                ("at_least", models.PositiveSmallIntegerField(default=1, verbose_name="อย่างน้อย")),
                ("needed", models.BooleanField(default=False, verbose_name="บอกเมื่อขาด")),
                ("lacking", models.CharField(blank=True, max_length=200, verbose_name="คำบอกเมื่อขาด")),
                ("method", models.TextField(blank=True, verbose_name="ประโยควิธีดำเนินงาน")),
                ("result", models.TextField(blank=True, verbose_name="ประโยคผลการดำเนินงาน")),
                ("in_full", models.PositiveSmallIntegerField(default=3, verbose_name="พิมพ์ฉบับเต็มไม่เกิน (รายการ)")),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="kotpn_standards.issue"
                    ),
                ),
            ],
            options={
                "ordering": ["issue", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("issue", "position"), name="one_proof_line_per_position"),
                    models.CheckConstraint(condition=models.Q(("at_least__gte", 1)), name="proof_line_asks_for_one"),
                ],
            },
        ),
    ]
