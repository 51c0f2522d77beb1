import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import office.travel.models.trip


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("office_orders", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthClosing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="วันแรกของเดือน", verbose_name="เดือน")),
                ("content", models.JSONField(default=dict)),
                ("closed_at", models.DateTimeField(verbose_name="ปิดเมื่อ")),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="travel_months", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["-month"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "month"), name="a_travel_month_closed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TravelRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report_days",
                    models.PositiveSmallIntegerField(default=3, verbose_name="รายงานภายใน (วัน) หลังวันสุดท้าย"),
                ),
                (
                    "district",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="travel_rules", to="schools.district"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Trip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                ("number", models.PositiveIntegerField(verbose_name="เลขที่")),
                ("purpose", models.CharField(max_length=300, verbose_name="ไปราชการเพื่อ")),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="สถานที่")),
                ("starts_on", models.DateField(verbose_name="ตั้งแต่วันที่")),
                (
                    "starts_half",
                    models.CharField(
                        choices=[("am", "เช้า"), ("pm", "บ่าย")], default="am", max_length=2, verbose_name="ตั้งแต่"
                    ),
                ),
                ("ends_on", models.DateField(verbose_name="ถึงวันที่")),
                (
                    "ends_half",
                    models.CharField(
                        choices=[("am", "เช้า"), ("pm", "บ่าย")], default="pm", max_length=2, verbose_name="ถึง"
                    ),
                ),
                ("first_half", models.IntegerField(editable=False)),
                ("last_half", models.IntegerField(editable=False)),
                (
                    "vehicle",
                    models.CharField(
                        choices=[
                            ("official", "รถราชการ"),
                            ("own", "รถส่วนตัว"),
                            ("public", "รถโดยสารหรือเครื่องบิน"),
                            ("shared", "โดยสารไปกับผู้อื่น"),
                            ("none", "ไม่ใช้พาหนะ"),
                        ],
                        default="official",
                        max_length=8,
                        verbose_name="พาหนะ",
                    ),
                ),
                ("vehicle_note", models.CharField(blank=True, max_length=200, verbose_name="ทะเบียนรถ ผู้ขับ หรือเที่ยว")),
                (
                    "cost_source",
                    models.CharField(
                        choices=[
                            ("office", "งบประมาณของสำนักงาน"),
                            ("project", "งบโครงการ"),
                            ("host", "หน่วยงานผู้จัดออกให้"),
                            ("none", "ไม่เบิกค่าใช้จ่าย"),
                        ],
                        default="none",
                        max_length=8,
                        verbose_name="ค่าใช้จ่ายจาก",
                    ),
                ),
                ("cost_note", models.CharField(blank=True, max_length=300, verbose_name="รายละเอียดค่าใช้จ่าย")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="ประมาณการ (บาท)"
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=200, verbose_name="ตามหนังสือหรือคำสั่ง")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "รออนุมัติ"),
                            ("returned", "ส่งกลับให้แก้ไข"),
                            ("approved", "อนุมัติแล้ว"),
                            ("reported", "รายงานแล้ว"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="submitted",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ส่งกลับหรือยกเลิก")),
                ("authority", models.CharField(blank=True, max_length=300, verbose_name="อนุมัติโดยหน่วยเหนือ")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="พิจารณาเมื่อ")),
                ("asked_at", models.DateTimeField(verbose_name="ขอเมื่อ")),
                ("updated_at", models.DateTimeField()),
                (
                    "asked_by",
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
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trips", to="schools.district"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_trips",
                        to="schools.person",
                        verbose_name="ผู้ขอและผู้รายงาน",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trips",
                        to="office_orders.order",
                        verbose_name="คำสั่ง",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.project",
                    ),
                ),
                (
                    "schools",
                    models.ManyToManyField(
                        blank=True, related_name="trips", to="schools.school", verbose_name="โรงเรียน"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.worktask",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
                "indexes": [
                    models.Index(fields=["district", "-starts_on"], name="travel_trip_distric_d364a6_idx"),
                    models.Index(
                        condition=models.Q(("state", "approved")), fields=["district", "ends_on"], name="trip_to_report"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["purpose"], name="trip_purpose_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "year", "number"), name="one_trip_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__gte", models.F("starts_on")), ("last_half__gte", models.F("first_half"))
                        ),
                        name="trip_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__isnull", True), ("cost__gte", 0), _connector="OR"),
                        name="trip_costs_no_less",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=400, verbose_name="รายการ")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "closing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="travel.monthclosing"
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="month_changes", to="travel.trip"
                    ),
                ),
            ],
            options={
                "ordering": ["closing", "made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TripPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_half", models.IntegerField(editable=False)),
                ("last_half", models.IntegerField(editable=False)),
                ("is_live", models.BooleanField(default=True, editable=False)),
                ("overlap_reason", models.CharField(blank=True, max_length=300, verbose_name="เหตุที่ซ้อนกับรายการอื่น")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trip_places", to="schools.person"
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="travel.trip"
                    ),
                ),
            ],
            options={
                "ordering": ["trip", "pk"],
                "indexes": [models.Index(fields=["person", "first_half"], name="travel_trip_person__8e12ce_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("trip", "person"), name="once_on_a_trip"),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("is_live", True), ("overlap_reason", "")),
                        expressions=[
                            ("person", "="),
                            (
                                office.travel.models.trip._HalfDays(
                                    "first_half",
                                    "last_half",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_place_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TripReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("did", models.TextField(verbose_name="สิ่งที่ได้ดำเนินการ")),
                ("outcome", models.TextField(blank=True, verbose_name="ผลที่ได้รับ")),
                ("follow_up", models.TextField(blank=True, verbose_name="สิ่งที่จะดำเนินการต่อ")),
                ("problems", models.TextField(blank=True, verbose_name="ปัญหาและข้อเสนอแนะ")),
                (
                    "spent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="ค่าใช้จ่ายจริง (บาท)"
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="รายงานเมื่อ")),
                ("seen_at", models.DateTimeField(null=True, verbose_name="รับทราบเมื่อ")),
                (
                    "seen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trip",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report", to="travel.trip"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
    ]
