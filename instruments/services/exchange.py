"""XLSForm in and out of an office: rehearse a file, import it as a draft version, write a version as a file.

The rehearsal travels to the confirmation as a signed text, so nothing is kept of files nobody confirms; what the
confirmation writes is what the rehearsal showed, or nothing when the instrument moved on meanwhile.
"""

import zlib
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, StaleRevision
from instruments.content import FormContent, ItemContent, LevelContent, SectionContent, content_of
from instruments.models import Band, BandSet, Instrument, InstrumentVersion
from instruments.permissions import may_begin, may_write
from instruments.services.bands import BandRow, check_rows
from instruments.services.building import instrument_pointer, new_draft, replace_content, version_pointer
from instruments.xlsform.choices import BandsContent
from instruments.xlsform.reading import ReadForm, read_form
from instruments.xlsform.workbook import Refusal
from instruments.xlsform.writing import FormFile, write_form
from schools.models import District
from schools.queries import work_groups_of
from schools.services.locks import lock_district

_SALT = "instruments.exchange"
_ONE_DAY = 24 * 60 * 60
NEW, VERSION, SAME = "new", "version", "same"
CHANGED_MEANWHILE = "เครื่องมือนี้เปลี่ยนไปหลังการซ้อม ยังไม่ได้นำเข้า กรุณาตรวจผลซ้อมใหม่แล้วยืนยันอีกครั้ง"


@dataclass(frozen=True)
class Rehearsal:
    """What importing a file would do now. `effect`: a new instrument, a new draft version, or nothing because the
    newest version says the same. `instead_of` is the draft that would be put aside (kept, as a retired version); `seen`
    the `base` somebody looked at before, None when nobody did."""

    form: ReadForm
    effect: str
    instrument: Instrument | None = None
    newest: InstrumentVersion | None = None
    instead_of: InstrumentVersion | None = None
    seen: str | None = None

    @property
    def refusals(self) -> list[Refusal]:
        return self.form.refusals

    @property
    def number(self) -> int:
        """Number of the version it would be."""
        return self.newest.number + 1 if self.newest else 1

    @property
    def base(self) -> str:
        """What the rehearsal stood on; another text means that it has to be done again."""
        return f"{self.newest.pk}:{self.newest.lock_version}:{self.newest.state}" if self.newest else ""


def rehearse(data: bytes, district: District, *, actor: Any, name: str = "", subject: str = "") -> Rehearsal:
    """Read a file and say what importing it would do; writes nothing.

    `subject` serves when neither the file nor the office knows what the form is for. DomainError for a file that is no
    XLSForm, NotAllowed for who may not write this instrument; all else is in `refusals`.
    """
    form = read_form(data, name=name)
    if form.subject == "":
        form.subject = subject
    return _rehearse(form, district, actor=actor)


def _rehearse(form: ReadForm, district: District, *, actor: Any) -> Rehearsal:
    form = _with_sound_bands(form)
    instrument = Instrument.objects.filter(district=district, code=form.code).first() if form.code else None
    if instrument is None:
        if not may_begin(actor, district):
            raise NotAllowed("สร้างเครื่องมือได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงาน")
        return Rehearsal(replace(form, subject=form.subject or Instrument.Subject.SCHOOL), NEW)
    if not may_write(actor, instrument):
        raise NotAllowed("แก้ไขได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานเจ้าของเครื่องมือ")
    refusals, notices = list(form.refusals), list(form.notices)
    if form.own and form.subject != instrument.subject:
        said = f"เครื่องมือ {form.code} ใช้กับ{instrument.get_subject_display()}อยู่แล้ว เปลี่ยนไม่ได้"
        refusals.append(Refusal("settings", 2, "nithet::subject", said))
    if form.name != instrument.name:
        notices.append(f"ชื่อในแฟ้มคือ “{form.name}” ชื่อเครื่องมือยังคงเป็น “{instrument.name}”")
    found = replace(form, refusals=refusals, notices=notices, subject=instrument.subject)
    newest = instrument.versions.select_related("band_set", "instrument__district").order_by("-number").first()
    if newest is None:
        return Rehearsal(found, VERSION, instrument)
    same = not refusals and _is_same(found, newest)
    draft = newest if newest.state == InstrumentVersion.State.DRAFT and not same else None
    return Rehearsal(found, SAME if same else VERSION, instrument, newest, draft)


def _with_sound_bands(form: ReadForm) -> ReadForm:
    """The same rules as where an office writes its own bands."""
    if form.bands is None:
        return form
    rows = [BandRow(lower, label) for lower, label, _ in form.bands.bands]
    try:
        check_rows(rows, lowest=form.bands.lowest, highest=form.bands.highest)
    except DomainError as error:
        return replace(form, refusals=[*form.refusals, Refusal("nithet_bands", None, "", error.message)])
    return form


def _is_same(form: ReadForm, version: InstrumentVersion) -> bool:
    if form.content != content_of(version) or form.language != version.language:
        return False
    if not form.own:
        return form.bands is None or form.bands == bands_content(version.band_set)
    years = (version.year_from, version.year_to)
    return form.bands == bands_content(version.band_set) and form.years == years


def import_form(rehearsal: Rehearsal, district: District, *, actor: Any) -> InstrumentVersion:
    """Do what the rehearsal says; the version it gave, or the one that says the same already. Two clicks, one version.

    DomainError when anything was refused, StaleRevision when the instrument moved on; then nothing is written.
    """
    if rehearsal.refusals:
        raise DomainError(f"มี {len(rehearsal.refusals)} รายการที่นำเข้าไม่ได้ จึงไม่นำเข้า", field="file")
    with transaction.atomic():
        lock_district(district.pk)
        now = _rehearse(rehearsal.form, district, actor=actor)
        if now.effect == SAME and now.newest is not None:
            return now.newest
        if now.refusals or now.base != (rehearsal.base if rehearsal.seen is None else rehearsal.seen):
            raise StaleRevision(CHANGED_MEANWHILE)
        form = now.form
        if now.instead_of is not None:
            # One draft at a time, and what somebody was writing is not lost: it stays readable as a retired version.
            now.instead_of.state = InstrumentVersion.State.RETIRED
            now.instead_of.save(update_fields=["state"])
        instrument = now.instrument or _made(form, district, actor)
        draft = new_draft(instrument, actor=actor)
        draft = replace_content(draft, actor=actor, content=form.content)
        draft.language = form.language
        draft.year_from, draft.year_to = form.years
        if form.bands is not None:
            draft.band_set = _band_set(form.bands, district)
        elif not form.own and now.newest is not None:
            draft.band_set = now.newest.band_set
        draft.save(update_fields=["language", "year_from", "year_to", "band_set"])
        audit.record(
            actor=actor, action="instrument.imported", target=version_pointer(draft), district_code=district.code,
            data={"items": sum(1 for _ in form.content.items()), "new": now.instrument is None},
        )  # fmt: skip
    return draft


def _made(form: ReadForm, district: District, actor: Any) -> Instrument:
    group = None
    if actor is not audit.SYSTEM:
        group = min(work_groups_of(actor, district, timezone.localdate()), default=None)
    instrument = Instrument.objects.create(
        district=district, code=form.code, name=form.name or form.code, subject=form.subject, note=form.note,
        work_group_id=group,
    )  # fmt: skip
    audit.record(
        actor=actor, action="instrument.made", target=instrument_pointer(instrument), district_code=district.code
    )
    return instrument


def bands_content(bands: BandSet | None) -> BandsContent | None:
    if bands is None:
        return None
    return BandsContent(
        name=bands.name,
        basis=bands.basis,
        lowest=bands.lowest.normalize() + 0,
        highest=bands.highest.normalize() + 0,
        source=bands.source,
        note=bands.note,
        bands=tuple((row.lower.normalize() + 0, row.label, row.level) for row in bands.bands.order_by("lower")),
    )


def _band_set(wanted: BandsContent, district: District) -> BandSet:
    """The office's set with the same bands, or a new one; a name that is taken by other bands gets a number."""
    name, more = wanted.name, 2
    while True:
        held = BandSet.objects.filter(district=district, name=name).first()
        if held is None:
            break
        found = bands_content(held)
        if found is not None and replace(found, name=wanted.name) == wanted:
            return held
        name, more = f"{wanted.name[:140]} ({more})", more + 1
    made = BandSet.objects.create(
        district=district, name=name, basis=wanted.basis, lowest=wanted.lowest, highest=wanted.highest,
        source=wanted.source, note=wanted.note,
    )  # fmt: skip
    Band.objects.bulk_create(
        Band(band_set=made, lower=lower, label=label, level=level) for lower, label, level in wanted.bands
    )
    return made


def export_form(version: InstrumentVersion) -> bytes:
    """The version as an .xlsx file."""
    instrument = version.instrument
    return write_form(
        FormFile(
            code=instrument.code,
            name=instrument.name,
            subject=instrument.subject,
            content=content_of(version),
            number=version.number,
            language=version.language,
            note=instrument.note,
            years=(version.year_from, version.year_to),
            bands=bands_content(version.band_set),
        )
    )


# The rehearsal as a text between two pages


def sealed(rehearsal: Rehearsal, district: District, *, actor: Any) -> str:
    """The rehearsal for the confirmation, signed for this person and office and good for a day."""
    form = asdict(replace(rehearsal.form, refusals=[]))
    data = {"form": form, "base": rehearsal.base, "district": district.pk, "actor": actor.pk}
    return signing.dumps(data, salt=_SALT, serializer=_Plain, compress=True)


def opened(text: str, district: District, *, actor: Any) -> Rehearsal:
    """The rehearsal that was sealed, worked out again; `import_form` refuses it when the instrument moved on since."""
    try:
        data = signing.loads(text, salt=_SALT, serializer=_Plain, max_age=_ONE_DAY)
    except (signing.BadSignature, zlib.error):
        data = {}
    if data.get("district") != district.pk or data.get("actor") != actor.pk:
        raise DomainError("ผลซ้อมนี้หมดอายุหรือไม่ใช่ของท่าน กรุณาเลือกแฟ้มใหม่", field="file")
    return replace(_rehearse(_form(data["form"]), district, actor=actor), seen=data["base"])


class _Plain(signing.JSONSerializer):
    """JSON with exact numbers as texts."""

    def dumps(self, obj: Any) -> bytes:
        return super().dumps(_texts(obj))


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(part) for part in value]
    return str(value) if isinstance(value, Decimal) else value


def _form(data: dict[str, Any]) -> ReadForm:
    content = data["content"]
    sections = tuple(
        SectionContent(**{**part, "items": tuple(_item(line) for line in part["items"])})
        for part in content["sections"]
    )
    bands = data["bands"]
    if bands is not None:
        bands = BandsContent(
            **{
                **bands,
                "lowest": Decimal(bands["lowest"]),
                "highest": Decimal(bands["highest"]),
                "bands": tuple((Decimal(lower), label, level) for lower, label, level in bands["bands"]),
            }
        )
    years = (data["years"][0], data["years"][1])
    whole = FormContent(**{**content, "sections": sections})
    return ReadForm(**{**data, "content": whole, "bands": bands, "years": years})


def _item(line: dict[str, Any]) -> ItemContent:
    levels = tuple(LevelContent(**level) for level in line["levels"])
    return ItemContent(**{**line, "weight": Decimal(line["weight"]), "levels": levels})
