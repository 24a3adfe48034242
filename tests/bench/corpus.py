"""Writes a made-up site to measure with: pages that cite, and the same pages without citations.

    python tests/bench/corpus.py FOLDER [--pages 200] [--works 1000] [--citations 4000]

The same arguments give the same bytes. Nobody wrote these works and no page says anything; what
counts is that they are shaped as real ones are: articles, chapters, books, reports, theses and web
pages, institutions, namesakes, one author's several works of one year, names in many scripts.
The works come from `works.py`. Knows nothing of clocks (`measure.py`).
"""

import argparse
import itertools
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from mkdocs.utils.yaml import yaml_load

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.works import ROOT, SEED, key, library, sentence

REFERENCES: Final = "references"  # the folder of content/ with the page of the whole bibliography
OFFLINE: Final = "offline.md"
SECTION: Final = 20  # pages a section


@dataclass(frozen=True, slots=True)
class Size:
    """How much to write. Citations count works: `[@a; @b]` is two."""

    pages: int = 200
    works: int = 1_000
    citations: int = 4_000

    def __str__(self) -> str:
        return f"{self.pages:,} pages, {self.works:,} works, {self.citations:,} citations"


def write_kith(root: Path, size: Size, *, cited: bool = True, whole_nav: bool = True) -> None:
    """A project of Kith: the repository's theme and settings, its own pages, works and caches.

    What npm installed is the repository's. Without `cited` the pages and the library are bare.
    """
    for name in ("theme", "explainers", "scripts"):
        (root / name).mkdir(parents=True)
    shutil.copytree(ROOT / "theme", root / "theme", dirs_exist_ok=True)
    kit = ("explainer_kit", "pyproject.toml")
    for source in (ROOT / "explainers" / name for name in kit):
        _copy(source, root / "explainers" / source.name)
    for source in (ROOT / "scripts").glob("package*.json"):
        _copy(source, root / "scripts" / source.name)
    (root / ".cache").mkdir()
    (root / ".cache" / "npm").symlink_to(ROOT / ".cache" / "npm")
    for source in (ROOT / "bibliography").glob("*.toml"):
        _write(root / "bibliography" / source.name, source.read_text("utf-8"))
    _write_pages(root, size, cited=cited)
    settings = _settings()
    nav = _nav(settings, size, whole_nav)
    # What the theme's own parts read and lead to.
    _copy(ROOT / "content" / "help.toml", root / "content" / "help.toml")
    _write(root / "content" / OFFLINE, "---\ntitle: Offline\ndescription: D.\n---\n\nText.\n")
    nav["nav"].append({"Offline": OFFLINE})
    if cited:
        for name, text in library(size.works):
            _write(root / "bibliography" / name, text)
        _copy(ROOT / "content" / REFERENCES, root / "content" / REFERENCES)
        nav["nav"].append({"References": f"{REFERENCES}/index.md"})
    _write_settings(root, settings | nav)


def write_plain(root: Path, size: Size, *, whole_nav: bool = True) -> None:
    """The same pages without citations, for MkDocs and Material as they come."""
    settings = _settings()
    theme = {name: settings["theme"][name] for name in ("name", "language", "font")}
    plain = {
        **{name: settings[name] for name in ("site_name", "site_description", "docs_dir")},
        "site_dir": "site",
        "theme": theme,
        "plugins": ["search"],
        "markdown_extensions": [
            extension
            for extension in settings["markdown_extensions"]
            if not str(extension).startswith("kith.")
        ],
    }
    _write_pages(root, size, cited=False)
    _write_settings(root, plain | _nav(settings, size, whole_nav))


def pages(size: Size, *, cited: bool) -> Iterator[tuple[str, str]]:
    """(path below content/, text) of each page, the home page first."""
    yield "index.md", "---\ntitle: Home\ndescription: A site to measure with.\n---\n\nWelcome.\n"
    for number in range(size.pages):
        share = size.citations * (number + 1) // size.pages - size.citations * number // size.pages
        rng = random.Random(f"{SEED} {number}")
        yield page_name(number), _page(rng, number, share, size.works, cited)


def page_name(number: int) -> str:
    return f"section-{number // SECTION:03d}/article-{number:04d}.md"


def _page(rng: random.Random, number: int, share: int, works: int, cited: bool) -> str:
    """One article; its words are the same with and without citations."""
    citations = list(_citations(rng, share, works))
    head = {
        "title": f"Article {number}",
        "description": "An article to measure with.",
        "key_points": [sentence(rng) for _ in range(3)],
        "reviewed": "2026-11-21",
        "next_review": "2027-11-21",
        "reviewer": "none yet",
        "audience": ["public"],
    }
    lines = [f"{name}: {value}" for name, value in head.items()]
    parts = ["---\n" + "\n".join(lines) + "\n---\n"]
    if number % SECTION:
        before = Path(page_name(number - 1)).name
        parts.append(f"This follows [the article before]({before}).\n")
    for index, start in enumerate(range(0, max(len(citations), 1), 2)):
        if index % 3 == 0:
            parts.append(f"## Part {index // 3 + 1} of article {number}\n")
        two = [text if cited else bare for text, bare in citations[start : start + 2]]
        sentences = [sentence(rng) for _ in range(4)]
        for place, text in zip((0, 2), two, strict=False):
            sentences[place] = f"{sentences[place][:-1]}{text}."
        parts.append(" ".join(sentences) + "\n")
        if index % 4 == 3:
            parts.append(f"- *{sentence(rng)}*\n- **{sentence(rng)}** and `code`\n")
    parts.append("| Group | People |\n| --- | --- |\n| Alone | 12 |\n| Together | 16 |\n")
    return "\n".join(parts)


def _citations(rng: random.Random, share: int, works: int) -> Iterator[tuple[str, str]]:
    """(as written, what stands there without citations), until `share` works are cited."""
    used: list[str] = []

    def work() -> str:
        again = used and rng.random() < 0.2
        used.append(rng.choice(used) if again else key(rng.randrange(works)))
        return used[-1]

    while share > 0:
        most = min(share, 3)
        kind = rng.choices(("one", "two", "three", "page", "bare"), [50, 15, 5, 15, 15])[0]
        count = min({"two": 2, "three": 3}.get(kind, 1), most)
        share -= count
        if kind == "bare":
            yield f", as @{work()} found", ", as others found"
        elif kind == "page":
            yield f" [see @{work()}, pp. 12–{rng.randint(13, 99)}]", ""
        else:
            yield f" [{'; '.join(f'@{work()}' for _ in range(count))}]", ""


def _settings() -> dict[str, Any]:
    return yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))


def _nav(settings: dict[str, Any], size: Size, whole: bool) -> dict[str, Any]:
    """Navigation to every page, or to the home page alone.

    MkDocs writes the whole of it into every page, so its cost grows with the square of the pages.
    """
    validation = {**settings.get("validation", {}), "omitted_files": "ignore"}
    names = (page_name(number) for number in range(size.pages))
    sections = itertools.groupby(names, lambda name: name.partition("/")[0]) if whole else ()
    nav: list[dict[str, object]] = [{"Home": "index.md"}]
    nav += [{section.capitalize(): list(found)} for section, found in sections]
    return {"nav": nav, "validation": validation}


def _write_settings(root: Path, settings: dict[str, Any]) -> None:
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    _write(root / "mkdocs.yml", text)


def _write_pages(root: Path, size: Size, *, cited: bool) -> None:
    for name, text in pages(size, cited=cited):
        _write(root / "content" / name, text)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    for name, default in (("pages", 200), ("works", 1_000), ("citations", 4_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    size = Size(options.pages, options.works, options.citations)
    write_kith(options.folder / "kith", size)
    write_plain(options.folder / "plain", size)
    print(f"{size} in {options.folder}")


if __name__ == "__main__":
    main()
