"""Makes the small standard library for the browser. Runs inside Pyodide, under Node, at build time.

npm's Pyodide ships the standard library as source and compiles it at every start. Here it is cut
down to what a start, our packages and an error's display import, and compiled once, by the very
Python that will read it. The files carry no clock, so the same input gives the same bytes.
"""

import importlib
import importlib.util
import io
import marshal
import struct
import sys
import zipfile

# Imported late, by Pyodide's loader or by an error: a look at a quiet start would miss them.
LATE = ("traceback", "linecache", "zipfile", "tarfile", "tempfile", "shutil", "importlib.metadata")
# Not modules, and looked for by name: the second decodes names in zip files.
ALWAYS = ("_sysconfigdata", "encodings/cp437.py")


def trimmed_library(wheel: str) -> bytes:
    """The zip file with the compiled modules that are needed to run the packages of `wheel`."""
    library = next(path for path in sys.path if path.endswith(".zip"))
    for name in LATE:
        importlib.import_module(name)
    _import_all(wheel)
    used = {
        file.removeprefix(f"{library}/")
        for module in list(sys.modules.values())
        if (file := getattr(module, "__file__", None) or "").startswith(f"{library}/")
    }
    out = io.BytesIO()
    with zipfile.ZipFile(library) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist()):
            if name in used or name.startswith(ALWAYS):
                _add(target, name, source.read(name))
    return out.getvalue()


def _import_all(wheel: str) -> None:
    """Import every module of the wheel, so that all it needs is seen."""
    sys.path.insert(0, wheel)
    for name in zipfile.ZipFile(wheel).namelist():
        if name.endswith(".py") and not name.endswith("__main__.py"):
            module = name.removesuffix(".py").removesuffix("/__init__")
            importlib.import_module(module.replace("/", "."))


def _add(target: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add one file: a module compiled without docstrings and asserts, anything else as it is."""
    if name.endswith(".py"):
        code = compile(data, name, "exec", dont_inherit=True, optimize=2)
        # PEP 552: flags 1 = named by the hash of the source, which is not looked for again.
        mark = struct.pack("<I", 1) + importlib.util.source_hash(data)
        name, data = f"{name}c", importlib.util.MAGIC_NUMBER + mark + marshal.dumps(code)
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    target.writestr(info, data, compresslevel=9)
