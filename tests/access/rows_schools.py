"""A rehearsed import and a size scheme of office A."""

from core import audit
from schools.importing.service import receive
from schools.models import SizeBand, SizeScheme
from tests.access.cast import Cast
from tests.factories.workbooks import workbook


def build(cast: Cast) -> None:
    run, _ = receive(workbook(schools=[{}]), cast.a, actor=audit.SYSTEM, name="x.xlsx")
    scheme = SizeScheme.objects.create(district=cast.a, name="สองขนาด")
    SizeBand.objects.create(scheme=scheme, at_least=0, label="เล็ก")
    cast.rows |= {"import": run, "size_scheme": scheme}
