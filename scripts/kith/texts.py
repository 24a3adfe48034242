"""The one way in which files that people write are read: any bytes give a text, or say why not.

    UTF-8, with or without its mark; any line ends    read; line ends are \\n from here on
    UTF-16, the older Windows and Mac encodings,      told, with how to save the file again
    control characters, what is no text at all        told, with the line
    a folder, a link that leads nowhere, no leave     told

Files of other programs, such as exports of references, are read elsewhere. What the texts are
about is not known here.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kith.problems import Problem

SAVE_AS_UTF8: Final = (
    "save it as UTF-8 (Notepad: Save as, Encoding: UTF-8; Word: Save as, Plain text, then "
    "Unicode (UTF-8); Excel: Save as, CSV UTF-8)"
)
# The longer marks first: that of UTF-32 begins as that of UTF-16 does.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 (“Unicode” in older programs)"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 (“Unicode” in older programs)"),
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_NAMES: Final = {"\x00": "an empty byte", "\x0b": "Word's mark of a new line in a paragraph"}


@dataclass(frozen=True, slots=True)
class Text:
    """What a file holds, with \\n at each line's end, as well as it could be made out.

    `problems` is empty where the text is sure.
    """

    text: str
    problems: tuple[Problem, ...] = ()


def read_text(file: Path, path: str, rule: str) -> Text:
    """The text of a file. `path` is what problems call it, `rule` is what they are of."""
    try:
        data = file.read_bytes()
    except OSError as error:
        return Text("", (Problem(path, 1, 1, rule, *_why_not(file, error)),))
    return decode(data, path, rule)


def decode(data: bytes, path: str, rule: str) -> Text:
    """The text of these bytes."""
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            text = plain_newlines(data.decode(encoding, errors="replace"))
            return Text(
                text, (Problem(path, 1, 1, rule, f"this is {name}, not UTF-8", SAVE_AS_UTF8),)
            )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = plain_newlines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, path, rule)
    return Text(text, tuple(_control_characters(text, path, rule)))


def plain_newlines(text: str) -> str:
    """The text with \\n where a line ends in \\r\\n or \\r."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unreadable(file: Path, path: str, rule: str) -> Iterator[Problem]:
    """A problem where there is such a name in a folder, but nothing that can be opened."""
    if file.is_symlink() and not file.exists():
        yield Problem(path, 1, 1, rule, *_why_not(file, FileNotFoundError()))


def _not_utf8(data: bytes, at: int, path: str, rule: str) -> Text:
    """The text as an older encoding has it, which is a guess, and where the first sign is."""
    begun = plain_newlines(data[:at].decode("utf-8"))
    line, column = begun.count("\n") + 1, len(begun) - (begun.rfind("\n") + 1) + 1
    if b"\x00" in data:
        message = "this is not text, or text in UTF-16"
        text = data.decode("utf-8", errors="replace")
    else:
        text = data.decode("cp1252", errors="replace")
        end = re.compile(rb"[\s,;]").search(data, at)
        start = max(data.rfind(sign, 0, at) for sign in (b" ", b"\n", b"\t", b",", b";", b"\r"))
        word = data[start + 1 : end.start() if end else len(data)][:40]
        message = (
            "this is not UTF-8 but an older encoding, perhaps that of Windows, in which a word "
            f"here would be {word.decode('cp1252', errors='replace')!r}"
        )
    return Text(plain_newlines(text), (Problem(path, line, column, rule, message, SAVE_AS_UTF8),))


def _control_characters(text: str, path: str, rule: str) -> Iterator[Problem]:
    found = _CONTROL.search(text)
    if found is None:
        return
    at = found.start()
    place = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
    name = _NAMES.get(found[0], "a control character")
    message = f"a sign that cannot be seen stands here: {name} (U+{ord(found[0]):04X})"
    fix = "delete it; if there are many, the file is no text, or not saved as UTF-8"
    yield Problem(path, *place, rule, message, fix)


def _why_not(file: Path, error: OSError) -> tuple[str, str]:
    if isinstance(error, IsADirectoryError):
        return "this is a folder, not a file", "give the folder another name"
    if isinstance(error, PermissionError):
        return "you have no leave to read this file", "change its permissions (chmod u+r)"
    if file.is_symlink():
        return "this link to a file leads nowhere", "put the file itself here, or delete the link"
    if isinstance(error, FileNotFoundError):
        return "there is no such file", "put it there, or take away what names it"
    return f"this file cannot be read: {error.strerror or error}", "copy it anew"
