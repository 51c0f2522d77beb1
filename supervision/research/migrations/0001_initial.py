import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("instruments", "0002_network_subject"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Study",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="เผยแพร่เมื่อ")),
                (
                    "for_schools",
                    models.BooleanField(default=False, editable=False, verbose_name="เผยแพร่ถึงโรงเรียนในสังกัด"),
                ),
                ("public_key", models.CharField(blank=True, db_index=True, editable=False, max_length=32)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("own", "งานวิจัยของกลุ่มนิเทศฯ"),
                            ("rnd", "งานวิจัยและพัฒนา (R&D)"),
                            ("other", "งานวิจัยของผู้อื่น (สรุปไว้ใช้)"),
                        ],
                        max_length=5,
                        verbose_name="ประเภท",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อเรื่อง")),
                ("year_from", models.PositiveSmallIntegerField(verbose_name="ตั้งแต่ปีงบประมาณ")),
                ("year_to", models.PositiveSmallIntegerField(verbose_name="ถึงปีงบประมาณ")),
                ("question", models.TextField(blank=True, verbose_name="ปัญหาและคำถามวิจัย")),
                ("aims", models.TextField(blank=True, verbose_name="วัตถุประสงค์")),
                ("sample", models.TextField(blank=True, verbose_name="ประชากรและกลุ่มตัวอย่าง")),
                ("method", models.TextField(blank=True, verbose_name="วิธีดำเนินการ")),
                ("tools", models.TextField(blank=True, verbose_name="เครื่องมือที่ใช้")),
                ("others", models.CharField(blank=True, max_length=300, verbose_name="ผู้ร่วมวิจัยอื่น หรือผู้วิจัยเจ้าของเรื่อง")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="แหล่งที่มา")),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="ลิงก์")),
                ("summary", models.TextField(blank=True, verbose_name="ผลการวิจัยโดยสรุป")),
                ("use", models.TextField(blank=True, verbose_name="การนำไปใช้")),
                ("publication", models.TextField(blank=True, verbose_name="การเผยแพร่ผลงาน")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("proposal", "เค้าโครง"),
                            ("collecting", "เก็บข้อมูล"),
                            ("analysing", "วิเคราะห์"),
                            ("report", "รายงาน"),
                            ("spread", "เผยแพร่"),
                            ("summarised", "สรุปแล้ว"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="proposal",
                        max_length=10,
                        verbose_name="ขั้น",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="studies", to="schools.district"
                    ),
                ),
                (
                    "instruments",
                    models.ManyToManyField(
                        blank=True,
                        related_name="studies",
                        to="instruments.instrument",
                        verbose_name="เครื่องมือนิเทศในระบบที่ใช้",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="studies",
                        to="schools.project",
                        verbose_name="โครงการ",
                    ),
                ),
                (
                    "published_by",
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
                    "subject_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="studies",
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
                        related_name="studies",
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
                        related_name="studies",
                        to="schools.workgroup",
                        verbose_name="กลุ่มงาน",
                    ),
                ),
            ],
            options={
                "ordering": ["-year_from", "title", "pk"],
                "indexes": [
                    models.Index(fields=["district", "-year_from"], name="research_st_distric_38bafd_idx"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["title"], name="study_title_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "cancelled"), _negated=True),
                        fields=("district", "title"),
                        name="one_study_per_title",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year_to__gte", models.F("year_from"))), name="study_years_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage", "cancelled"),
                            models.Q(("kind", "other"), ("stage", "summarised")),
                            models.Q(
                                models.Q(("kind", "other"), _negated=True),
                                models.Q(("stage", "summarised"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="only_others_research_is_summarised",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StudyPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[("lead", "หัวหน้าคณะวิจัย"), ("member", "ผู้วิจัย")],
                        default="member",
                        max_length=6,
                        verbose_name="หน้าที่",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="studies", to="schools.person"
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="research.study"
                    ),
                ),
            ],
            options={
                "ordering": ["study", "part", "person__name_sort", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("study", "person"), name="once_on_a_study"),
                    models.UniqueConstraint(
                        condition=models.Q(("part", "lead")), fields=("study",), name="one_lead_of_a_study"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StudyStage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("proposal", "เค้าโครง"),
                            ("collecting", "เก็บข้อมูล"),
                            ("analysing", "วิเคราะห์"),
                            ("report", "รายงาน"),
                            ("spread", "เผยแพร่"),
                            ("summarised", "สรุปแล้ว"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField(verbose_name="วันที่")),
                ("note", models.TextField(blank=True, verbose_name="บันทึก")),
                ("saved_at", models.DateTimeField()),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="research.study"
                    ),
                ),
            ],
            options={
                "ordering": ["study", "-on", "-pk"],
                "indexes": [models.Index(fields=["on"], name="research_st_on_74dc05_idx")],
            },
        ),
    ]
