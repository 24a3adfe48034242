"""What explainers may not use, with one reason and one mend for each thing: the table.

The aim is one result for one seed, in every Python and every browser. `purity` reads code by it.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Refusal:
    """Names refused for one reason. A message is "NAME: why", and the mend."""

    names: frozenset[str]
    why: str
    mend: str


def _refuse(names: str, why: str, mend: str) -> Refusal:
    return Refusal(frozenset(names.split()), why, mend)


MODULES: Final = frozenset(
    "__future__ abc array bisect collections copy dataclasses enum fractions functools heapq "
    "importlib.resources itertools json math numbers operator random re string textwrap "
    "tomllib types typing".split()
)
"""The standard library that explainers may import: it does the same everywhere, and only that.

`from importlib.resources import files` reads an explainer's own .toml files: the wheel has them.
"""

MATH: Final = frozenset(
    "ceil comb copysign e fabs factorial floor fmod frexp fsum gcd inf isclose isfinite isinf "
    "isnan isqrt lcm ldexp modf nan nextafter perm pi remainder sqrt tau trunc ulp".split()
)
"""What of `math` gives the same last digit with every C library."""

PAGE: Final = _refuse(
    "js micropip pyodide pyodide_js",
    "it reaches into the page, which the build and the tests do not have",
    "give `view` what to show, and let the page draw it",
)
NETWORK: Final = _refuse(
    "asyncio ftplib http requests select smtplib socket socketserver ssl urllib webbrowser",
    "a model knows no network, and nothing that a reader does leaves the page",
    "write what the model needs into its own modules",
)
MACHINE: Final = _refuse(
    "__builtins__ __file__ __loader__ __spec__ concurrent ctypes gc glob importlib inspect io "
    "multiprocessing os pathlib pickle platform shutil signal sqlite3 subprocess sys tempfile "
    "threading",
    "it looks at the machine or at files, which differ between the build and a browser",
    "write data as Python, or as a .toml file beside it, read by importlib.resources.files",
)
CLOCK: Final = _refuse(
    "calendar datetime sched time zoneinfo",
    "a run would depend on when it is made",
    "count the steps of the model, as whole numbers",
)
CHANCE: Final = _refuse(
    "SystemRandom secrets uuid",
    "its numbers come from no seed",
    "use Random(seed), with the seed of `run`",
)
DIGITS: Final = _refuse(
    "cmath decimal statistics",
    "its last digits depend on versions or settings",
    "use `mean` of the kit, math.fsum or fractions",
)
OTHER: Final = _refuse(
    "*",
    "it is not among the modules that do the same everywhere",
    "use one of the modules listed in scripts/kith/explainers/refusals.py",
)
STAR: Final = _refuse("*", "what it brings cannot be seen", "import each name by itself")
CALLS: Final = _refuse(
    "__import__ breakpoint compile eval exec exit globals input locals open print quit vars",
    "a model reads and writes nothing, and runs only the code that stands in it",
    "put it into the Result, or leave it out",
)
ADDRESSES: Final = _refuse(
    "hash id", "it differs from one start of Python to the next", "compare or sort by a field"
)
SHARED: Final = _refuse(
    "*",
    "all of Python shares this generator, and no seed of ours sets it",
    "use Random(seed), with the seed of `run`",
)
SEEDLESS: Final = _refuse(
    "*",
    "without a seed it gives other numbers each time",
    "write Random(seed), with the seed of `run`",
)
CURVED: Final = _refuse(
    "betavariate binomialvariate expovariate gammavariate gauss lognormvariate normalvariate "
    "paretovariate vonmisesvariate weibullvariate",
    "it uses logarithms, whose last digit depends on the C library",
    "draw with random, uniform or triangular",
)
ROUNDED: Final = _refuse(
    "*",
    "its last digit may depend on the C library",
    "use + - * /, math.sqrt and math.fsum; `squash` of the kit replaces the logistic curve",
)
POWER: Final = _refuse(
    "** pow", "its last digit may depend on the C library", "write x * x, or math.sqrt(x)"
)
UNORDERED: Final = _refuse(
    "*",
    "a set has another order at each start of Python",
    "go through sorted(…), or keep a list or a dict",
)

IMPORTS: Final = (PAGE, NETWORK, MACHINE, CLOCK, CHANCE, DIGITS)
BUILTINS: Final = (CALLS, ADDRESSES, MACHINE, POWER)


def refused_by(name: str, table: tuple[Refusal, ...]) -> Refusal | None:
    """The refusal that has this name, if one does."""
    return next((refusal for refusal in table if name in refusal.names), None)
