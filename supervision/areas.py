"""Words every part of supervision shares: the four areas of school management and the ways of supervising."""

from django.db import models


class Area(models.TextChoices):
    """งาน 4 ด้านของการบริหารสถานศึกษา (Ayutthaya 1, Phatthalung 2)."""

    ACADEMIC = "academic", "วิชาการ"
    BUDGET = "budget", "งบประมาณ"
    PERSONNEL = "personnel", "บริหารงานบุคคล"
    GENERAL = "general", "บริหารทั่วไป"


class Way(models.TextChoices):
    """How it is done. Advice at a distance is logged and counted apart from visits to the school."""

    FIELD = "field", "ลงพื้นที่"
    ONLINE = "online", "ออนไลน์"
    PHONE = "phone", "โทรศัพท์"
    OFFICE = "office", "ที่สำนักงาน"


AT_A_DISTANCE = (Way.ONLINE, Way.PHONE, Way.OFFICE)
