"""QR codes: for each page that a room may use, and for each named scenario of a model on it.

    assets/codes/<page>page.svg               the page
    assets/codes/<page><explainer>.<scenario>.svg   the page, with that scenario shown

They hold full addresses, so there are none while the site's address is not known. A run with
settings of its own has none either: that would have to be drawn in the browser; the room types its
run code.
"""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import segno

from kith.cache import digest
from kith.content.blocks import find_blocks
from kith.content.pages import Page, page_address, page_url
from kith.explainers.manifest import Manifest
from kith.site.kept import KeptSite

FOLDER: Final = "assets/codes"
SHOW: Final = "#show="
"""How the fragment of an address begins that asks for a scenario; show-link.mjs reads it."""


def publish_codes(
    pages: Iterable[Page], manifests: Mapping[str, Manifest], site: KeptSite, url: str
) -> None:
    """Write every code of the site, if its address is known."""
    if not url:
        return
    for page in pages:
        for name, fragment in _fragments(page, manifests):
            address = f"{url.rstrip('/')}/{page_address(page.name)}{fragment}"
            place, key = (
                f"{FOLDER}/{page_url(page.name)}{name}.svg",
                digest(address, segno.__version__),
            )
            if not site.holds(place, key):
                site.write(place, key, draw(address))


def draw(address: str) -> str:
    """The code as SVG: black on white, with the quiet edge that readers need."""
    out = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(out, kind="svg", border=4, light="#ffffff", xmldecl=False, omitsize=True, nl=False)
    return out.getvalue().decode("utf-8")


def _fragments(page: Page, manifests: Mapping[str, Manifest]) -> Iterator[tuple[str, str]]:
    """(file name, fragment) of each code that a page needs."""
    used: Counter[str] = Counter()
    explainers = [block.argument for block in find_blocks(page.source, "explainer")]
    if explainers or "trainers" in page.fields.get("audience", ()):
        yield "page", ""
    for name in explainers:
        if name in manifests:
            used[name] += 1
            key = name if used[name] == 1 else f"{name}-{used[name]}"
            for scenario in manifests[name].scenarios:
                yield f"{key}.{scenario}", f"{SHOW}{key}.{scenario}"
