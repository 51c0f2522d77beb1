import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import schools.models.years


class Migration(migrations.Migration):
    replaces = [("kotpn_committee", "0001_initial"), ("kotpn_committee", "0002_powers_and_field_teams")]

    initial = True

    dependencies = [
        ("office_orders", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Committee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("main", "ก.ต.ป.น."),
                            ("sub", "อ.ก.ต.ป.น."),
                            ("board", "คณะผู้บริหาร"),
                            ("group", "ที่ประชุมกลุ่มงาน"),
                            ("other", "คณะอื่น"),
                        ],
                        max_length=6,
                        verbose_name="ประเภท",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="ชื่อเต็ม")),
                ("short_name", models.CharField(max_length=80, verbose_name="ชื่อย่อ")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("size", models.PositiveSmallIntegerField(default=9, verbose_name="จำนวนกรรมการ")),
                ("tenure_years", models.PositiveSmallIntegerField(default=4, verbose_name="วาระ (ปี)")),
                (
                    "quorum_rule",
                    models.CharField(
                        choices=[("half", "ไม่น้อยกว่ากึ่งหนึ่งของกรรมการที่มีอยู่"), ("number", "จำนวนที่กำหนด")],
                        default="half",
                        max_length=6,
                        verbose_name="องค์ประชุม",
                    ),
                ),
                (
                    "quorum_number",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="จำนวนองค์ประชุม (คน)"),
                ),
                (
                    "meetings_per_year",
                    models.PositiveSmallIntegerField(default=2, verbose_name="ประชุมอย่างน้อย (ครั้งต่อปีงบประมาณ)"),
                ),
                (
                    "numbering",
                    models.CharField(
                        choices=[("calendar", "ปีปฏิทิน"), ("fiscal", "ปีงบประมาณ")],
                        default="calendar",
                        max_length=8,
                        verbose_name="เลขครั้งที่ประชุมขึ้นใหม่ตาม",
                    ),
                ),
                (
                    "substitutes_allowed",
                    models.BooleanField(default=True, verbose_name="ให้ผู้แทนเข้าประชุมแทนและนับเป็นองค์ประชุม"),
                ),
                ("notice_days", models.PositiveSmallIntegerField(default=7, verbose_name="ส่งหนังสือเชิญก่อนประชุม (วัน)")),
                (
                    "minutes_days",
                    models.PositiveSmallIntegerField(default=3, verbose_name="ส่งรายงานการประชุมภายใน (วัน)"),
                ),
                ("warn_days", models.PositiveSmallIntegerField(default=90, verbose_name="เตือนก่อนหมดวาระ (วัน)")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="committees", to="schools.district"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="kotpn_committee.committee",
                    ),
                ),
                (
                    "teams",
                    models.ManyToManyField(
                        blank=True, related_name="committees", to="schools.team", verbose_name="ทีมในพื้นที่"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_committee_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True), ("kind", "main")),
                        fields=("district",),
                        name="one_main_committee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "sub"), ("parent__isnull", True), _connector="OR"),
                        name="only_subcommittees_have_parents",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quorum_rule", "number"), _negated=True),
                            ("quorum_number__gte", 1),
                            _connector="OR",
                        ),
                        name="quorum_number_is_given",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Power",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("text", models.TextField(verbose_name="อำนาจหน้าที่")),
                ("legal_reference", models.CharField(blank=True, max_length=300, verbose_name="อ้างอิงกฎหมาย")),
                ("certainty", models.CharField(blank=True, max_length=300, verbose_name="ความแน่ชัดของถ้อยคำ")),
                ("starts_on", models.DateField(verbose_name="ใช้ตั้งแต่")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ใช้ถึง")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_powers",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="power_shipped_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="power_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tenure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order_number", models.CharField(max_length=100, verbose_name="คำสั่งที่")),
                ("ordered_on", models.DateField(verbose_name="ลงวันที่")),
                ("starts_on", models.DateField(verbose_name="ตั้งแต่")),
                ("ends_on", models.DateField(verbose_name="ถึง")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("warned_on", models.DateField(editable=False, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="kotpn_committee.committee",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_tenures",
                        to="office_orders.order",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="tenure_ends_after_start"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("committee", "="),
                            (
                                schools.models.years.DateRange(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="tenures_do_not_overlap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "ประธานกรรมการ"),
                            ("vice", "รองประธานกรรมการ"),
                            ("member", "กรรมการ"),
                            ("secretary", "กรรมการและเลขานุการ"),
                            ("assistant", "กรรมการและผู้ช่วยเลขานุการ"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="หน้าที่",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("office", "โดยตำแหน่ง"),
                            ("principals", "ผู้แทนผู้บริหารสถานศึกษา"),
                            ("private", "ผู้แทนสถานศึกษาเอกชน"),
                            ("expert", "ผู้ทรงคุณวุฒิ"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=10,
                        verbose_name="ประเภทกรรมการ",
                    ),
                ),
                ("category_label", models.CharField(blank=True, max_length=150, verbose_name="ประเภท (คำของสำนักงาน)")),
                ("name", models.CharField(max_length=250, verbose_name="ชื่อ-สกุล")),
                ("post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่ง")),
                ("counts", models.BooleanField(default=True, verbose_name="นับเป็นกรรมการ (องค์ประชุมและลงมติ)")),
                ("starts_on", models.DateField(verbose_name="ตั้งแต่")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ถึง")),
                ("ended_reason", models.CharField(blank=True, max_length=200, verbose_name="เหตุที่พ้น")),
                (
                    "outside",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_seats",
                        to="schools.outsideperson",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_seats",
                        to="schools.person",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="kotpn_committee.tenure"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outside__isnull", False), ("person__isnull", True)),
                            models.Q(("outside__isnull", True), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="member_is_one_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True), ("person__isnull", False)),
                        fields=("tenure", "person"),
                        name="person_once_in_a_tenure",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True), ("outside__isnull", False)),
                        fields=("tenure", "outside"),
                        name="outside_once_in_a_tenure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="seat_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Substitute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=250, verbose_name="ชื่อ-สกุล")),
                ("post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่ง")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="substitutes",
                        to="kotpn_committee.member",
                    ),
                ),
                (
                    "outside",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.outsideperson",
                    ),
                ),
                (
                    "person",
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
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("member", "name"), name="one_substitute_per_name")],
            },
        ),
    ]
