"""Makes Python small and quick to start. Runs inside Pyodide, under Node, at build time.

npm's Pyodide ships the standard library as source and compiles it at every start. Here it is cut
down to what a start, our packages and an error's display import, and compiled once, by the very
Python that will read it; so are our packages, which lie in the same file: Python imports them from
there as they are, and nothing is unpacked. The file carries no clock, so the same input gives the
same bytes.

Of the library's lines only the first of each function is kept: where an instruction stood is a
third of it, and no reader debugs the standard library. Our packages keep all of theirs.

The file is a zip whose parts are stored, not deflated: one compression over all of it, as a host
does on the way, takes a third more off than one of each part. Hosts compress WebAssembly and leave
zip files as they are, so it begins as an empty WebAssembly module whose only section, which no
machine runs, holds the zip. Readers of zip files start from the end and never see the header.
"""

import importlib
import importlib.util
import io
import marshal
import struct
import sys
import zipfile
from collections.abc import Iterable, Iterator
from types import CodeType, ModuleType

# Imported late, by an error or by an explainer that reads a file beside it: a look at a quiet start
# would miss them.
LATE = (
    *("traceback", "linecache"),
    *("importlib.resources", "importlib.resources._adapters", "importlib.readers"),
)
# Not modules, and looked for by name: the second decodes names in zip files.
ALWAYS = ("_sysconfigdata", "encodings/cp437.py")
# The rest of the library does without them (each is imported in a `try`): there is no socket to
# encrypt, and no archive to open.
LEFT_OUT = ("ssl", "_ssl", "bz2", "lzma", "compression")
# A module of WebAssembly: its mark, version 1, and a section of the kind "custom".
WASM = b"\0asm\1\0\0\0" + b"\0"
SECTION = b"zip"


def library(wheel: str) -> bytes:
    """The modules that are needed to run the packages of `wheel`, and these, compiled."""
    whole = next(path for path in sys.path if path.endswith(".zip"))
    for name in LATE:
        importlib.import_module(name)
    _import_all(wheel)
    used = {
        file.removeprefix(f"{whole}/")
        for name, module in list(sys.modules.items())
        if (file := getattr(module, "__file__", None) or "").startswith(f"{whole}/")
        and name.partition(".")[0] not in LEFT_OUT
        and not _is_frozen(module)
    }
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(wheel) as packages:
        names = [name for name in sorted(source.namelist()) if name in used or _always(name)]
        files = [_compiled(name, source.read(name), 2) for name in names]
        return as_wasm(_zip([*files, *_packages(packages)]))


def _packages(wheel: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """What a wheel installs; asserts and lines stay."""
    for name in wheel.namelist():
        if ".dist-info/" not in name:
            yield _compiled(name, wheel.read(name), 0)


def as_wasm(data: bytes) -> bytes:
    """A valid module of WebAssembly with `data` in a section that is for nobody to run.

    https://webassembly.github.io/spec/core/binary/modules.html#custom-section
    """
    named = bytes((len(SECTION),)) + SECTION + data
    return WASM + leb128(len(named)) + named


def leb128(number: int) -> bytes:
    """A whole number as WebAssembly writes it: seven bits a byte, the lowest first."""
    low, rest = number & 0x7F, number >> 7
    return bytes((low | 0x80,)) + leb128(rest) if rest else bytes((low,))


def _is_frozen(module: ModuleType) -> bool:
    """Whether the interpreter holds the module itself and never reads its file."""
    return module.__spec__ is not None and module.__spec__.origin == "frozen"


def _always(name: str) -> bool:
    return name.startswith(ALWAYS)


def _import_all(wheel: str) -> None:
    """Import every module of the wheel, so that all it needs is seen."""
    sys.path.insert(0, wheel)
    for name in zipfile.ZipFile(wheel).namelist():
        if name.endswith(".py") and not name.endswith("__main__.py"):
            module = name.removesuffix(".py").removesuffix("/__init__")
            importlib.import_module(module.replace("/", "."))


def _compiled(name: str, data: bytes, optimize: int) -> tuple[str, bytes]:
    """A module compiled (2: without docstrings, asserts and lines), anything else as it is."""
    if not name.endswith(".py"):
        return name, data
    code = compile(data, name, "exec", dont_inherit=True, optimize=optimize)
    if optimize:
        code = without_lines(code)
    # PEP 552: flags 1 = named by the hash of the source, which is not looked for again.
    mark = struct.pack("<I", 1) + importlib.util.source_hash(data)
    return f"{name}c", importlib.util.MAGIC_NUMBER + mark + marshal.dumps(code)


def without_lines(code: CodeType) -> CodeType:
    """The same code, with all of it, and of what it holds, said to stand on its first line.

    The table of lines is made of entries, each for at most 8 code units: a byte with kind and
    length, then, for the kind "a line without columns", the step from the line before (here 0).
    https://github.com/python/cpython/blob/3.14/InternalDocs/code_objects.md#location-table
    """
    whole, rest = divmod(len(code.co_code) // 2, 8)
    table = _same_line(8) * whole + (_same_line(rest) if rest else b"")
    constants = (
        without_lines(constant) if isinstance(constant, CodeType) else constant
        for constant in code.co_consts
    )
    return code.replace(co_linetable=table, co_consts=tuple(constants))


def _same_line(units: int) -> bytes:
    return bytes((0x80 | 13 << 3 | units - 1, 0))


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in files:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            target.writestr(info, data)
    return out.getvalue()
