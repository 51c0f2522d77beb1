import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import supervision.improvement.models.programme


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("instruments", "0001_squashed"),
        ("office_orders", "0001_squashed"),
        ("processes", "0002_step_pages"),
        ("quality_indicators", "0001_initial"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=250, verbose_name="ชื่อ")),
                (
                    "year_kind",
                    models.CharField(
                        choices=[("fiscal", "ปีงบประมาณ"), ("academic", "ปีการศึกษา")],
                        default="fiscal",
                        max_length=8,
                        verbose_name="รอบปี",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="ปี (พ.ศ.)")),
                ("academic_year", models.PositiveSmallIntegerField(verbose_name="ปีการศึกษาของข้อมูล (พ.ศ.)")),
                ("starts_on", models.DateField(verbose_name="วันเริ่ม")),
                ("ends_on", models.DateField(verbose_name="วันสิ้นสุด")),
                ("counts_on", models.DateField(verbose_name="นับโรงเรียนที่เปิดในวันที่")),
                (
                    "joiners",
                    models.CharField(
                        choices=[("in", "นับรวม"), ("out", "ไม่นับรวม")],
                        default="out",
                        max_length=3,
                        verbose_name="โรงเรียนที่เข้าร่วมกลางปี",
                    ),
                ),
                (
                    "leavers",
                    models.CharField(
                        choices=[("in", "นับรวม"), ("out", "ไม่นับรวม")],
                        default="out",
                        max_length=3,
                        verbose_name="โรงเรียนที่ปิดหรือยุบรวมระหว่างปี",
                    ),
                ),
                ("uses_extra", models.BooleanField(default=False, verbose_name="ใช้ด้านที่ห้า (5Q)")),
                (
                    "extra_uses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("baseline", "ข้อมูลฐานและแผน"),
                                ("agreement", "บันทึกข้อตกลง"),
                                ("progress", "ความก้าวหน้าตามตัวชี้วัด"),
                                ("evaluation", "ประเมินผลและจัดลำดับ"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=supervision.improvement.models.programme.uses_of_the_manual,
                        size=None,
                    ),
                ),
                (
                    "mentoring_visits",
                    models.PositiveSmallIntegerField(default=2, verbose_name="ลงพื้นที่ให้คำปรึกษาอย่างน้อย (ครั้งต่อโรงเรียน)"),
                ),
                ("report_every", models.PositiveSmallIntegerField(default=30, verbose_name="รายงานความก้าวหน้าทุก (วัน)")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "กำลังดำเนินการ"), ("closed", "สิ้นสุดแล้ว"), ("cancelled", "ยกเลิก")],
                        default="open",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("opened_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="improvement.programme",
                        verbose_name="ต่อจากปี",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="programmes", to="schools.district"
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="instruments.instrument",
                        verbose_name="เครื่องมือนิเทศของรูปแบบ",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="quality_indicators.qualitymodel",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="schools.project",
                        verbose_name="โครงการที่ใช้ขับเคลื่อน",
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programme",
                        to="processes.run",
                    ),
                ),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="quality_indicators.indicatorset",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("model", "year"),
                        name="one_programme_per_model_and_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="programme_ends_after_start"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_in", models.BooleanField(default=True, verbose_name="อยู่ในการขับเคลื่อน")),
                ("by_hand", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผล")),
                ("updated_at", models.DateTimeField()),
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
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="schools.school"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="improvement.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["programme", "school__name_sort", "pk"],
                "constraints": [models.UniqueConstraint(fields=("programme", "school"), name="once_in_a_programme")],
            },
        ),
        migrations.CreateModel(
            name="Cooperation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("inside", "ในสังกัด"), ("outside", "นอกสังกัด")],
                        default="outside",
                        max_length=7,
                        verbose_name="ผู้ร่วมมือ",
                    ),
                ),
                ("partner", models.CharField(blank=True, max_length=250, verbose_name="หน่วยงาน/ผู้ร่วมมือ")),
                ("activity", models.CharField(max_length=300, verbose_name="กิจกรรม")),
                ("who", models.CharField(blank=True, max_length=300, verbose_name="ผู้ร่วมดำเนินการ")),
                ("held_on", models.DateField(verbose_name="วันที่")),
                ("reached", models.PositiveIntegerField(blank=True, null=True, verbose_name="ผู้ได้รับประโยชน์ (คน)")),
                ("result", models.TextField(blank=True, verbose_name="ผลที่เกิดขึ้น")),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cooperations",
                        to="schools.outsidebody",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cooperations",
                        to="schools.school",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cooperations",
                        to="improvement.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
                "indexes": [models.Index(fields=["programme", "-held_on"], name="improvement_program_a40a70_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("body__isnull", False), models.Q(("partner", ""), _negated=True), _connector="OR"
                        ),
                        name="cooperation_names_its_partner",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RolloutActivity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="กิจกรรม")),
                ("detail", models.TextField(blank=True, verbose_name="รายละเอียด")),
                ("owner_text", models.CharField(blank=True, max_length=200, verbose_name="ผู้รับผิดชอบ")),
                ("starts_on", models.DateField(verbose_name="ตั้งแต่วันที่")),
                ("ends_on", models.DateField(verbose_name="ถึงวันที่")),
                (
                    "budget",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="งบประมาณ (บาท)"
                    ),
                ),
                (
                    "spent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="ใช้จริง (บาท)"
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="ทำเสร็จเมื่อ")),
                ("result", models.TextField(blank=True, verbose_name="ผล")),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rollout_activities",
                        to="schools.person",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rollout", to="improvement.programme"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="rollout_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("budget__isnull", True), ("budget__gte", 0), _connector="OR"),
                            models.Q(("spent__isnull", True), ("spent__gte", 0), _connector="OR"),
                        ),
                        name="rollout_money_not_negative",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cancel_reason", "")),
                        fields=("programme", "title", "starts_on"),
                        name="one_rollout_per_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkingTeam",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("district", "ระดับเขต"), ("cluster", "ระดับกลุ่มโรงเรียน"), ("school", "ระดับโรงเรียน")],
                        default="district",
                        max_length=8,
                        verbose_name="ระดับ",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อทีม")),
                ("duty", models.TextField(blank=True, verbose_name="บทบาทหน้าที่")),
                ("order_reference", models.CharField(blank=True, max_length=150, verbose_name="คำสั่งที่")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ยุบทีมเมื่อ")),
                ("end_reason", models.TextField(blank=True, verbose_name="เหตุที่ยุบทีม")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="working_teams",
                        to="schools.cluster",
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
                        related_name="working_teams",
                        to="office_orders.order",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="teams", to="improvement.programme"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="working_teams",
                        to="schools.school",
                    ),
                ),
                (
                    "schools",
                    models.ManyToManyField(blank=True, related_name="looked_after_by_teams", to="schools.school"),
                ),
                (
                    "taken_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="working_teams",
                        to="schools.team",
                    ),
                ),
            ],
            options={
                "ordering": ["programme", "level", "name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("programme", "name"),
                        name="one_working_team_per_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cluster__isnull", True), ("level", "district"), ("school__isnull", True)),
                            models.Q(("cluster__isnull", False), ("level", "cluster"), ("school__isnull", True)),
                            models.Q(("cluster__isnull", True), ("level", "school"), ("school__isnull", False)),
                            _connector="OR",
                        ),
                        name="working_team_stands_at_its_level",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkingMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=250, verbose_name="ชื่อ-สกุล")),
                ("post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่ง")),
                ("duty", models.CharField(default="กรรมการ", max_length=150, verbose_name="หน้าที่ในทีม")),
                ("reports", models.BooleanField(default=False, verbose_name="รายงานความก้าวหน้าของโรงเรียนที่ทีมดูแล")),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                        related_name="working_memberships",
                        to="schools.person",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="improvement.workingteam",
                    ),
                ),
            ],
            options={
                "ordering": ["team", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("team", "person"), name="once_in_a_working_team"),
                    models.UniqueConstraint(fields=("team", "outside"), name="outside_once_in_a_working_team"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), ("outside__isnull", True), ("person__isnull", False)),
                            models.Q(("name", ""), ("outside__isnull", False), ("person__isnull", True)),
                            models.Q(
                                ("outside__isnull", True),
                                ("person__isnull", True),
                                models.Q(("name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="working_member_is_one_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reports", False), ("person__isnull", False), _connector="OR"),
                        name="who_reports_is_of_the_register",
                    ),
                ],
            },
        ),
    ]
