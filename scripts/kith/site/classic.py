"""Many ES modules as one classic script, for pages that were opened as files.

Browsers load no module from file://. The theme's modules keep to a small part of the language, so a
few rules are enough: imports stand at the top with their names in braces (or as one name, * as x),
exports stand before function, class or const, and a module is imported late by a text or by
`./${name}.mjs`. Whatever else has `import` or `export` in it stops the build.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

_COMMENT: Final = re.compile(r"/\*.*?\*/|^[ \t]*//[^\n]*$", re.DOTALL | re.MULTILINE)
_IMPORT: Final = re.compile(
    r"^import\s*(?:(?P<names>\{[^}]*\})|\*\s*as\s+(?P<all>\w+))\s*from\s*\"\./(?P<file>[^\"]+)\";$",
    re.MULTILINE,
)
_BARE: Final = re.compile(r"^import\s*\"\./(?P<file>[^\"]+)\";$", re.MULTILINE)
_EXPORT: Final = re.compile(
    r"^export\s+(?P<kind>(?:async\s+)?function\*?|class|const|let)\s+(?P<name>\w+)", re.MULTILINE
)
_LATE: Final = re.compile(r"\bimport\((?P<what>[\"`]\./[^\"`]+[\"`])\)")
_LEFT: Final = re.compile(
    r"^[ \t]*(?:import\s*[\"{*\w][^\n]*\bfrom\b|import\s*[\"']|export\b)|\bimport\(|\bimport\.meta",
    re.MULTILINE,
)

_FRAME: Final = """\
(function () {{
"use strict";
const source = document.currentScript.src;
const made = {{}};
const modules = {{
{modules}
}};
function need(name) {{
  if (!made[name]) {{
    const own = (made[name] = {{}});
    modules[name](own);
  }}
  return made[name];
}}
function late(path) {{
  return Promise.resolve().then(() => need(path.slice(2)));
}}
need({entry});
}})();
"""


class ClassicError(ValueError):
    """A module uses what the rules here do not know."""


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """One classic script that does what the module `entry` does when it is loaded.

    `modules` are texts by file name, all of one folder; those that only workers use may be in it.
    """
    parts = [f"{_quoted(name)}: {_function(name, text)}" for name, text in sorted(modules.items())]
    return _FRAME.format(modules=",\n".join(parts), entry=_quoted(entry))


def _function(name: str, text: str) -> str:
    text = _COMMENT.sub("", text)
    exports = [match["name"] for match in _EXPORT.finditer(text)]
    text = _IMPORT.sub(_import, text)
    text = _BARE.sub(lambda match: f"need({_quoted(match['file'])});", text)
    text = _EXPORT.sub(r"\g<kind> \g<name>", text)
    text = _LATE.sub(r"late(\g<what>)", text)
    text = text.replace("import.meta.url", f"new URL({_quoted(name)}, source).href")
    left = _LEFT.search(text)
    if left:
        line = text[left.start() :].strip().partition("\n")[0]
        raise ClassicError(f"{name}: {line!r} is a form of import or export that is not known here")
    doors = "".join(
        f"Object.defineProperty(own, {_quoted(word)}, {{ get: () => {word}, enumerable: true }});\n"
        for word in exports
    )
    return f"function (own) {{\n{doors}{text}\n}}"


def _import(match: re.Match[str]) -> str:
    file = _quoted(match["file"])
    if match["all"]:
        return f"const {match['all']} = need({file});"
    names = re.sub(r"(\w+)\s+as\s+(\w+)", r"\1: \2", match["names"])
    return f"const {names} = need({file});"


def _quoted(name: str) -> str:
    return f'"{name}"'


def circles(modules: Mapping[str, str]) -> list[str]:
    """Modules that import each other in a circle, which this form cannot have."""
    needs = {
        name: {match["file"] for match in _IMPORT.finditer(_COMMENT.sub("", text))}
        for name, text in modules.items()
    }
    return sorted(name for name in needs if name in _reach(needs, needs[name]))


def _reach(needs: Mapping[str, set[str]], start: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = [*start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needs.get(name, ())
    return found
