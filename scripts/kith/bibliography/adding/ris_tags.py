"""What the tags and types of RIS mean, as databases and reference managers write them.

The format was published twice (2001 and 2011) and its tags differ from type to type. Data only;
`ris.py` reads by it.
"""

from typing import Final

from kith.bibliography.reading.fields import ENTRY_TYPES

TYPES: Final = {
    **{row.ris: row.csl for row in reversed(ENTRY_TYPES)},
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "book",
    "ART": "document", "BILL": "legislation", "BLOG": "webpage", "CASE": "document",
    "CHART": "document", "CLSWK": "book", "CONF": "paper-conference", "CPAPER": "paper-conference",
    "CTLG": "book", "DBASE": "dataset", "DICT": "entry-encyclopedia", "EBOOK": "book",
    "ECHAP": "chapter", "EDBOOK": "book", "EJOU": "article-journal", "EJOUR": "article-journal",
    "EQUA": "document", "FIGURE": "document", "GOVDOC": "report", "GRNT": "document",
    "HEAR": "legislation", "ICOMM": "document", "INPR": "article-journal",
    "JFULL": "article-journal", "LEGAL": "legislation", "MAP": "document", "MPCT": "motion_picture",
    "MULTI": "motion_picture", "MUSIC": "song", "PCOMM": "document", "PREPRINT": "article-journal",
    "SLIDE": "document", "UNBILL": "legislation", "UNPB": "manuscript", "UNPD": "manuscript",
    "WEB": "webpage",
}  # fmt: skip
"""Types, in CSL's words."""

SERIALS: Final = frozenset(["article-journal", "article-magazine", "article-newspaper"])
PARTS: Final = frozenset(["chapter", "paper-conference", "entry-encyclopedia"])
SITES: Final = frozenset(["webpage", "document", "motion_picture", "song"])
KINDS_NAMED: Final = frozenset(["report", "thesis", "webpage", "manuscript"])
"""Types for which M3 is the kind of work; elsewhere databases put words of their own there."""

TITLES: Final = ("TI", "T1", "CT")
CONTAINERS: Final = ("T2", "JF", "BT", "JO", "J1", "JA", "J2", "JI", "J9", "NL")
"""Names of what a work stands in: full ones before short ones, whatever their order in a file."""
FULL: Final = ("T2", "JF", "BT", "JO")

PEOPLE: Final = {
    "AU": {"": "author", "MPCT": "director"},
    "A1": {"": "author", "MPCT": "director"},
    "ED": {"": "editor"},
    "A2": {
        "": "editor", "BOOK": "collection-editor", "EBOOK": "collection-editor",
        "EDBOOK": "collection-editor", "RPRT": "collection-editor", "THES": "", "PAT": "",
        "CASE": "", "MPCT": "", "VIDEO": "", "SOUND": "", "MUSIC": "", "ICOMM": "", "PCOMM": "",
        "BILL": "", "SLIDE": "",
    },
    "A3": {
        "": "collection-editor", "BOOK": "editor", "EBOOK": "editor", "EDBOOK": "editor",
        "THES": "", "MPCT": "", "VIDEO": "", "BILL": "", "ART": "",
    },
    "A4": {"": "translator", "CONF": "", "MPCT": "", "VIDEO": "", "CASE": ""},
    "TA": {"": "translator"},
}  # fmt: skip
"""Who a tag names, by type; "" is for people whom no entry names (advisers, counsels, sponsors)."""

DATES: Final = ("DA", "PY", "Y1", "YR", "PD")
"""Where the year is looked for. DA is that of the issue; PY may be an earlier one online."""

TEXTS: Final = {
    "VL": "volume", "VO": "volume", "IS": "issue", "CP": "issue", "ET": "edition",
    "PB": "publisher", "PU": "publisher", "CY": "publisher-place", "PI": "publisher-place",
    "PP": "publisher-place", "LA": "language", "T3": "collection-title", "NV": "number-of-volumes",
}  # fmt: skip
"""Tags whose value is taken as it stands; the first one that says something counts."""

READ: Final = frozenset(
    [*TITLES, *CONTAINERS, *PEOPLE, *DATES, *TEXTS, "TY", "ER", "ST", "SP", "EP", "C3", "C7", "AR",
     "M1", "M3", "SE", "SN", "DO", "DI", "UR", "Y2", "OP", "AN", "DB", "DP", "N1", "ID", "C1", "C2",
     "C4", "C5", "C6", "C8", "L1", "L2", "L3", "LK", "M2", "U1", "U2", "U3", "U4", "U5"]
)  # fmt: skip
"""Tags that `ris.py` looks at, some of them only for a number of PubMed or a DOI."""
PASSED: Final = frozenset(
    """AB AD AI AV BN C9 CA CC CI CL CN CR DS EM FU FX FN GN GR H1 H2 JT KW L4 LB LG LL M4 MH N2 NR
    NS NT OI OT PA PG PL PT RD RI RN RP RT SB SC SI SO SV TC TS TT UT EF VN VR WC WE Z9 EA FD ZZ
    """.split()
)
"""Tags that say nothing of a reference, or what may not be published here, such as abstracts."""
KNOWN: Final = READ | PASSED

PLACEHOLDERS: Final = frozenset(
    """n/a na n.a. none null nil undefined unknown nan - -- – — . ? n.pag n.pag. [n.pag.] tbd
    """.split()
)
"""What programs write where they have nothing."""
NOBODY: Final = frozenset(
    ["anonymous", "[anonymous]", "anon", "anon.", "no author", "no authors listed",
     "[no authors listed]", "[no author name available]", "no author name available",
     "unknown author"]
)  # fmt: skip
GENERIC: Final = frozenset(
    """article; journal article; research article; research-article; review; review article;
    journal; book; book section; book chapter; chapter; report; thesis; web page; website; webpage;
    conference paper; electronic article; article in press; text; manuscript; unpublished work;
    other; generic; document; editorial; letter; note; blog post; electronic; erratum;
    electronic resource""".replace("\n    ", " ").split("; ")
)
"""Kinds of work that say no more than the type does."""
DEGREES: Final = {
    "doctor": "Doctoral dissertation", "phd": "Doctoral dissertation",
    "dphil": "Doctoral dissertation", "psyd": "Doctoral dissertation",
    "edd": "Doctoral dissertation", "master": "Master’s thesis", "ma": "Master’s thesis",
    "ms": "Master’s thesis", "mph": "Master’s thesis", "mphil": "Master’s thesis",
    "msc": "Master’s thesis", "msw": "Master’s thesis", "bachelor": "Bachelor’s thesis",
    "ba": "Bachelor’s thesis", "bs": "Bachelor’s thesis", "bsc": "Bachelor’s thesis",
}  # fmt: skip
"""How theses name their degree, without stops, and what their kind is called."""
DATABASES: Final = (
    "ebscohost.com", "embase.com", "scopus.com", "proquest.com", "webofknowledge.com",
    "webofscience.com", "ovidsp.ovid.com", "lens.org", "europepmc.org",
)  # fmt: skip
"""Sites whose links lead to a record in a database, most of them behind a login."""
