import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("qa_standards", "0001_initial"),
        ("qa_standards", "0002_district_paper"),
        ("qa_standards", "0003_school_standards"),
        ("qa_standards", "0004_announcement"),
    ]

    initial = True

    dependencies = [
        ("office_orders", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QualitySettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "approving_body",
                    models.CharField(
                        default="กพท.",
                        help_text="เช่น กพท. กศจ. อ.ก.ต.ป.น.",
                        max_length=200,
                        verbose_name="องค์คณะที่ให้ความเห็นชอบมาตรฐานของเขต",
                    ),
                ),
                (
                    "district",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quality_settings",
                        to="schools.district",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StandardSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, verbose_name="รหัส")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อชุดมาตรฐาน")),
                (
                    "level",
                    models.CharField(
                        choices=[("early", "ปฐมวัย"), ("basic", "ขั้นพื้นฐาน")], max_length=6, verbose_name="ระดับการศึกษา"
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("national", "มาตรฐานชาติ"),
                            ("district", "มาตรฐานของสำนักงานเขต"),
                            ("external", "มาตรฐานการประเมินภายนอก"),
                            ("own", "ชุดของสำนักงาน"),
                        ],
                        default="own",
                        max_length=10,
                        verbose_name="ประเภท",
                    ),
                ),
                ("edition", models.CharField(blank=True, max_length=120, verbose_name="ฉบับ")),
                ("year_from", models.PositiveIntegerField(verbose_name="ใช้ตั้งแต่ปีการศึกษา (พ.ศ.)")),
                ("year_to", models.PositiveIntegerField(blank=True, null=True, verbose_name="ถึงปีการศึกษา (พ.ศ.)")),
                (
                    "method",
                    models.CharField(
                        choices=[("mean", "ค่าเฉลี่ยรายมาตรฐาน ปัดครึ่งขึ้น"), ("judgement", "ผู้ประเมินตัดสินพร้อมเหตุผล")],
                        default="mean",
                        max_length=10,
                        verbose_name="วิธีตัดสินระดับ",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="ที่มา")),
                ("certainty", models.TextField(blank=True, verbose_name="ความแน่นอนของถ้อยคำ")),
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
                        to="qa_standards.standardset",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="standard_sets", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["level", "-year_from", "name", "pk"],
                "indexes": [models.Index(fields=["district", "level", "state"], name="qa_standard_distric_3738f2_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "code"), name="one_standard_set_per_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year_to__isnull", True), ("year_to__gte", models.F("year_from")), _connector="OR"
                        ),
                        name="standard_set_years_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScaleLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.PositiveSmallIntegerField(verbose_name="ค่า")),
                ("word", models.CharField(max_length=60, verbose_name="ระดับคุณภาพ")),
                (
                    "also",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scale", to="qa_standards.standardset"
                    ),
                ),
            ],
            options={
                "ordering": ["set", "value"],
                "constraints": [
                    models.UniqueConstraint(fields=("set", "value"), name="one_scale_level_per_value"),
                    models.UniqueConstraint(fields=("set", "word"), name="one_scale_level_per_word"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Standard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("number", models.CharField(max_length=20, verbose_name="เลขที่")),
                ("title", models.TextField(verbose_name="ข้อความ")),
                ("weight", models.DecimalField(decimal_places=2, default=1, max_digits=6, verbose_name="น้ำหนัก")),
                ("is_own", models.BooleanField(default=False, verbose_name="อัตลักษณ์ของเขต")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="qa_standards.standard",
                    ),
                ),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standards",
                        to="qa_standards.standardset",
                    ),
                ),
            ],
            options={
                "ordering": ["set", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("set", "number"), name="one_standard_per_number"),
                    models.UniqueConstraint(fields=("set", "position"), name="one_standard_per_position"),
                    models.CheckConstraint(condition=models.Q(("weight__gt", 0)), name="standard_weight_above_zero"),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("pk")), _negated=True),
                        name="no_standard_is_its_own_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolStandards",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                (
                    "level",
                    models.CharField(
                        choices=[("early", "ปฐมวัย"), ("basic", "ขั้นพื้นฐาน")], max_length=6, verbose_name="ระดับการศึกษา"
                    ),
                ),
                (
                    "goal_year",
                    models.PositiveIntegerField(null=True, verbose_name="ปีการศึกษาที่จะถึงเป้าหมายระยะยาว (พ.ศ.)"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ร่าง"), ("declared", "ประกาศแล้ว")],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("announced_on", models.DateField(null=True, verbose_name="วันที่ประกาศ")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="เลขที่ประกาศ")),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่เปิดแก้ไข")),
                ("lock_version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="qa_standards.schoolstandards",
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="qa_standards.scalelevel",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_standards",
                        to="schools.school",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="qa_standards.scalelevel",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="school_papers",
                        to="qa_standards.standardset",
                    ),
                ),
            ],
            options={
                "ordering": ["-academic_year", "level", "pk"],
                "indexes": [
                    models.Index(fields=["academic_year", "level", "state"], name="qa_standard_academi_eec2cb_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "academic_year", "level"), name="one_paper_of_standards_per_school_and_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declared"), _negated=True),
                            ("announced_on__isnull", False),
                            _connector="OR",
                        ),
                        name="school_declares_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DistrictPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("sent", "เสนอองค์คณะแล้ว"),
                            ("returned", "ส่งกลับให้แก้ไข"),
                            ("endorsed", "เห็นชอบแล้ว รอประกาศ"),
                            ("announced", "ประกาศแล้ว"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=200, verbose_name="องค์คณะ")),
                ("meeting", models.CharField(blank=True, max_length=60, verbose_name="การประชุมครั้งที่")),
                ("meeting_on", models.DateField(null=True, verbose_name="วันประชุม")),
                ("resolution", models.TextField(blank=True, verbose_name="มติ")),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ส่งกลับ")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="เลขที่ประกาศ")),
                ("announced_on", models.DateField(null=True, verbose_name="วันที่ประกาศ")),
                ("announcer_name", models.CharField(blank=True, max_length=200)),
                ("announcer_post", models.CharField(blank=True, max_length=200)),
                ("sent_at", models.DateTimeField(null=True)),
                ("updated_at", models.DateTimeField()),
                (
                    "announced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "announcement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards_papers",
                        to="office_orders.order",
                        verbose_name="ประกาศในทะเบียน",
                    ),
                ),
                (
                    "endorsed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "set",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="paper", to="qa_standards.standardset"
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at", "pk"],
                "indexes": [models.Index(fields=["state"], name="qa_standard_state_047b1a_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("endorsed", "announced")), _negated=True),
                            models.Q(
                                ("meeting_on__isnull", False),
                                models.Q(("meeting", ""), _negated=True),
                                models.Q(("resolution", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="endorsed_with_meeting_and_resolution",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "announced"), _negated=True),
                            ("announced_on__isnull", False),
                            _connector="OR",
                        ),
                        name="announced_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandardTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ties", to="qa_standards.standard"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tied_from",
                        to="qa_standards.standard",
                    ),
                ),
            ],
            options={
                "ordering": ["item", "other"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "other"), name="one_tie_per_pair"),
                    models.CheckConstraint(
                        condition=models.Q(("item", models.F("other")), _negated=True), name="no_item_tied_to_itself"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(blank=True, max_length=20, verbose_name="เลขที่")),
                ("title", models.TextField(blank=True, verbose_name="ข้อของโรงเรียน")),
                (
                    "goal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="qa_standards.scalelevel",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="qa_standards.schoolstandards",
                    ),
                ),
                (
                    "target",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="qa_standards.standard",
                    ),
                ),
                (
                    "under",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="qa_standards.standard",
                    ),
                ),
            ],
            options={
                "ordering": ["paper", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("standard__isnull", False)),
                        fields=("paper", "standard"),
                        name="one_target_per_standard",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("standard__isnull", True)),
                        fields=("paper", "number"),
                        name="one_own_item_per_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standard__isnull", False), ("title", "")),
                            models.Q(
                                ("standard__isnull", True),
                                ("under__isnull", False),
                                models.Q(("title", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="target_of_a_row_or_of_an_own_item",
                    ),
                ],
            },
        ),
    ]
