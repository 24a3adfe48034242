"""The text of a file that another program wrote, whatever encoding it chose.

Unicode is told by its marks, by the zeros of UTF-16, or because the bytes are UTF-8. What is left
is guessed: the two encodings of Western programs by whether the words read well, all others by
charset-normalizer, which is at its best with long runs of letters beyond a to z. A guess may be
wrong, so a caller can ask whether it was one. What a text means is not known here.
"""

import codecs
import re
from typing import Final, NamedTuple

from charset_normalizer import from_bytes

ADVICE: Final = (
    "save it as UTF-8: in Notepad “Save as”, Encoding “UTF-8”; in Excel the kind "
    "“CSV UTF-8”; or export it again with the encoding UTF-8"
)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the start of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS: Final = [
    "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr", "cp1250", "cp1251", "koi8_r",
    "cp1253", "cp1255", "cp1256", "cp1252", "mac_roman",
]  # fmt: skip
_WESTERN: Final = ("cp1252", "mac_roman")
_NAMES: Final = {
    "cp1252": "Windows-1252 (Western European)", "mac_roman": "Mac OS Roman",
    "cp932": "Shift-JIS (Japanese)", "euc_jp": "EUC-JP (Japanese)", "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)", "euc_kr": "EUC-KR (Korean)", "cp1250": "Windows-1250 (Central "
    "European)", "cp1251": "Windows-1251 (Cyrillic)", "koi8_r": "KOI8-R (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
}  # fmt: skip
_STRANGE: Final = re.compile(
    r"[^\W\d_a-zA-Z]{3}"  # three letters beyond a to z in a row
    r"|[a-zß-ÿ][À-ÖØ-ÞŠŒŽŸ]|[^\W\d_][ŠŒŽŸ][a-zß-ÿ]"  # a capital within a word
    r"|[^\W\d_][•¡-©«-´¶-¹»-¿×÷€‚-‡ˆ‰‹›˜™][^\W\d_]"  # a sign within a word
    r"|(?<!\w)[£¢¥¿¡§][a-z]"
    r"|[ìù](?=[^\W\d_])"  # as accents of Central Europe look, read as Western
    r"|[\x80-\x9fˆ˜ƒ]"
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_ENOUGH: Final = 200_000
"""Bytes that a guess looks at."""


class EncodingError(ValueError):
    """Why bytes are no text that can be told, in words for an editor."""


class Encoding(NamedTuple):
    """Python's name of an encoding, and whether it is only the likeliest one."""

    codec: str
    guessed: bool

    @property
    def name(self) -> str:
        """What people call it."""
        return _NAMES.get(self.codec, self.codec)


def decode_export(data: bytes) -> str:
    """The text of an exported file. Raises EncodingError."""
    try:
        return data.decode(encoding_of(data).codec).removeprefix("\ufeff")
    except UnicodeError as error:
        raise EncodingError("its letters are in no encoding that can be told") from error


def encoding_of(data: bytes) -> Encoding:
    """The encoding of a text. Raises EncodingError for what is no text."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Encoding(codec, guessed=False)
    if b"\0" in data:
        return _of_zeros(data)
    if _reads(data, "utf-8") is not None:
        return Encoding("utf-8", guessed=False)
    for codec in _WESTERN:
        text = _reads(data, codec)
        if text is not None and not _STRANGE.search(text):
            return Encoding(codec, guessed=True)
    best = from_bytes(data[:_ENOUGH], cp_isolation=_OTHERS).best()
    if best is None or _reads(data, best.encoding) is None:
        raise EncodingError("its letters are in no encoding that can be told")
    return Encoding(best.encoding, guessed=True)


def _of_zeros(data: bytes) -> Encoding:
    """UTF-16 without its mark: every other byte of plain letters is zero."""
    odd, even = data[1::2].count(0), data[::2].count(0)
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = _reads(data, codec)
    if max(odd, even) * 4 < len(data) or text is None or _CONTROL.search(text):
        raise EncodingError("it is not a text file")
    return Encoding(codec, guessed=False)


def _reads(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None
