"""The bytes of one image as the files that readers get: in two widths, small, without metadata.

    photo, drawing     WebP in two widths, and a JPEG or PNG for browsers that know no WebP
    something moving   WebP that moves, a still for who asks for less motion, and a PNG

Where a camera noted which side is up, the image is turned. Colours become those of the web. Place,
camera and all else that is noted in the file stay behind. The same bytes give the same files, with
the same Pillow. Nothing of files, pages or editors is known here.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import PIL
from PIL import Image, ImageCms, ImageOps, ImageSequence, features

WIDTHS: Final = (800, 1600)
"""Of a column of text on a plain screen and on a fine one, in pixels."""

MOST_BYTES: Final = 50_000_000
MOST_PIXELS: Final = 120_000_000  # decoded, that is half a gigabyte
MOST_MOVING: Final = 300_000_000  # pixels of all frames together
MADE_BY: Final = f"1 Pillow {PIL.__version__} WebP {features.version('webp')}"
"""What the files depend on beside the image: the number counts changes of this module."""

_READ: Final = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "MPO")  # some phones write MPO as .jpg
_QUALITY: Final = 80
_OTHERS: Final = (  # (where in the file, what stands there, what that is)
    (4, b"ftypheic", "HEIC"), (4, b"ftypheix", "HEIC"), (4, b"ftypmif1", "HEIC"),
    (4, b"ftyphevc", "HEIC"), (0, b"II*\0", "TIFF"), (0, b"MM\0*", "TIFF"), (0, b"BM", "BMP"),
    (0, b"8BPS", "Photoshop"), (0, b"\0\0\0\x0cjP  ", "JPEG 2000"), (0, b"%PDF", "PDF"),
    (0, b"\xff\x0a", "JPEG XL"), (0, b"\0\0\0\x0cJXL ", "JPEG XL"),
)  # fmt: skip

Role = Literal["wide", "still", "plain"]


@dataclass(frozen=True, slots=True)
class Made:
    """One file. `role` is wide (a WebP), still (the same without motion) or plain (any browser)."""

    role: Role
    ending: str
    width: int
    height: int
    data: bytes


class NotMadeError(Exception):
    """Why an image cannot be shown, and how to mend it: two texts."""


def make(data: bytes) -> list[Made]:
    """The files of an image, the smallest first; NotMadeError where it cannot be read."""
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1e6:.0f} MB, and {MOST_BYTES / 1e6:.0f} are the limit"
        raise NotMadeError(f"it has {size}", "save it smaller: 2,000 pixels across are enough")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sizes, which are looked at here
            with Image.open(io.BytesIO(data), formats=_READ) as image:
                _check_size(image)
                moving = getattr(image, "n_frames", 1) > 1 and image.format != "MPO"
                return list(_moving(image) if moving else _standing(image))
    except NotMadeError:
        raise
    except Image.DecompressionBombError:
        raise NotMadeError(*_too_many("far more")) from None
    except Exception as error:  # what Pillow's readers raise of a damaged file is anybody's guess
        raise NotMadeError(*_why(data)) from error


def _check_size(image: Image.Image) -> None:
    pixels, frames = image.width * image.height, getattr(image, "n_frames", 1)
    if pixels > MOST_PIXELS:
        raise NotMadeError(*_too_many(f"{pixels / 1e6:.0f} million"))
    if pixels * frames > MOST_MOVING and image.format != "MPO":
        message = f"its {frames} pictures have {pixels * frames / 1e6:.0f} million pixels"
        raise NotMadeError(message, "make it shorter or smaller")


def _too_many(number: str) -> tuple[str, str]:
    limit = f"{MOST_PIXELS / 1e6:.0f} million"
    message = f"it has {number} pixels, and {limit} are the limit"
    return message, "save it smaller: 2,000 pixels across are enough"


def _why(data: bytes) -> tuple[str, str]:
    """What is the matter with a file that is no image we know, by how it begins."""
    if not data:
        return "the file is empty", "save the image anew"
    if data.startswith(b"version https://git-lfs"):
        return "it is git's note of a file that was not fetched", "run `git lfs pull`"
    for at, sign, name in _OTHERS:
        if data[at:].startswith(sign):
            export = "open it and export it as JPEG"
            return f"it is a {name} file, which browsers do not show", export
    return "it cannot be read: it is damaged, or no image", "save it anew, as JPEG or PNG"


def _standing(image: Image.Image) -> Iterator[Made]:
    drawn = image.format in ("PNG", "GIF")
    if image.format == "JPEG":  # decoded no larger than needed, which spares most of the time
        image.draft(None, (max(WIDTHS), max(WIDTHS)))
    whole = _plain(image)
    found = [_scaled(whole, width) for width in _widths(whole)]
    exact = drawn and _is_smaller_exact(found[0])
    for small in found:
        yield Made("wide", "webp", *small.size, _webp(small, exact=exact))
    yield _fallback(found[0], exact=exact)


def _moving(image: Image.Image) -> Iterator[Made]:
    loop, frames, times = image.info.get("loop", 1), [], []
    for frame in ImageSequence.Iterator(image):
        frames.append(_scaled(_plain(frame), min(image.width, WIDTHS[0])))
        times.append(max(20, int(frame.info.get("duration") or 100)))  # known once it is read
    out = io.BytesIO()
    frames[0].save(
        out, "WEBP", save_all=True, append_images=frames[1:], duration=times, loop=loop,
        quality=_QUALITY, method=4,
    )  # fmt: skip
    size = frames[0].size
    yield Made("still", "webp", *size, _webp(frames[0], exact=False))
    yield Made("wide", "webp", *size, out.getvalue())
    yield _fallback(frames[0], exact=True)


def _plain(image: Image.Image) -> Image.Image:
    """The image upright, in RGB or RGBA of the web's colours, and nothing noted beside it."""
    upright = ImageOps.exif_transpose(image)
    profile = upright.info.get("icc_profile")
    if upright.mode.startswith("I;16") or upright.mode in ("I", "F"):
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    clear = upright.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in upright.info
    if profile and not clear and upright.mode in ("RGB", "CMYK", "L"):
        upright = _in_srgb(upright, profile)
    plain = upright.convert("RGBA" if clear else "RGB")
    if clear and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    plain.info = {}
    return plain


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, theirs, srgb, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that says nothing
        return image


def _widths(image: Image.Image) -> list[int]:
    """The widths to make: never wider than the image is."""
    return sorted({min(width, image.width) for width in WIDTHS})


def _scaled(image: Image.Image, width: int) -> Image.Image:
    if width >= image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _is_smaller_exact(image: Image.Image) -> bool:
    """Whether it is a drawing: few even areas, which take less room without any loss."""
    return len(_webp(image, exact=True)) <= len(_webp(image, exact=False))


def _webp(image: Image.Image, *, exact: bool) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", lossless=exact, quality=_QUALITY, method=4)
    return out.getvalue()


def _fallback(image: Image.Image, *, exact: bool) -> Made:
    out = io.BytesIO()
    if exact or image.mode == "RGBA":
        image.save(out, "PNG", optimize=True)
        return Made("plain", "png", *image.size, out.getvalue())
    image.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Made("plain", "jpg", *image.size, out.getvalue())
