"""Takes out of Pyodide's interpreter what only extension modules in C could use: a tenth of it.

npm's Pyodide gives names to 8,500 functions and variables, for extension modules that a page may
load later; so none of them can be left out, used or not. Explainers are plain Python. The names
that Pyodide's own scripts never speak of are taken out here, of WebAssembly's table of exports and
of the script that asks for each; then wasm-opt, of Binaryen (Apache-2.0), takes out the functions
that nothing reaches any more. What is left runs as it did.

Knows how Emscripten 5 writes that script; one that is written otherwise is an UnknownShapeError.
Pyodide is under the MPL-2.0; its source is at https://github.com/pyodide/pyodide.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kith.explainers.trim import leb128
from kith.npm import run_node

SCRIPT: Final = "pyodide.asm.mjs"
INTERPRETER: Final = "pyodide.asm.wasm"
LOADER: Final = "pyodide.mjs"
_OPEN: Final = "function assignWasmExports(wasmExports){"
_ASSIGNED: Final = re.compile(
    r'(?P<to>(?:[\w$]+=|Module\["[\w$]+"\]=)+)wasmExports\["(?P<name>[^"]+)"\](?:\.value>>>0)?'
)
_WORD: Final = re.compile(r"[\w$]+")
_EXPORTS: Final = 7  # the section's number
_FUNCTION, _GLOBAL = 0, 3  # kinds of exports
_MAGIC: Final = b"\0asm\1\0\0\0"
# What Pyodide 314 is built with; without them wasm-opt would not read it.
_FEATURES: Final = tuple(
    f"--enable-{feature}"
    for feature in (
        *("bulk-memory", "exception-handling", "extended-const", "multivalue", "mutable-globals"),
        *("nontrapping-float-to-int", "reference-types", "sign-ext", "simd"),
    )
)


class UnknownShapeError(Exception):
    """The script or the interpreter is not written as this module knows it."""


@dataclass(frozen=True, slots=True)
class Export:
    """One entry of the table of exports; `raw` are its bytes."""

    name: str
    kind: int
    raw: bytes


def slim_interpreter(pyodide: Path, binaryen: Path, out: Path) -> None:
    """Write SCRIPT and INTERPRETER into a folder, from npm's packages pyodide and binaryen.

    Takes 5 s. Raises UnknownShapeError.
    """
    loader = (pyodide / LOADER).read_text("utf-8")
    script, names = slim_script((pyodide / SCRIPT).read_text("utf-8"), loader)
    interpreter = without_exports((pyodide / INTERPRETER).read_bytes(), names)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / INTERPRETER
        whole.write_bytes(interpreter)
        tool, target = str(binaryen / "bin" / "wasm-opt"), str(out / INTERPRETER)
        options = ("--remove-unused-module-elements", *_FEATURES, "-o", target)
        done = run_node(tool, str(whole), *options, cwd=out)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise UnknownShapeError(f"wasm-opt cannot read {INTERPRETER}: {reason[0]}")
    (out / SCRIPT).write_text(script, "utf-8", newline="")


def slim_script(script: str, loader: str) -> tuple[str, frozenset[str]]:
    """The script without the exports that neither it nor the loader uses, and all words of both.

    The script declares a variable for each export, in one statement, and fills all in one function.
    One that is spoken of nowhere else is taken out of both.
    """
    before, opened, rest = script.partition(_OPEN)
    body, closed, after = rest.partition("}")
    statements = [_ASSIGNED.fullmatch(statement) for statement in body.split(";")]
    start = before.rfind("var ")
    declared = before[start + len("var ") :].removesuffix(";").split(",")
    if not (opened and closed and all(statements)) or not set(declared) >= {"wasmMemory"}:
        raise UnknownShapeError(f"{SCRIPT} does not take its exports as Emscripten 5 does")
    words = frozenset(_WORD.findall(f"{before[:start]} {after} {loader}"))
    kept, unused = [], set[str]()
    for statement in statements:
        assert statement
        targets = {*_WORD.findall(statement["to"])} - {"Module"}
        if targets & words:
            kept.append(statement[0])
            words |= {statement["name"]}
        else:
            unused |= targets
    variables = ",".join(name for name in declared if name not in unused)
    return f"{before[:start]}var {variables};{_OPEN}{';'.join(kept)}}}{after}", words


def without_exports(wasm: bytes, names: Iterable[str]) -> bytes:
    """The module without the functions and variables that are exported under no such name."""
    wanted = frozenset(names)
    parts = [_MAGIC]
    for number, body in _sections(wasm):
        kept = body
        if number == _EXPORTS:
            entries = [
                export.raw
                for export in exports(body)
                if export.kind not in (_FUNCTION, _GLOBAL) or export.name in wanted
            ]
            kept = leb128(len(entries)) + b"".join(entries)
        parts += [bytes((number,)), leb128(len(kept)), kept]
    return b"".join(parts)


def _sections(wasm: bytes) -> Iterator[tuple[int, bytes]]:
    """https://webassembly.github.io/spec/core/binary/modules.html#sections"""
    if not wasm.startswith(_MAGIC):
        raise UnknownShapeError(f"{INTERPRETER} is not WebAssembly")
    at = len(_MAGIC)
    while at < len(wasm):
        size, start = _number(wasm, at + 1)
        yield wasm[at], wasm[start : start + size]
        at = start + size


def exports(section: bytes) -> Iterator[Export]:
    """https://webassembly.github.io/spec/core/binary/modules.html#export-section"""
    count, at = _number(section, 0)
    for _ in range(count):
        size, start = _number(section, at)
        _, end = _number(section, start + size + 1)
        name = section[start : start + size].decode("utf-8")
        yield Export(name, section[start + size], section[at:end])
        at = end


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The whole number that begins there, as LEB128, and where the next thing begins."""
    number = shift = 0
    while True:
        byte = data[at]
        number |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return number, at
