"""Uploaded files brought to A4: size, turn, what is drawn and what stays behind, and the files that cannot come in."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from reports.pdf.upright import A4, MAX_PAGES, Unusable, open_upload, picture_page, upright
from tests.documents.reading import pixels, words
from tests.factories.papers import a_pdf, a_picture, long_pdf

PORTRAIT, LANDSCAPE = (210, 297), (297, 210)


def made(content: bytes, target: Path) -> Path:
    upright(io.BytesIO(content), target)
    return target


def size(path: Path, page: int = 0) -> tuple[float, float]:
    with pikepdf.open(path) as pdf:
        found = pdf.pages[page]
        assert "/Rotate" not in found.obj
        left, bottom, right, top = (float(value) * 25.4 / 72 for value in found.mediabox)
    assert (left, bottom) == (0, 0)
    return right, top


@pytest.mark.parametrize(
    ("paper", "turn", "becomes"),
    [
        ("A4", 0, PORTRAIT),
        ("A4", 180, PORTRAIT),
        ("A4", 90, LANDSCAPE),
        ("A4", 270, LANDSCAPE),
        ("A3", 0, PORTRAIT),
        ("A3 landscape", 0, LANDSCAPE),
        ("A3 landscape", 90, PORTRAIT),
        ("210mm 500mm", 0, PORTRAIT),
    ],
)
def test_every_page_is_a4_the_way_it_is_read(paper: str, turn: int, becomes: tuple[int, int], tmp_path: Path) -> None:
    path = made(a_pdf(size=paper, turn=turn), tmp_path / "a.pdf")
    assert size(path) == pytest.approx(becomes, abs=0.1)


def frame(path: Path) -> tuple[float, float, float, float]:
    """The frame drawn on the page in mm from the upper left: left, top, right, bottom."""
    wide, _high, dots = pixels(path, dots=100)
    dark = [n for n, dot in enumerate(dots) if dot < 120]
    mm = 25.4 / 100
    xs, ys = [n % wide for n in dark], [n // wide for n in dark]
    return min(xs) * mm, min(ys) * mm, max(xs) * mm, max(ys) * mm


def test_an_a3_scan_on_its_side_fills_a4_and_keeps_its_words(tmp_path: Path) -> None:
    path = made(a_pdf(size="A3 landscape"), tmp_path / "a.pdf")
    # 1 cm of margin on A3 are 7.07 mm on A4.
    assert frame(path) == pytest.approx((7.07, 7.07, 297 - 7.07, 210 - 7.07), abs=0.6)
    assert words(path)[0].text == "TOP"
    assert words(path)[0].left == pytest.approx(7.8, abs=1.5)


def test_a_small_page_is_centred_as_large_as_it_is(tmp_path: Path) -> None:
    path = made(a_pdf(size="A5"), tmp_path / "a.pdf")
    left, top = (210 - 148) / 2, (297 - 210) / 2
    assert frame(path) == pytest.approx((left + 10, top + 10, 210 - left - 10, 297 - top - 10), abs=0.6)


def test_a_turned_page_is_read_from_the_same_corner(tmp_path: Path) -> None:
    # Turned clockwise, the upper left corner of what was drawn is the upper right one of what is read.
    found = words(made(a_pdf(turn=90), tmp_path / "a.pdf"))
    assert min(word.left for word in found) > 297 - 25
    assert max(word.top for word in found) < 40


def test_only_what_the_crop_box_shows_is_taken(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        pdf.pages[0].obj.CropBox = pikepdf.Array([300, 0, 595, 842])
        out = io.BytesIO()
        pdf.save(out)
    left, _, right, _ = frame(made(out.getvalue(), tmp_path / "a.pdf"))
    wide = (595 - 300) * 25.4 / 72
    assert right == pytest.approx((210 + wide) / 2 - 10, abs=0.7)
    assert left >= (210 - wide) / 2 - 0.5


def test_units_of_a_page_are_counted(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(a_pdf(size="A6"))) as pdf:
        pdf.pages[0].obj.UserUnit = 2
        out = io.BytesIO()
        pdf.save(out)
    # A6 in units of two points is A4.
    assert frame(made(out.getvalue(), tmp_path / "a.pdf")) == pytest.approx((20, 20, 190, 277), abs=0.9)


def test_scripts_attached_files_and_forms_stay_behind_and_what_is_written_remains(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.Root.OpenAction = pdf.make_indirect(script)
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        pdf.attachments["secret.txt"] = b"secret"
        drawn = pikepdf.Stream(pdf, b"0 g 0 0 100 100 re f")
        drawn.Type, drawn.Subtype, drawn.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 100, 100])
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[200, 300, 300, 400], F=4,
            AP=pikepdf.Dictionary(N=pdf.make_indirect(drawn)), A=script,
        )  # fmt: skip
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        out = io.BytesIO()
        pdf.save(out)
    path = made(out.getvalue(), tmp_path / "a.pdf")
    raw = path.read_bytes()
    with pikepdf.open(path) as pdf:
        assert set(pdf.Root.keys()) == {"/Pages", "/Type"}
        assert "/Annots" not in pdf.pages[0].obj
        assert not len(pdf.attachments)
    assert b"JavaScript" not in raw
    wide, _, dots = pixels(path, dots=72)
    assert dots[wide * (842 - 350) + 250] < 20


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    content = a_pdf(pages=2, size="A3")
    assert made(content, tmp_path / "a.pdf").read_bytes() == made(content, tmp_path / "b.pdf").read_bytes()


def test_a_lock_against_printing_alone_is_no_hindrance(tmp_path: Path) -> None:
    assert size(made(a_pdf(owner="only-the-owner"), tmp_path / "a.pdf")) == pytest.approx(PORTRAIT, abs=0.1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: a_pdf(password="geheim"), "รหัสผ่าน"),
        (lambda: b"%PDF-1.7\nnothing of the kind", "เสียหาย"),
        (lambda: a_pdf()[:300], "เสียหาย"),
        (lambda: b"", "เสียหาย"),
        (lambda: long_pdf(MAX_PAGES + 300), "600 หน้า"),
        (lambda: long_pdf(0), "ไม่มีหน้า"),
    ],
)
def test_what_cannot_come_in_says_why(content, said: str, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=said):
        upright(io.BytesIO(content()), tmp_path / "a.pdf")


def test_a_form_only_adobe_draws_is_named() -> None:
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        pdf.Root.NeedsRendering = True
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(Unusable, match="XFA"):
        open_upload(out)


@pytest.mark.parametrize(("wide", "high", "becomes"), [(1600, 900, LANDSCAPE), (900, 1600, PORTRAIT)])
def test_a_picture_is_a_page_turned_as_it_is(wide: int, high: int, becomes: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert picture_page(a_picture(wide, high, colour="black"), path) == 1
    assert size(path) == pytest.approx(becomes, abs=0.1)
    left, top, right, bottom = frame(path)
    assert (right - left) / (bottom - top) == pytest.approx(wide / high, abs=0.02)
    assert min(left, top, becomes[0] - right, becomes[1] - bottom) == pytest.approx(20, abs=0.6)


def test_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    picture_page(a_picture(100, 80, colour="black"), path)
    left, _, right, _ = frame(path)
    assert right - left == pytest.approx(100 * 25.4 / 72, abs=0.6)


def test_what_is_no_jpeg_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (10, 10)).save(out, "PNG")
    for content in (out.getvalue(), b"no picture"):
        with pytest.raises(Unusable):
            picture_page(content, tmp_path / "a.pdf")


def test_the_paper_is_a4() -> None:
    assert [round(value * 25.4 / 72, 1) for value in A4] == [210.0, 297.0]
