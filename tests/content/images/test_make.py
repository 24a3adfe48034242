"""The files that readers get of an image: small, upright, without what a camera noted."""

import io
import random
import zlib
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kith.content.images import make as module
from kith.content.images.make import Made, NotMadeError, make
from kith.content.images.svg import svg_size

GPS = 0x8825
ORIENTATION = 0x0112


def photo(width: int, height: int, seed: int = 1) -> Image.Image:
    """Something with soft areas and noise, as cameras make it."""
    draw = random.Random(seed)
    small = Image.new("RGB", (max(2, width // 16), max(2, height // 16)))
    for x in range(small.width):
        for y in range(small.height):
            small.putpixel((x, y), (draw.randrange(256), 128, x * 255 // small.width))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def by_role(made: list[Made]) -> dict[str, list[tuple[str, int, int]]]:
    found: dict[str, list[tuple[str, int, int]]] = {}
    for one in made:
        found.setdefault(one.role, []).append((one.ending, one.width, one.height))
    return found


def opened(one: Made) -> Image.Image:
    image = Image.open(io.BytesIO(one.data))
    image.load()
    assert image.size == (one.width, one.height)
    return image


def test_a_photo_comes_in_two_widths_and_plain() -> None:
    data = saved(photo(3200, 2400), "JPEG", quality=98)
    made = make(data)
    assert by_role(made) == {
        "wide": [("webp", 800, 600), ("webp", 1600, 1200)],
        "plain": [("jpg", 800, 600)],
    }
    assert sum(len(one.data) for one in made) < len(data) / 4
    assert make(data) == made  # the same bytes again


@pytest.mark.parametrize(("width", "widths"), [(40, [40]), (800, [800]), (1000, [800, 1000])])
def test_no_image_is_made_wider_than_it_is(width: int, widths: list[int]) -> None:
    made = make(saved(photo(width, 50), "JPEG"))
    assert [one.width for one in made if one.role == "wide"] == widths


def test_an_image_is_turned_and_tells_nothing_of_who_took_it() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera was held upright
    exif[0x010F] = "A camera of Maud Verrall"
    exif.get_ifd(GPS)[2] = (38.0, 43.0, 2.0)
    image = Image.new("RGB", (900, 300), "red")
    image.paste((0, 0, 255), (0, 0, 450, 300))
    data = saved(image, "JPEG", exif=exif, comment=b"Verrall", quality=95)
    assert b"Verrall" in data
    for one in make(data):
        shown = opened(one).convert("RGB")
        assert (shown.width, shown.height) in ((300, 900),)
        top, bottom = shown.getpixel((150, 100)), shown.getpixel((150, 800))
        assert isinstance(top, tuple)
        assert isinstance(bottom, tuple)
        assert top[2] > 200 > 60 > top[0]
        assert bottom[0] > 200 > 60 > bottom[2]
        assert not shown.getexif()
        assert b"Verrall" not in one.data
        assert b"Exif" not in one.data
        assert b"EXIF" not in one.data


def test_a_clear_ground_stays_clear_and_a_drawing_stays_exact() -> None:
    image = Image.new("RGBA", (900, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((100, 100, 500, 300), fill=(200, 30, 30, 255))
    made = make(saved(image, "PNG"))
    assert [one.ending for one in made] == ["webp", "webp", "png"]
    exact = next(one for one in made if one.width == 900)
    assert opened(exact).convert("RGBA").tobytes() == image.tobytes()
    for one in made:
        corner = opened(one).convert("RGBA").getpixel((0, 0))
        assert isinstance(corner, tuple)
        assert corner[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_images_of_every_mode_are_read(mode: str) -> None:
    deep = Image.new("I;16", (60, 40), 40_000)
    image = deep if mode == "I;16" else photo(60, 40).convert(mode)
    form = "JPEG" if mode == "CMYK" else "PNG"
    made = make(saved(image, form))
    assert {(one.width, one.height) for one in made} == {(60, 40)}
    if mode == "I;16":
        grey = opened(made[0]).convert("L").tobytes()[0]
        assert abs(grey - 156) <= 2


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_what_moves_goes_on_moving_at_its_pace_with_a_still_beside_it(form: str) -> None:
    frames = [Image.new("RGB", (1000, 500), colour) for colour in ("red", "green", "blue")]
    data = saved(
        frames[0], form, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0
    )
    made = make(data)
    assert by_role(made) == {
        "still": [("webp", 800, 400)],
        "wide": [("webp", 800, 400)],
        "plain": [("png", 800, 400)],
    }
    moving = Image.open(io.BytesIO(made[1].data))
    assert getattr(moving, "n_frames", 1) == 3
    times = []
    for number in range(3):
        moving.seek(number)
        moving.load()
        times.append(moving.info["duration"])
    assert times == [100, 200, 300]
    assert getattr(Image.open(io.BytesIO(made[0].data)), "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "HEIC"),
        (saved(Image.new("RGB", (4, 4)), "TIFF"), "TIFF"),
        (saved(Image.new("RGB", (4, 4)), "BMP"), "BMP"),
        (b"version https://git-lfs.github.com/spec/v1\n", "git"),
        (saved(photo(400, 400), "JPEG")[:900], "damaged"),
        (saved(photo(400, 400), "PNG")[:900], "damaged"),
        (b"<html>not found</html>", "damaged, or no image"),
    ],
)
def test_what_cannot_be_shown_is_said(data: bytes, said: str) -> None:
    with pytest.raises(NotMadeError, match=said):
        make(data)


def test_there_are_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(photo(200, 200), "JPEG")
    monkeypatch.setattr(module, "MOST_PIXELS", 39_999)
    with pytest.raises(NotMadeError, match="pixels"):
        make(data)
    monkeypatch.setattr(module, "MOST_BYTES", len(data) - 1)
    with pytest.raises(NotMadeError, match="MB"):
        make(data)


def test_a_small_file_that_would_fill_the_memory_is_not_opened() -> None:
    """A PNG of a few bytes that says that it has 10^10 pixels."""
    data = bytearray(saved(Image.new("1", (8, 8)), "PNG"))
    data[16:24] = (100_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    with pytest.raises(NotMadeError, match="pixels"):
        make(bytes(data))


GOOD = [saved(photo(40, 40), form) for form in ("JPEG", "PNG", "WEBP", "GIF")]


@given(st.sampled_from(GOOD), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255))))
def test_any_bytes_are_an_image_or_a_complaint(data: bytes, changes: list[tuple[int, int]]) -> None:
    changed = bytearray(data)
    for at, value in changes:
        if at < len(changed):
            changed[at] = value
    try:
        made = make(bytes(changed))
    except NotMadeError as error:
        message, fix = error.args
        assert message
        assert fix
    else:
        assert made


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" {}>{}</svg>'


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="300" height="200px"', (300, 200)),
        ('viewBox="0 0 24.4 12"', (24, 12)),
        ('width="100%" viewBox="0,0,30,10"', (30, 10)),
        ("", None),
        ('viewBox="0 0 a b"', None),
    ],
)
def test_a_drawing_says_its_size(attributes: str, size: tuple[int, int] | None) -> None:
    inside = (
        '<g fill="url(#a)" style="stroke: url(\'#b\')"/><use href="#a"/><a href="https://a.org"/>'
    )
    assert svg_size(SVG.format(attributes, inside).encode()) == size


@pytest.mark.parametrize(
    "data",
    [
        SVG.format("", "<script>1</script>"),
        SVG.format('onload="x()"', ""),
        SVG.format("", '<a x:href="java&#10;script:x()"/>'),
        SVG.format("", '<image href="https://a.org/b.png"/>'),
        SVG.format("", "<foreignObject/>"),
        SVG.format("", "<style>@import 'b.css'</style>"),
        SVG.format("", '<g style="fill: url( http://a.org/b )"/>'),
        f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG.format("", "&a;")}',
        "<html/>",
        "<svg",
        "",
    ],
)
def test_a_drawing_that_would_run_or_load_is_refused(data: str) -> None:
    with pytest.raises(NotMadeError):
        svg_size(data.encode())


def test_sizes_grow() -> None:
    assert all(one < other for one, other in pairwise(module.WIDTHS))
