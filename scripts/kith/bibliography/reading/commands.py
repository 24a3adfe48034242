"""The LaTeX commands that values may hold, as data: what each one means is all that is said here.

Symbols are not listed: pylatexenc has a table of some 800.
"""

from functools import cache
from typing import Final

from kith.bibliography.reading.richtext import Kind

ACCENTS: Final = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "t": "\u0361", "c": "\u0327",
    "d": "\u0323", "b": "\u0331", "r": "\u030a", "k": "\u0328",
    "hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7", "dot": "\u0307",
    "ddot": "\u0308", "acute": "\u0301", "grave": "\u0300", "check": "\u030c", "breve": "\u0306",
}  # fmt: skip
BELOW: Final = frozenset("\u0327\u0323\u0331\u0328")
COMMANDS: Final[dict[str, Kind]] = {
    "emph": "emphasis", "textit": "emphasis", "textsl": "emphasis", "mkbibemph": "emphasis",
    "mkbibitalic": "emphasis", "textbf": "strong", "mkbibbold": "strong", "textsc": "smallcaps",
    "textsubscript": "sub", "textsuperscript": "sup", "mkbibsuperscript": "sup",
    "mkbibsubscript": "sub", "ensuremath": "math", "mathbf": "strong", "NoCaseChange": "nocase",
}  # fmt: skip
SWITCHES: Final[dict[str, Kind]] = {
    "em": "emphasis", "it": "emphasis", "itshape": "emphasis", "sl": "emphasis",
    "slshape": "emphasis", "bf": "strong", "bfseries": "strong", "sc": "smallcaps",
    "scshape": "smallcaps",
}  # fmt: skip
PLAIN: Final = frozenset([
    "text", "textrm", "textup", "textnormal", "textmd", "texttt", "textsf", "mathrm", "mathit",
    "mathsf", "mathtt", "mathnormal", "mbox", "hbox", "operatorname", "url", "uppercase",
    "lowercase", "underline", "overline", "mkbibparens", "rm", "tt", "sf", "up", "upshape",
    "normalfont", "relax", "left", "right", "big", "Big", "nolinkurl",
])  # fmt: skip
SECOND_OF_TWO: Final = frozenset(["href", "textcolor", "texorpdfstring", "foreignlanguage"])
QUOTES: Final = frozenset(["enquote", "mkbibquote"])
DROPPED: Final = frozenset(["footnote", "label", "index", "thanks", "hspace", "vspace"])


_MORE_SYMBOLS: Final = {
    "textless": "<", "textgreater": ">", "textbar": "|", "textasciicircum": "^",
    "textquotesingle": "'", "textquotedbl": '"', "textunderscore": "_", "textdollar": "$",
    "textpercent": "%", "textampersand": "&", "texthash": "#", "textbraceleft": "{",
    "textbraceright": "}", "mathsemicolon": ";", "textasteriskcentered": "*", "lt": "<",
    "gt": ">", "textapprox": "≈", "textpm": "±", "textmu": "µ", "textdegree": "°",
    "textquoteright": "’", "textquoteleft": "‘", "slash": "/", "thinspace": "\N{THIN SPACE}",
    "nobreakdash": "\N{NON-BREAKING HYPHEN}", "quotesinglbase": "‚", "quotedblbase": "„",
}  # fmt: skip
"""What programs write and pylatexenc does not know."""


@cache
def symbols() -> dict[str, str]:
    """Commands that stand for a character: \\ss, \\alpha, \\textregistered and so on."""
    # Here, since a build that finds its library on the shelf needs none of it.
    from pylatexenc.latex2text import get_default_latex_context_db

    return _MORE_SYMBOLS | {
        spec.macroname: spec.simplify_repl
        for spec in get_default_latex_context_db().iter_macro_specs()
        if isinstance(spec.simplify_repl, str) and "%" not in spec.simplify_repl
    }
