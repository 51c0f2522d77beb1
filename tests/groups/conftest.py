"""An office with its head, a supervisor of work group 4, one without a group, a clerk, a school; and its neighbour."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.factories import base
from tests.factories import groups as make


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    district = base.district(name="สพป.ทดสอบ เขต 1")
    other = base.district(name="สพป.ข้างเคียง เขต 2")
    group = make.a_work_group(district)
    desk = make.a_work_group(district, number=8, name="งานธุรการ", tasks=1)
    subject = make.a_subject_group(district)
    supervisor = base.user("supervisor", district, name="สมมุติ ผู้นิเทศ")
    base.assign(base.person_of(supervisor, district), group)
    return SimpleNamespace(
        district=district, other=other, group=group, desk=desk, subject=subject,
        head=base.user("group_director", district), supervisor=supervisor,
        idle=base.user("supervisor", district, name="ว่าง งาน"), clerk=base.user("clerk", district),
        deputy=base.user("deputy_director", district), principal=base.user("principal", base.school(district)),
        stranger=base.user("group_director", other), stranger_principal=base.user("principal", base.school(other)),
        now=timezone.make_aware(datetime(2024, 6, 14, 9)),
    )  # fmt: skip
