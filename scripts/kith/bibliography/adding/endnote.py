"""EndNote's two formats, .enw (Refer: %-tags) and XML, in the tagged lines of RIS.

XML comes from strangers: a document that defines entities is refused, and nothing outside it is
ever fetched.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from kith.bibliography.adding.tagged import Block, Line, lines_of

_LINE: Final = re.compile(r"\s{0,3}%(\S)(?:\s+(.*)|$)")
_BEGINS: Final = re.compile(r"(?:^|\n)\ufeff?\s{0,3}%(?:0 |[AT] (?=[^\n]*\n+\s{0,3}%[A-Z0-9] ))")
_REFER: Final = {
    "A": "AU", "E": "ED", "Y": "A3", "?": "A4", "H": "TA", "T": "TI", "J": "T2", "B": "T2",
    "S": "T3", "V": "VL", "N": "IS", "P": "SP", "D": "PY", "8": "DA", "I": "PB", "C": "CY",
    "R": "DO", "U": "UR", "@": "SN", "G": "LA", "7": "ET", "6": "NV", "9": "M3", "M": "AN",
    "1": "C1", "2": "C2", "3": "C3", "4": "C4", "#": "C5", "$": "C6", "]": "C7", "Z": "N1",
    "X": "AB", "K": "KW", "[": "Y2", "!": "ST", "(": "OP", "F": "ID", "W": "DP", "~": "DB",
    "&": "SE", "O": "N1", "L": "CN", "+": "AD", ">": "L1", "*": "RI", "<": "RN", "^": "M2",
    "Q": "ZZ", "=": "ZZ",
}  # fmt: skip
"""The tags of Refer; O, for which the manual of refer has “other”, is a note."""
_TYPES: Final = {
    "ancient text": "ANCIENT", "artwork": "ART", "audiovisual material": "ADVS", "bill": "BILL",
    "blog": "BLOG", "book": "BOOK", "book section": "CHAP", "case": "CASE", "catalog": "CTLG",
    "chart or table": "CHART", "classical work": "CLSWK", "computer program": "COMP",
    "conference paper": "CPAPER", "conference proceedings": "CONF", "dataset": "DATA",
    "dictionary": "DICT", "edited book": "EDBOOK", "electronic article": "EJOUR",
    "electronic book": "EBOOK", "electronic book section": "ECHAP", "encyclopedia": "ENCYC",
    "equation": "EQUA", "figure": "FIGURE", "film or broadcast": "MPCT", "generic": "GEN",
    "government document": "GOVDOC", "grant": "GRNT", "hearing": "HEAR", "interview": "PCOMM",
    "journal article": "JOUR", "legal rule or regulation": "LEGAL", "magazine article": "MGZN",
    "manuscript": "MANSCPT", "map": "MAP", "multimedia application": "MULTI", "music": "MUSIC",
    "newspaper article": "NEWS", "online database": "DBASE", "online multimedia": "MULTI",
    "aggregated database": "AGGR", "pamphlet": "PAMP", "patent": "PAT", "podcast": "SOUND",
    "personal communication": "ICOMM", "press release": "GEN", "preprint": "PREPRINT",
    "report": "RPRT", "serial": "SER", "serial publication": "SER", "standard": "STAND",
    "statute": "STAT", "television episode": "VIDEO", "thesis": "THES",
    "unpublished work": "UNPB", "web page": "ELEC", "social media": "ELEC", "discussion forum":
    "ELEC",
}  # fmt: skip
_XML: Final = {
    "authors/author": "AU", "secondary-authors/author": "A2", "tertiary-authors/author": "A3",
    "subsidiary-authors/author": "A4", "translated-authors/author": "TA", "titles/title": "TI",
    "titles/secondary-title": "T2", "titles/tertiary-title": "T3", "titles/alt-title": "J2",
    "titles/short-title": "ST", "periodical/full-title": "JF", "periodical/abbr-1": "JA",
    "alt-periodical/full-title": "J2", "record/pages": "SP", "record/volume": "VL",
    "record/number": "IS", "record/num-vols": "NV", "record/edition": "ET",
    "record/section": "SE", "dates/year": "PY", "pub-dates/date": "DA",
    "record/pub-location": "CY", "record/publisher": "PB", "record/isbn": "SN",
    "record/accession-num": "AN", "record/electronic-resource-num": "DO",
    "related-urls/url": "UR", "web-urls/url": "UR", "record/language": "LA",
    "record/work-type": "M3", "record/notes": "N1", "record/custom1": "C1",
    "record/custom2": "C2", "record/custom3": "C3", "record/custom7": "C7",
    "record/remote-database-name": "DB", "record/access-date": "Y2",
    "record/remote-database-provider": "DP",
}  # fmt: skip
"""The element that holds a value, with the one around it."""


class XmlError(ValueError):
    """Why an XML file is not read, in words, and the line."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def is_refer(text: str) -> int:
    """Where the first record begins, or -1."""
    found = _BEGINS.search(text)
    return found.start() if found else -1


def refer_blocks(text: str) -> Iterator[Block]:
    """The records of an .enw file: each begins with %0, or after an empty line."""
    found: list[Line] = []
    empty = False
    for number, line in lines_of(text):
        match = _LINE.fullmatch(line)
        if match and found and (match[1] == "0" or (empty and match[1] in "AT")):
            yield _typed(found)
            found = []
        if match and match[1] == "0":
            found.append(_kind(match[2] or "", number))
        elif match:
            found.append(
                Line(_REFER.get(match[1], f"%{match[1]}"), (match[2] or "").strip(), number)
            )
        elif found and line.strip():
            found[-1] = found[-1]._replace(value=f"{found[-1].value}\n{line.strip()}".strip())
        empty = not line.strip()
    if found:
        yield _typed(found)


def _kind(name: str, number: int) -> Line:
    return Line("TY", _TYPES.get(name.strip().lower(), name.strip()), number)


def _typed(found: list[Line]) -> Block:
    """A record with its type first; without one, what stands in a journal is an article."""
    if any(line.tag == "TY" for line in found):
        return tuple(sorted(found, key=lambda line: line.tag != "TY"))
    kind = "JOUR" if any(line.tag == "T2" for line in found) else "BOOK"
    return (Line("TY", kind, found[0].number), *found)


def xml_blocks(text: str) -> list[Block]:
    """The records of EndNote's XML. Raises XmlError."""
    reader = _XmlReader()
    return reader.read(text)


class _XmlReader:
    """Collects the text of each element that the table names."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._text: list[str] = []
        self._lines: list[Line] = []
        self._blocks: list[Block] = []
        self._start = 1
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._text.append
        parser.EntityDeclHandler = self._refuse
        self._parser = parser

    def read(self, text: str) -> list[Block]:
        declaration = re.match(r"\ufeff?\s*<\?xml[^>]*\?>", text)
        body = text[declaration.end() :] if declaration else text.lstrip("\ufeff")
        before = declaration[0].count("\n") if declaration else 0
        try:
            self._parser.Parse("\n" * before + body.lstrip(" "), True)
        except expat.ExpatError as error:
            raise XmlError(
                f"the XML breaks off: {expat.errors.messages[error.code]}", error.lineno
            ) from error
        except UnicodeError as error:
            raise XmlError("the XML holds halves of characters", 1) from error
        return self._blocks

    def _refuse(self, *_: object) -> None:
        raise XmlError("the XML defines entities of its own", self._parser.CurrentLineNumber)

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":  # markup within a value
            return
        self._path.append(name)
        self._text.clear()
        if name == "record":
            self._lines = []
            self._start = self._parser.CurrentLineNumber
        elif name == "ref-type":
            kind = _kind(attributes.get("name", ""), self._parser.CurrentLineNumber)
            self._lines.insert(0, kind)

    def _close(self, name: str) -> None:
        if name == "style":
            return
        tag = _XML.get("/".join(self._path[-2:]))
        value = "".join(self._text).replace("\r", "\n").strip()
        self._path.pop()
        self._text.clear()
        if tag and value:
            self._lines.append(Line(tag, value, self._parser.CurrentLineNumber))
        if name == "record":
            self._blocks.append(
                _typed(self._lines) if self._lines else (Line("TY", "", self._start),)
            )
