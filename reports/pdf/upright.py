"""A PDF somebody uploaded → the same pages upright on A4, and nothing else of it: one form a page, laid on new paper.

What a page shows when printed is kept (filled-in fields and drawn notes become part of it). Scripts, forms, attached
files, links and whatever else hangs on the file stay behind, because only what is drawn is taken over.
"""

import io
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Dictionary, Name, Page, Pdf, Stream
from PIL import Image

# Raised by hand when what comes out for the same file changes: part of the name it is stored under.
VERSION = "1"
A4 = (595.28, 841.89)
# A book of more pages is read on a screen, not in a pack; the largest real paper of a meeting has a fifth of it.
MAX_PAGES = 300
MARGIN_PT = 56.69  # 20 mm around a picture: the number of the page stands below it
_BOXES = ("/TrimBox", "/ArtBox", "/BleedBox")


class Unusable(Exception):
    """The file cannot be taken in; the message is Thai and says why. `pages` where they could be counted."""

    def __init__(self, message: str, pages: int | None = None) -> None:
        super().__init__(message)
        self.pages = pages


def open_upload(source: BinaryIO) -> Pdf:
    """The file opened; Unusable when it is encrypted, broken, empty, too long or drawn by a program of Adobe's only.

    One that opens without a password is open to everybody: a lock against printing alone does not keep it out.
    """
    source.seek(0)
    try:
        pdf = Pdf.open(source)
    except pikepdf.PasswordError:
        raise Unusable("ไฟล์มีรหัสผ่าน กรุณาบันทึกใหม่โดยไม่ใส่รหัสผ่าน") from None
    except (pikepdf.PdfError, ValueError, RuntimeError, OSError):
        raise Unusable("เปิดไฟล์ไม่ได้ ไฟล์อาจเสียหาย") from None
    try:
        _check(pdf)
    except Unusable:
        pdf.close()
        raise
    return pdf


def _check(pdf: Pdf) -> None:
    try:
        pages = len(pdf.pages)
        if pages:
            [page.mediabox for page in (pdf.pages[0], pdf.pages[-1])]
        waits = bool(pdf.Root.get("/NeedsRendering", False))
    except (pikepdf.PdfError, ValueError, RuntimeError, AttributeError, TypeError):
        raise Unusable("เปิดไฟล์ไม่ได้ ไฟล์อาจเสียหาย") from None
    if not pages:
        raise Unusable("ไฟล์ไม่มีหน้า", 0)
    if pages > MAX_PAGES:
        raise Unusable(f"ไฟล์มี {pages:,} หน้า เกิน {MAX_PAGES} หน้า จึงไม่รวมในเล่ม", pages)
    if waits:
        raise Unusable("ไฟล์เป็นแบบฟอร์ม XFA ซึ่งเปิดได้เฉพาะใน Adobe กรุณาพิมพ์เป็น PDF ใหม่", pages)


def upright(source: BinaryIO, target: Path) -> int:
    """Write the file's pages on A4 to `target`, each the way it is read; gives their number. Unusable as `open_upload`.

    Landscape pages stay landscape. A page larger than the paper is made smaller to fit, a smaller one is centred as
    large as it is.
    """
    with open_upload(source) as pdf, Pdf.new() as out:
        try:
            if "/AcroForm" in pdf.Root:
                pdf.generate_appearance_streams()
            pdf.flatten_annotations("print")
            for page in pdf.pages:
                out.pages.append(_sheet(out, page))
            out.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, AttributeError, KeyError):
            raise Unusable("อ่านหน้าในไฟล์ไม่ได้ ไฟล์อาจเสียหาย") from None
        return len(out.pages)


def _sheet(out: Pdf, page: Page) -> Page:
    for box in _BOXES:
        if box in page.obj:
            del page.obj[box]
    left, bottom, right, top = sorted_box([float(value) for value in page.cropbox])
    unit = float(inherited(page, "/UserUnit") or 1)
    wide, high = (right - left) * unit, (top - bottom) * unit
    if wide <= 0 or high <= 0:
        raise Unusable("หน้าในไฟล์ไม่มีขนาด")
    if int(inherited(page, "/Rotate") or 0) % 180:
        wide, high = high, wide
    # The form carries the page's turn and unit in its matrix; its box begins at the origin of what is read.
    form: Any = out.copy_foreign(page.as_form_xobject())
    corner = drawn_box(form)
    paper = (A4[1], A4[0]) if wide > high else A4
    scale = min(paper[0] / wide, paper[1] / high, 1.0)
    x = (paper[0] - wide * scale) / 2 - corner[0] * scale
    y = (paper[1] - high * scale) / 2 - corner[1] * scale
    return blank(out, paper, {"/NtPage": form}, f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm /NtPage Do Q")


def drawn_box(form: Any) -> tuple[float, float]:
    """Lower left corner of a form's box after its matrix."""
    a, b, c, d, e, f = (float(value) for value in form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    left, bottom, right, top = (float(value) for value in form.BBox)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    return min(x for x, _ in corners), min(y for _, y in corners)


def inherited(page: Page, key: str) -> Any:
    """An entry of the page, or of the nearest branch above it."""
    node: Any = page.obj
    for _ in range(50):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def sorted_box(box: list[float]) -> tuple[float, float, float, float]:
    """Left, bottom, right, top: any two opposite corners make a box."""
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def blank(out: Pdf, paper: tuple[float, float], objects: dict[str, Any], content: str) -> Page:
    """A page of `out` that draws `content` with `objects`."""
    made = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, *paper],
        Resources=Dictionary(XObject=Dictionary(objects)),
        Contents=out.make_indirect(Stream(out, content.encode())),
    )
    return Page(out.make_indirect(made))


def picture_page(jpeg: bytes, target: Path) -> int:
    """Write a JPEG as one A4 page, turned as the picture is, no larger than a point a pixel; gives 1."""
    try:
        with Image.open(io.BytesIO(jpeg)) as picture:
            wide, high, mode, name = picture.width, picture.height, picture.mode, picture.format
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Unusable("เปิดภาพไม่ได้ ไฟล์อาจเสียหาย") from None
    if name != "JPEG" or mode not in ("RGB", "L"):
        raise Unusable("ภาพยังไม่ได้แปลงเป็นภาพสำหรับแสดง")
    paper = (A4[1], A4[0]) if wide > high else A4
    room = (paper[0] - 2 * MARGIN_PT, paper[1] - 2 * MARGIN_PT)
    scale = min(room[0] / wide, room[1] / high, 1.0)
    drawn = (wide * scale, high * scale)
    at = ((paper[0] - drawn[0]) / 2, (paper[1] - drawn[1]) / 2)
    with Pdf.new() as out:
        image = Stream(
            out,
            jpeg,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=wide,
            Height=high,
            ColorSpace=Name.DeviceRGB if mode == "RGB" else Name.DeviceGray,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
        content = f"q {drawn[0]:.3f} 0 0 {drawn[1]:.3f} {at[0]:.3f} {at[1]:.3f} cm /NtPage Do Q"
        out.pages.append(blank(out, paper, {"/NtPage": image}, content))
        out.save(target, deterministic_id=True)
    return 1
