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
            name="DisabilityKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=100, verbose_name="ประเภท")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disability_kinds",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_disability_kind_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="disability_kind_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InclusionYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("academic_year", models.PositiveSmallIntegerField(verbose_name="ปีการศึกษา")),
                ("trained", models.PositiveSmallIntegerField(default=0, verbose_name="ครูที่ผ่านการอบรมการเรียนรวม (คน)")),
                ("aides", models.PositiveSmallIntegerField(default=0, verbose_name="พี่เลี้ยงเด็กพิการ (คน)")),
                ("note", models.TextField(blank=True, verbose_name="สภาพและปัญหา")),
                ("wanted", models.TextField(blank=True, verbose_name="ความช่วยเหลือที่ต้องการ")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ร่าง"), ("submitted", "ส่งแล้ว"), ("returned", "ตีกลับ"), ("accepted", "รับแล้ว")],
                        default="draft",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="เหตุที่ตีกลับ")),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="ส่งเมื่อ")),
                ("accepted_at", models.DateTimeField(editable=False, null=True, verbose_name="รับเมื่อ")),
                ("stamp", models.PositiveIntegerField(default=1, editable=False)),
                ("updated_at", models.DateTimeField()),
                (
                    "accepted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inclusion_years", to="schools.school"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-academic_year", "school__name_sort", "pk"],
                "indexes": [models.Index(fields=["academic_year", "state"], name="inclusion_i_academi_c0bc7b_idx")],
                "constraints": [models.UniqueConstraint(fields=("school", "academic_year"), name="one_inclusion_year")],
            },
        ),
        migrations.CreateModel(
            name="HelpLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("media", "สื่อและสิ่งอำนวยความสะดวก"),
                            ("service", "บริการและความช่วยเหลืออื่นทางการศึกษา"),
                            ("staff", "บุคลากรช่วยเหลือ"),
                            ("learning", "ปรับหลักสูตร การสอน และการวัดผล"),
                            ("referral", "ส่งต่อและประสานหน่วยงาน"),
                        ],
                        max_length=8,
                        verbose_name="ประเภทความช่วยเหลือ",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="สิ่งที่ช่วยเหลือ")),
                ("pupils", models.PositiveSmallIntegerField(default=0, verbose_name="นักเรียนที่ได้รับ (คน)")),
                ("staff", models.PositiveSmallIntegerField(default=0, verbose_name="ผู้ช่วยเหลือ (คน)")),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="helps", to="inclusion.inclusionyear"
                    ),
                ),
            ],
            options={
                "ordering": ["year", "kind", "pk"],
                "constraints": [models.UniqueConstraint(fields=("year", "kind", "text"), name="one_line_per_help")],
            },
        ),
        migrations.CreateModel(
            name="KindCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pupils", models.PositiveSmallIntegerField(default=0, verbose_name="นักเรียน (คน)")),
                ("screened", models.PositiveSmallIntegerField(default=0, verbose_name="คัดกรองแล้ว (คน)")),
                ("certified", models.PositiveSmallIntegerField(default=0, verbose_name="มีเอกสารรับรองความพิการ (คน)")),
                ("ieps", models.PositiveSmallIntegerField(default=0, verbose_name="จัดทำ IEP แล้ว (คน)")),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="inclusion.disabilitykind",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="counts", to="inclusion.inclusionyear"
                    ),
                ),
            ],
            options={
                "ordering": ["year", "kind__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "kind"), name="one_count_per_disability_kind"),
                    models.CheckConstraint(
                        condition=models.Q(("certified__lte", models.F("pupils"))),
                        name="certified_are_among_the_pupils",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ieps__lte", models.F("pupils"))), name="ieps_are_among_the_pupils"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Coordination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body_text", models.CharField(blank=True, max_length=200, verbose_name="หน่วยงานอื่น")),
                ("done_on", models.DateField(verbose_name="วันที่ประสาน")),
                ("about", models.CharField(max_length=300, verbose_name="เรื่อง")),
                ("result", models.TextField(blank=True, verbose_name="ผล")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="ติดตามอีกครั้ง")),
                ("cancel_reason", models.TextField(blank=True, editable=False, verbose_name="เหตุที่ยกเลิก")),
                ("made_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordinations",
                        to="schools.outsidebody",
                        verbose_name="หน่วยงาน",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="coordinations", to="schools.district"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordinations",
                        to="schools.school",
                        verbose_name="โรงเรียน",
                    ),
                ),
            ],
            options={
                "ordering": ["-done_on", "-pk"],
                "indexes": [models.Index(fields=["district", "done_on"], name="inclusion_c_distric_438bae_idx")],
            },
        ),
    ]
