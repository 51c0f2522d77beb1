import uuid
from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import schools.models.district
import schools.models.years


class Migration(migrations.Migration):
    replaces = [
        ("schools", "0001_initial"),
        ("schools", "0002_shipped_rows_and_system_acts"),
        ("schools", "0003_silent_days"),
        ("schools", "0004_outside_register"),
        ("schools", "0005_team_stated_size"),
    ]

    initial = True

    dependencies = [
        # The constraints against overlaps rest on the extensions core adds.
        ("core", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="รหัสเขต")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อสำนักงานเขตพื้นที่การศึกษา")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="ชื่อย่อ")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Cluster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="ชื่อกลุ่ม")),
                ("name_sort", models.CharField(db_index=True, editable=False, max_length=300)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clusters", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name_sort"],
                "constraints": [models.UniqueConstraint(fields=("district", "name"), name="one_cluster_per_name")],
            },
        ),
        migrations.CreateModel(
            name="Amphoe",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="อำเภอ")),
                ("name_sort", models.CharField(db_index=True, editable=False, max_length=200)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="amphoes", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["name_sort"],
                "constraints": [models.UniqueConstraint(fields=("district", "name"), name="one_amphoe_per_name")],
            },
        ),
        migrations.CreateModel(
            name="AcademicTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                ("term", models.PositiveSmallIntegerField(verbose_name="ภาคเรียนที่")),
                ("starts_on", models.DateField(verbose_name="วันเปิดภาคเรียน")),
                ("ends_on", models.DateField(verbose_name="วันปิดภาคเรียน")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "academic_year", "term"), name="one_row_per_term"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="term_ends_after_start"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("district", "="),
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
                        name="terms_do_not_overlap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file_name", models.CharField(max_length=200)),
                ("file", models.FileField(upload_to="imports/")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("rehearsed", "ซ้อมนำเข้าแล้ว"),
                            ("applied", "นำเข้าแล้ว"),
                            ("stale", "ข้อมูลเปลี่ยนไปหลังซ้อม"),
                            ("dropped", "ยกเลิก"),
                        ],
                        default="rehearsed",
                        max_length=10,
                    ),
                ),
                ("rehearsal", models.JSONField(default=dict)),
                (
                    "fingerprint",
                    models.CharField(help_text="ลายนิ้วมือของผลซ้อม: ถ้าคำนวณใหม่แล้วต่าง ต้องซ้อมใหม่", max_length=64),
                ),
                ("skip_refused", models.BooleanField(default=False)),
                ("invite", models.BooleanField(default=False, verbose_name="ส่งคำเชิญทางอีเมล")),
                ("uploaded_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="imports", to="schools.district"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        help_text="ว่าง = คำสั่งของระบบ",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at"],
            },
        ),
        migrations.CreateModel(
            name="OutsideBody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("government", "ส่วนราชการ"),
                            ("local", "องค์กรปกครองส่วนท้องถิ่น"),
                            ("education", "สถาบันการศึกษา"),
                            ("private", "ภาคเอกชน"),
                            ("community", "ชุมชนและประชาสังคม"),
                            ("religious", "ศาสนสถาน"),
                            ("other", "อื่น ๆ"),
                        ],
                        default="government",
                        max_length=10,
                        verbose_name="ประเภท",
                    ),
                ),
                ("name", models.CharField(max_length=250, verbose_name="ชื่อหน่วยงาน")),
                ("name_sort", models.CharField(editable=False, max_length=500)),
                (
                    "head_title",
                    models.CharField(
                        blank=True,
                        help_text="ใช้ขึ้นต้นหนังสือ เช่น นายอำเภอ",
                        max_length=200,
                        verbose_name="ตำแหน่งหัวหน้าหน่วยงาน",
                    ),
                ),
                ("address", models.TextField(blank=True, verbose_name="ที่อยู่")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="โทรศัพท์")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="อีเมล")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside_bodies",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["name_sort", "pk"],
                "constraints": [models.UniqueConstraint(fields=("district", "name"), name="one_outside_body_per_name")],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=300, verbose_name="ชื่อโครงการ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_project_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="project_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code10", models.CharField(blank=True, max_length=10, null=True, verbose_name="รหัสโรงเรียน 10 หลัก")),
                ("smis8", models.CharField(blank=True, max_length=8, null=True, verbose_name="รหัส SMIS 8 หลัก")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อโรงเรียน")),
                ("name_breaks", models.CharField(blank=True, max_length=220, verbose_name="ชื่อพร้อมจุดตัดบรรทัด")),
                ("name_sort", models.CharField(editable=False, max_length=400)),
                ("tambon", models.CharField(blank=True, max_length=100, verbose_name="ตำบล")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("primary", "ประถมศึกษา"),
                            ("expanded", "ขยายโอกาส"),
                            ("secondary", "มัธยมศึกษา"),
                            ("special", "การศึกษาพิเศษ"),
                            ("other", "อื่น ๆ"),
                        ],
                        default="primary",
                        max_length=12,
                        verbose_name="ประเภท",
                    ),
                ),
                (
                    "level_from",
                    models.CharField(blank=True, help_text="เช่น อ.2", max_length=10, verbose_name="เปิดสอนตั้งแต่"),
                ),
                (
                    "level_to",
                    models.CharField(blank=True, help_text="เช่น ป.6 หรือ ม.3", max_length=10, verbose_name="ถึง"),
                ),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="ละติจูด"),
                ),
                (
                    "longitude",
                    models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="ลองจิจูด"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "เปิด"), ("closed", "ปิด"), ("merged", "รวม")],
                        default="open",
                        max_length=8,
                        verbose_name="สถานะ",
                    ),
                ),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="วันที่เปิด")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="วันที่ปิดหรือรวม")),
                (
                    "amphoe",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="schools.amphoe",
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="schools.cluster",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="schools", to="schools.district"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["name_sort", "pk"],
                "indexes": [
                    models.Index(fields=["district", "name_sort", "id"], name="schools_sch_distric_da81f1_idx"),
                    models.Index(fields=["district", "cluster"], name="schools_sch_distric_ed5a1d_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "code10"), name="one_school_per_code10"),
                    models.UniqueConstraint(fields=("district", "smis8"), name="one_school_per_smis8"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("latitude__isnull", True),
                            models.Q(("latitude__gte", Decimal("-90")), ("latitude__lte", Decimal("90"))),
                            _connector="OR",
                        ),
                        name="latitude_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("longitude__isnull", True),
                            models.Q(("longitude__gte", Decimal("-180")), ("longitude__lte", Decimal("180"))),
                            _connector="OR",
                        ),
                        name="longitude_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="อีเมล")),
                ("prefix", models.CharField(blank=True, max_length=40, verbose_name="คำนำหน้า")),
                ("first_name", models.CharField(max_length=100, verbose_name="ชื่อ")),
                ("last_name", models.CharField(blank=True, max_length=100, verbose_name="นามสกุล")),
                ("name_sort", models.CharField(editable=False, max_length=400)),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="ตำแหน่ง")),
                ("standing", models.CharField(blank=True, max_length=100, verbose_name="วิทยฐานะ")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="โทรศัพท์")),
                ("is_active", models.BooleanField(default=True, verbose_name="ยังปฏิบัติงานอยู่")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="schools.district"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["name_sort", "pk"],
                "indexes": [
                    models.Index(fields=["district", "name_sort"], name="schools_per_distric_43fdfd_idx"),
                    models.Index(fields=["school", "name_sort"], name="schools_per_school__80b90d_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "user"), name="one_person_per_account_and_district"),
                    models.UniqueConstraint(
                        models.F("district"),
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="one_person_per_email_and_district",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsidePerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prefix", models.CharField(blank=True, max_length=40, verbose_name="คำนำหน้า")),
                ("first_name", models.CharField(max_length=100, verbose_name="ชื่อ")),
                ("last_name", models.CharField(blank=True, max_length=100, verbose_name="นามสกุล")),
                ("name_sort", models.CharField(editable=False, max_length=400)),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="ตำแหน่ง")),
                ("expertise", models.CharField(blank=True, max_length=300, verbose_name="ความเชี่ยวชาญ")),
                ("address", models.TextField(blank=True, verbose_name="ที่อยู่")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="โทรศัพท์")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="อีเมล")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ยังติดต่อได้")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="schools.outsidebody",
                        verbose_name="หน่วยงาน",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside_people",
                        to="schools.district",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside",
                        to="schools.person",
                        verbose_name="บัญชีในระบบ",
                    ),
                ),
            ],
            options={
                "ordering": ["name_sort", "pk"],
                "indexes": [models.Index(fields=["district", "name_sort"], name="schools_out_distric_a41b42_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=("district", "email"),
                        name="one_outside_person_per_email",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("supervisor", "ศึกษานิเทศก์"),
                            ("group_director", "ผอ.กลุ่มนิเทศฯ"),
                            ("committee_secretary", "เลขานุการ ก.ต.ป.น."),
                            ("committee_member", "กรรมการ ก.ต.ป.น."),
                            ("subcommittee_member", "อ.ก.ต.ป.น."),
                            ("office_director", "ผอ.สพท."),
                            ("deputy_director", "รอง ผอ.สพท."),
                            ("principal", "ผอ.โรงเรียน"),
                            ("school_staff", "ครู"),
                            ("clerk", "เจ้าหน้าที่ธุรการ"),
                            ("admin", "ผู้ดูแลระบบ"),
                        ],
                        max_length=40,
                        verbose_name="บทบาท",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="ตั้งแต่")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ถึง")),
                (
                    "acting",
                    models.CharField(
                        blank=True,
                        choices=[("", "ดำรงตำแหน่ง"), ("in_charge", "รักษาการ"), ("on_behalf", "ปฏิบัติหน้าที่แทน")],
                        default="",
                        max_length=12,
                        verbose_name="ลักษณะ",
                    ),
                ),
                ("order_reference", models.CharField(blank=True, max_length=100, verbose_name="คำสั่งที่")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="schools.district"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="schools.person"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["district", "role", "starts_on"],
                "indexes": [
                    models.Index(fields=["district", "role"], name="schools_app_distric_937ef8_idx"),
                    models.Index(fields=["school", "role"], name="schools_app_school__fcf36b_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="appointment_ends_after_start",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            ("role", "="),
                            ("district", "="),
                            (django.db.models.functions.comparison.Coalesce("school_id", 0), "="),
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
                        name="appointments_do_not_overlap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "เปิด"),
                            ("renamed", "เปลี่ยนชื่อ"),
                            ("closed", "ปิด"),
                            ("merged", "รวมกับโรงเรียนอื่น"),
                            ("split", "แยกเป็นโรงเรียนใหม่"),
                            ("reopened", "เปิดอีกครั้ง"),
                            ("moved", "ย้ายกลุ่ม"),
                        ],
                        max_length=10,
                    ),
                ),
                ("effective_on", models.DateField(verbose_name="มีผลวันที่")),
                ("old_name", models.CharField(blank=True, max_length=200)),
                ("new_name", models.CharField(blank=True, max_length=200)),
                ("reference", models.CharField(blank=True, max_length=200, verbose_name="อ้างถึงคำสั่ง/ประกาศ")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("effects", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        help_text="ว่าง = คำสั่งของระบบ",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.school"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="schools.school"
                    ),
                ),
            ],
            options={
                "ordering": ["-effective_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SchoolYearCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                ("pre_primary", models.PositiveIntegerField(default=0, verbose_name="นักเรียนก่อนประถม")),
                ("primary", models.PositiveIntegerField(default=0, verbose_name="นักเรียนประถม")),
                ("lower_secondary", models.PositiveIntegerField(default=0, verbose_name="นักเรียนมัธยมต้น")),
                ("upper_secondary", models.PositiveIntegerField(default=0, verbose_name="นักเรียนมัธยมปลาย")),
                ("teachers", models.PositiveIntegerField(default=0, verbose_name="ครู")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="year_counts", to="schools.school"
                    ),
                ),
            ],
            options={
                "ordering": ["-academic_year"],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "academic_year"), name="one_count_per_school_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="SizeScheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="ชื่อเกณฑ์")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="ที่มา")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="size_schemes", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_size_scheme_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="size_scheme_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SizeBand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at_least", models.PositiveIntegerField(verbose_name="ตั้งแต่ (คน)")),
                ("label", models.CharField(max_length=60, verbose_name="ขนาด")),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bands", to="schools.sizescheme"
                    ),
                ),
            ],
            options={
                "ordering": ["scheme", "at_least"],
                "constraints": [models.UniqueConstraint(fields=("scheme", "at_least"), name="one_band_per_bound")],
            },
        ),
        migrations.CreateModel(
            name="DistrictSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cluster_label",
                    models.CharField(default="กลุ่มโรงเรียน", max_length=60, verbose_name="คำเรียกกลุ่มของโรงเรียน"),
                ),
                ("address", models.TextField(blank=True, verbose_name="ที่อยู่สำนักงาน")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="โทรศัพท์")),
                (
                    "memo_agency",
                    models.CharField(
                        blank=True,
                        default="กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา",
                        max_length=300,
                        verbose_name="ส่วนราชการ (หัวบันทึกข้อความ)",
                    ),
                ),
                (
                    "document_number_format",
                    models.CharField(
                        default="{prefix}/{number}",
                        help_text="ใช้ {prefix} {number} {year} ได้",
                        max_length=100,
                        verbose_name="รูปแบบเลขที่หนังสือ",
                    ),
                ),
                (
                    "document_number_prefix",
                    models.CharField(blank=True, default="ศธ", max_length=60, verbose_name="เลขประจำส่วนราชการ"),
                ),
                (
                    "document_number_year",
                    models.CharField(
                        choices=[("calendar", "ปีปฏิทิน"), ("fiscal", "ปีงบประมาณ")],
                        default="calendar",
                        max_length=10,
                        verbose_name="ปีของเลขที่หนังสือ",
                    ),
                ),
                ("thai_digits", models.BooleanField(default=True, verbose_name="ใช้เลขไทยในเอกสารราชการ")),
                (
                    "plan_chain",
                    models.JSONField(
                        default=schools.models.district.default_plan_chain, verbose_name="ลำดับการพิจารณาแผนนิเทศ"
                    ),
                ),
                (
                    "approval_remind_days",
                    models.PositiveSmallIntegerField(default=5, verbose_name="เตือนผู้พิจารณาเมื่อค้างเกิน (วัน)"),
                ),
                (
                    "acknowledge_days",
                    models.PositiveSmallIntegerField(default=15, verbose_name="ปิดเรื่องโดยไม่ได้รับทราบได้เมื่อเกิน (วัน)"),
                ),
                (
                    "silent_days",
                    models.PositiveSmallIntegerField(default=14, verbose_name="ถือว่าโรงเรียนยังไม่ตอบเมื่อเกิน (วัน)"),
                ),
                (
                    "visits_per_term",
                    models.PositiveSmallIntegerField(default=1, verbose_name="เยี่ยมแต่ละโรงเรียนอย่างน้อย (ครั้งต่อภาคเรียน)"),
                ),
                ("sample_sd", models.BooleanField(default=True, verbose_name="S.D. ของกลุ่มตัวอย่าง (n−1)")),
                (
                    "district",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="settings", to="schools.district"
                    ),
                ),
                (
                    "size_scheme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="schools.sizescheme",
                        verbose_name="เกณฑ์ขนาดโรงเรียน",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SubjectGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=150, verbose_name="กลุ่มสาระ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subject_groups",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_subject_group_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="subject_group_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="ชื่อทีม")),
                (
                    "kind",
                    models.CharField(
                        choices=[("permanent", "ถาวร"), ("ad_hoc", "เฉพาะกิจ"), ("named", "กลุ่มที่มีชื่อ")],
                        max_length=10,
                        verbose_name="ประเภท",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="ภารกิจ")),
                ("order_reference", models.CharField(blank=True, max_length=100, verbose_name="คำสั่งที่")),
                ("stated_size", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="จำนวนคนตามคำสั่ง")),
                ("starts_on", models.DateField(verbose_name="วันเริ่ม")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="วันสิ้นสุด")),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="schools.cluster",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="teams", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="team_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(default="กรรมการ", max_length=100, verbose_name="หน้าที่ในทีม")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_memberships",
                        to="schools.person",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="schools.team"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("team", "person"), name="once_in_a_team")],
            },
        ),
        migrations.CreateModel(
            name="WorkGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อกลุ่มงาน")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="work_groups", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_work_group_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="work_group_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("work_group", "กลุ่มงาน"),
                            ("cluster", "กลุ่มโรงเรียน"),
                            ("school", "โรงเรียน"),
                            ("subject_group", "กลุ่มสาระ"),
                            ("project", "โครงการ"),
                        ],
                        max_length=14,
                        verbose_name="ประเภท",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="วันเริ่ม")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="วันสิ้นสุด")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="หมายเหตุ")),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="schools.cluster"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="schools.district"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="schools.person"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="schools.project"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
                (
                    "subject_group",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="schools.subjectgroup"
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="schools.workgroup"
                    ),
                ),
            ],
            options={
                "ordering": ["person", "kind", "starts_on"],
                "indexes": [
                    models.Index(fields=["district", "kind"], name="schools_ass_distric_5fe42e_idx"),
                    models.Index(fields=["person", "kind"], name="schools_ass_person__503fb2_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "work_group"),
                                ("work_group__isnull", False),
                                ("cluster__isnull", True),
                                ("school__isnull", True),
                                ("subject_group__isnull", True),
                                ("project__isnull", True),
                            ),
                            models.Q(
                                ("kind", "cluster"),
                                ("work_group__isnull", True),
                                ("cluster__isnull", False),
                                ("school__isnull", True),
                                ("subject_group__isnull", True),
                                ("project__isnull", True),
                            ),
                            models.Q(
                                ("kind", "school"),
                                ("work_group__isnull", True),
                                ("cluster__isnull", True),
                                ("school__isnull", False),
                                ("subject_group__isnull", True),
                                ("project__isnull", True),
                            ),
                            models.Q(
                                ("kind", "subject_group"),
                                ("work_group__isnull", True),
                                ("cluster__isnull", True),
                                ("school__isnull", True),
                                ("subject_group__isnull", False),
                                ("project__isnull", True),
                            ),
                            models.Q(
                                ("kind", "project"),
                                ("work_group__isnull", True),
                                ("cluster__isnull", True),
                                ("school__isnull", True),
                                ("subject_group__isnull", True),
                                ("project__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_has_its_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="assignment_ends_after_start",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            ("kind", "="),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "work_group_id", "cluster_id", "school_id", "subject_group_id", "project_id"
                                ),
                                "=",
                            ),
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
                        name="assignments_do_not_overlap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, verbose_name="เลขที่งาน")),
                ("number_sort", models.CharField(db_index=True, editable=False, max_length=60)),
                ("name", models.TextField(verbose_name="งาน")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="schools.worktask",
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="schools.workgroup"
                    ),
                ),
            ],
            options={
                "ordering": ["work_group", "number_sort"],
                "constraints": [
                    models.UniqueConstraint(fields=("work_group", "number"), name="one_task_per_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("work_group", "reference_key"),
                        name="task_shipped_once",
                    ),
                ],
            },
        ),
    ]
