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
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=150, verbose_name="ชื่อหมวด")),
                ("is_numbered", models.BooleanField(default=False, verbose_name="ออกเลขที่เอกสาร ศน.")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_categories",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_library_category_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="library_category_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LibraryItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อเอกสาร")),
                ("issuer", models.CharField(blank=True, max_length=200, verbose_name="ผู้ออกหรือผู้จัดทำ")),
                ("dated", models.DateField(blank=True, null=True, verbose_name="ลงวันที่")),
                ("edition", models.CharField(blank=True, max_length=100, verbose_name="ฉบับหรือพิมพ์ครั้งที่")),
                ("summary", models.TextField(blank=True, verbose_name="สาระสำคัญ")),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="ลิงก์")),
                ("number", models.PositiveIntegerField(editable=False, null=True, verbose_name="เลขที่")),
                ("year", models.PositiveSmallIntegerField(editable=False, null=True, verbose_name="ปี พ.ศ. ของเลขที่")),
                ("for_schools", models.BooleanField(default=False, verbose_name="โรงเรียนอ่านได้")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("listed", "ใช้อยู่"),
                            ("replaced", "มีฉบับใหม่แล้ว"),
                            ("withdrawn", "เลิกใช้"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่เลิกใช้")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("listed_at", models.DateTimeField(editable=False, null=True, verbose_name="ขึ้นทะเบียนเมื่อ")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_items",
                        to="schools.person",
                        verbose_name="ผู้จัดทำของสำนักงาน",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="library.category",
                        verbose_name="หมวด",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="library_items", to="schools.district"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later_editions",
                        to="library.libraryitem",
                        verbose_name="แทนฉบับ",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "subject_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_items",
                        to="schools.subjectgroup",
                        verbose_name="กลุ่มสาระ",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_items",
                        to="schools.worktask",
                        verbose_name="งานตามขอบข่าย",
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="library_items",
                        to="schools.workgroup",
                        verbose_name="กลุ่มงาน",
                    ),
                ),
            ],
            options={
                "ordering": ["-listed_at", "-pk"],
                "indexes": [
                    models.Index(fields=["district", "-listed_at"], name="library_lib_distric_31f44c_idx"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["title"], name="library_title_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["summary"], name="library_summary_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("district", "category", "title", "edition"),
                        name="one_library_item_per_title_and_edition",
                    ),
                    models.UniqueConstraint(fields=("district", "year", "number"), name="one_library_number_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("year__isnull", True)),
                            models.Q(("number__isnull", False), ("year__isnull", False)),
                            _connector="OR",
                        ),
                        name="library_number_with_its_year",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("listed", "replaced"))),
                        fields=("replaces",),
                        name="replaced_by_one_edition",
                    ),
                ],
            },
        ),
    ]
