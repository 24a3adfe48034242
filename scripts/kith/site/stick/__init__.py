"""`kith pack`: the built site as one zip, with PDFs of the plans where they are asked for.

Beside this file lies what only a packed copy has: a small server, a script, a style, a first page.
"""

import os
from pathlib import Path

from kith.content.pages import page_url, read_pages
from kith.content.teaching.plan import is_plan
from kith.npm import ensure_packages
from kith.problems import Problem
from kith.project import Project
from kith.site.pack import pack
from kith.site.pdf import make_pdfs

_NO_DATE = 315532800  # 1980-01-01: zip knows no year before


def pack_site(project: Project, output: Path, *, with_pdf: bool) -> list[Problem]:
    """Pack site/, and say where the zip is and how large."""
    site = project.root / "site"
    when = int(os.environ.get("SOURCE_DATE_EPOCH", "0")) or _NO_DATE
    target = output if output.is_absolute() else project.root / output
    more: dict[str, bytes] = {}
    problems: list[Problem] = []
    if with_pdf:
        plans = [page for page in read_pages(project)[0] if is_plan(page.name)]
        places = {page_url(page.name): page.source.path for page in plans}
        more, problems = make_pdfs(site, places, when)
    licence = (project.root / "LICENSE").read_text("utf-8")
    packages, missing = ensure_packages(project)
    if missing:
        return [*problems, *missing]
    count = pack(site, target, when, licence, more, packages)
    size = target.stat().st_size / 1e6
    print(f"kith: {target} has {size:.1f} MB, {count} files", flush=True)
    if when == _NO_DATE:
        print(
            "kith: it bears the date 1980-01-01, since git tells of no commit here: today's date "
            "would make other bytes of the same site. SOURCE_DATE_EPOCH sets another.",
            flush=True,
        )
    return problems
